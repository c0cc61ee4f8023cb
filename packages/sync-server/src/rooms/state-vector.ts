import * as Y from "yjs"
import type { CheckedUpdate } from "./check-update.ts"

/** How far each replica's clocks are known; the first unknown one. */
export type StateVector = ReadonlyMap<number, number>

/** Returns the state vector in Yjs's encoding. */
export function encodeStateVector(vector: StateVector): Uint8Array {
  // Yjs takes the map as well as a document; its types only name the document.
  return Y.encodeStateVector(new Map(vector) as unknown as Y.Doc)
}

/** Whether the bytes are a state vector in Yjs's encoding. Never throws. */
export function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes)
    return true
  } catch {
    return false
  }
}

/** Whether the update follows what is known without a gap, so that whoever has the vector can apply all of it. */
export function follows(vector: StateVector, { added, needed }: CheckedUpdate): boolean {
  for (const [client, { from }] of added) {
    if (from > (vector.get(client) ?? 0)) return false
  }
  for (const [client, end] of needed) {
    if (end > Math.max(vector.get(client) ?? 0, added.get(client)?.to ?? 0)) return false
  }
  return true
}

/** Whether the update has nothing that a holder of the vector could lack. */
export function isKnown(vector: StateVector, { added, deletes }: CheckedUpdate): boolean {
  return !deletes && [...added].every(([client, { to }]) => to <= (vector.get(client) ?? 0))
}

/** Moves the vector on by what the update adds. */
export function advance(vector: Map<number, number>, { added }: CheckedUpdate): void {
  for (const [client, { to }] of added) {
    if (to > (vector.get(client) ?? 0)) vector.set(client, to)
  }
}
