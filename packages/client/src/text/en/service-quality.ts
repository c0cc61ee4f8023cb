import { createCount } from "../plural.ts"

const count = createCount("en")

/** Words of promises about whole periods, and of outages. */
export const quality = {
  title: "Availability and quality",
  promises: "Promises over a period",
  promisesHint: "What may go wrong in a period is its error budget. A promise is not changed: another one is made.",
  none: "Nothing is promised over a period yet.",
  measures: {
    availability: "Available",
    "first-contact": "Solved at the first contact",
    "stayed-done": "Solved and not opened again",
  },
  periods: { month: "each month", quarter: "each quarter", year: "each year" },
  everything: "Everything",
  add: "Promise something",
  form: {
    measure: "What",
    share: "At least, in per cent",
    period: "Over",
    service: "Of",
    hours: "Agreed hours",
    make: "Promise",
  },
  noHours: "Set up hours first; a promise counts on them.",
  atLeast: (share: string) => `at least ${share}`,
  achieved: (share: string) => `${share} so far`,
  achievedLast: (share: string) => `${share} in the period before`,
  states: { running: "in time", met: "kept", breached: "broken", unmeasured: "nothing to measure" },
  budget: "Error budget",
  left: (amount: string, of: string) => `${amount} of ${of} left`,
  overspent: (amount: string, of: string) => `${amount} over the ${of} that there were`,
  tickets: (tickets: number) => count(tickets, { one: "ticket", other: "tickets" }),
  spentOn: (when: string) => `At this rate it is spent on ${when}`,
  brokenSince: (when: string) => `Spent since ${when}: make no changes that are not needed`,
  lasts: "At this rate it lasts until the end",
  withdraw: (name: string) => `Take back: ${name}`,
  outages: "Outages",
  outagesHint: "Maintenance that was announced takes its time out of what was agreed; what overlaps counts once.",
  noOutages: "No outage was told.",
  addOutage: "Tell an outage",
  outage: {
    service: "What was down",
    from: "Since",
    to: "Until",
    time: "Time",
    lasts: "It lasts",
    planned: "Announced maintenance",
    note: "What happened",
    tell: "Tell",
  },
  span: (from: string, to: string) => `${from} – ${to}`,
  since: (from: string) => `since ${from}`,
  planned: "maintenance",
  isUp: "It is up again",
  remove: (note: string) => `Take back the outage: ${note}`,
  fromTicket: (key: string) => `from ${key}`,
  isDown: "Service is down…",
  downSince: (service: string, when: string) => `${service} is down since ${when}`,
  wasDown: (service: string, span: string) => `${service} was down ${span}`,
  step: {
    promise: (name: string) => `promise: ${name}`,
    outage: (name: string) => `outage of ${name}`,
  },
}

export type QualityWords = typeof quality
