import {
  computedId,
  type BaselineId,
  type CalendarId,
  type Id,
  type ItemId,
  type MemberId,
  type ResourceId,
} from "../../base/ids.ts"
import type { BaselineRow } from "../../plan/baseline.ts"
import { baselineOf } from "../../plan/baselines-of-space.ts"
import { planOf } from "../../plan/plan-of-space.ts"
import { STANDARD_CALENDAR } from "../../plan/space-calendars.ts"
import type { Item } from "../../schema/item.ts"
import type { StoredBaselineRow } from "../../schema/plan-values.ts"
import { living, type Snapshot } from "../../schema/snapshot.ts"
import { outlineNumbers } from "../plan-file/outline-numbers.ts"
import type { FileResource, PlanFile } from "../plan-file/plan-file.ts"
import { guidOf, mayBeOurs } from "./guid.ts"
import { planItemId } from "./plan-key.ts"

/** A task without an id of its own that was taken for an item because their titles, and those above them, are the same. */
export interface GuessedRow {
  readonly item: ItemId
  readonly name: string
}

function isSameRow(row: BaselineRow, said: StoredBaselineRow | undefined): boolean {
  const { start, finish, duration, work } = row
  return (
    said !== undefined &&
    start === said.start &&
    finish === said.finish &&
    duration === said.duration &&
    work === said.work
  )
}

/**
 * Which records of a space the rows of a plan's file are: those that an earlier import made of them, those that the file
 * was written from, which it names by id, and else records of their own with computed ids.
 */
export class RowsHere {
  readonly guesses: readonly GuessedRow[]
  readonly #snapshot: Snapshot
  readonly #key: string
  readonly #items = new Map<string, ItemId>()
  readonly #resources = new Map<string, ResourceId | MemberId>()
  readonly #calendars = new Map<string, CalendarId | null>()

  constructor(file: PlanFile, snapshot: Snapshot, key: string) {
    this.#snapshot = snapshot
    this.#key = key
    this.guesses = file.hasRowIds === true ? this.#matchByTitle(file) : []
    if (file.hasRowIds !== true) this.#matchTasks(file)
    this.#matchResources(file)
    this.#matchCalendars(file)
  }

