import { assign } from "../actions/assignment.ts"
import { saveBaseline } from "../actions/baseline.ts"
import { addCalendarException, createCalendar } from "../actions/calendar.ts"
import { linkItems, type NewLink } from "../actions/dependency.ts"
import { patchPlan } from "../actions/plan-settings.ts"
import { reportProgress } from "../actions/progress.ts"
import { setDuration } from "../actions/schedule-items.ts"
import { assert } from "../base/assert.ts"
import { newId, type BaselineId, type CalendarExceptionId, type CalendarId } from "../base/ids.ts"
import type { DependencyKind } from "../schema/planning.ts"
import { say, type Day, type ItemStory, type PlanStory, type SpaceStory } from "./story.ts"
import { keyOf } from "./tell-item.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** Eight hours, in tenths of a minute. */
const TENTHS_PER_WORKDAY = 4800
const TENTHS_PER_HOUR = 600
const [MORNING, EVENING] = [8, 17]

/** How much of their time people give to an item that is theirs, and to one that they help with: there is more to do. */
const OWN_UNITS = 0.5
const HELPING_UNITS = 0.25

const CHRISTMAS = say("Christmas break", "Weihnachtspause")

/** The end of a day, when people plan and report. */
const AT_THE_END = 0.95

/** An item of a plan that has nothing below it. */
interface Activity {
  readonly item: ItemStory
  readonly key: string
}

/** Tells how a space was planned, who was given what, what was approved, and what was reported since. */
export function tellPlan(scene: Scene, cast: Cast, story: SpaceStory, plan: PlanStory): void {
  const { narrator, days, people, random, language } = scene
  const { space } = cast
  const first = Math.min(...story.items.map(({ made }) => made))
  tellCalendar(scene, cast, plan, first)
  const activities = activitiesOf(story)
  tellDurations(scene, cast, activities)
  for (const activity of activities) {
    tellStaff(scene, cast, activity)
    tellProgress(scene, cast, activity)
  }
  const links = Map.groupBy(plan.dependencies, ([from, , to]) => {
    const made = [from, to].map(key => activities.find(activity => activity.key === key)?.item.made)
    assert(made[0] !== undefined && made[1] !== undefined, `the example links what it has: ${from}, ${to}`)
    return Math.max(made[0], made[1])
  })
  for (const [day, drawn] of links)
    narrator.note(days.at(day, AT_THE_END), people.ana, space, linkItems, {
      links: drawn.map(([from, kind, to, lagDays]) => linkOf(cast, from, kind, to, lagDays)),
    })
  const { on, name } = plan.baseline
  const id = newId<BaselineId>(random)
  narrator.note(days.at(on, AT_THE_END), people.ana, space, saveBaseline, { id, name: name[language] })
  // All that was reported is reported up to this morning; what is left cannot lie before it.
  const settings = { dataDate: days.instant(0, 0), dataDateHolds: true }
  narrator.note(days.at(-1, 1), people.ana, space, patchPlan, settings)
}

function linkOf({ items }: Cast, from: string, kind: DependencyKind, to: string, lagDays = 0): NewLink {
  const lag = { kind: "working", amount: lagDays * TENTHS_PER_WORKDAY, unit: "days" } as const
  return { from: items.get(from), to: items.get(to), kind, lag: lagDays === 0 ? null : lag }
}

function tellCalendar(
  { narrator, days, people, random, language }: Scene,
  { space }: Cast,
  plan: PlanStory,
  first: Day,
) {
  const calendar = newId<CalendarId>(random)
  const at = days.at(first, 0)
  narrator.note(at, people.ana, space, createCalendar, { id: calendar, name: plan.calendar[language] })
  const year = Number(days.date(0).slice(0, 4))
  for (const from of [year - 1, year])
    narrator.note(at, people.ana, space, addCalendarException, {
      ...{ id: newId<CalendarExceptionId>(random), calendar, name: CHRISTMAS[language], recurrence: null, shifts: [] },
      ...{ from: `${from}-12-24`, to: `${from + 1}-01-01` },
    })
  narrator.note(at, people.ana, space, patchPlan, { calendar, start: days.instant(first, 0) })
}

/** The items that are worked on: phases go by what is below them, and what nobody gave days takes its estimate. */
function activitiesOf({ items }: SpaceStory): readonly Activity[] {
  const phases = new Set(items.map(({ under }) => under))
  return items.flatMap((item, index) => {
    const key = keyOf(item, index)
    return phases.has(key) || item.trashed !== undefined ? [] : [{ item, key }]
  })
}

/** Says how long activities take; those that take as long as each other in one step, once all of them are there. */
function tellDurations(
  { narrator, days, people }: Scene,
  { space, items }: Cast,
  activities: readonly Activity[],
): void {
  const planned = activities.flatMap(({ item: { made, start, due, milestone }, key }) =>
    start === undefined || due === undefined || milestone === true ? [] : [{ made, length: due - start + 1, key }],
  )
  for (const [length, group] of Map.groupBy(planned, activity => activity.length)) {
    const made = Math.max(...group.map(activity => activity.made))
    narrator.note(days.at(made, AT_THE_END), people.ana, space, setDuration, {
      items: group.map(({ key }) => items.get(key)),
      duration: length * TENTHS_PER_WORKDAY,
      unit: "days",
    })
  }
}

function tellStaff({ narrator, days, people }: Scene, { space, items }: Cast, { item, key }: Activity): void {
  const { made, milestone, owner, helpers = [] } = item
  if (milestone === true) return
  const [id, at] = [items.get(key), days.at(made, AT_THE_END)]
  if (owner !== undefined)
    narrator.note(at, people.ana, space, assign, { item: id, resource: people[owner], units: OWN_UNITS })
  for (const helper of helpers)
    narrator.note(at, people.ana, space, assign, { item: id, resource: people[helper], units: HELPING_UNITS })
}

function tellProgress({ narrator, days, people }: Scene, { space, items }: Cast, { item, key }: Activity): void {
  const { begun, done, percent, hoursLeft, owner = "ana" } = item
  if (begun === undefined) return
  const report = { items: [items.get(key)], startedAt: days.instant(begun, MORNING) }
  if (done !== undefined) {
    const finishedAt = days.instant(done, EVENING)
    narrator.note(days.at(done, 1), people[owner], space, reportProgress, { ...report, finishedAt })
    return
  }
  const left = hoursLeft === undefined ? undefined : Math.round((hoursLeft * TENTHS_PER_HOUR) / OWN_UNITS)
  narrator.note(days.at(Math.max(begun, -1), 1), people[owner], space, reportProgress, {
    ...report,
    ...(percent !== undefined && { percent }),
    ...(left !== undefined && { left }),
  })
}
