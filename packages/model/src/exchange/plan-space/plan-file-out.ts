import { perform } from "../../actions/define.ts"
import { isRefusal } from "../../base/result.ts"
import { personOf } from "../../plan/plan-of-space.ts"
import { patchesOf } from "../../schema/apply.ts"
import { applyPatches } from "../../schema/patch.ts"
import { sameValue } from "../../schema/row.ts"
import { emptyTables, type Snapshot } from "../../schema/snapshot.ts"
import { mergePlans } from "../plan-file/merge-plans.ts"
import type { FileBaseline, FileTask, PlanFile } from "../plan-file/plan-file.ts"
import { guidOf } from "./guid.ts"
import { importPlan } from "./import-plan.ts"
import { planFileOf } from "./plan-file-of-space.ts"
import { keyOfPlan } from "./plan-key.ts"
import { RowsHere } from "./rows-here.ts"

/**
 * The plan of a space as a file that comes back to where it came from: records that were made here are named by ids of
 * ours. A space that was imported from a file is written into that file: what the import understood and somebody has
 * changed since says the new, and all else, be it only that a space holds it in another form, stays as the file had it.
 */
export function planFileOut(snapshot: Snapshot, from: KeptPlan | null, descriptions: Descriptions = {}): PlanFile {
  const now = withNotes(withGuids(snapshot, planFileOf(snapshot)), id => descriptions[id] ?? "")
  if (from === null) return now
  const kept = from.file
  const known = { ...kept, project: { ...kept.project, guid: from.key } }
  const rename = namesIn(known, snapshot)
  const notes = new Map(kept.tasks.map(task => [task.id, task.notes]))
  const said = new Map(Object.entries(descriptions).map(([item, text]) => [rename.task(item), text]))
  const base = withNotes(renamed(planFileOf(asImported(snapshot, known)), rename), id => notes.get(id) ?? "")
  // A description that is not on this device may be what it was, and one that says the same is spelled as it was.
  const ours = withNotes(renamed(now, rename), id => {
    const [text, before] = [said.get(id), notes.get(id) ?? ""]
    return text === undefined || isSameText(text, before) ? before : text
  })
  const merged = mergePlans({ base, ours, theirs: kept, comparesProgress: true }).plan
  return {
    ...merged,
    tasks: withBaselines(merged, { base, ours, kept }),
    calendars: withoutUnused(merged),
  }
}

/** The file that a plan was imported from, and the key under which it was. */
export interface KeptPlan {
  readonly key: string
  readonly file: PlanFile
}

/** The texts of items as far as they are known, by item. */
export type Descriptions = Readonly<Record<string, string>>

function withNotes(file: PlanFile, notesOf: (task: string) => string): PlanFile {
  return { ...file, tasks: file.tasks.map(task => ({ ...task, notes: notesOf(task.id) })) }
}

function isSameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replaceAll("\r", "").trimEnd()
  return plain(one) === plain(other)
}

/** The space as it was right after the file was imported into it, with the people and hours of today. */
function asImported(snapshot: Snapshot, file: PlanFile): Snapshot {
  const { members, workPatterns, absences, places, profiles, statuses, itemTypes } = snapshot
  const empty: Snapshot = {
    ...emptyTables(),
    ...{ members, workPatterns, absences, places, profiles, statuses, itemTypes },
    space: snapshot.space,
  }
  const here = new RowsHere(file, snapshot, keyOfPlan(file))
  // Whoever a resource stands for now is whom it stood for then: that is no edit of the plan.
  const people = Object.fromEntries(
    file.resources.map(({ id }) => [id, snapshot.resources.get(here.resource(id))?.member ?? null]),
  )
  const never = () => 0.5
  const changes = perform(importPlan, empty, { file, people }, { me: "" as never, now: 0, random: never })
  return isRefusal(changes) ? empty : { ...empty, ...applyPatches(empty, patchesOf(empty, changes, 0)) }
}

interface Names {
  readonly task: (item: string) => string
  readonly resource: (person: string) => string
  readonly calendar: (calendar: string) => string
}

