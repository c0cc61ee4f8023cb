import type { DocumentAddress } from "./document-name.ts"

/**
 * Who may do what. Both ends use this one table: the relay to decide, the
 * client to show what a person may do before they try.
 */

/** What somebody is in a workspace, the mightiest first. */
export const ROLES = ["owner", "admin", "member", "guest"] as const
export type Role = (typeof ROLES)[number]

/** What somebody may do in a space, each with all that stands before it. */
export const SPACE_RIGHTS = ["none", "read", "comment", "write", "manage"] as const
export type SpaceRight = (typeof SPACE_RIGHTS)[number]

/** What somebody may do with a document; writing includes reading. */
export const DOCUMENT_RIGHTS = { none: 0, read: 1, write: 2 } as const
export type DocumentRight = keyof typeof DOCUMENT_RIGHTS

/** Where somebody stands in one workspace. */
export interface Standing {
  readonly role: Role
  /** Their record in the workspace's `people`. */
  readonly member: string
  /** Their right in each space that the relay knows, none included. Owners and admins manage every space. */
  readonly spaces: Readonly<Record<string, SpaceRight>>
}

/** The rule by which a right was found, to be named when somebody asks why. */
export type RightRule =
  "not-a-member" | "workspace-role" | "own-document" | "somebody-elses-document" | "space-right" | "new-space"

/** A right and why it is that one. */
export interface RuledRight {
  readonly right: DocumentRight
  readonly rule: RightRule
}

/** Whether a right in a space is at least another. */
export function isAtLeast(right: SpaceRight, least: SpaceRight): boolean {
  return SPACE_RIGHTS.indexOf(right) >= SPACE_RIGHTS.indexOf(least)
}

/** Whether somebody runs the workspace. */
export function isAdmin(role: Role): boolean {
  return role === "owner" || role === "admin"
}

/**
 * The right in a space of somebody who stands so. A space that the relay does
 * not know is one that nobody has written to yet: whoever is no guest may
 * begin it, and manages it from then on.
 */
export function spaceRight({ role, spaces }: Standing, space: string): SpaceRight {
  if (isAdmin(role)) return "manage"
  const known = Object.hasOwn(spaces, space) ? spaces[space] : undefined
  return known ?? (role === "guest" ? "none" : "manage")
}

/** The right to a document of a workspace in which somebody stands so; `null` for a stranger. */
export function documentRight(standing: Standing | null, address: DocumentAddress): RuledRight {
  if (standing === null) return { right: "none", rule: "not-a-member" }
  const [first = ""] = address.ids
  switch (address.kind) {
    case "people":
      // Their right to write is for names and placeholders; who has an account is not in the document.
      return byRole(isAdmin(standing.role) ? "write" : "read")
    case "settings":
      return byRole(isAdmin(standing.role) ? "write" : "read")
    case "directory":
      return byRole(standing.role === "guest" ? "none" : "write")
    case "contacts":
      return byRole(mayServe(standing) ? "write" : "none")
    case "setup":
      return bySpace(standing, first, { read: "read", write: "manage" })
    case "space":
    case "archive":
    case "text":
    case "branch":
      return bySpace(standing, first, { read: "read", write: "write" })
    case "comments":
      return bySpace(standing, first, { read: "read", write: "comment" })
    case "public":
      return bySpace(standing, first, { read: "write", write: "write" })
    case "money":
      return bySpace(standing, first, { read: "manage", write: "manage" })
    case "time":
      if (first === standing.member) return { right: "write", rule: "own-document" }
      return isAdmin(standing.role)
        ? { right: "read", rule: "workspace-role" }
        : { right: "none", rule: "somebody-elses-document" }
    case "personal":
      return first === standing.member
        ? { right: "write", rule: "own-document" }
        : { right: "none", rule: "somebody-elses-document" }
  }
}

/** The space that a document belongs to, or null where it belongs to the workspace or a person. */
export function spaceOf({ kind, ids }: DocumentAddress): string | null {
  const [first = null] = ids
  return kind === "time" || kind === "personal" ? null : first
}

function byRole(right: DocumentRight): RuledRight {
  return { right, rule: "workspace-role" }
}

function bySpace(
  standing: Standing,
  space: string,
  least: { readonly read: SpaceRight; readonly write: SpaceRight },
): RuledRight {
  const held = spaceRight(standing, space)
  const rule = isAdmin(standing.role)
    ? "workspace-role"
    : Object.hasOwn(standing.spaces, space) || standing.role === "guest"
      ? "space-right"
      : "new-space"
  if (isAtLeast(held, least.write)) return { right: "write", rule }
  return { right: isAtLeast(held, least.read) ? "read" : "none", rule }
}

/** Contacts are for who may write in some space; guests see only what they were invited to. */
function mayServe({ role, spaces }: Standing): boolean {
  if (role === "guest") return false
  return isAdmin(role) || Object.values(spaces).some(right => isAtLeast(right, "write"))
}
