import * as Y from "yjs"
import { encodeStructs, NO_DELETIONS, type Struct } from "./encode-structs.ts"

const PART_OVERHEAD_BYTES = 1024

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
  return parts.map((part, index) => encodeStructs(part, index === parts.length - 1 ? ds : NO_DELETIONS))
}

function weightOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  struct.write(encoder, 0)
  return encoder.toUint8Array().length
}
