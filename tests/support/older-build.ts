import { vi } from "vitest"
import type * as ItemModule from "@weft/model/schema/item"
import type { Build } from "./person.ts"

/** Fields of items that a build before this one did not know: plain cells, a set and a family entry's neighbours. */
const NEWER_FIELDS: ReadonlySet<string> = new Set([
  "due",
  "points",
  "watchers",
  "importance",
  "estimateMinutes",
  "percentComplete",
])

/**
 * The same program as it was when items had fewer fields: a second copy of its modules over a smaller table. It reads
 * and writes the same documents.
 */
export async function olderBuild(): Promise<Build> {
  vi.resetModules()
  vi.doMock("@weft/model/schema/item", async importActual => {
    const actual = await importActual<typeof ItemModule>()
    const { defineRecord } = await import("@weft/model/schema/record")
    const known = Object.entries(actual.items.fields).filter(([name]) => !NEWER_FIELDS.has(name))
    return { ...actual, items: defineRecord("items", "space", Object.fromEntries(known)) }
  })
  const { WorkspaceReplica } = await import("@weft/model/replica/workspace-replica")
  vi.doUnmock("@weft/model/schema/item")
  return WorkspaceReplica
}
