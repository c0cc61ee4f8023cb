import { computedId, type Id, type MemberId } from "../base/ids.ts"
import { count, flag, maybe } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

export type PreferencesId = Id<"preferences">

/** How one member wants things told, on all of their devices. */
const preferenceFields = {
  /** The day that weeks begin with, 1 for Monday to 7; nothing is as in the region of each device. */
  weekStart: maybe(count()),
  /** Whether what an urgent ticket would displace is shown by itself before it is taken. */
  previewsUrgent: flag(),
}
export const preferences = defineRecord<PreferencesId, typeof preferenceFields>(
  "preferences",
  "personal",
  preferenceFields,
)
export type Preferences = Row<PreferencesId, typeof preferenceFields>

/** The one record of a member; the same on all of their devices. */
export function preferencesOf(member: MemberId): PreferencesId {
  return computedId<PreferencesId>("preferences", member)
}
