import * as Y from "yjs"
import type { CheckedUpdate, Need, Step } from "./check-update.ts"

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
 * Costs a step for each struct and each need of one, in whatever order hostile
 * hands have put them.
 */
export function follows(vector: StateVector, { steps, added, deletes }: CheckedUpdate): boolean {
  const isKnown = ({ client, end }: Need) => end <= (vector.get(client) ?? 0)
  for (const [client, { from }] of added) {
    if (!isKnown({ client, end: from })) return false
  }
  const order = new Integration(vector, steps)
  return order.reachesEnd() && deletes.every(need => isKnown(need) || need.end <= (added.get(need.client)?.to ?? 0))
}

/** The structs of one replica, and the first that is not integrated. */
interface Run {
  readonly structs: readonly Step[]
  next: number
}

/** Tries an update out: goes through each replica's structs as far as what they lean on allows. */
class Integration {
  readonly #vector: StateVector
  readonly #runs: ReadonlyMap<number, Run>
  /** Replicas that wait for a struct, by that struct. */
  readonly #waiting = new Map<Step, number[]>()
  readonly #ready: number[]
  #left: number

  constructor(vector: StateVector, steps: ReadonlyMap<number, readonly Step[]>) {
    this.#vector = vector
    this.#runs = new Map([...steps].map(([client, structs]) => [client, { structs, next: 0 }]))
    this.#ready = [...steps.keys()]
    this.#left = steps.size
  }

  reachesEnd(): boolean {
    for (let client = this.#ready.pop(); client !== undefined; client = this.#ready.pop()) {
      const run = this.#runs.get(client)
      if (run !== undefined && !this.#goOn(client, run)) return false
    }
    return this.#left === 0
  }

  /** Goes on until something is lacking; false where that can never come. */
  #goOn(client: number, run: Run): boolean {
    for (let step = run.structs[run.next]; step !== undefined; step = run.structs[run.next]) {
      const lacking = this.#isKnown(client, step.end) ? undefined : step.needs.find(need => !this.#isReached(need))
      if (lacking !== undefined) return this.#waitFor(lacking, client)
      run.next += 1
      this.#ready.push(...(this.#waiting.get(step) ?? []))
      this.#waiting.delete(step)
    }
    this.#left -= 1
    return true
  }

  #waitFor(need: Need, client: number): boolean {
    const step = stepReaching(this.#runs.get(need.client)?.structs ?? [], need.end)
    if (step === null) return false
    const others = this.#waiting.get(step)
    if (others === undefined) this.#waiting.set(step, [client])
    else others.push(client)
    return true
  }

  #isKnown(client: number, end: number): boolean {
    return end <= (this.#vector.get(client) ?? 0)
  }

  #isReached({ client, end }: Need): boolean {
    if (this.#isKnown(client, end)) return true
    const run = this.#runs.get(client)
    const last = run?.structs[run.next - 1]
    return last !== undefined && end <= last.end
  }
}

/** The first of a replica's structs, which are in clock order, that reaches a clock; null where none does. */
function stepReaching(structs: readonly Step[], end: number): Step | null {
  let [low, high] = [0, structs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((structs[middle]?.end ?? 0) < end) low = middle + 1
    else high = middle
  }
  return structs[low] ?? null
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
