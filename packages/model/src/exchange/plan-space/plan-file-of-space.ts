import type { PlanResource } from "../../plan/input.ts"
import { baselineOf } from "../../plan/baselines-of-space.ts"
import { personOf, planOf, planRow } from "../../plan/plan-of-space.ts"
import { schedulePlan } from "../../plan/schedule-plan.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import type { FileBaseline, FileLink, FileResource, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import { outlineNumbers } from "../plan-file/outline-numbers.ts"

/** The most baselines that a file of Microsoft Project holds. */
const MOST_BASELINES = 11

/** A space as a plan's file, for writing it in any format that holds plans. Texts of items are not in it. */
export function planFileOf(snapshot: Snapshot): PlanFile {
  const input = planOf(snapshot)
  const schedule = schedulePlan(input)
  const plan = planRow(snapshot)
  const baselines = baselinesByItem(snapshot)
  const numbers = outlineNumbers(input.tasks, null)
  const lagUnits = new Map(living(snapshot.dependencies).map(row => [row.id as string, row.lag?.unit ?? "days"]))
  return {
    project: {
      ...input.project,
      name: snapshot.profiles.get(snapshot.space)?.name ?? "",
      wholeTask: null,
      statusDate: plan.dataDate,
      minutesPerDay: plan.minutesPerDay,
      minutesPerWeek: plan.minutesPerWeek,
      daysPerMonth: plan.daysPerMonth,
    },
    calendars: input.calendars.map(calendar => ({ ...calendar, source: null })),
    tasks: input.tasks.map((task, index): FileTask => {
      const item = snapshot.items.get(task.id)!
      const total = task.duration
      return {
        ...task,
        name: item.title,
        wbs: item.wbs || (numbers.get(task.id) ?? ""),
        notes: "",
        priority: item.levellingPriority,
        percentComplete:
          total > 0 ? Math.round((100 * task.actualDuration) / total) : task.actualFinish === null ? 0 : 100,
        effort: item.effort,
        isEffortDriven: item.effortDriven,
        durationUnit: item.durationUnit,
        isEstimated: item.durationEstimated,
        stored: { start: schedule.tasks[index]!.start, finish: schedule.tasks[index]!.finish },
        baselines: baselines.get(task.id) ?? [],
        custom: {},
        source: null,
      }
    }),
    links: input.links.map((link): FileLink => ({ ...link, lagUnit: lagUnits.get(link.id) ?? "days", source: null })),
    resources: input.resources.map(resource => resourceOf(snapshot, resource)),
    assignments: input.assignments.map(assignment => ({ ...assignment, source: null })),
    customFields: [],
    warnings: [],
    source: null,
  }
}

function resourceOf(snapshot: Snapshot, resource: PlanResource): FileResource {
  const member = snapshot.members.get(resource.id)
  const row = living(snapshot.resources).find(({ id }) => personOf(snapshot, id) === resource.id)
  return {
    ...resource,
    name: row?.name ?? member?.name ?? "",
    initials: row?.initials ?? "",
    group: row?.group ?? "",
    email: row?.mail || (member?.mail ?? ""),
    notes: row?.notes ?? "",
    maxUnits: row?.maxUnits ?? 1,
    source: null,
  }
}

/** What baselines say of each item, the oldest as number 0. */
function baselinesByItem(snapshot: Snapshot): ReadonlyMap<string, readonly FileBaseline[]> {
  const oldest = living(snapshot.baselines).sort((left, right) =>
    left.takenAt !== right.takenAt ? left.takenAt - right.takenAt : left.id < right.id ? -1 : 1,
  )
  const byItem = new Map<string, FileBaseline[]>()
  for (const [number, { id }] of oldest.slice(0, MOST_BASELINES).entries())
    for (const { task, start, finish, duration, work, cost } of baselineOf(snapshot, id)) {
      const own = byItem.get(task) ?? []
      own.push({ number, start, finish, duration, work, cost: cost === 0 ? null : cost })
      byItem.set(task, own)
    }
  return byItem
}
