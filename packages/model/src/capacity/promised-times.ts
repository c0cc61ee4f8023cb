import type { Item } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Clock } from "../service/clock.ts"
import { PolicyBook } from "../service/policy-book.ts"
import type { TargetKind } from "../service/policy.ts"
import { serviceTermsOf } from "../service/space-terms.ts"
import { eventsByTicket } from "../service/space-tickets.ts"
import { ticketClocks } from "../service/ticket-clocks.ts"
import { zoneClock } from "../service/zone-clock.ts"
import { LAST_INSTANT, readInstant, type Instant } from "../time/instant.ts"
import { dayOf, minuteOf } from "../time/moment.ts"

/** When something of an item is due on the wall: by one of its open clocks, or by the date that somebody gave it. */
export interface PromisedTime {
  readonly clock: TargetKind | "due"
  readonly due: Instant
}

/** The promises of an item that count, in no order. */
export type PromisesOf = (item: Item) => readonly PromisedTime[]

const FIRST_INSTANT_MILLIS = Date.UTC(1984, 0, 1)
const MILLIS_PER_TENTH = 6000

/** What the clock on the wall of a zone shows at an instant of milliseconds since 1970, as plans count. */
export function wallInstant(at: number, zone: string): Instant {
  const tenths = Math.floor((zoneClock(zone).wallAt(at) - FIRST_INSTANT_MILLIS) / MILLIS_PER_TENTH)
  return Math.min(LAST_INSTANT, Math.max(0, tenths))
}

/** The promises of an item whose clocks are known. What is promised to a team or by a supplier is no promise of a person's. */
function promisedTimes(item: Pick<Item, "due">, clocks: readonly Clock[], zone: string): PromisedTime[] {
  const promises: PromisedTime[] = []
  for (const { audience, stoppedAt, due, kind, state } of clocks)
    if (audience === "customer" && stoppedAt === null && due !== null && state !== "exempt")
      promises.push({ clock: kind, due: wallInstant(due, zone) })
  const date = item.due === null ? null : readInstant(`${dayOf(item.due)}T${minuteOf(item.due) ?? "24:00"}`)
  if (date !== null) promises.push({ clock: "due", due: date })
  return promises
}

/** The promises of the items of a space at an instant, in milliseconds since 1970; the clocks of each are read when it is asked for. */
export function promisesOfSpace(snapshot: Snapshot, now: number, zone: string): PromisesOf {
  const events = eventsByTicket(snapshot)
  const book = new PolicyBook(serviceTermsOf(snapshot))
  return item => {
    const told = events.get(item.id)
    return promisedTimes(item, told === undefined ? [] : ticketClocks(book, item.id, told, now).clocks, zone)
  }
}

/** By when the work on an item has to be done; nothing where nobody said. */
export function workDueBy(promises: readonly PromisedTime[]): Instant | null {
  const ends = promises.filter(({ clock }) => clock === "due" || clock === "resolution").map(({ due }) => due)
  return ends.length === 0 ? null : Math.min(...ends)
}
