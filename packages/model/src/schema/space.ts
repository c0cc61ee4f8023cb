import type { MemberId, SpaceId, TeamId, WorkspaceId } from "../base/ids.ts"
import { count, family, flag, maybe, oneOf, rank, ref, setOf, structured, text } from "./fields.ts"
import { PRIORITIES, type Priority } from "./item.ts"
import { defineRecord, type Row } from "./record.ts"

export const SPACE_KINDS = ["project", "service", "list"] as const
export type SpaceKind = (typeof SPACE_KINDS)[number]

/** The one record of a workspace's own settings; its id is the workspace's. */
const workspaceFields = { name: text() }
export const workspaces = defineRecord<WorkspaceId, typeof workspaceFields>("workspaces", "settings", workspaceFields)
export type Workspace = Row<WorkspaceId, typeof workspaceFields>

/** A person of the workspace; `placeholder` is somebody whom an import named and who has not joined. */
const memberFields = { name: text(), mail: text(), placeholder: flag(), hue: maybe(count()) }
export const members = defineRecord<MemberId, typeof memberFields>("members", "people", memberFields)
export type Member = Row<MemberId, typeof memberFields>

const teamFields = { name: text(), members: setOf<MemberId>() }
export const teams = defineRecord<TeamId, typeof teamFields>("teams", "directory", teamFields)
export type Team = Row<TeamId, typeof teamFields>

/** That a space exists and where it stands in the portfolio tree; what it is called is in its own setup. */
const placeFields = { parent: ref<SpaceId>(), rank: rank() }
export const places = defineRecord<SpaceId, typeof placeFields>("places", "directory", placeFields)
export type Place = Row<SpaceId, typeof placeFields>

/** How long finished items stay in sight where nobody has chosen: a quarter of a year. */
const DEFAULT_ARCHIVE_DAYS = 90

function parsePriority(raw: unknown): Priority | null {
  return PRIORITIES.find(priority => priority === raw) ?? null
}

/** The one record in a space's setup that describes the space itself; its id is the space's. */
const profileFields = {
  name: text(),
  kind: oneOf(SPACE_KINDS, "list"),
  /** What its items' keys start with: `ERP`. */
  prefix: text("ITEM"),
  description: text(),
  /** How many days after it was finished an item goes to the archive by itself; 0 for never. */
  archiveAfterDays: count(DEFAULT_ARCHIVE_DAYS),
  /** The priority that follows from an impact and an urgency where the space says otherwise, by `high_low`: see `priorityFor`. */
  priorities: family<Priority>(structured("priority", parsePriority)),
}
export const profiles = defineRecord<SpaceId, typeof profileFields>("profiles", "setup", profileFields)
export type Profile = Row<SpaceId, typeof profileFields>
