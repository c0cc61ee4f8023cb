import { isComputedId } from "../base/ids.ts"
import { DELETED, type Change } from "./change.ts"
import type { AnyRow } from "./record.ts"
import { fieldOf } from "./row.ts"
import type { Tables } from "./snapshot.ts"

/**
 * How one change is taken back. It applies only while what the change wrote still stands (the standing entry has the
 * stamp of the action), so that an undo never takes back what somebody else wrote since (MERGE P1).
 */
export interface Inverse {
  readonly undoes: Change
  readonly restore: Change
}

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
  if (change.do === "prose") return null
  const { document, kind, id } = change
  const row = before[kind].get(id) as AnyRow | undefined
  switch (change.do) {
    case "create": {
      const wasThere = row !== undefined && isComputedId(id)
      return wasThere ? null : { do: "set", document, kind, id, field: DELETED, value: me }
    }
    case "set": {
      // A record made by the same action goes to the trash whole.
      if (row === undefined) return null
      const value = change.field === DELETED ? (row.deleted?.by ?? null) : fieldOf(row, change.field)
      return { do: "set", document, kind, id, field: change.field, value }
    }
    case "add": {
      if (row === undefined) return null
      return (row[change.field] as readonly string[]).includes(change.member) ? null : { ...change, do: "remove" }
    }
    case "remove":
      return row === undefined ? null : { ...change, do: "add" }
  }
}
