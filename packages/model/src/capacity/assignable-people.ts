import type { MemberId } from "../base/ids.ts"
import { compareText } from "../base/rank.ts"
import { livePlanOf } from "../plan/known-plan.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { AssignablePeople, WorkAhead } from "../service/assignment.ts"
import { dayOf, TENTHS_PER_MINUTE } from "../time/instant.ts"
import { isZone } from "../time/zone.ts"
import { claimsOfSpace, ownedWork } from "./claims-of-space.ts"
import { CapacityLedger } from "./ledger.ts"
import { promisesOfSpace, wallInstant } from "./promised-times.ts"
import { workingHoursOf, type WorkingHours } from "./working-hours.ts"

/** Over how many days work is compared. */
const AHEAD_DAYS = 14

/** How much work a ticket counts that nobody has estimated, in minutes: two of them are more than one. */
export const USUAL_MINUTES = 30

/**
 * What assignment rules ask of people, as it follows from one space and the people around it: whoever opens a ticket of
 * that space has both, and so has the relay, so that all of them answer alike. What people do in other spaces is not in it.
 *
 * @param now milliseconds since 1970
 */
export function assignablePeople(snapshot: Snapshot, now: number): AssignablePeople {
  const zone = zoneOfService(snapshot)
  const hours = new Map<MemberId, WorkingHours>()
  const hoursOf = (member: MemberId): WorkingHours => {
    const known = hours.get(member) ?? workingHoursOf(snapshot, member)
    hours.set(member, known)
    return known
  }
  let ledger: CapacityLedger | null = null
  let unestimated: ReadonlyMap<MemberId, readonly unknown[]> | null = null
  return {
    isHere: member => snapshot.members.get(member)?.deleted === null,
    isAtWork: (member, at) => {
      const instant = wallInstant(at, zone)
      return hoursOf(member).calendar.between(instant, instant + TENTHS_PER_MINUTE) > 0
    },
    loadOf: member => {
      ledger ??= ledgerOfSpace(snapshot, { now, zone, hoursOf })
      unestimated ??= Map.groupBy(
        ownedWork(snapshot).filter(({ minutes }) => minutes === null),
        ({ item }) => item.owner!,
      )
      if (!ledger.has(member)) return { wanted: 0, available: 0 }
      const { wanted, available } = workAhead(ledger, member)
      return { wanted: wanted + (unestimated.get(member)?.length ?? 0) * USUAL_MINUTES, available }
    },
  }
}

/** By which clock a service tells the hours of people: that of its first calendar, as it has been kept, else of its first rota. */
export function zoneOfService({ serviceCalendars, rotas }: Pick<Snapshot, "serviceCalendars" | "rotas">): string {
  const zones = [...inOrder(living(serviceCalendars)), ...inOrder(living(rotas))].map(({ zone }) => zone)
  return zones.find(isZone) ?? "UTC"
}

function inOrder<R extends { readonly id: string }>(rows: readonly R[]): R[] {
  return rows.toSorted((one, other) => compareText(one.id, other.id))
}

interface Knowing {
  readonly now: number
  readonly zone: string
  readonly hoursOf: (member: MemberId) => WorkingHours
}

function ledgerOfSpace(snapshot: Snapshot, { now, zone, hoursOf }: Knowing): CapacityLedger {
  const today = dayOf(wallInstant(now, zone))
  const people = living(snapshot.members).map(({ id }) => [id, hoursOf(id)] as const)
  const ledger = new CapacityLedger({ first: today, count: AHEAD_DAYS }, new Map<string, WorkingHours>(people))
  const terms = { today, promisesOf: promisesOfSpace(snapshot, now, zone), spread: "flat" as const }
  for (const claim of claimsOfSpace(snapshot, livePlanOf(snapshot), terms)) ledger.add(claim)
  return ledger
}

/** In whole minutes: sums of the same parts in another order differ in what no person could tell. */
function workAhead(ledger: CapacityLedger, member: string): WorkAhead {
  const sum = (days: Float64Array) => Math.round(days.reduce((whole, minutes) => whole + minutes, 0))
  return {
    wanted: sum(ledger.demand(member)) + Math.round(ledger.unscheduled(member)),
    available: sum(ledger.supply(member)),
  }
}
