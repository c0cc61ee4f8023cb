import * as decoding from "lib0/decoding"
import * as Y from "yjs"

/** The longest struct, in clock ticks. A struct longer than this carries more text than an update may. */
const MAX_STRUCT_LENGTH = 2 ** 20

/** The deepest that plain values may nest: replicas walk them by recursion. */
const MAX_VALUE_DEPTH = 64

/** Fewer bytes than this cannot hold a struct, so they bound how many an update can have. */
const LEAST_STRUCT_BYTES = 2

/** From where to where the clocks of one replica reach; `to` is the first one after. */
export interface ClockRange {
  readonly from: number
  readonly to: number
}

/** That a replica's clocks are known up to, and without, `end`. */
export interface Need {
  readonly client: number
  readonly end: number
}

/** One struct of an update: where its clocks end, and what must be known before it can be integrated. */
export interface Step {
  readonly end: number
  readonly needs: readonly Need[]
}

/** What an update adds and what it leans on. */
export interface CheckedUpdate {
  readonly bytes: Uint8Array
  readonly added: ReadonlyMap<number, ClockRange>
  /** The structs by replica, in clock order. */
  readonly steps: ReadonlyMap<number, readonly Step[]>
  /** Up to where it deletes, by replica; empty if it deletes nothing. */
  readonly deletes: readonly Need[]
}

/** Why bytes are not an update that may be stored. */
export interface RefusedUpdate {
  readonly refused: string
}

/**
 * Returns what a Yjs update (version 1) contains, or why it may not be stored.
 * Never throws.
 *
 * Whatever passes here is merged by us and applied by every replica, where a
 * torn one does lasting harm. So it must decode to the last byte, name each
 * replica once, greatest first as merging expects, leave out no clock, and
 * bring no subdocument. The first numbers are held against the length before
 * anything is read, so that a few bytes cannot claim millions of structs.
 */
export function checkUpdate(bytes: Uint8Array): CheckedUpdate | RefusedUpdate {
  try {
    return claimsTooMuch(bytes) ? { refused: "more structs than bytes" } : examine(bytes)
  } catch (error) {
    return { refused: error instanceof UnsoundUpdate ? error.message : "not an update" }
  }
}

class UnsoundUpdate extends Error {}

/** Remembers its position, which Yjs keeps to itself, so that leftovers show. */
class WatchedDecoder extends Y.UpdateDecoderV1 {
  static latest: decoding.Decoder | null = null
  constructor(decoder: decoding.Decoder) {
    super(decoder)
    WatchedDecoder.latest = decoder
  }
}

function claimsTooMuch(bytes: Uint8Array): boolean {
  const decoder = decoding.createDecoder(bytes)
  const most = bytes.length / LEAST_STRUCT_BYTES
  const replicas = decoding.readVarUint(decoder)
  if (replicas > most) return true
  return replicas > 0 && decoding.readVarUint(decoder) > most
}

function examine(bytes: Uint8Array): CheckedUpdate {
  const { structs, ds } = Y.decodeUpdateV2(bytes, WatchedDecoder)
  if (WatchedDecoder.latest?.pos !== bytes.length) throw new UnsoundUpdate("left over or cut short")

  const added = new Map<number, ClockRange>()
  const steps = new Map<number, Step[]>()
  let lastClient = Infinity
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (!isClock(client) || !isClock(end)) throw new UnsoundUpdate("number out of bounds")
    if (struct.length < 1 || struct.length > MAX_STRUCT_LENGTH) throw new UnsoundUpdate("struct too long")
    if (struct instanceof Y.Skip) throw new UnsoundUpdate("a clock is left out")
    if (client > lastClient) throw new UnsoundUpdate("replicas out of order")
    const step = { end, needs: struct instanceof Y.Item ? needsOf(struct) : [] }
    const range = added.get(client)
    if (range !== undefined && range.to !== clock) throw new UnsoundUpdate("clocks out of order")
    if (range === undefined) steps.set(client, [step])
    else steps.get(client)?.push(step)
    added.set(client, { from: range?.from ?? clock, to: end })
    lastClient = client
  }
  return { bytes, added, steps, deletes: deletesOf(ds) }
}

function needsOf(item: Y.Item): Need[] {
  if (item.content instanceof Y.ContentDoc) throw new UnsoundUpdate("a subdocument")
  if (item.content instanceof Y.ContentAny) {
    for (const value of item.content.arr) checkDepth(value, MAX_VALUE_DEPTH)
  }
  // Undecoded, a parent is the name of a root type or the id of its item.
  const parent: unknown = item.parent
  const ids = [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null]
  return ids.flatMap(id => (id === null ? [] : [needed(id.client, id.clock + 1)]))
}

function checkDepth(value: unknown, depthLeft: number): void {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return
  if (depthLeft === 0) throw new UnsoundUpdate("values nested too deep")
  for (const inner of Object.values(value)) checkDepth(inner, depthLeft - 1)
}

function deletesOf(deletes: ReturnType<typeof Y.decodeUpdate>["ds"]): Need[] {
  return [...deletes.clients].map(([client, ranges]) => {
    if (ranges.some(range => range.len < 1)) throw new UnsoundUpdate("number out of bounds")
    return needed(
      client,
      ranges.reduce((end, range) => Math.max(end, range.clock + range.len), 0),
    )
  })
}

function needed(client: number, end: number): Need {
  if (!isClock(client) || !isClock(end)) throw new UnsoundUpdate("number out of bounds")
  return { client, end }
}

function isClock(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
