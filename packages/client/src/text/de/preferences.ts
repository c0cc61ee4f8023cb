import type { PreferenceWords } from "../en/preferences.ts"
import { createCount } from "../plural.ts"

const count = createCount("de")
const changes = (amount: number) => count(amount, { one: "Änderung", other: "Änderungen" })
const files = (amount: number) => count(amount, { one: "Datei", other: "Dateien" })
const areOrIs = (amount: number) => (amount === 1 ? "ist" : "sind")
const goOrGoes = (amount: number) => (amount === 1 ? "geht" : "gehen")

export const preferences: PreferenceWords = {
  title: "Einstellungen",
  appearance: "Darstellung",
  appearanceHint: "Für dich auf diesem Gerät.",
  weekStart: "Wochen beginnen am",
  weekStartAuto: "Wie in deiner Region",
  people: "Personen",
  peopleHint: "Namen, Farben und Teams.",
  openPeople: "Personen öffnen",
  spaces: "Bereiche",
  spacesHint: "Typen, Status, Felder, Labels und Vorlagen gehören zu einem Bereich, ebenso sein Papierkorb.",
  setup: "Einstellungen",
  setupOf: name => `Einstellungen von ${name}`,
  trash: "Papierkorb",
  trashOf: name => `Papierkorb von ${name}`,
  storage: "Speicher auf diesem Gerät",
  measuring: "Wird gezählt …",
  notMeasured: "Der Browser sagt nicht, wie viel belegt ist.",
  used: (used, most) => `Diese Seite belegt ${used}; der Browser erlaubt ihr ${most}.`,
  workspaceUse: documents => `${documents} Arbeit`,
  filesUse: bytes => `${bytes} Dateien, die auf das Relay warten`,
  openNow: "jetzt offen",
  kept: "Der Browser behält das alles, bis du es löschst.",
  notKept: "Der Browser darf das von sich aus löschen, wenn auf dem Gerät der Platz ausgeht.",
  askKeep: "Den Browser bitten, es zu behalten",
  keepDenied:
    "Der Browser hat abgelehnt. Er stimmt bei Seiten zu, die oft benutzt werden oder als App installiert sind; was geteilt ist, liegt in jedem Fall sicher auf dem Relay.",
  forget: "Diesen Arbeitsbereich vergessen",
  forgetHint: "Nimmt ihn von diesem Gerät. Wer ihn teilt, behält ihn.",
  forgetLocalHint: "Er liegt nur hier, also wird er damit weggeworfen.",
  forgetButton: "Auf diesem Gerät vergessen",
  forgetTitle: name => `„${name}“ auf diesem Gerät vergessen?`,
  lostAll: "Dieser Arbeitsbereich wurde nie geteilt: Niemand sonst hat ihn. Alles darin ist dann endgültig weg.",
  lostChanges: amount =>
    `${changes(amount)} ${areOrIs(amount)} noch nicht auf der Platte des Relays und ${goOrGoes(amount)} verloren.`,
  lostRefused: amount =>
    `${changes(amount)}, die das Relay abgelehnt hat, ${areOrIs(amount)} nur hier und ${goOrGoes(amount)} verloren.`,
  lostFiles: amount => `${files(amount)} ${areOrIs(amount)} noch nicht auf dem Relay und ${goOrGoes(amount)} verloren.`,
  lostUnknown: "Das Relay hat nicht geantwortet, seit diese Seite offen ist. Was es nicht hat, geht verloren.",
  lostNothing: "Das Relay hat alles auf seiner Platte. Von dort lässt sich der Arbeitsbereich wieder öffnen.",
  saveFirst: "Vorher als Datei sichern",
  forgot: name => `„${name}“ ist nicht mehr auf diesem Gerät`,
  notForgotten: "Er ließ sich nicht von diesem Gerät nehmen; nichts ging verloren",
}
