import type { Attachment } from "@weft/model/schema/attachment"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Check, Relation } from "@weft/model/schema/work"
import type { Category } from "@weft/model/schema/workflow"
import type { SpaceId } from "@weft/model/base/ids"
import { profileKey } from "@weft/model/base/item-key"
import { standInOf } from "@weft/model/tasks/stand-in"
import { shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { createMemo, onCleanup, type Accessor } from "solid-js"
import { memberNamed } from "../data/context.ts"
import { LiveGroups } from "../data/live-groups.ts"
import type { ShownGuest } from "../data/guests/guests.ts"
import type { LiveRow } from "../data/row.ts"
import type { LiveTables } from "../data/tables.ts"
import type { SpaceData, Workspace } from "../data/workspace.ts"
import type { ShownPerson } from "./avatar.tsx"
import { teamNamed } from "./stand-in.ts"

type ItemRow = LiveRow<Item>

/**
 * What a card shows beside its own row: other rows of the space, grouped once for all cards. Everything is followed, and
 * only as far as it is read.
 */
export interface CardSpace {
  readonly setup: Accessor<Snapshot>
  readonly today: Accessor<string>
  readonly key: (row: ItemRow) => string
  /** The same of plain values. */
  readonly keyOf: (item: Pick<Item, "id" | "number">) => string
  readonly parentTitle: (row: ItemRow) => string
  /** What the space is called that a guest lies in; empty for the space's own items. */
  readonly homeName: (item: string) => string
  /** Whether anything is known of an item but where it stands here: not of a guest whose home cannot be read. */
  readonly isKnown: (item: string) => boolean
  /** The title of a living item, else nothing. */
  readonly titleOf: (item: string) => string
  /** The accountable person first, or the team that stands in, then the others who are assigned. */
  readonly people: (row: ItemRow) => readonly ShownPerson[]
  readonly checks: (item: string) => { readonly done: number; readonly total: number }
  readonly subitems: (item: string) => number
  readonly attachments: (item: string) => number
  /** The keys of the open items that block it. */
  readonly blockers: (item: string) => readonly string[]
  /** Whether its work is over, so that nothing about its dates presses. */
  readonly isSettled: (row: ItemRow) => boolean
}

const DONE = "\u0000done"
const NONE: readonly never[] = []
const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1)

export function createCardSpace(
  workspace: Workspace,
  space: SpaceData,
  setup: Accessor<Snapshot>,
  today: Accessor<string>,
): CardSpace {
  const { live } = space
  const own = createBelongings(live)
  const atHomes = new Map<SpaceId, Belongings>()
  onCleanup(() => {
    for (const { dispose } of [own, ...atHomes.values()]) dispose()
  })
  /** Where what belongs to an item is found: with a guest, at its home. */
  const belongings = (item: string): Belongings => {
    const guest = space.guests?.of(item)
    if (guest?.isReadable !== true) return own
    const standing = atHomes.get(guest.home) ?? createBelongings(workspace.space(guest.home).live)
    atHomes.set(guest.home, standing)
    return standing
  }

  const prefix = createMemo(() => setup().profiles.get(space.id)?.prefix ?? "")
  const workflow = createMemo(() => workflowOf(setup()))
  const prefixOf = (guest: ShownGuest | undefined) =>
    guest === undefined ? prefix() : (workspace.setup(guest.home).live.table("profiles").get(guest.home)?.prefix ?? "")
  const keyOf = ({ id, number }: Pick<Item, "id" | "number">) => {
    const guest = space.guests?.of(id)
    return guest?.isReadable === false ? "" : profileKey(prefixOf(guest), { id, number })
  }
  const key = (row: ItemRow) => keyOf({ id: row.plain.id, number: row.read("number") })
  const categoryOf = (row: ItemRow): Category | undefined =>
    shownStatus({ status: row.read("status") }, setup(), workflow())?.category
  const isSettled = (row: ItemRow) => /^(done|cancelled)$/.test(categoryOf(row) ?? "")

  const people = (row: ItemRow): readonly ShownPerson[] => {
    const owner = row.read("owner")
    const standIn = teamNamed(workspace.live, standInOf({ owner, team: row.read("team") }))
    const others = row.read("assignees").filter(member => member !== owner)
    const persons = [owner, ...others].flatMap(id => memberNamed(workspace.live, id) ?? [])
    return standIn === undefined ? persons : [standIn, ...persons]
  }

  const blockers = (item: string): readonly string[] =>
    own.blocking.rows(item).flatMap(({ from }) => {
      const row = from === null ? undefined : live.row("items", from)
      return row === undefined || row.read("deleted") !== null || isSettled(row) ? [] : [key(row)]
    })

  const titleOf = (item: string): string => {
    const row = live.row("items", item)
    return row === undefined || row.read("deleted") !== null ? "" : row.read("title")
  }

  return {
    setup,
    titleOf,
    today,
    key,
    keyOf,
    isKnown: item => space.guests?.of(item)?.isReadable !== false,
    homeName: item => space.guests?.of(item)?.homeName ?? "",
    people,
    blockers,
    isSettled,
    parentTitle: row => titleOf(row.read("parent") ?? ""),
    checks: item => {
      const { checks } = belongings(item)
      return { done: checks.rows(item + DONE).length, total: checks.rows(item).length }
    },
    attachments: item => belongings(item).attachments.rows(item).length,
    subitems: item => belongings(item).children.rows(item).length,
  }
}

/** What belongs to the items of a space, by item. */
interface Belongings {
  readonly checks: LiveGroups<"checks">
  readonly blocking: LiveGroups<"relations">
  readonly attachments: LiveGroups<"attachments">
  readonly children: LiveGroups<"items">
  readonly dispose: () => void
}

function createBelongings(live: LiveTables): Belongings {
  const checks = new LiveGroups(live, "checks", { groupsOf: groupsOfCheck, compare: byId })
  const blocking = new LiveGroups(live, "relations", { groupsOf: groupsOfBlocking, compare: byId })
  const attachments = new LiveGroups(live, "attachments", { groupsOf: groupsOfAttachment, compare: byId })
  const children = new LiveGroups(live, "items", { groupsOf: groupsOfChild, compare: byId })
  const dispose = () => {
    for (const groups of [checks, blocking, attachments, children]) groups.dispose()
  }
  return { checks, blocking, attachments, children, dispose }
}

function groupsOfCheck({ item, done, deleted }: Check): readonly string[] {
  if (item === null || deleted !== null) return NONE
  return done ? [item, item + DONE] : [item]
}

function groupsOfAttachment({ item, deleted }: Attachment): readonly string[] {
  return item === null || deleted !== null ? NONE : [item]
}

function groupsOfBlocking({ to, type, deleted }: Relation): readonly string[] {
  return type === "blocks" && to !== null && deleted === null ? [to] : NONE
}

function groupsOfChild({ parent, deleted, archived }: Item): readonly string[] {
  return parent === null || deleted !== null || archived ? NONE : [parent]
}
