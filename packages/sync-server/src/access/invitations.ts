import { createHash } from "node:crypto"
import { newId, type MemberId } from "@weft/model/base/ids"
import type { Invitation, InvitationCard, MyWorkspace, NewInvitation } from "@weft/model/wire/api"
import { isAdmin } from "@weft/model/wire/rights"
import { enter, type AccessWorld, type Inside } from "./access-world.ts"
import { deny, isDenial, type Denial } from "./denial.ts"
import type { StoredInvitation } from "./invitation-table.ts"
import { managesSpace } from "./space-rights.ts"
import { myWorkspace } from "./workspaces.ts"
import type { MemberState, WorkspaceState } from "./workspace-state.ts"

const DAY_MILLIS = 24 * 60 * 60 * 1000

/** How long an invitation may stand, in milliseconds. */
const MAX_STANDING_MILLIS = 90 * DAY_MILLIS

/** How many people one invitation may bring in. */
const MAX_USES = 1_000

/** How many invitations of a workspace may be open. */
const MAX_OPEN = 1_000

/** An ended invitation is kept this long, so that its link says so; then it goes with the address in it. */
const KEPT_MILLIS = 30 * DAY_MILLIS

/** What somebody who invites gets: the secret of the link is known this once. */
export interface Invited {
  readonly invitation: Invitation
  readonly secret: string
}

/** Why somebody may not invite like this, or null where they may. Asked again when it is accepted: nobody gives what they have lost. */
function whyNotInvite({ state, me }: Inside, { role, spaces }: NewInvitation): Denial | null {
  const unknown = spaces.findIndex(({ space }) => !state.spaces.has(space))
  if (unknown >= 0) return deny("not-found", `spaces[${unknown}].space`)
  if (isAdmin(me.role)) return null
  if (role !== "guest") return deny("forbidden", "only owners and admins invite members")
  const managesAll = spaces.length > 0 && spaces.every(({ space }) => managesSpace(state, me.person, space))
  return managesAll ? null : deny("forbidden", "guests are invited to a space by who manages it")
}

/** Why an invitation makes no sense at this time, or null where it does. */
function whyUnsound({ owners }: WorkspaceState, { endsAt, uses, member }: NewInvitation, now: number): Denial | null {
  if (endsAt <= now) return deny("bad-request", "endsAt: it has passed")
  if (endsAt > now + MAX_STANDING_MILLIS) return deny("bad-request", "endsAt: within 90 days")
  if (uses < 1 || uses > MAX_USES) return deny("bad-request", `uses: 1 to ${MAX_USES}`)
  if (member === null) return null
  if (uses > 1) return deny("bad-request", "uses: one person is one placeholder")
  return owners.has(member) ? deny("already-there", "member") : null
}

/** The record in `people` that somebody becomes: the placeholder if it is nobody else's, the one they were, or a fresh one. */
function memberFor(state: WorkspaceState, person: string, claimed: string | null, fresh: () => string): string {
  if (claimed !== null && (state.owners.get(claimed) ?? person) === person) return claimed
  for (const [member, owner] of state.owners) {
    if (owner === person) return member
  }
  return fresh()
}

/** Invites people into a workspace, for owners and admins; and guests into a space, for who manages it. */
export function invite(world: AccessWorld, person: string, workspace: string, wanted: NewInvitation): Invited | Denial {
  const { tables, clock, random, createSecret } = world
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const now = clock.now()
  const denial = whyNotInvite(inside, wanted) ?? whyUnsound(inside.state, wanted, now)
  if (denial !== null) return denial
  if (tables.invitations.open(workspace, now).length >= MAX_OPEN) return deny("too-many-requests", "open invitations")
  const secret = createSecret()
  const invitation: Invitation = { ...wanted, id: newId(random), createdAt: now, createdBy: person, used: 0 }
  const { id, role, member, endsAt, uses } = invitation
  const spaces = wanted.spaces.map(({ space, right }) => `${space}:${right}`).join(",")
  const about = { invitation: id, role, member, spaces, endsAt, uses }
  tables.change(workspace, { concerns: person, at: now, by: person, did: "invited", about }, () => {
    tables.invitations.forget(now - KEPT_MILLIS)
    tables.invitations.add({ ...invitation, workspace, isWithdrawn: false }, hashOf(secret))
  })
  return { invitation, secret }
}

