import { addMember, createSpace, nameWorkspace } from "@weft/model/actions/space"
import { newId, newWorkspaceId, type MemberId, type SpaceId, type WorkspaceId } from "@weft/model/base/ids"
import type { MyWorkspace } from "@weft/model/wire/api"
import type { SpaceKind } from "@weft/model/schema/space"
import { approach, type Approach } from "../data/approach.ts"
import { resumeFiles } from "../data/files/resume-files.ts"
import { rememberWorkspace, type KnownWorkspace } from "../data/known-workspaces.ts"
import { cryptographicRandom, wallClock } from "../data/world.ts"
import { Workspace } from "../data/workspace.ts"
import { newSpaceWords } from "../parts/new-space.ts"
import { t } from "../text/index.ts"

const random = cryptographicRandom()

let anticipated: { readonly id: WorkspaceId; readonly workspace: Promise<Workspace> } | null = null

/** Takes over what was opened before the page was there. */
export function anticipate(early: Promise<Approach>, id: WorkspaceId): void {
  anticipated = { id, workspace: early.then(workspaceOver) }
}

/** Leaves a workspace that is open already to whoever opens it next. */
export function handOver(workspace: Workspace): void {
  anticipated = { id: workspace.id, workspace: Promise.resolve(workspace) }
}

/** Opens a workspace that this browser knows. */
export function openWorkspace(known: KnownWorkspace): Promise<Workspace> {
  const early = anticipated
  anticipated = null
  return early?.id === known.id ? early.workspace : approach(known, null).then(workspaceOver)
}

function workspaceOver({ port, workspace, space }: Approach): Workspace {
  rememberWorkspace(localStorage, { ...workspace, openedAt: wallClock() })
  const { id, me } = workspace
  const opened = new Workspace({ id, me, port, space, now: wallClock, random, storage: sessionStorage })
  resumeFiles(opened)
  return opened
}

/** The workspace that was founded on this page, if any: only that is empty for certain. */
let founded: WorkspaceId | null = null

/** Notes a new workspace in this browser; nothing leaves the device. It gets its first rows when it is opened, see `furnish`. */
export function foundWorkspace(name: string, myName: string): KnownWorkspace {
  founded = newWorkspaceId(random)
  return noteWorkspace(founded, name, myName, null)
}

/** Notes a workspace that somebody shared by link. */
export function joinWorkspace(id: WorkspaceId, myName: string, relay: string): KnownWorkspace {
  return noteWorkspace(id, "", myName, relay)
}

/** Notes a workspace that an account belongs to, as the relay tells of it. */
export function noteMembership({ id, name, member }: MyWorkspace, myName: string, relay: string): KnownWorkspace {
  const known: KnownWorkspace = {
    ...{ id: id as WorkspaceId, name, relay, me: member as MemberId, myName, openedAt: wallClock() },
    byAccount: true,
  }
  rememberWorkspace(localStorage, known)
  return known
}

function noteWorkspace(id: WorkspaceId, name: string, myName: string, relay: string | null): KnownWorkspace {
  const known = { id, name, relay, me: newId<MemberId>(random), myName, openedAt: wallClock() }
  rememberWorkspace(localStorage, known)
  return known
}

/**
 * Makes what a workspace needs of this person: themself among its people, and in a workspace of their own its name and a
 * first space. Does nothing where that is there. Only after the rows have arrived, so that nothing is made twice.
 */
export function furnish(workspace: Workspace, known: KnownWorkspace): void {
  const space = "" as SpaceId
  const { members, workspaces, places } = workspace.live.plain
  // Where the database does not open, all seems empty: what is on disk must not be begun a second time.
  if (typeof workspace.sync().storage === "object" && founded !== known.id && known.relay === null) return
  if (known.byAccount) return
  if (!members.has(known.me)) workspace.run(space, addMember, { id: known.me, name: known.myName })
  if (known.relay !== null) return
  if (!workspaces.has(known.id)) workspace.run(space, nameWorkspace, { workspace: known.id, name: known.name })
  if (places.size === 0) addSpace(workspace, { name: t().shell.firstSpace, kind: "list", prefix: "TASK" }, "")
}

/** Makes a space in the words of the chosen language; answers its id, or nothing where the name is missing. */
export function addSpace(
  workspace: Workspace,
  space: { readonly name: string; readonly kind: SpaceKind; readonly prefix: string },
  says: string,
): SpaceId | null {
  const id = newId<SpaceId>(random)
  return workspace.run(id, createSpace, { ...space, id, words: newSpaceWords() }, says) === null ? id : null
}
