import { createCount } from "../plural.ts"
import type { MovingWords } from "../en/moving.ts"

const count = createCount("de")
const items = (amount: number) => count(amount, { one: "Eintrag", other: "Einträge" })

export const moving: MovingWords = {
  choose: "In einen anderen Bereich verschieben",
  noOther: "Es gibt keinen anderen Bereich, in dem du schreiben darfst.",
  moved: (amount, space) => `${items(amount)} nach ${space} verschoben`,
  step: (amount, space) => `Verschieben von ${items(amount)} nach ${space}`,
  statuses: pairs => `Status: ${pairs}`,
  pair: (from, to) => `${from} → ${to}`,
  labels: names => `Labels sind mitgekommen: ${names}`,
  fields: names => `Felder, die der Bereich nicht hat: ${names}. Ihre Werte bleiben beim Eintrag.`,
  movedTo: space => `Dieser Eintrag wurde nach ${space} verschoben.`,
  openThere: "Dort öffnen",
  inSpace: space => `in ${space}`,

  hidden: amount => count(amount, { one: "verborgener Wert", other: "verborgene Werte" }),
  hiddenHint: "Einträge dieses Typs zeigen diese Felder nicht. Ihre Werte bleiben und kommen mit dem Typ zurück.",
  shownFor: field => `Typen, die ${field} zeigen`,
  shownOn: "Gezeigt bei",
  stepShownFor: field => `Typen, die ${field} zeigen`,

  archive: {
    title: "Archiv",
    find: "Im Archiv suchen",
    limit: "Erledigte Einträge gehen ins Archiv",
    never: "nur von Hand",
    after: days => `nach ${count(days, { one: "Tag", other: "Tagen" })}`,
    hint: "In Suche, Verweisen und Berichten bleiben sie, und ein Klick holt sie zurück.",
    step: "Grenze des Archivs",
    empty: "Im Archiv ist nichts",
    emptyBody: "Was lange genug erledigt ist, kommt von selbst hierher.",
    none: "Nichts im Archiv heißt so.",
    quarter: (year, quarter) => `${quarter}. Quartal ${year}`,
    unfinished: "Von Hand weggelegt",
    bringBack: "Zurückholen",
    bringBackNamed: title => `${title} zurückholen`,
    bringBackSelected: amount => `${amount} zurückholen`,
    broughtBack: amount => `${items(amount)} aus dem Archiv geholt`,
    loading: "Was dazugehört, wird aus dem Archiv geholt.",
  },
}
