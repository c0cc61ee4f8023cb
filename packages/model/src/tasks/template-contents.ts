import type { Random } from "../base/random.ts"
import { newId, type BoardId, type ItemId, type MemberId } from "../base/ids.ts"
import { PersistentMap } from "../base/persistent-map.ts"
import { kindNamed } from "../schema/kinds.ts"
import { dependencyId } from "../schema/planning.ts"
import type { AnyRow } from "../schema/record.ts"
import { blankRow, sameValue } from "../schema/row.ts"
import { emptyTables, living, type Snapshot } from "../schema/snapshot.ts"
import {
  TEMPLATE_KINDS,
  type TemplateContents,
  type TemplateKind,
  type TemplateRecord,
} from "../schema/space-template.ts"
import { relationId } from "../schema/work.ts"
import { readDay, type CalendarDate } from "../time/calendar-date.ts"
import { dayOf as dayOfInstant, dayOfDate, TENTHS_PER_DAY, writeDay } from "../time/instant.ts"
import { dayOf, isMoment } from "../time/moment.ts"
import { addWorkingDays, workingDaysBetween } from "../time/working-days.ts"
import { isOnBoards } from "./board.ts"
import { startingStatus } from "./workflow.ts"

/** What of an item is meant when it is done again; what became of it, who wrote it and when, is not. */
const OF_ITEMS: ReadonlySet<string> = new Set([
  "title",
  "type",
  "status",
  "parent",
  "rank",
  "owner",
  "assignees",
  "labels",
  "start",
  "due",
  "priority",
  "importance",
  "urgency",
  "impact",
  "estimateMinutes",
  "points",
  "custom",
  "place",
  "schedulingMode",
  "plannedStart",
  "plannedFinish",
  "durationTenths",
  "durationElapsed",
  "durationUnit",
  "durationEstimated",
  "milestone",
  "inactive",
  "constraint",
  "constraintAt",
  "deadlineAt",
  "effort",
  "effortDriven",
  "levellingPriority",
  "wbs",
])

/** What is left out of the other kinds: a name is given anew, and nothing is ticked at the beginning. */
const LEFT_OUT: Partial<Record<TemplateKind, ReadonlySet<string>>> = {
  profiles: new Set(["name", "prefix"]),
  checks: new Set(["done"]),
  relations: new Set(["fromSpace", "toSpace"]),
}

const WITH_ITEMS: ReadonlySet<TemplateKind> = new Set(["items", "checklists", "checks", "relations", "dependencies"])

/** The fields that hold a day: calendar days, maybe with a time, and points on the wall clock of a plan. */
const MOMENTS: ReadonlySet<string> = new Set(["start", "due"])
const INSTANTS: ReadonlySet<string> = new Set(["plannedStart", "plannedFinish", "constraintAt", "deadlineAt"])

/** What a space consists of as a template has it, its items among it where they are wanted. */
export function contentsOf(snapshot: Snapshot, withItems: boolean): TemplateContents {
  const items = new Set<string>(
    living(snapshot.items)
      .filter(isOnBoards)
      .map(({ id }) => id),
  )
  const records = TEMPLATE_KINDS.filter(kind => withItems || !WITH_ITEMS.has(kind)).flatMap(kind =>
    living<AnyRow>(snapshot[kind] as never)
      .filter(row => kind !== "profiles" || row.id === snapshot.space)
      .filter(row => !WITH_ITEMS.has(kind) || liesAmong(row, kind, items))
      .map(row => recordOf(kind, row, snapshot)),
  )
  return { records, from: firstDayOf(records) }
}

/** The set-up of a board as a template has it, with what its columns and lanes may name. */
export function boardContentsOf(snapshot: Snapshot, board: BoardId): TemplateContents {
  const kinds = ["statuses", "itemTypes", "customFields", "options"] as const
  const named = kinds.flatMap(kind => living<AnyRow>(snapshot[kind] as never).map(row => recordOf(kind, row, snapshot)))
  const row = snapshot.boards.get(board) as unknown as AnyRow
  return { records: [...named, recordOf("boards", row, snapshot)], from: null }
}

function liesAmong(row: AnyRow, kind: TemplateKind, items: ReadonlySet<string>): boolean {
  if (kind === "items") return items.has(row.id)
  const ends = kind === "checklists" || kind === "checks" ? [row["item"]] : [row["from"], row["to"]]
  return ends.every(end => items.has(end as string))
}

function recordOf(kind: TemplateKind, row: AnyRow, snapshot: Snapshot): TemplateRecord {
  const { fields } = kindNamed(kind)
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(fields)) {
    if (kind === "items" ? !OF_ITEMS.has(name) : LEFT_OUT[kind]?.has(name)) continue
    if (!sameValue(row[name], fields[name]!.fallback)) values[name] = row[name]
  }
  // Work that was begun or is over begins anew; what was only thought of, or lay ready, lies there again.
  if (kind === "items" && !isAhead(values["status"], snapshot)) delete values["status"]
  return { kind, id: row.id, values }
}

