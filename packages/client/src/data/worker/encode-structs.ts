import * as encoding from "lib0/encoding"
import * as Y from "yjs"

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** One struct of an update, as it was decoded or made. */
export type Struct = Decoded["structs"][number]

/** What an update deletes, by replica. */
export interface Deletions {
  readonly clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>
}

export const NO_DELETIONS: Deletions = { clients: new Map() }

/** The update that has these structs, the clocks of a replica in order, and deletes this. */
export function encodeStructs(structs: readonly Struct[], deletions: Deletions): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  const runs = runsByClient(structs)
  encoding.writeVarUint(encoder.restEncoder, runs.length)
  for (const run of runs) {
    encoding.writeVarUint(encoder.restEncoder, run.length)
    encoder.writeClient(run[0]!.id.client)
    encoding.writeVarUint(encoder.restEncoder, run[0]!.id.clock)
    for (const struct of run) struct.write(encoder, 0)
  }
  encoding.writeVarUint(encoder.restEncoder, deletions.clients.size)
  for (const [client, ranges] of deletions.clients) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of [...ranges].sort((left, right) => left.clock - right.clock)) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}

/** The structs of each replica, the greatest replica id first as Yjs writes them. */
function runsByClient(structs: readonly Struct[]): Struct[][] {
  const runs = new Map<number, Struct[]>()
  for (const struct of structs) {
    const run = runs.get(struct.id.client)
    if (run === undefined) runs.set(struct.id.client, [struct])
    else run.push(struct)
  }
  return [...runs].sort(([left], [right]) => right - left).map(([, run]) => run)
}
