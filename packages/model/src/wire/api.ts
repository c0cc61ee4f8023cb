import type { DocumentRight, RightRule, Role, SpaceRight, Standing } from "./rights.ts"

/**
 * What the client and the relay say to each other over HTTP: accounts,
 * memberships, roles and rights, which are the relay's own tables and change
 * by command. Requests and answers are JSON; a refusal is {@link ApiRefusal}
 * with a fitting status. Every request that changes something has to come from
 * the relay's own origin. Times are milliseconds since 1970.
 *
 *     GET    /api/session                                → SessionState
 *     POST   /api/setup                  SetUp           → SessionState      (the one-time link of the first start)
 *     POST   /api/pass                                   → Pass              (by cookie or `Authorization: Bearer`)
 *     *      /api/auth/…                                   better-auth: sign-in, sign-out, passkeys, mailed links, OIDC;
 *                                                          what signs somebody in answers SessionState, and signing up
 *                                                          needs an invitation that this browser has looked at
 *     GET    /api/devices                                → Device[]
 *     DELETE /api/devices                                                    (all but the one that asks)
 *     DELETE /api/devices/:device
 *     GET    /api/tokens                                 → ApiToken[]
 *     POST   /api/tokens                 NewApiToken     → ApiToken & { secret }
 *     DELETE /api/tokens/:token
 *     GET    /api/workspaces                             → MyWorkspace[]
 *     POST   /api/workspaces             NewWorkspace    → MyWorkspace       (*Share*; twice is once)
 *     GET    /api/workspaces/:w                          → Roster
 *     PATCH  /api/workspaces/:w          { name }
 *     PATCH  /api/workspaces/:w/members/:person  { role } | { name }
 *     DELETE /api/workspaces/:w/members/:person
 *     POST   /api/workspaces/:w/invitations      NewInvitation → Invitation & { link }
 *     DELETE /api/workspaces/:w/invitations/:id
 *     GET    /api/invitations/:secret                    → InvitationCard
 *     POST   /api/invitations/:secret/accept { name }    → MyWorkspace
 *     PUT    /api/workspaces/:w/teams/:team      { name, persons }
 *     DELETE /api/workspaces/:w/teams/:team
 *     PUT    /api/workspaces/:w/spaces/:s/rights/:subject { right | null }   (subject: `members`, a person, a team)
 *     GET    /api/workspaces/:w/why?person=&document=    → Reason
 *     GET    /api/workspaces/:w/audit?after=             → AuditPage
 *     POST   /api/workspaces/:w/links            NewLiveLink → LiveLink & { link }
 *     DELETE /api/workspaces/:w/links/:id
 *     GET    /api/me/export                              → everything kept of a person, as JSON
 *     POST   /api/me/erase               { confirm: mail }
 */

/** Why a request was refused. `reason` is a name; the sentence for a person is made by the screen. */
export interface ApiRefusal {
  readonly reason: ApiReason
  /** For people who look for a fault: which field, which rule. */
  readonly detail: string
}

export const API_REASONS = {
  "bad-request": 400,
  "signed-out": 401,
  forbidden: 403,
  "wrong-secret": 403,
  "not-found": 404,
  "already-there": 409,
  "last-owner": 409,
  "set-up-already": 409,
  ended: 410,
  "too-large": 413,
  "too-many-requests": 429,
  /** The relay met a fault of its own; the detail is the request's id, under which it is reported. */
  fault: 500,
  "no-mail": 501,
  "read-only": 507,
} as const
export type ApiReason = keyof typeof API_REASONS

export interface Person {
  readonly id: string
  readonly name: string
  readonly mail: string
}

/** Who is asking, and how somebody may sign in. */
export type SessionState =
  /** The relay has no accounts; everybody may do everything. */
  | { readonly access: "open" }
  | {
      readonly access: "accounts"
      readonly person: Person
      readonly isOperator: boolean
      /** Whether the relay can send mail. An older relay does not say. */
      readonly canMail?: boolean | undefined
    }
  | { readonly access: "accounts"; readonly person: null; readonly waitsForOwner: boolean; readonly ways: SignInWays }

export interface SignInWays {
  readonly password: boolean
  readonly passkey: boolean
  readonly mailedLink: boolean
  /** OIDC providers by id, with the name to show. */
  readonly providers: readonly { readonly id: string; readonly name: string }[]
}

/** The first person of a relay, by the secret of the link on its console. */
export interface SetUp {
  readonly secret: string
  readonly name: string
  readonly mail: string
  readonly password: string
}

