import * as Y from "yjs"
import { checkUpdate, type CheckedUpdate, type RefusedUpdate } from "./check-update.ts"
import { encodeStateVector, type StateVector } from "./state-vector.ts"

/**
 * Returns what an update adds to a state, or why it may not be stored. Never
 * throws.
 *
 * Structs that are known already are taken out. Whoever sends its own again
 * means no harm, but they could be others under the same clocks: merging might
 * take those in place of the true ones, and replicas would differ for good.
 */
export function checkNews(vector: StateVector, bytes: Uint8Array): CheckedUpdate | RefusedUpdate {
  const update = checkUpdate(bytes)
  if ("refused" in update) return update
  const hasKnown = [...update.added].some(([client, { from }]) => from < (vector.get(client) ?? 0))
  if (!hasKnown) return update
  try {
    return checkUpdate(Y.diffUpdate(bytes, encodeStateVector(vector)))
  } catch {
    return { refused: "not an update" }
  }
}
