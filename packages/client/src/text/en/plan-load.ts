import { createCount } from "../plural.ts"

const count = createCount("en")

/** Words of who has how much to do in a plan. */
export const planLoad = {
  region: "Load of people",
  none: "Nobody is assigned to an activity yet. Whoever is has their hours here, in step with the chart.",
  over: (times: number) => count(times, { one: "time too much", other: "times too much" }),
  fits: "fits",
  personFits: (name: string) => `${name}: fits everywhere`,
  overWhen: (name: string) => `When ${name} has too much`,
  stretch: (from: string, to: string, units: string) => `${from} – ${to}: ${units}`,
  loadOf: (name: string, when: string, booked: string, available: string) =>
    `${name}, ${when}: ${booked} of ${available}`,
  taker: (title: string, hours: string) => `${title} · ${hours}`,
}

export type PlanLoadWords = typeof planLoad
