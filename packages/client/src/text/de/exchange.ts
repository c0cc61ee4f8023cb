import type { ExchangeWords } from "../en/exchange.ts"
import { createCount } from "../plural.ts"
import type { Spoken } from "../spoken.ts"

const count = createCount("de")
const items = (amount: number) => count(amount, { one: "Eintrag", other: "Einträge" })

type Detail = Readonly<Record<string, string | number>>

/** What JSON can hold, as a person calls it; what is wanted stands in the genitive. */
const TYPES: Readonly<Record<string, string>> = {
  object: "ein Objekt",
  list: "eine Liste",
  text: "ein Text",
  number: "eine Zahl",
  truth: "ja oder nein",
  nothing: "nichts",
}
const WANTED: Readonly<Record<string, string>> = {
  object: "eines Objekts",
  list: "einer Liste",
  text: "eines Textes",
  number: "einer Zahl",
  truth: "ja oder nein",
}
const at = ({ where }: Detail) => (where === "(the whole file)" ? "In der ganzen Datei" : `Bei ${where}`)

export const exchange: Spoken<ExchangeWords> = {
  title: "Ein Trello-Board importieren",
  choose: "Datei wählen",
  chooseOther: "Andere Datei wählen",
  drop: "Trello-Export hier ablegen",
  dropBody: "In Trello: Menü, Drucken, exportieren und teilen, Als JSON exportieren. Nichts verlässt dieses Gerät.",
  reading: file => `${file} wird gelesen`,
  nothingChanged: "Nichts wurde geändert.",
  exportAgain: "Exportiere das Board noch einmal aus Trello und wähle diese Datei.",

  problems: {
    "too-big": detail => `Die Datei ist größer als ${detail["megabytes"]} MB.`,
    "empty-file": "Die Datei ist leer.",
    archive: "Die Datei ist ein gepacktes Archiv. Entpacke es und wähle die JSON-Datei darin.",
    "not-text": "Die Datei enthält keinen Text.",
    "web-page":
      "Die Datei ist eine Webseite, wohl die Anmeldung von Trello. Melde dich bei Trello an und exportiere noch einmal.",
    "broken-json": detail =>
      `In Zeile ${detail["line"]}, Spalte ${detail["column"]} ist die Datei kein JSON mehr. Vielleicht wurde sie abgeschnitten oder bearbeitet.`,
    "not-trello": detail => `Das ist kein Export eines Trello-Boards: Es fehlt ${detail["missing"]}.`,
    "wrong-type": detail =>
      `${at(detail)} steht ${TYPES[String(detail["found"])] ?? detail["found"]} statt ${WANTED[String(detail["wanted"])] ?? detail["wanted"]}.`,
    missing: detail => `${at(detail)} steht in der Datei nichts, wo etwas stehen muss.`,
    "too-long": detail => `${at(detail)} ist der Text länger als ${detail["most"]} Zeichen.`,
    "too-many": detail => `${at(detail)} hat die Datei mehr als ${detail["most"]} Zeilen.`,
    "wrong-date": detail => `${at(detail)} ist „${detail["found"]}“ kein Datum.`,
    "duplicate-id": detail => `${at(detail)} steht die Kennung ${detail["id"]} zweimal.`,
    "not-found": "Den Bereich, in den importiert werden soll, gibt es nicht mehr.",
    "space-in-trash": "Der Bereich liegt im Papierkorb.",
    "not-readable": "Die Datei ließ sich nicht öffnen. Vielleicht wurde sie verschoben oder gelöscht.",
    "not-written": "Die Änderungen ließen sich nicht schreiben.",
  },

  target: "Wohin",
  newSpace: name => `Neuer Bereich „${name}“`,
  earlierSpace: name => `${name}, aus einem früheren Import`,
  spaceInTrash: name => `Der Bereich ${name} aus einem früheren Import liegt im Papierkorb.`,
  restoreSpace: "Ihn und was die Datei hat aus dem Papierkorb holen",
  restoreTrashed: amount => (amount === 1 ? "Aus dem Papierkorb holen" : `Diese ${amount} aus dem Papierkorb holen`),

  becomes: "Was woraus wird",
  kind: "In der Datei",
  amount: "Anzahl",
  states: {
    new: "Neu",
    updated: "Geändert",
    restored: "Zurückgeholt",
    unchanged: "Unverändert",
    adopted: "Geteilt",
    trashed: "Im Papierkorb",
  },
  kinds: {
    items: "Karten, als Einträge",
    statuses: "Listen, als Status",
    boards: "Board",
    labels: "Labels",
    checklists: "Checklisten",
    checks: "Zeilen von Checklisten",
    customFields: "Eigene Felder",
    options: "Optionen eigener Felder",
    comments: "Kommentare",
    members: "Menschen",
  },
  archivedOf: amount => `${items(amount)} davon im Archiv; dort bleiben sie.`,
  descriptions: amount =>
    count(amount, { one: "Beschreibung wird geschrieben.", other: "Beschreibungen werden geschrieben." }),
  warnings: {
    "older-comments-may-be-missing":
      "Ein Export enthält höchstens 1.000 Aktionen, und dieser ist voll: Ältere Kommentare können fehlen.",
    "automation-is-not-exported": "Regeln und Schaltflächen der Trello-Automatisierung stehen nie in einem Export.",
    "no-cards": "Das Board hat keine Karten.",
  },

  lists: "Was die Listen bedeuten",
  listsHint: "Berichte und Farben gehen nach der Bedeutung, nicht nach dem Namen.",
  meaningOf: list => `Bedeutung von ${list}`,
  archivedList: "im Archiv",
  sharedList: "nutzt den Status gleichen Namens",

  people: "Menschen",
  peopleHint: "Platzhalter können später beitreten; ihre Arbeit bleibt bei ihnen.",
  personIs: name => `Wer ${name} ist`,
  placeholder: "Platzhalter",

  leftOut: "Was nicht mitkommt",
  nothingLeftOut: "Alles, was die Datei enthält, kommt mit.",
  reason: "Warum",
  what: "Was",
  leftOutWhat: {
    "attachment-files": "Hochgeladene Dateien",
    votes: "Stimmen",
    stickers: "Sticker",
    covers: "Titelbilder",
    locations: "Orte",
    reminders: "Erinnerungen",
    backgrounds: "Hintergründe",
    "power-ups": "Daten von Power-ups",
    "complete-marks": "Haken „erledigt“ an Terminen",
    "special-cards": "Arten besonderer Karten",
    history: "Verlauf des Boards",
    "comments-without-card": "Kommentare ohne Karte",
    "checklists-without-card": "Checklisten ohne Karte",
    references: "Verweise ins Leere",
    "custom-values": "Werte eigener Felder",
    "custom-fields": "Eigene Felder unbekannter Art",
    "empty-archived-lists": "Leere Listen im Archiv",
    "long-names": "Das Ende langer Namen",
  },
  leftOutWhy: {
    "attachment-files": "Die Datei enthält nur ihre Adressen; sie stehen unter dem Eintrag.",
    votes: "Weft hat keine Stimmen.",
    stickers: "Weft hat keine Sticker.",
    covers: "Weft hat keine Titelbilder.",
    locations: "Weft hat keine Orte.",
    reminders: "Weft hat keine Erinnerungen an Termine.",
    backgrounds: "Weft hat keine Hintergründe.",
    "power-ups": "Nur das Power-up versteht sie.",
    "complete-marks": "Die Liste sagt, ob die Arbeit getan ist.",
    "special-cards": "Vorlagen, Spiegel und Trenner kommen als einfache Einträge mit.",
    history: "Nur Kommentare und Zeitpunkte kommen mit; ein Export enthält höchstens 1.000 Aktionen.",
    "comments-without-card": "Die Datei enthält ihre Karte nicht.",
    "checklists-without-card": "Die Datei enthält ihre Karte nicht.",
    references: "Die Datei enthält nicht, wohin sie führen.",
    "custom-values": "Sie passen nicht zu ihrem Feld.",
    "custom-fields": "Weft kennt die Art nicht.",
    "empty-archived-lists": "Keine Karte liegt darin.",
    "long-names": "Ein Name hat höchstens 10.000 Zeichen.",
  },
  examples: names => `Zum Beispiel: ${names}`,

  again: "Schon einmal importiert",
  sameAsBefore: "Die Datei sagt, was sie beim letzten Import sagte. Ein Import ändert nichts.",
  updatedRows: amount =>
    count(amount, {
      one: "wird geändert, weil die Datei sich geändert hat",
      other: "werden geändert, weil die Datei sich geändert hat",
    }),
  restoredRows: amount =>
    count(amount, { one: "kommt aus dem Papierkorb zurück", other: "kommen aus dem Papierkorb zurück" }),
  keptRows: amount =>
    count(amount, { one: "bleibt, wie es in Weft geändert wurde", other: "bleiben, wie sie in Weft geändert wurden" }),
  trashedRows: amount => count(amount, { one: "im Papierkorb, wo es bleibt", other: "im Papierkorb, wo sie bleiben" }),
  goneRows: amount =>
    count(amount, { one: "ist nicht mehr in der Datei und bleibt", other: "sind nicht mehr in der Datei und bleiben" }),
  fromTo: (field, from, to) => `${field}: ${from} → ${to}`,
  keptValue: (field, ours, theirs) => `${field}: ${ours} bleibt, die Datei hat ${theirs}`,
  otherDescription: "Beschreibung: Die in Weft bleibt, die Datei hat eine andere",
  andMore: amount => `und ${amount} weitere`,
  nothing: "nichts",
  yes: "ja",
  no: "nein",
  fields: {
    name: "Name",
    title: "Titel",
    status: "Status",
    archived: "Archiviert",
    rank: "Platz",
    place: "Platz auf dem Board",
    start: "Beginn",
    due: "Fällig",
    owner: "Zuständig",
    assignees: "Zuständige",
    labels: "Labels",
    source: "Adresse",
    category: "Bedeutung",
    hue: "Farbe",
    onCards: "Auf Karten",
    limits: "Limit",
    done: "Erledigt",
    assignee: "Zuständig",
    checklist: "Checkliste",
    item: "Eintrag",
    text: "Text",
    author: "Verfasst von",
    description: "Beschreibung",
    away: "Im Archiv",
    prefix: "Schlüssel beginnen mit",
    other: "Wert",
  },

  start: "Importieren",
  importing: name => `${name} wird importiert`,
  writing: "Wird geschrieben",
  progress: (done, total) => `${done} von ${total}`,
  cancel: "Import abbrechen",
  step: name => `Import von ${name}`,
  done: name => `${name} ist importiert`,
  doneNothing: "Die Datei hat nichts geändert",
  cancelled: "Der Import ist abgebrochen. Nichts wurde geändert.",
}
