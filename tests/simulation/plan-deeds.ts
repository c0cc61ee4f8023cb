import { assign, setUnits, setWork, unassign } from "@weft/model/actions/assignment"
import { renameBaseline, saveBaseline, trashBaseline } from "@weft/model/actions/baseline"
import {
  addAbsence,
  addCalendarException,
  createCalendar,
  setCalendarDay,
  setWorkDay,
} from "@weft/model/actions/calendar"
import { changeLink, linkItems, unlinkItems } from "@weft/model/actions/dependency"
import { indentItems, outdentItems } from "@weft/model/actions/outline"
import { patchPlan } from "@weft/model/actions/plan-settings"
import { reportProgress, rescheduleRest } from "@weft/model/actions/progress"
import {
  applyLevelling,
  moveBar,
  setConstraint,
  setDeadline,
  setDuration,
  setSchedulingMode,
} from "@weft/model/actions/schedule-items"
import type { AbsenceId, BaselineId, CalendarExceptionId, CalendarId, ItemId, MemberId } from "@weft/model/base/ids"
import { below, type Random } from "@weft/model/base/random"
import { CONSTRAINTS } from "@weft/model/schema/item"
import { DEPENDENCY_KINDS } from "@weft/model/schema/planning"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import type { Person } from "../support/person.ts"
import { DAY, days, MONDAY } from "../support/planned-space.ts"
import { deed, type Deed } from "./deed.ts"
import { chance, pick, some, weighted } from "./draw.ts"

interface Drawing {
  readonly person: Pick<Person, "newId">
  readonly snapshot: Snapshot
  readonly random: Random
}

const MEMBERS = ["ana", "ben", "eve"] as readonly string[] as readonly MemberId[]
const HALF_DAY = [{ from: 4800, to: 7200 }]

/** How often each kind of planning is drawn. Links are what rings are made of. */
const WEIGHTS = {
  link: 10,
  changeLink: 2,
  unlink: 2,
  duration: 3,
  bar: 3,
  constraint: 2,
  deadline: 1,
  mode: 1,
  outline: 2,
  assign: 5,
  share: 6,
  progress: 3,
  reschedule: 1,
  level: 1,
  baseline: 3,
  calendar: 3,
  person: 2,
  settings: 1,
} as const satisfies Record<string, number>

/** Draws something that a planner might do; nothing where there is nothing to do it to. */
export function drawPlanDeed({ person, snapshot, random }: Drawing): Deed | null {
  const items = living(snapshot.items)
    .map(({ id }) => id)
    .sort()
  const item = pick(items, random)
  if (item === undefined) return null
  // Links between few items meet each other.
  const knot = items.slice(0, 4)
  const links = idsOf(living(snapshot.dependencies))
  const assignments = idsOf(living(snapshot.assignments))
  const baselines = idsOf(living(snapshot.baselines))
  const calendars = idsOf(living(snapshot.calendars))
  const date = MONDAY + below(20, random) * 14_400
  switch (weighted(WEIGHTS, random)) {
    case "link":
      return deed(linkItems, {
        links: [{ from: pick(knot, random)!, to: pick(knot, random)!, kind: drawKind(random), lag: drawLag(random) }],
      })
    case "changeLink": {
      const link = pick(links, random)
      if (link === undefined) return null
      return deed(changeLink, chance(0.5, random) ? { link, lag: drawLag(random) } : { link, kind: drawKind(random) })
    }
    case "unlink":
      return links.length === 0 ? null : deed(unlinkItems, { links: some(links, 2, random) })
    case "duration":
      return deed(setDuration, { items: [item], duration: below(6, random) * DAY, isElapsed: chance(0.1, random) })
    case "bar":
      return deed(moveBar, { item, start: date })
    case "constraint":
      return deed(setConstraint, { items: [item], kind: pick(CONSTRAINTS, random)!, date })
    case "deadline":
      return deed(setDeadline, { items: some(items, 2, random), date: chance(0.3, random) ? null : date })
    case "mode":
      return deed(setSchedulingMode, { items: [item], mode: chance(0.5, random) ? "manual" : "auto" })
    case "outline":
      return deed(chance(0.6, random) ? indentItems : outdentItems, { items: some(items, 2, random) })
    case "assign":
      return deed(assign, { item, resource: pick(MEMBERS, random)!, units: pick([0.5, 1], random)! })
    case "share": {
      const assignment = pick(assignments, random)
      if (assignment === undefined) return null
      if (chance(0.4, random)) return deed(unassign, { assignment })
      return chance(0.5, random)
        ? deed(setUnits, { assignment, units: pick([0.25, 1, 2], random)! })
        : deed(setWork, { assignment, work: below(9, random) * DAY })
    }
    case "progress":
      return deed(reportProgress, {
        items: [item],
        ...(chance(0.7, random) ? { percent: pick([0, 25, 50, 100], random)! } : { left: below(5, random) * DAY }),
      })
    case "reschedule":
      return deed(rescheduleRest, { after: date })
    case "level":
      return deed(applyLevelling, { delays: new Map<ItemId, number>([[item, below(3, random) * 14_400]]) })
    case "baseline": {
      const [name, known] = [pick(["Offer", "Contract"], random)!, pick(baselines, random)]
      if (known === undefined || chance(0.6, random))
        return deed(saveBaseline, { id: person.newId<BaselineId>(), name })
      return chance(0.7, random) ? deed(renameBaseline, { id: known, name }) : deed(trashBaseline, { id: known })
    }
    case "calendar": {
      const calendar = pick(calendars, random)
      if (calendar === undefined || chance(0.2, random))
        return deed(createCalendar, { id: person.newId<CalendarId>(), name: "Site" })
      if (chance(0.5, random))
        return deed(setCalendarDay, {
          calendar,
          weekday: below(7, random),
          shifts: pick([HALF_DAY, [], null], random)!,
        })
      return deed(addCalendarException, {
        id: person.newId<CalendarExceptionId>(),
        calendar,
        name: "Stocktaking",
        from: "2026-12-01",
        to: "2026-12-02",
        recurrence: null,
        shifts: [],
      })
    }
    case "person": {
      const member = pick(MEMBERS, random)!
      if (chance(0.5, random)) return deed(setWorkDay, { member, weekday: 1 + below(5, random), shifts: HALF_DAY })
      return deed(addAbsence, { id: person.newId<AbsenceId>(), member, from: "2026-12-03", to: "2026-12-07" })
    }
    case "settings": {
      const calendar = pick(calendars, random)
      return deed(patchPlan, { start: MONDAY, ...(calendar === undefined ? {} : { calendar }), dataDate: date })
    }
  }
}

function idsOf<R extends { readonly id: string }>(rows: readonly R[]): R["id"][] {
  return rows.map(({ id }) => id).sort()
}

function drawKind(random: Random) {
  return chance(0.7, random) ? "FS" : pick(DEPENDENCY_KINDS, random)!
}

function drawLag(random: Random) {
  return chance(0.6, random) ? null : days(below(4, random) - 1)
}
