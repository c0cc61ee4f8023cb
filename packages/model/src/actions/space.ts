import {
  computedId,
  isComputedId,
  newId,
  type BoardId,
  type Id,
  type ItemTypeId,
  type MemberId,
  type SpaceId,
  type StatusId,
  type TeamId,
  type WorkspaceId,
} from "../base/ids.ts"
import { rankBetween, ranksBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { DELETED } from "../schema/change.ts"
import type { SpaceKind } from "../schema/space.ts"
import { living } from "../schema/snapshot.ts"
import { TICKET_KINDS, type Category, type ItemType, type TicketKind } from "../schema/workflow.ts"
import { defineAction, type ActionContext } from "./define.ts"

/** Names of what a new space starts with, in the language of whoever makes it. */
export interface SpaceWords {
  readonly board: string
  readonly type: string
  /** The types of a service, in their order; where they are not named it has the one type. */
  readonly ticketTypes?: Readonly<Record<TicketKind, string>>
  readonly statuses: Readonly<Record<Exclude<Category, "cancelled">, string>> & { readonly cancelled?: string }
}

export interface CreateSpace {
  readonly id: SpaceId
  readonly name: string
  readonly kind: SpaceKind
  readonly prefix: string
  readonly words: SpaceWords
}

const STARTING_CATEGORIES = ["backlog", "waiting", "active", "paused", "done"] as const

/** Makes a space with a workflow, its item types and one board. Run on a snapshot of the space to be. */
export const createSpace = defineAction<CreateSpace>("space.create", (context, space) => {
  if (context.snapshot.places.has(space.id)) return refuse("exists")
  if (space.name.trim() === "") return refuse("name-missing")
  writeSpace(context, space)
})

/**
 * Writes a space from the snapshot of any other. What a space with a computed id starts with has computed ids as well, so
 * that made on two devices it is one.
 */
export function writeSpace({ snapshot, write, random }: ActionContext, space: CreateSpace): void {
  const where = { space: space.id }
  const idOf = <K extends Id<string>>(part: string): K =>
    isComputedId(space.id) ? partOfSpace<K>(space.id, part) : newId<K>(random)
  const lastRank = living(snapshot.places).reduce<string | null>(
    (last, { rank }) => (last === null || rank > last ? rank : last),
    null,
  )
  write.create("places", space.id, { rank: rankBetween(lastRank, null, random) })
  write.create("profiles", space.id, { name: space.name.trim(), kind: space.kind, prefix: space.prefix }, where)
  const ranks = ranksBetween(null, null, STARTING_CATEGORIES.length, random)
  STARTING_CATEGORIES.forEach((category, index) => {
    const name = space.words.statuses[category]
    write.create("statuses", idOf<StatusId>(category), { name, category, rank: ranks[index] }, where)
  })
  const types = typesOf(space)
  const typeRanks = ranksBetween(null, null, types.length, random)
  types.forEach((type, index) =>
    write.create("itemTypes", idOf<ItemTypeId>(`type-${index}`), { ...type, rank: typeRanks[index] }, where),
  )
  const board = { name: space.words.board, rank: rankBetween(null, null, random) }
  write.create("boards", idOf<BoardId>("board"), board, where)
}

function partOfSpace<K extends Id<string>>(space: SpaceId, part: string): K {
  return computedId<K>("of-space", space, part)
}

/** Takes a space with a computed id out of the trash, with what it began with, from the snapshot of any other. */
export function reviveSpace({ write }: ActionContext, space: CreateSpace): void {
  const where = { space: space.id }
  write.always("places", space.id, DELETED, null)
  write.always("profiles", space.id, DELETED, null, where)
  for (const category of STARTING_CATEGORIES)
    write.always("statuses", partOfSpace(space.id, category), DELETED, null, where)
  typesOf(space).forEach((_, index) =>
    write.always("itemTypes", partOfSpace(space.id, `type-${index}`), DELETED, null, where),
  )
  write.always("boards", partOfSpace(space.id, "board"), DELETED, null, where)
}

/** What the items of a new space are. */
function typesOf({ kind, words }: CreateSpace): readonly Pick<ItemType, "name" | "behaviour" | "ticketKind">[] {
  const { ticketTypes } = words
  if (kind === "service" && ticketTypes !== undefined)
    return TICKET_KINDS.map(ticketKind => ({ name: ticketTypes[ticketKind], behaviour: "ticket", ticketKind }))
  const behaviour = kind === "project" ? "plannable" : kind === "service" ? "ticket" : "task"
  return [{ name: words.type, behaviour, ticketKind: "incident" }]
}

export interface PatchSpace {
  readonly name?: string
  readonly prefix?: string
  readonly description?: string
  readonly kind?: SpaceKind
  /** How many days finished items stay in sight; 0 for ever. */
  readonly archiveAfterDays?: number
}

export const patchSpace = defineAction<PatchSpace>("space.patch", ({ snapshot, write }, patch) => {
  if (!snapshot.profiles.has(snapshot.space)) return refuse("not-found")
  if (patch.name !== undefined && patch.name.trim() === "") return refuse("name-missing")
  write.patch("profiles", snapshot.space, patch)
})

/** Puts a space in the trash; its items stay as they are and come back with it. */
export const trashSpace = defineAction<object>("space.trash", ({ snapshot, write, me }) => {
  if (!snapshot.places.has(snapshot.space)) return refuse("not-found")
  write.trash("places", snapshot.space, me)
})

export const restoreSpace = defineAction<object>("space.restore", ({ snapshot, write }) => {
  write.restore("places", snapshot.space)
})

export interface NameWorkspace {
  readonly workspace: WorkspaceId
  readonly name: string
}

/** Creates the workspace's own record, or renames it. */
export const nameWorkspace = defineAction<NameWorkspace>(
  "workspace.name",
  ({ snapshot, write }, { workspace, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.workspaces.has(workspace)) write.patch("workspaces", workspace, { name: name.trim() })
    else write.create("workspaces", workspace, { name: name.trim() })
  },
)

export interface AddMember {
  readonly id: MemberId
  readonly name: string
  readonly mail?: string
  readonly placeholder?: boolean
}

export const addMember = defineAction<AddMember>("member.add", ({ snapshot, write }, { id, ...member }) => {
  if (member.name.trim() === "") return refuse("name-missing")
  if (snapshot.members.has(id)) return refuse("exists")
  write.create("members", id, member)
})

export interface PatchMember {
  readonly member: MemberId
  readonly name?: string
  readonly mail?: string
  readonly hue?: number | null
}

export const patchMember = defineAction<PatchMember>("member.patch", ({ snapshot, write }, { member, ...patch }) => {
  if (!snapshot.members.has(member)) return refuse("not-found")
  if (patch.name !== undefined && patch.name.trim() === "") return refuse("name-missing")
  write.patch("members", member, patch)
})

/** Removes a person from the workspace; items keep naming them, struck through (MERGE F8). */
export const removeMember = defineAction<{ readonly member: MemberId }>(
  "member.remove",
  ({ snapshot, write, me }, { member }) => {
    if (!snapshot.members.has(member)) return refuse("not-found")
    write.trash("members", member, me)
  },
)

export interface CreateTeam {
  readonly id: TeamId
  readonly name: string
  readonly members: readonly MemberId[]
}

export const createTeam = defineAction<CreateTeam>("team.create", ({ write }, { id, name, members }) => {
  if (name.trim() === "") return refuse("name-missing")
  write.create("teams", id, { name: name.trim(), members })
})

export interface TeamMembership {
  readonly team: TeamId
  readonly member: MemberId
  readonly inside: boolean
}

export const setTeamMember = defineAction<TeamMembership>(
  "team.member",
  ({ snapshot, write }, { team, member, inside }) => {
    if (!snapshot.teams.has(team)) return refuse("not-found")
    if (inside) write.add("teams", team, "members", member)
    else write.remove("teams", team, "members", member)
  },
)