/** Takes an invitation back, for owners and admins and for whose it is. */
export function withdrawInvitation(world: AccessWorld, person: string, workspace: string, id: string): Denial | null {
  const inside = enter(world, person, workspace)
  if (isDenial(inside)) return inside
  const invitation = world.tables.invitations.withId(workspace, id)
  if (invitation === null) return deny("not-found", "invitation")
  if (!isAdmin(inside.me.role) && invitation.createdBy !== person)
    return deny("forbidden", "somebody else's invitation")
  if (invitation.isWithdrawn) return null
  const deed = { at: world.clock.now(), by: person, did: "invitation-withdrawn", about: { invitation: id } }
  world.tables.change(workspace, { concerns: person, ...deed }, () => world.tables.invitations.withdraw(id))
  return null
}

/** What somebody with the link may know before they accept. */
export function lookAtInvitation(
  world: Pick<AccessWorld, "tables" | "clock">,
  secret: string,
): InvitationCard | Denial {
  const found = find(world, secret)
  if (isDenial(found)) return found
  const { invitation, state } = found
  const ended = whyEnded(world, found)
  if (ended !== null) return ended
  const { role, mail, endsAt, createdBy } = invitation
  const invitedBy = state.members.get(createdBy)?.name ?? ""
  return { workspace: { id: state.id, name: state.name }, invitedBy, role, mail, endsAt }
}

/**
 * Makes somebody a member by an invitation. Who is a member already stays what
 * they are, whatever the invitation would give, and uses nothing up.
 */
export function acceptInvitation(
  world: AccessWorld,
  person: string,
  secret: string,
  name: string,
): MyWorkspace | Denial {
  const found = find(world, secret)
  if (isDenial(found)) return found
  const { invitation, state } = found
  const standing = state.members.get(person)
  if (standing !== undefined) return myWorkspace(state, standing)
  const denial = whyEnded(world, found) ?? whyNotFor(invitation, world.accounts.person(person)?.mail ?? "")
  if (denial !== null) return denial
  const at = world.clock.now()
  const member = memberFor(state, person, invitation.member, () => newId<MemberId>(world.random))
  const joined: MemberState = { person, member, name, role: invitation.role, joinedAt: at }
  const about = { person, member, role: invitation.role, invitation: invitation.id }
  world.tables.change(state.id, { concerns: person, at, by: person, did: "member-joined", about }, writer => {
    world.tables.invitations.use(invitation.id)
    writer.addMember(state.id, joined)
    for (const { space, right } of invitation.spaces)
      writer.grant(state.id, space, { kind: "person", id: person }, right)
    world.tables.peopleDue.add(state.id, member, name, true)
  })
  return myWorkspace(state, joined)
}

interface Found {
  readonly invitation: StoredInvitation
  readonly state: WorkspaceState
}

function find({ tables }: Pick<AccessWorld, "tables">, secret: string): Found | Denial {
  const invitation = tables.invitations.withSecretHash(hashOf(secret))
  const state = invitation === null ? null : tables.state(invitation.workspace)
  return invitation === null || state === null ? deny("wrong-secret", "invitation") : { invitation, state }
}

function whyEnded({ clock }: Pick<AccessWorld, "clock">, { invitation, state }: Found): Denial | null {
  const { isWithdrawn, used, uses, endsAt, createdBy } = invitation
  if (isWithdrawn || used >= uses || endsAt <= clock.now()) return deny("ended", "invitation")
  const me = state.members.get(createdBy)
  const mayStill = me !== undefined && whyNotInvite({ state, me }, invitation) === null
  return mayStill ? null : deny("ended", "who invited may not any more")
}

/** An invitation to a mail address is for whom that address belongs to. */
function whyNotFor({ mail }: NewInvitation, ownMail: string): Denial | null {
  return mail === null || mail.toLowerCase() === ownMail.toLowerCase() ? null : deny("forbidden", "mail")
}

function hashOf(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest()
}
