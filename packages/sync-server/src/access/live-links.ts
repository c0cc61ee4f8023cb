import { createHash } from "node:crypto"
import { newId } from "@weft/model/base/ids"
import type { LiveLink, NewLiveLink } from "@weft/model/wire/api"
import { LIVE_FIELDS } from "@weft/model/wire/live"
import { isAdmin } from "@weft/model/wire/rights"
import { enter, type AccessWorld, type Inside } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import type { StoredLiveLink } from "./live-link-table.ts"
import { managesSpace } from "./space-rights.ts"

/** How many links of a workspace may be open. */
const MAX_OPEN = 500

/** How long a link may stand, in milliseconds. */
const MAX_STANDING_MILLIS = 366 * 24 * 60 * 60 * 1000

/** What somebody who makes a link gets: its secret is known this once. */
export interface Linked {
  readonly link: LiveLink
  readonly secret: string
}

/** Shows a board to whoever has the link, for who manages its space. */
export function createLiveLink(
  world: AccessWorld,
  person: string,
  workspace: string,
  wanted: NewLiveLink,
): Linked | Denial {
  const { tables, clock, random, createSecret } = world
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const now = clock.now()
  const denial = whyNotShow(inside, wanted.space) ?? whyUnsound(wanted, now)
  if (denial !== null) return denial
  if (tables.liveLinks.open(workspace, now).length >= MAX_OPEN) return deny("too-many-requests", "open live links")
  const secret = createSecret()
  const link: LiveLink = { ...wanted, id: newId(random), createdAt: now, createdBy: person, opened: 0 }
  const { id, space, board, endsAt } = link
  const about = { link: id, space, board, fields: wanted.fields.join(","), endsAt }
  tables.change(workspace, { concerns: person, at: now, by: person, did: "live-link-made", about }, () =>
    tables.liveLinks.add({ ...link, workspace, isWithdrawn: false }, hashOf(secret)),
  )
  return { link, secret }
}

/** Takes a link back, for owners and admins and for whose it is. */
export function withdrawLiveLink(world: AccessWorld, person: string, workspace: string, id: string): Denial | null {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const link = world.tables.liveLinks.withId(workspace, id)
  if (link === null) return deny("not-found", "link")
  if (!isAdmin(inside.me.role) && link.createdBy !== person) return deny("forbidden", "somebody else's link")
  if (link.isWithdrawn) return null
  const deed = { at: world.clock.now(), by: person, did: "live-link-withdrawn", about: { link: id } }
  world.tables.change(workspace, { concerns: person, ...deed }, () => world.tables.liveLinks.withdraw(id))
  return null
}

/** The link of a secret that still shows something, or null. */
export function liveLinkOf(world: AccessWorld, secret: string): StoredLiveLink | null {
  const link = world.tables.liveLinks.withSecretHash(hashOf(secret))
  return link !== null && standsStill(world, link) ? link : null
}

/** Whether a link shows anything yet: it was not taken back, has not ended, and whoever made it still manages the space. */
export function standsStill(
  { tables, clock }: Pick<AccessWorld, "tables" | "clock">,
  { workspace, id }: Pick<StoredLiveLink, "workspace" | "id">,
): boolean {
  const link = tables.liveLinks.withId(workspace, id)
  const state = tables.state(workspace)
  const me = link === null ? undefined : state?.members.get(link.createdBy)
  if (link === null || state === null || me === undefined) return false
  return !link.isWithdrawn && link.endsAt > clock.now() && whyNotShow({ state, me }, link.space) === null
}

function whyNotShow({ state, me }: Inside, space: string): Denial | null {
  if (!state.spaces.has(space)) return deny("not-found", "space")
  const manages = isAdmin(me.role) || managesSpace(state, me.person, space)
  return manages ? null : deny("forbidden", "a space is shown to outsiders by who manages it")
}

function whyUnsound({ endsAt, fields }: NewLiveLink, now: number): Denial | null {
  if (endsAt <= now) return deny("bad-request", "endsAt: it has passed")
  if (endsAt > now + MAX_STANDING_MILLIS) return deny("bad-request", "endsAt: within a year")
  const unknown = fields.findIndex(field => !(LIVE_FIELDS as readonly string[]).includes(field))
  return unknown < 0 ? null : deny("bad-request", `fields[${unknown}]: one of ${LIVE_FIELDS.join(", ")}`)
}

function hashOf(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest()
}
