import * as Y from "yjs"
import type { CheckedUpdate, Need } from "./check-update.ts"

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

/**
 * Whether whoever has the vector can integrate all of the update: its clocks
 * follow without a gap, and so does everything it leans on, in some order.
 *
 * Structs that lean on each other in a ring, or on later ones of their own
 * replica, never can. Yjs lets the one wait for ever and throws at the other.
 */
export function follows(vector: StateVector, { steps, added, deletes }: CheckedUpdate): boolean {
  const reached = new Map(vector)
  const isReached = ({ client, end }: Need) => end <= (reached.get(client) ?? 0)
  for (const [client, { from }] of added) {
    if (!isReached({ client, end: from })) return false
  }
  const left = new Map([...steps].map(([client, structs]) => [client, { structs, next: 0 }]))
  for (let hasMoved = true; hasMoved && left.size > 0;) {
    hasMoved = false
    for (const [client, run] of left) {
      for (let step = run.structs[run.next]; step !== undefined; step = run.structs[++run.next]) {
        if (!isReached({ client, end: step.end })) {
          if (!step.needs.every(isReached)) break
          reached.set(client, step.end)
        }
        hasMoved = true
      }
      if (run.next === run.structs.length) left.delete(client)
    }
  }
  return left.size === 0 && deletes.every(isReached)
}

/** Whether the update has nothing that a holder of the vector could lack. */
export function isKnown(vector: StateVector, { added, deletes }: CheckedUpdate): boolean {
  return deletes.length === 0 && [...added].every(([client, { to }]) => to <= (vector.get(client) ?? 0))
}

/** Moves the vector on by what the update adds. */
export function advance(vector: Map<number, number>, { added }: CheckedUpdate): void {
  for (const [client, { to }] of added) {
    if (to > (vector.get(client) ?? 0)) vector.set(client, to)
  }
}
