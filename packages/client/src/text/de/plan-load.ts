import type { PlanLoadWords } from "../en/plan-load.ts"
import { createCount } from "../plural.ts"
import type { Spoken } from "../spoken.ts"

const count = createCount("de")

export const planLoad: Spoken<PlanLoadWords> = {
  region: "Auslastung",
  none: "Noch ist niemand einem Vorgang zugewiesen. Wer es ist, hat hier seine Stunden, im Takt mit dem Diagramm.",
  over: times => count(times, { one: "Mal zu viel", other: "Mal zu viel" }),
  fits: "passt",
  personFits: name => `${name}: passt überall`,
  overWhen: name => `Wann ${name} zu viel hat`,
  stretch: (from, to, units) => `${from} – ${to}: ${units}`,
  loadOf: (name, when, booked, available) => `${name}, ${when}: ${booked} von ${available}`,
  taker: (title, hours) => `${title} · ${hours}`,
}