  item(task: string): ItemId {
    const known = this.#items.get(task)
    if (known !== undefined) return known
    const own = planItemId(this.#snapshot.space, this.#key, task)
    this.#items.set(task, own)
    return own
  }

  /** A resource of the space, or the member whom the file names. */
  resource(resource: string): ResourceId | MemberId {
    return this.#resources.get(resource) ?? this.id<ResourceId>("resource", resource)
  }

  /** A calendar of the space; nothing for the standard week and the hours of a member, which are no records. */
  calendar(calendar: string): CalendarId | null {
    const known = this.#calendars.get(calendar)
    return known === undefined ? this.id<CalendarId>("calendar", calendar) : known
  }

  /** The computed id of a record that belongs to this plan. */
  id<I extends Id<string>>(...parts: readonly string[]): I {
    return computedId<I>("plan", this.#snapshot.space, this.#key, ...parts)
  }

  /** Whether a baseline that was not imported under this id says the same. */
  hasBaseline(imported: BaselineId, rows: readonly StoredBaselineRow[]): boolean {
    if (this.#snapshot.baselines.has(imported)) return false
    const said = new Map(rows.map(row => [row.item, row]))
    return living(this.#snapshot.baselines).some(({ id }) => {
      const own = baselineOf(this.#snapshot, id)
      return own.length === said.size && own.every(row => isSameRow(row, said.get(row.task as ItemId)))
    })
  }

  #matchTasks({ tasks }: PlanFile): void {
    const { items } = this.#snapshot
    const written = tasks.some(({ guid }) => mayBeOurs(guid)) ? idsByGuid(items.keys()) : NONE
    for (const { id, guid } of tasks) {
      if (items.has(this.item(id))) continue
      const own = items.has(id) ? id : mayBeOurs(guid) ? written.get(guid) : undefined
      if (own !== undefined) this.#items.set(id, own as ItemId)
    }
  }

  /**
   * Rows without ids are known by code and name, whatever their place in the file; else by their title and all titles
   * above it, which is a guess.
   */
  #matchByTitle({ tasks }: PlanFile): GuessedRow[] {
    const { snapshot, open } = { snapshot: this.#snapshot, open: new StandingItems(this.#snapshot) }
    const taken = new Set<string>()
    const paths = pathsOf(tasks.map(({ id, parent, name }) => ({ id, parent, title: name })))
    const left: { readonly id: string; readonly name: string }[] = []
    for (const { id, wbs, name } of tasks) {
      let own = `${wbs} ${name}`
      for (let copy = 2; taken.has(own); copy += 1) own = `${wbs} ${name} ${copy}`
      taken.add(own)
      const usual = planItemId(snapshot.space, this.#key, own)
      this.#items.set(id, usual)
      if (open.take(usual) || snapshot.items.has(usual)) continue
      const standing = open.withCode(wbs, name)
      if (standing !== undefined) this.#items.set(id, standing)
      else left.push({ id, name })
    }
    return left.flatMap(({ id, name }): GuessedRow[] => {
      const item = open.withPath(paths.get(id)!)
      if (item === undefined) return []
      this.#items.set(id, item)
      return [{ item, name }]
    })
  }

  #matchResources(file: PlanFile): void {
    const { resources, members } = this.#snapshot
    const isWritten = file.resources.some(({ guid }) => mayBeOurs(guid))
    const written = isWritten ? idsByGuid([...resources.keys(), ...members.keys()]) : NONE
    for (const resource of file.resources) {
      const { id, guid } = resource
      if (resources.has(this.resource(id))) continue
      const isOurs = resources.has(id) || members.has(id)
      const byName = file.silent === undefined ? undefined : this.#resourceNamed(resource)
      const own = isOurs ? id : mayBeOurs(guid) ? written.get(guid) : byName
      if (own !== undefined) this.#resources.set(id, own as ResourceId | MemberId)
    }
  }

  /** Whom a table means by a name: a resource of that name, else somebody who is assigned here. */
  #resourceNamed({ name }: FileResource): string | undefined {
    const { resources, members, assignments } = this.#snapshot
    const row = living(resources).find(resource => resource.name === name)
    if (row !== undefined) return row.id
    const assigned = living(assignments).find(({ resource }) => members.get(resource ?? "")?.name === name)
    return assigned?.resource ?? undefined
  }

  #matchCalendars(file: PlanFile): void {
    const { calendars, members } = this.#snapshot
    const people = [...members.keys()].map(id => `person-${id}`)
    const isWritten = file.calendars.some(({ guid }) => mayBeOurs(guid))
    const written = isWritten ? idsByGuid([...calendars.keys(), STANDARD_CALENDAR, ...people]) : NONE
    for (const { id, guid } of file.calendars) {
      if (calendars.has(this.calendar(id) ?? "")) continue
      const own = calendars.has(id) ? id : mayBeOurs(guid) ? written.get(guid) : undefined
      if (own !== undefined) this.#calendars.set(id, calendars.has(own) ? (own as CalendarId) : null)
    }
  }
}

const NONE: ReadonlyMap<string, string> = new Map()

function idsByGuid(ids: Iterable<string>): ReadonlyMap<string, string> {
  return new Map(Array.from(ids, id => [guidOf(id), id]))
}

/** The items that nothing in the file was taken for yet. */
class StandingItems {
  readonly #open: Set<string>
  readonly #byCode: ReadonlyMap<string, ItemId>
  readonly #byPath: ReadonlyMap<string, readonly ItemId[]>

  constructor(snapshot: Snapshot) {
    const items: Item[] = planOf(snapshot).tasks.map(({ id }) => snapshot.items.get(id)!)
    const numbers = outlineNumbers(items, null)
    const paths = pathsOf(items)
    this.#open = new Set(items.map(({ id }) => id))
    this.#byCode = new Map(items.map(({ id, wbs, title }) => [`${wbs || numbers.get(id)} ${title}`, id]))
    this.#byPath = Map.groupBy(
      items.map(({ id }) => id),
      id => paths.get(id)!,
    )
  }

  take(item: ItemId): boolean {
    return this.#open.delete(item)
  }

  withCode(code: string, name: string): ItemId | undefined {
    const item = this.#byCode.get(`${code} ${name}`)
    return item !== undefined && this.take(item) ? item : undefined
  }

  withPath(path: string): ItemId | undefined {
    return (this.#byPath.get(path) ?? []).find(item => this.take(item))
  }
}

interface Titled {
  readonly id: string
  readonly parent: string | null
  readonly title: string
}

/** The titles from the top down to each row; a row stands after the one that it lies under. */
function pathsOf(rows: readonly Titled[]): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const { id, parent, title } of rows) {
    const above = parent === null ? undefined : paths.get(parent)
    paths.set(id, above === undefined ? title : `${above}\n${title}`)
  }
  return paths
}
