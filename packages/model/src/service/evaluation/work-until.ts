import type { BusinessCalendar } from "../business-calendar.ts"
import { rests } from "../timeline.ts"
import type { TicketLife } from "./ticket-life.ts"

/**
 * Working time of a calendar from a ticket's opening to a later instant, in ms, without the time in which it was closed and
 * without that in which it rested: what a person would have needed with a watch. It is what the clock of a promise shows
 * whose cycle began with the opening.
 */
export function workUntil(
  { moments, openedAt }: TicketLife,
  calendar: BusinessCalendar,
  pausesIn: ReadonlySet<string>,
  end: number,
): number {
  let work = 0
  for (let place = 0; place < moments.length; place += 1) {
    const moment = moments[place]!
    if (moment.at >= end) break
    if (moment.isClosed || rests(moment, pausesIn)) continue
    work += calendar.workBetween(Math.max(moment.at, openedAt), Math.min(moments[place + 1]?.at ?? end, end))
  }
  return work
}
