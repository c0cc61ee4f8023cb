import * as encoding from "lib0/encoding"
import { below, type Random } from "@weft/model/base/random"

/** Few replicas and low clocks, so that what is made at random meets what is there. */
const REPLICAS = [1, 2, 3, 7, 2 ** 31, 2 ** 32 - 1] as const
const CLOCKS = 12

/** Numbers at which readers have gone wrong. */
const EDGES = [0, 1, 127, 128, 2 ** 20, 2 ** 20 + 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 53 - 1] as const

const pick = <Value>(values: readonly Value[], random: Random) => values[below(values.length, random)] as Value

/** A number that is mostly small, and sometimes one at an edge. */
export function someNumber(most: number, random: Random): number {
  return below(40, random) === 0 ? pick(EDGES, random) : below(most, random)
}

/**
 * An update in Yjs's grammar (version 1) whose parts are drawn one by one:
 * structs of every kind that lean on anything, and deletions of anything. Most
 * are sound to a decoder, and few to a document.
 */
export function randomUpdate(random: Random): Uint8Array {
  const encoder = encoding.createEncoder()
  const replicas = [...new Set(Array.from({ length: below(3, random) + 1 }, () => pick(REPLICAS, random)))]
  if (below(8, random) > 0) replicas.sort((left, right) => right - left)
  encoding.writeVarUint(encoder, replicas.length)
  for (const replica of replicas) {
    const structs = someNumber(3, random) % 5 || 1
    encoding.writeVarUint(encoder, structs)
    encoding.writeVarUint(encoder, replica)
    encoding.writeVarUint(encoder, below(3, random) === 0 ? someNumber(CLOCKS, random) : 0)
    for (let left = structs; left > 0; left -= 1) writeStruct(encoder, random)
  }
  writeDeletes(encoder, random)
  return encoding.toUint8Array(encoder)
}

function writeStruct(encoder: encoding.Encoder, random: Random): void {
  const content = below(11, random)
  const isItem = content !== 0 && content !== 10
  const [hasOrigin, hasRightOrigin, hasKey] = [below(3, random) === 0, below(5, random) === 0, below(2, random) === 0]
  const flags = (hasOrigin ? 0x80 : 0) | (hasRightOrigin ? 0x40 : 0) | (hasKey ? 0x20 : 0)
  encoding.writeUint8(encoder, isItem ? content | flags : content)
  if (!isItem) return encoding.writeVarUint(encoder, someNumber(4, random))
  if (hasOrigin) writeId(encoder, random)
  if (hasRightOrigin) writeId(encoder, random)
  if (!hasOrigin && !hasRightOrigin) {
    const isRoot = below(4, random) > 0
    encoding.writeVarUint(encoder, isRoot ? 1 : 0)
    if (isRoot) encoding.writeVarString(encoder, pick(["items", "text", ""], random))
    else writeId(encoder, random)
    if (hasKey) encoding.writeVarString(encoder, pick(["a", "b", "__proto__"], random))
  }
  writeContent(encoder, content, random)
}

/** Content by its number in Yjs: deleted, JSON, binary, string, embed, format, type, any, document. */
function writeContent(encoder: encoding.Encoder, content: number, random: Random): void {
  switch (content) {
    case 1:
      return encoding.writeVarUint(encoder, someNumber(4, random))
    case 2:
      encoding.writeVarUint(encoder, 1)
      return encoding.writeVarString(encoder, pick(['{"a":1}', "undefined", "{", "[[[]]]"], random))
    case 3:
      return encoding.writeVarUint8Array(encoder, new Uint8Array(below(5, random)))
    case 4:
      return encoding.writeVarString(encoder, pick(["x", "words", "", "\ud83d\ude00", "é".repeat(40)], random))
    case 5:
      return encoding.writeVarString(encoder, pick(['{"image":"x"}', "null", "nonsense"], random))
    case 6:
      encoding.writeVarString(encoder, "bold")
      return encoding.writeVarString(encoder, pick(["true", "null", "{"], random))
    case 7: {
      const type = below(8, random)
      encoding.writeVarUint(encoder, type)
      if (type === 3 || type === 5) encoding.writeVarString(encoder, "p")
      return
    }
    case 8:
      encoding.writeVarUint(encoder, 1)
      return encoding.writeAny(
        encoder,
        pick([1, "x", null, [1, [2, [3]]], { a: { b: new Uint8Array(2) } }, 2 ** 40], random),
      )
    default:
      encoding.writeVarString(encoder, "inner")
      return encoding.writeAny(encoder, {})
  }
}

function writeId(encoder: encoding.Encoder, random: Random): void {
  encoding.writeVarUint(encoder, pick(REPLICAS, random))
  encoding.writeVarUint(encoder, someNumber(CLOCKS, random))
}

function writeDeletes(encoder: encoding.Encoder, random: Random): void {
  const replicas = below(4, random) === 0 ? below(3, random) : 0
  encoding.writeVarUint(encoder, replicas)
  for (let replica = 0; replica < replicas; replica += 1) {
    encoding.writeVarUint(encoder, pick(REPLICAS, random))
    const ranges = below(3, random)
    encoding.writeVarUint(encoder, ranges)
    for (let left = ranges; left > 0; left -= 1) {
      encoding.writeVarUint(encoder, someNumber(CLOCKS, random))
      encoding.writeVarUint(encoder, someNumber(3, random))
    }
  }
}