/** What goes into `hello` and `token` for some minutes. */
export interface Pass {
  readonly pass: string
  readonly endsAt: number
}

export interface Device {
  readonly id: string
  /** What it says it is: browser and system, cut to what fits a line. */
  readonly agent: string
  readonly address: string
  readonly signedInAt: number
  readonly seenAt: number
  readonly isThis: boolean
}

export interface NewApiToken {
  readonly name: string
  readonly workspace: string
  readonly spaces: readonly string[] | null
  readonly right: Exclude<DocumentRight, "none">
  readonly endsAt: number | null
}

export interface ApiToken extends NewApiToken {
  readonly id: string
  readonly createdAt: number
  readonly seenAt: number | null
}

export interface NewWorkspace {
  readonly id: string
  readonly name: string
  /** The record in `people` that its founder is. */
  readonly member: string
}

export interface MyWorkspace {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly member: string
}

/** Who is in a workspace and what they may do there. Guests get only themselves and the spaces they may open. */
export interface Roster {
  readonly workspace: MyWorkspace
  readonly members: readonly RosterMember[]
  readonly teams: readonly AccessTeam[]
  readonly spaces: readonly RosterSpace[]
  /** For owners and admins only. */
  readonly invitations: readonly Invitation[]
  readonly links: readonly LiveLink[]
}

export interface RosterMember {
  readonly person: string
  readonly member: string
  readonly name: string
  readonly mail: string
  readonly role: Role
  readonly joinedAt: number
  readonly seenAt: number | null
}

/** People who are given rights together. */
export interface AccessTeam {
  readonly id: string
  readonly name: string
  readonly persons: readonly string[]
}

export interface RosterSpace {
  readonly id: string
  /** What every member who is no guest may do. */
  readonly members: SpaceRight
  readonly grants: readonly SpaceGrant[]
}

export interface SpaceGrant {
  readonly subject: { readonly person: string } | { readonly team: string }
  readonly right: SpaceRight
}

export interface NewInvitation {
  readonly role: Exclude<Role, "owner">
  /** To be sent there, if the relay can mail; otherwise the link is for whoever has it. */
  readonly mail: string | null
  /** The placeholder that whoever accepts is. */
  readonly member: string | null
  /** Spaces and rights that come with it: all that a guest will have. */
  readonly spaces: readonly { readonly space: string; readonly right: SpaceRight }[]
  readonly endsAt: number
  /** How many people may use it. */
  readonly uses: number
}

export interface Invitation extends NewInvitation {
  readonly id: string
  readonly createdAt: number
  readonly createdBy: string
  readonly used: number
}

/** What a stranger with the link sees. */
export interface InvitationCard {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly invitedBy: string
  readonly role: Role
  readonly mail: string | null
  readonly endsAt: number
}

/** Why somebody may do what with a document: the right, the rule that gave it, and all that was looked at. */
export interface Reason {
  readonly right: DocumentRight
  readonly rule: RightRule
  readonly standing: Standing | null
  /** Where the right in the space comes from, the mightiest first. */
  readonly sources: readonly RightSource[]
}

export type RightSource =
  | { readonly from: "role"; readonly role: Role }
  | { readonly from: "members"; readonly right: SpaceRight }
  | { readonly from: "person"; readonly right: SpaceRight }
  | { readonly from: "team"; readonly team: string; readonly name: string; readonly right: SpaceRight }

/** One thing that was done to accounts, memberships or rights. */
export interface AuditEntry {
  readonly number: number
  readonly at: number
  /** Who did it; the empty text stands for the relay itself. */
  readonly by: string
  readonly did: string
  /** Ids only, so that erasing a person leaves nothing of them here. */
  readonly about: Readonly<Record<string, string | number | null>>
  /** Hash over this entry and the one before. */
  readonly link: string
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  readonly isWhole: boolean
  /** The number of the first entry that does not verify, or null. */
  readonly brokenAt: number | null
}

/** A page for outsiders that shows some fields of some items, live. */
export interface NewLiveLink {
  readonly space: string
  readonly name: string
  /** The board whose columns and order it shows. */
  readonly board: string
  /** Names of item fields that are shown; nothing else leaves the relay. */
  readonly fields: readonly string[]
  /** Only items with one of these labels, or all. */
  readonly labels: readonly string[] | null
  readonly endsAt: number
}

export interface LiveLink extends NewLiveLink {
  readonly id: string
  readonly createdAt: number
  readonly createdBy: string
  readonly opened: number
}
