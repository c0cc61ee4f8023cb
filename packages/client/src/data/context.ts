import type { MemberId } from "@weft/model/base/ids"
import { profileKey } from "@weft/model/base/item-key"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { createContext, createMemo, createSignal, onCleanup, useContext, type Accessor } from "solid-js"
import { todayOf } from "./world.ts"
import type { LiveTables } from "./tables.ts"
import { combined } from "./tables.ts"
import type { SpaceData, Workspace } from "./workspace.ts"

const WorkspaceContext = createContext<Workspace>()

export const WorkspaceProvider = WorkspaceContext.Provider

/** The workspace that is open. Only below the shell of an open workspace. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error("Broken invariant: this part stands outside an open workspace")
  return workspace
}

/** A person as rows show them; `undefined` for an id that nobody has. Followed. */
export function memberNamed(
  live: LiveTables,
  id: MemberId | null,
): { id: MemberId; name: string; gone: boolean; hue: number | null } | undefined {
  const member = id === null ? undefined : live.table("members").get(id)
  if (member === undefined) return undefined
  return { id: member.id, name: member.name, gone: member.deleted !== null, hue: member.hue }
}

/**
 * The snapshot of a space that follows its small tables (workflow, people, labels, boards …) but not its items: what a
 * board needs in order to know its columns, without waking up at every card.
 */
export function createSetupSnapshot(workspace: Workspace, space: () => SpaceData): Accessor<Snapshot> {
  const SMALL = [
    ...(["profiles", "statuses", "itemTypes", "customFields", "options", "labels", "boards"] as const),
    ...(["ticketCategories", "services"] as const),
  ]
  return createMemo(
    () => {
      const { id, live } = space()
      for (const kind of SMALL) live.table(kind)
      workspace.live.table("members")
      return combined(id, workspace.live.plain, live.plain)
    },
    undefined,
    { equals: false },
  )
}

/** The key that people call an item by: `ERP-12`, or `ERP-7K3Q` until the relay has given it a number. */
export function itemKey(space: SpaceData, item: Pick<Item, "id" | "number">): string {
  return profileKey(space.live.table("profiles").get(space.id)?.prefix ?? "", item)
}

/** Today's calendar date, kept current over midnight. */
export function createToday(now: () => number): Accessor<string> {
  const [today, setToday] = createSignal(todayOf(now()))
  const timer = setInterval(() => setToday(todayOf(now())), 30_000)
  onCleanup(() => clearInterval(timer))
  return today
}
