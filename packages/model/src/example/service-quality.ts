import { createServicePolicy, publishPolicy } from "../actions/service-terms.ts"
import { makeServicePromise, tellOutage } from "../actions/service-promise.ts"
import {
  newId,
  type OutageId,
  type PolicyVersionId,
  type ServiceCalendarId,
  type ServicePolicyId,
  type ServicePromiseId,
} from "../base/ids.ts"
import type { Telling } from "./narrator.ts"
import { say } from "./story.ts"
import type { Scene } from "./tell-space.ts"

const HOUR = 3_600_000

const BETWEEN_TEAMS = say("First to second line", "Erste an zweite Stufe")

/** When things were down: on a day, from a part of it for so many hours. */
const OUTAGES = [
  { on: -40, part: 0.45, hours: 1.5, planned: false, note: say("Mail did not go out", "Mails gingen nicht hinaus") },
  { on: -9, part: 0.4, hours: 2, planned: false, note: say("No sign-in to the ERP", "Keine Anmeldung am ERP") },
  { on: -5, part: 0.75, hours: 3, planned: true, note: say("New network switches", "Neue Netzwerk-Switches") },
] as const

/** Gives a service what it promises between its teams and over a month, and the outages that there were. */
export function tellQuality({ language, random, days }: Scene, calendar: ServiceCalendarId, telling: Telling): void {
  const policy = newId<ServicePolicyId>(random)
  telling.do(createServicePolicy, { id: policy, name: BETWEEN_TEAMS[language], audience: "internal" })
  telling.do(publishPolicy, {
    id: newId<PolicyVersionId>(random),
    policy,
    calendar,
    from: days.at(-60, 0),
    terms: {
      conditions: [],
      targets: [
        {
          key: "assignment",
          kind: "assignment",
          promise: { unit: "time", amount: 60 * HOUR },
          pausesIn: [],
          while: [],
          steps: [],
        },
      ],
      onChange: "keep",
      appliesTo: "open-tickets",
      onReopen: "restart",
    },
  })
  const monthly = { service: null, period: "month", calendar } as const
  const promise = () => newId<ServicePromiseId>(random)
  telling.do(makeServicePromise, { id: promise(), measure: "availability", promised: 990_000, ...monthly })
  telling.do(makeServicePromise, { id: promise(), measure: "stayed-done", promised: 900_000, ...monthly })
  for (const { on, part, hours, planned, note } of OUTAGES) {
    const from = days.at(on, part)
    const told = { service: null, from, to: from + hours * HOUR, planned, note: note[language], item: null }
    telling.do(tellOutage, { id: newId<OutageId>(random), ...told })
  }
}
