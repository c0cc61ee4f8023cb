import { isComputedId } from "../base/ids.ts"
import { DELETED, REPLY_DRAFT, type Change } from "./change.ts"
import type { KindName } from "./kinds.ts"
import { paragraphsOf, plainTextOf } from "./prose.ts"
import type { AnyRow } from "./record.ts"
import { blankRow, fieldOf } from "./row.ts"
import type { Tables } from "./snapshot.ts"
import { isMovedAway } from "./where-it-lies.ts"

/**
 * How one change is taken back. It applies only while what the change wrote still stands (the standing entry has the
 * stamp of the action), so that an undo never takes back what somebody else wrote since (MERGE P1).
 */
export interface Inverse {
  readonly undoes: Change
  readonly restore: Change
}

/**
 * Kinds of which each thing has one record, for what is said of it: the plan of a space, the hours of a person. What is
 * taken back is what was said; the record stays, since whoever says something next writes into it.
 */
export const SAID_OF_ONE: ReadonlySet<KindName> = new Set([
  "plans",
  "workPatterns",
  "preferences",
  "charters",
  "approvals",
  "costPlans",
  "itemCosts",
  "riskCosts",
])

/** The inverses of an action's changes, last first. `me` is who will be named where a creation is undone. */
export function invert(changes: readonly Change[], before: Tables, me: string): Inverse[] {
  const inverses: Inverse[] = []
  for (const change of changes.toReversed()) {
    const restore = inverseOf(change, before, me)
    if (restore !== null) inverses.push({ undoes: change, restore })
  }
  return inverses
}

function inverseOf(change: Change, before: Tables, me: string): Change | null {
  if (change.do === "prose") return rewriteBack(change)
  const { document, kind, id } = change
  const row = before[kind].get(id) as AnyRow | undefined
  switch (change.do) {
    case "create": {
      const stays = SAID_OF_ONE.has(kind) || (row !== undefined && isComputedId(id))
      return stays ? null : { do: "set", document, kind, id, field: DELETED, value: me }
    }
    case "set": {
      // A record made by the same action goes to the trash whole.
      if (row === undefined && !SAID_OF_ONE.has(kind)) return null
      const standing = row ?? blankRow(kind, id)
      const value = change.field === DELETED ? deleterOf(standing) : fieldOf(standing, change.field)
      return { do: "set", document, kind, id, field: change.field, value }
    }
    case "add":
      return row === undefined || holds(row, change) ? null : { document, kind, id, ...memberOf(change), do: "remove" }
    case "remove":
      return row !== undefined && holds(row, change) ? { document, kind, id, ...memberOf(change), do: "add" } : null
  }
}

/**
 * The first text of a record goes with its record; prose that was written over other prose is led back to that, and what
 * was written into a draft is taken out of it.
 */
function rewriteBack({ document, root, text, content, over }: Extract<Change, { do: "prose" }>): Change | null {
  if (over === undefined && root !== REPLY_DRAFT) return null
  const before = over ?? []
  const back = { content: before, over: content ?? paragraphsOf(text) }
  return { do: "prose", document, root, text: plainTextOf(before), ...back }
}

/** Who put a record in the trash; nobody did where its item has only left the space. */
function deleterOf({ deleted }: AnyRow): string | null {
  return deleted === null || isMovedAway(deleted) ? null : deleted.by
}

type Membership = Extract<Change, { do: "add" | "remove" }>

function holds(row: AnyRow, { field, member }: Membership): boolean {
  return (row[field] as readonly string[] | undefined)?.includes(member) ?? false
}

function memberOf({ field, member }: Membership): Pick<Membership, "field" | "member"> {
  return { field, member }
}
