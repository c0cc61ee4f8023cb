import { below, seededRandom } from "@weft/model/base/random"
import { LINK_KINDS, type PlanInput, type PlanLink, type PlanTask } from "@weft/model/plan/input"
import { ROUND_THE_CLOCK, STANDARD_WEEK } from "@weft/model/time/calendar-definition"
import { weeklyCalendar } from "@weft/model/time/calendar-set"
import { dayOfDate, TENTHS_PER_DAY } from "@weft/model/time/instant"

const DAY = 4800
const JANUARY: number = dayOfDate(2026, 1, 5)

/** Blocks of a summary and nine tasks with one and a half links each, three calendars, every fifth link with a lag. */
export function benchPlan(size: number): PlanInput {
  const random = seededRandom(7)
  const tasks: PlanTask[] = []
  const links: PlanLink[] = []
  for (let index = 0; index < size; index += 1) {
    const isSummary = index % 10 === 0
    const parent = isSummary ? null : `t${index - (index % 10)}`
    tasks.push(
      benchTask(`t${index}`, parent, (1 + below(10, random)) * DAY, [null, "24h", "closed"][below(3, random)]!),
    )
    if (isSummary) continue
    for (let count = below(2, random); count >= 0; count -= 1) {
      const from = index - 1 - below(Math.min(index, 60), random)
      if (from < 0 || from % 10 === 0) continue
      const kind = below(10, random) < 7 ? "FS" : LINK_KINDS[below(4, random)]!
      const amount = below(5, random) === 0 ? DAY : 0
      links.push({ id: `l${links.length}`, from: `t${from}`, to: `t${index}`, kind, lag: { kind: "working", amount } })
    }
  }
  return {
    project: {
      start: JANUARY * TENTHS_PER_DAY + DAY,
      finish: null,
      scheduleFrom: "start",
      calendar: "standard",
      honorConstraints: true,
      criticalSlackLimit: 0,
      multipleCriticalPaths: false,
      totalSlack: "smallest",
    },
    calendars: [
      weeklyCalendar("standard", STANDARD_WEEK),
      weeklyCalendar("24h", ROUND_THE_CLOCK),
      {
        ...weeklyCalendar("closed", STANDARD_WEEK),
        exceptions: [{ name: "closed", from: JANUARY + 40, to: JANUARY + 54, recurrence: null, shifts: [] }],
      },
    ],
    tasks,
    links,
    resources: [],
    assignments: [],
  }
}

function benchTask(id: string, parent: string | null, duration: number, calendar: string | null): PlanTask {
  return {
    id,
    parent,
    duration,
    isElapsed: false,
    isMilestone: false,
    mode: "auto",
    isActive: true,
    constraint: { kind: "ASAP", date: null },
    deadline: null,
    calendar,
    ignoresResourceCalendars: false,
    hasFixedDuration: false,
    actualStart: null,
    actualFinish: null,
    actualDuration: 0,
    remainingDuration: duration,
    levelingDelay: 0,
    start: null,
    finish: null,
  }
}
