import type { MemberId } from "../base/ids.ts"
import { patternOfMember, personCalendar, STANDARD_CALENDAR } from "../plan/space-calendars.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { STANDARD_WEEK } from "../time/calendar-definition.ts"
import { weeklyCalendar } from "../time/calendar-set.ts"
import { dayShiftsOf } from "../time/day-shifts.ts"
import { WorkingCalendar } from "../time/working-calendar.ts"

/** What there is of somebody, in all spaces together. */
export interface WorkingHours {
  /** When they are at work. It may be never: nothing stands in for somebody who does not work. */
  readonly calendar: WorkingCalendar
  /** How much of that time can be planned; 1 is all of it. */
  readonly units: number
}

/** The hours of a member: their own weekdays, else the standard week, without the days on which they are away for certain. */
export function workingHoursOf(snapshot: Snapshot, member: MemberId): WorkingHours {
  const standard = weeklyCalendar(STANDARD_CALENDAR, STANDARD_WEEK)
  const own = personCalendar(snapshot, member, STANDARD_CALENDAR)
  const units = patternOfMember(snapshot, member)?.maxUnits ?? 1
  return {
    calendar: new WorkingCalendar(dayShiftsOf(own === null ? [standard] : [standard, own])),
    units: Math.max(0, units),
  }
}
