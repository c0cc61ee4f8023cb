import type { HistoryWords } from "../en/history.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const items = (amount: number) => count(amount, { one: "Eintrag", other: "Einträge" })
const changes = (amount: number) => count(amount, { one: "Änderung", other: "Änderungen" })

export const history: HistoryWords = {
  title: "Verlauf",
  of: key => `Verlauf von ${key}`,
  everybody: "Alle",
  person: "Von",
  somebody: "Jemand",
  reading: rows => (rows === 0 ? "Der Verlauf wird gelesen" : `Der Verlauf wird gelesen: bisher ${rows} Schritte`),
  stop: "Lesen beenden",
  readAgain: "Neu lesen",
  stopped: "Das Lesen wurde beendet. Spätere Fassungen als die letzte hier fehlen.",
  noAnswer: "Das Relay antwortet nicht, vielleicht ist das nicht alles.",
  knownHere:
    "Ohne das Relay weiß dieses Gerät nur: wer einen Eintrag angelegt hat, wie sein Status lief und wer ihn gelöscht hat. Frühere Werte anderer Felder stehen im Protokoll des Relays.",
  noRelay:
    "Dieser Arbeitsbereich ist nur auf diesem Gerät. Er behält, wer einen Eintrag angelegt hat, wie sein Status lief und wer ihn gelöscht hat; frühere Werte anderer Felder bleiben erhalten, sobald er geteilt ist.",
  missing: amount =>
    `${count(amount, { one: "Schritt", other: "Schritte" })} des Protokolls ${amount === 1 ? "ist" : "sind"} nicht lesbar oder gelöscht.`,
  thinned: "Mehrere zusammen",
  thinnedHint: "Älterer Verlauf wird stundenweise behalten, nach einem Jahr tageweise.",
  arrived: when => `Offline geschrieben, angekommen ${when}`,
  none: "Hier ist noch nichts geschehen",
  noneBody: "Was jemand ändert, steht hier mit dem, was vorher da war.",
  noneBy: "Diese Person hat hier nichts geändert.",
  older: amount => `${count(amount, { one: "ältere Fassung", other: "ältere Fassungen" })} zeigen`,
  moreChanges: amount => `${changes(amount)} mehr zeigen`,
  version: (who, when) => `${who}, ${when}`,
  made: "angelegt",
  added: "hinzugefügt",
  removed: "entfernt",
  tookOut: "zurückgenommen",
  trashed: "in den Papierkorb gelegt",
  restored: "wiederhergestellt",
  description: "Beschreibung",
  gone: "Vorher:",
  fresh: "Nachher:",
  kinds: {
    items: "Eintrag",
    checklists: "Checkliste",
    checks: "Prüfpunkt",
    relations: "Beziehung",
    attachments: "Datei",
    labels: "Label",
    boards: "Board",
    views: "Ansicht",
    itemTemplates: "Vorlage",
  },
  bringBack: "Zurückholen",
  bringBackValue: (field, value) => `${field} zurückholen: ${value}`,
  bringBackText: "Diesen Text zurückholen",
  bringBackItem: "Eintrag auf diesen Stand bringen",
  bringBackItems: amount => `${items(amount)} auf diesen Stand bringen`,
  choose: title => `${title} auswählen`,
  chooseHint: "Wähle Einträge aus, um sie so zurückzuholen, wie sie am Ende dieser Fassung standen.",
  did: what => `${what} zurückgeholt`,
  didItems: amount => `${items(amount)} zurückgeholt`,
  alreadySo: "Es steht schon so da",
  leftOut: amount => `${count(amount, { one: "Wert", other: "Werte" })} so belassen, keine Änderung darf sie setzen`,
  absent: amount => `${items(amount)} gab es damals noch nicht`,
}
