import type { CaptureWords } from "../en/capture.ts"
import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("de")(amount, { one: "Eintrag", other: "Einträge" })

export const capture: CaptureWords = {
  hint: "morgen 15 Uhr · #Label · @Person · !hoch · ~2h · ^Bereich. Viele Zeilen werden viele Einträge.",
  space: "Bereich",
  status: "Status",
  understood: "Verstanden",
  newLabel: name => `neues Label ${name}`,
  inSpace: name => `in ${name}`,
  preview: amount => (amount === 1 ? "Ein Eintrag entsteht" : `${items(amount)} entstehen`),
  create: amount => (amount > 1 ? `${items(amount)} anlegen` : "Eintrag anlegen"),
  made: (amount, space) => `${items(amount)} in ${space} angelegt`,
  open: "Öffnen",
  noSpace: "Es gibt keinen Bereich, in dem du schreiben darfst",
}