/** What the file calls the records of the space that it made. */
function namesIn(file: PlanFile, snapshot: Snapshot): Names {
  const here = new RowsHere(file, snapshot, keyOfPlan(file))
  const named = (rows: readonly { readonly id: string }[], recordOf: (id: string) => string | null) => {
    const names = new Map<string, string>()
    for (const { id } of rows.toReversed()) {
      const record = recordOf(id)
      if (record !== null) names.set(record, id)
    }
    const taken = new Set(rows.map(({ id }) => id))
    // A record that the file does not know must not be taken for one that it does.
    return (id: string) => names.get(id) ?? (taken.has(id) ? `${id}-here` : id)
  }
  return {
    task: named(file.tasks, id => here.item(id)),
    resource: named(file.resources, id => personOf(snapshot, here.resource(id) as never)),
    calendar: named(file.calendars, id => here.calendar(id)),
  }
}

function renamed(file: PlanFile, { task, resource, calendar }: Names): PlanFile {
  const maybe = (id: string | null) => (id === null ? null : calendar(id))
  return {
    ...file,
    project: { ...file.project, calendar: calendar(file.project.calendar) },
    calendars: file.calendars.map(row => ({ ...row, id: calendar(row.id), base: maybe(row.base) })),
    tasks: file.tasks.map(row => ({
      ...row,
      id: task(row.id),
      parent: row.parent === null ? null : task(row.parent),
      calendar: maybe(row.calendar),
    })),
    links: file.links.map(row => ({ ...row, from: task(row.from), to: task(row.to) })),
    resources: file.resources.map(row => ({ ...row, id: resource(row.id), calendar: maybe(row.calendar) })),
    assignments: file.assignments.map(row => ({
      ...row,
      task: task(row.task),
      resource: row.resource === null ? null : resource(row.resource),
    })),
  }
}

/** The records with the ids by which an import finds them again. */
function withGuids(snapshot: Snapshot, file: PlanFile): PlanFile {
  const withGuid = <R extends { readonly id: string }>(rows: readonly R[], recordOf = (id: string) => id) =>
    rows.map(row => ({ ...row, guid: guidOf(recordOf(row.id)) }))
  const rowOf = new Map<string, string>()
  for (const { id, member, deleted } of snapshot.resources.values())
    if (deleted === null && member !== null && !rowOf.has(member)) rowOf.set(member, id)
  return {
    ...file,
    project: { ...file.project, guid: guidOf(snapshot.space) },
    calendars: withGuid(file.calendars),
    tasks: withGuid(file.tasks),
    resources: withGuid(file.resources, id => rowOf.get(id) ?? id),
  }
}

interface Sides {
  readonly base: PlanFile
  readonly ours: PlanFile
  readonly kept: PlanFile
}

/** The most baselines that a file of Microsoft Project holds. */
const MOST_BASELINES = 11

/** A baseline that was taken here comes beside those of the file, under a number that is free there. */
function withBaselines(merged: PlanFile, { base, ours, kept }: Sides): readonly FileTask[] {
  const numbersIn = (file: PlanFile) => new Set(file.tasks.flatMap(task => task.baselines.map(({ number }) => number)))
  const known = numbersIn(base)
  const used = numbersIn(kept)
  const free = Array.from({ length: MOST_BASELINES }, (_, number) => number).filter(number => !used.has(number))
  const numbers = new Map(
    [...numbersIn(ours)].filter(number => !known.has(number)).map((number, at) => [number, free[at]]),
  )
  const ownTasks = new Map(ours.tasks.map(task => [task.id, task]))
  const keptTasks = new Map(kept.tasks.map(task => [task.id, task]))
  return merged.tasks.map(task => {
    const own = (ownTasks.get(task.id)?.baselines ?? []).flatMap((row): FileBaseline[] => {
      const number = numbers.get(row.number)
      return number === undefined ? [] : [{ ...row, number }]
    })
    const all = [...(keptTasks.get(task.id)?.baselines ?? []), ...own]
    return sameValue(all, task.baselines) ? task : { ...task, baselines: all }
  })
}

/** Calendars that a space has of itself stay away where nothing in the file works by them. */
function withoutUnused({ calendars, project, tasks, resources }: PlanFile): PlanFile["calendars"] {
  const used = new Set([project, ...tasks, ...resources].map(({ calendar }) => calendar))
  for (const { id, base } of calendars.toReversed()) if (base !== null && used.has(id)) used.add(base)
  return calendars.filter(({ id, source }) => source !== null || used.has(id))
}
