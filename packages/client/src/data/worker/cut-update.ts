import * as encoding from "lib0/encoding"
import * as Y from "yjs"

const PART_OVERHEAD_BYTES = 1024

type Decoded = ReturnType<typeof Y.decodeUpdate>
type Struct = Decoded["structs"][number]

/**
 * Cuts one Yjs update into several of about `most` bytes, in clock order, so that each follows the ones before it. The
 * deletions come with the last. One struct is never cut, so a part may be larger by one.
 */
export function cutUpdate(update: Uint8Array, most: number): Uint8Array[] {
  if (update.length <= most) return [update]
  // What a part says around its structs has to fit as well.
  const room = most - PART_OVERHEAD_BYTES
  const { structs, ds } = Y.decodeUpdate(update)
  const parts: Struct[][] = [[]]
  let weight = 0
  for (const struct of structs) {
    const own = weightOf(struct)
    if (weight > 0 && weight + own > room) {
      parts.push([])
      weight = 0
    }
    parts.at(-1)!.push(struct)
    weight += own
  }
  return parts.map((part, index) => encodePart(part, index === parts.length - 1 ? ds : null))
}

function weightOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  struct.write(encoder, 0)
  return encoder.toUint8Array().length
}

function encodePart(structs: readonly Struct[], deletions: Decoded["ds"] | null): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const runs = runsByClient(structs)
  encoding.writeVarUint(encoder.restEncoder, runs.length)
  for (const run of runs) {
    encoding.writeVarUint(encoder.restEncoder, run.length)
    encoder.writeClient(run[0]!.id.client)
    encoding.writeVarUint(encoder.restEncoder, run[0]!.id.clock)
    for (const struct of run) struct.write(encoder, 0)
  }
  writeDeletions(encoder, deletions)
  return encoder.toUint8Array()
}

function runsByClient(structs: readonly Struct[]): Struct[][] {
  const runs: Struct[][] = []
  for (const struct of structs) {
    const last = runs.at(-1)
    if (last !== undefined && last[0]!.id.client === struct.id.client) last.push(struct)
    else runs.push([struct])
  }
  return runs
}

function writeDeletions(encoder: Y.UpdateEncoderV1, deletions: Decoded["ds"] | null): void {
  const clients = deletions?.clients ?? new Map<number, { clock: number; len: number }[]>()
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const [client, items] of clients) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, items.length)
    for (const { clock, len } of items) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}