function isAhead(status: unknown, { statuses }: Snapshot): boolean {
  const category = typeof status === "string" ? statuses.get(status)?.category : undefined
  return category === "backlog" || category === "waiting"
}

/** The earliest day that anything of a template lies on. */
function firstDayOf(records: readonly TemplateRecord[]): CalendarDate | null {
  let first: CalendarDate | null = null
  for (const { values } of records) {
    for (const [field, value] of Object.entries(values)) {
      const day = dayIn(field, value)
      if (day !== null && (first === null || day < first)) first = day
    }
  }
  return first
}

/** How many working days lie between the first and the last day of a template; nothing where it has none. */
export function daysOf({ records, from }: TemplateContents): number | null {
  if (from === null) return null
  let most = 0
  for (const { values } of records) {
    for (const [field, value] of Object.entries(values)) {
      const day = dayIn(field, value)
      if (day !== null) most = Math.max(most, workingDaysBetween(from, day))
    }
  }
  return most
}

function dayIn(field: string, value: unknown): CalendarDate | null {
  if (MOMENTS.has(field) && typeof value === "string" && isMoment(value)) return dayOf(value)
  return INSTANTS.has(field) && typeof value === "number" ? writeDay(dayOfInstant(value)) : null
}

/** Who is named in a template: those who would have its work again. */
export function rolesIn({ records }: TemplateContents): readonly MemberId[] {
  const named = records.flatMap(({ values }) => [values["owner"], values["assignee"], values["assignees"] ?? []].flat())
  return [...new Set(named.filter(member => typeof member === "string"))] as readonly string[] as readonly MemberId[]
}

export interface MadeAnew {
  readonly random: Random
  /** The day that its days are told from; days keep as many working days from it as they had. */
  readonly start: CalendarDate
  /** Who takes the place of whom; whoever is not named has nobody in their place. */
  readonly people: Readonly<Record<string, MemberId | null>>
}

/** The records of a template as they are made: with ids of their own, on the days asked for, with the people named. */
export function recordsAnew(
  { records, from }: TemplateContents,
  { random, start, people }: MadeAnew,
): readonly TemplateRecord[] {
  const ids = new Map(records.map(({ id }) => [id, newId(random) as string]))
  const shifted = (day: CalendarDate) => (from === null ? day : addWorkingDays(start, workingDaysBetween(from, day)))
  const anew = (field: string, value: unknown): unknown => {
    const day = dayIn(field, value)
    if (day !== null) return onDay(value as string | number, shifted(day))
    if (field === "owner" || field === "assignee") return people[value as string] ?? null
    if (field === "assignees") return (value as readonly string[]).flatMap(member => people[member] ?? [])
    return renamed(value, ids)
  }
  return records.map(({ kind, id, values }) => {
    // A later build may have kept fields that this one cannot write.
    const known = Object.entries(values).filter(([field]) => Object.hasOwn(kindNamed(kind).fields, field))
    const made = Object.fromEntries(known.map(([field, value]) => [field, anew(field, value)]))
    return { kind, id: computedIdOf(kind, made) ?? ids.get(id)!, values: made }
  })
}

/** The same time on another day. */
function onDay(value: string | number, day: CalendarDate): string | number {
  if (typeof value === "string") return day + value.slice(day.length)
  const { year, month, day: ofMonth } = readDay(day)
  return dayOfDate(year, month, ofMonth) * TENTHS_PER_DAY + (value % TENTHS_PER_DAY)
}

/** Ids have this many letters, and nothing else that a record holds is told apart from them by less than a name. */
const ID = /[0-9A-Za-z]{16,22}/g

/** A value in which every id of the template is the one that stands for it: alone, in a list, and as part of a key. */
function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return value.replace(ID, id => ids.get(id) ?? id)
  if (Array.isArray(value)) return value.map(part => renamed(part, ids))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [renamed(key, ids), renamed(part, ids)]))
}

/** The id of a record between two items, which follows from them. */
function computedIdOf(kind: TemplateKind, values: Readonly<Record<string, unknown>>): string | null {
  const row = { ...kindNamed(kind).blank, ...values } as Record<string, unknown>
  const [from, to] = [row["from"] as ItemId, row["to"] as ItemId]
  if (kind === "relations") return relationId(from, to, row["type"] as never)
  return kind === "dependencies" ? dependencyId(from, to, row["kind"] as never) : null
}

/** A template as the space that it would be, for whoever asks what is in it or what stands for it elsewhere. */
export function asSnapshot({ records }: TemplateContents): Snapshot {
  const tables: Record<string, unknown> = { ...emptyTables() }
  for (const kind of TEMPLATE_KINDS) {
    const rows = records.filter(record => record.kind === kind)
    tables[kind] = PersistentMap.from(rows.map(({ id, values }) => [id, { ...blankRow(kind, id), ...values }] as const))
  }
  return { ...tables, space: "" } as unknown as Snapshot
}

/** The state that an item of a template without one begins in. */
export function beginningOf(contents: Snapshot, type: string | null): string | null {
  return startingStatus(contents, contents.itemTypes.get(type ?? ""))?.id ?? null
}
