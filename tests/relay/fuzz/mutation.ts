import * as encoding from "lib0/encoding"
import { below, type Random } from "@weft/model/base/random"
import { someNumber } from "./random-updates.ts"

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff] as const

/** Returns the bytes with some changes: bits, bytes, numbers, parts cut, repeated or taken from `other`. */
export function mutated(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let result = bytes
  for (let changes = 1 + below(3, random); changes > 0; changes -= 1) result = mutatedOnce(result, other, random)
  return result
}

function mutatedOnce(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = below(bytes.length + 1, random)
  const end = Math.min(bytes.length, at + 1 + below(8, random))
  switch (below(8, random)) {
    case 0:
      return changed(bytes, at, byte => byte ^ (1 << below(8, random)))
    case 1:
      return changed(bytes, at, () => INTERESTING[below(INTERESTING.length, random)] ?? 0)
    case 2:
      return changed(bytes, at, () => below(256, random))
    case 3:
      return joined(bytes.subarray(0, at), numberBytes(someNumber(300, random)), bytes.subarray(end))
    case 4:
      return bytes.slice(0, at)
    case 5:
      return joined(bytes.subarray(0, end), bytes.subarray(at))
    case 6:
      return joined(bytes.subarray(0, at), bytes.subarray(end))
    default:
      return joined(bytes.subarray(0, at), other.subarray(below(other.length + 1, random)))
  }
}

function changed(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const copy = bytes.slice()
  if (at < copy.length) copy[at] = change(copy[at] ?? 0)
  return copy
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function numberBytes(value: number): Uint8Array {
  return encoding.encode(encoder => encoding.writeVarUint(encoder, value))
}
