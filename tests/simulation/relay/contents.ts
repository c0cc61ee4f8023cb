import { crc32 } from "node:zlib"
import * as Y from "yjs"
import { endOf, runsOf } from "../../../packages/client/src/data/worker/continuations.ts"

/** What an update holds: structs by replica, from one clock up to another, and deletions. */
export interface Contents {
  readonly structs: readonly (readonly [client: number, from: number, to: number])[]
  readonly deletions: readonly (readonly [client: number, from: number, to: number])[]
}

export function contentsOf(bytes: Uint8Array): Contents {
  const { structs, ds } = Y.decodeUpdate(bytes)
  const ranges = new Map<number, [number, number, number]>()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    const range = ranges.get(client)
    if (range === undefined) ranges.set(client, [client, clock, clock + struct.length])
    else range[2] = clock + struct.length
  }
  const deletions = [...ds.clients].flatMap(([client, own]) =>
    own.map(({ clock, len }) => [client, clock, clock + len] as const),
  )
  return { structs: [...ranges.values()], deletions }
}

/** Whether all that one update holds is in another. */
export function isWithin(inner: Contents, outer: Contents): boolean {
  const isIn = (ranges: Contents["structs"], [client, from, to]: Contents["structs"][number]) =>
    ranges.some(range => range[0] === client && range[1] <= from && to <= range[2])
  return (
    inner.structs.every(range => isIn(outer.structs, range)) &&
    inner.deletions.every(range => isIn(outer.deletions, range))
  )
}

/** A short name of bytes; equal bytes have equal names. */
export function nameOf(bytes: Uint8Array): string {
  return `${crc32(bytes)}-${bytes.length}`
}

/** What several updates hold together. */
export class Coverage {
  /** Up to where each replica is here without a gap. */
  readonly #clocks = new Map<number, number>()
  /** What came after a gap, by replica. */
  readonly #ahead = new Map<number, [from: number, to: number][]>()
  readonly #deleted = new Map<number, Set<number>>()

  add({ structs, deletions }: Contents): void {
    for (const [client, from, to] of structs) this.#addStructs(client, from, to)
    for (const [client, from, to] of deletions) {
      const own = this.#deleted.get(client) ?? new Set()
      this.#deleted.set(client, own)
      for (let clock = from; clock < to; clock++) own.add(clock)
    }
  }

  #addStructs(client: number, from: number, to: number): void {
    const known = this.#clocks.get(client) ?? 0
    if (from > known) {
      this.#ahead.set(client, [...(this.#ahead.get(client) ?? []), [from, to]])
    } else if (to > known) {
      this.#clocks.set(client, to)
      const ahead = this.#ahead.get(client)
      this.#ahead.delete(client)
      for (const range of ahead ?? []) this.#addStructs(client, ...range)
    }
  }

  /**
   * What of an update is not in here; null if all of it is. What is in a text may be here under an id that continues that
   * of its replica: somebody else was the first to bring that one, and nobody goes on as somebody else.
   */
  lacks({ structs, deletions }: Contents): string | null {
    for (const [client, from, to] of structs) {
      const known = this.#clocks.get(client) ?? 0
      if (to > known && to > endOf(client, this.#clocks)) return `${client} from ${Math.max(from, known)} to ${to}`
    }
    for (const [client, from, to] of deletions)
      for (let clock = from; clock < to; clock++)
        if (!this.#isDeleted(client, clock)) return `the deletion of ${client} at ${clock}`
    return null
  }

  #isDeleted(client: number, clock: number): boolean {
    if (this.#deleted.get(client)?.has(clock) === true) return true
    if (clock < (this.#clocks.get(client) ?? 0)) return false
    const run = runsOf(client, this.#clocks).find(({ from, end }) => from <= clock && clock < end)
    return run !== undefined && this.#deleted.get(run.client)?.has(clock - run.from) === true
  }

  /** All of it, as if it were one update. */
  get contents(): Contents {
    return {
      structs: [...this.#clocks].map(([client, to]) => [client, 0, to] as const),
      deletions: [...this.#deleted].flatMap(([client, clocks]) =>
        [...clocks].map(clock => [client, clock, clock + 1] as const),
      ),
    }
  }
}

/** What is left of several updates once Yjs has put them together, with all that is deleted by that alone. */
export function contentsTogether(updates: readonly Uint8Array[]): {
  readonly contents: Contents
  readonly coverage: Coverage
} {
  const doc = new Y.Doc()
  try {
    for (const bytes of updates) if (bytes.length > 0) Y.applyUpdate(doc, bytes)
    const contents = contentsOf(Y.encodeStateAsUpdate(doc))
    const coverage = new Coverage()
    coverage.add(contents)
    return { contents, coverage }
  } finally {
    doc.destroy()
  }
}
