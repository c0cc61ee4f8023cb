import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import * as string from "lib0/string"
import { assert } from "../base/assert.ts"

/**
 * One field of a frame: how it is written and how it is read. Writing a value
 * outside the field's bounds is a mistake of the caller and throws. Reading
 * throws {@link Unreadable} for anything that the other end should not have
 * sent, before it allocates for it.
 */
export interface Field<T> {
  write(encoder: encoding.Encoder, value: T): void
  read(decoder: decoding.Decoder): T
}

/** The value type of a field. */
export type ValueOf<F> = F extends Field<infer T> ? T : never

/** What a reader throws; its message names what was wrong. It never leaves `decodeFrame`. */
export class Unreadable extends Error {}

/** A whole number from 0 to `greatest`. */
export function count(greatest: number = Number.MAX_SAFE_INTEGER): Field<number> {
  return {
    write(encoder, value) {
      assert(Number.isSafeInteger(value) && value >= 0 && value <= greatest, "the number is out of bounds")
      encoding.writeVarUint(encoder, value)
    },
    read(decoder) {
      const value = readCount(decoder)
      if (value > greatest) throw new Unreadable("number out of bounds")
      return value
    },
  }
}

/** A whole number from -1 on, where -1 stands for none. */
export function countOrNone(): Field<number> {
  const shifted = count()
  return {
    write: (encoder, value) => shifted.write(encoder, value + 1),
    read: decoder => shifted.read(decoder) - 1,
  }
}

/** Bytes, at most `most`. What is read is a view into the frame, not a copy. */
export function bytes(most: number): Field<Uint8Array> {
  return {
    write(encoder, value) {
      assert(value.length <= most, "there are too many bytes")
      encoding.writeVarUint8Array(encoder, value)
    },
    read: decoder => readBytes(decoder, most),
  }
}

/** Text of at most `mostBytes` bytes of UTF-8. */
export function text(mostBytes: number): Field<string> {
  return {
    write(encoder, value) {
      const utf8 = string.encodeUtf8(value)
      assert(utf8.length <= mostBytes, "the text is too long")
      encoding.writeVarUint8Array(encoder, utf8)
    },
    read: decoder => readText(decoder, mostBytes),
  }
}

/** Text for people who look for a fault. Longer text is cut when it is written, since it may quote what went wrong. */
export function detail(mostBytes: number): Field<string> {
  const whole = text(mostBytes)
  return {
    write: (encoder, value) => whole.write(encoder, value.slice(0, Math.floor(mostBytes / 3))),
    read: decoder => whole.read(decoder),
  }
}

/** One of the names that are the keys of `table`. They travel as names, so that a recorded frame can be read. */
export function oneOf<K extends string>(table: Readonly<Record<K, unknown>>, mostBytes: number): Field<K> {
  const name = text(mostBytes)
  return {
    write: (encoder, value) => name.write(encoder, value),
    read(decoder) {
      const value = name.read(decoder)
      if (!Object.hasOwn(table, value)) throw new Unreadable("unknown name")
      return value as K
    },
  }
}

/** Text of 1 to `most` characters out of `[0-9A-Za-z_.+-]`. */
export function token(most: number): Field<string> {
  const whole = text(most)
  const isToken = (value: string) => /^[0-9A-Za-z_.+-]+$/.test(value)
  return {
    write(encoder, value) {
      assert(isToken(value), "the name has characters that no name has")
      whole.write(encoder, value)
    },
    read(decoder) {
      const value = whole.read(decoder)
      if (!isToken(value)) throw new Unreadable("not a name")
      return value
    },
  }
}

/** lib0 reads past the end and past the safe integers by giving NaN or throwing; both are the same to us. */
function readCount(decoder: decoding.Decoder): number {
  if (!decoding.hasContent(decoder)) throw new Unreadable("cut short")
  const value = decoding.readVarUint(decoder)
  if (!Number.isSafeInteger(value)) throw new Unreadable("not a whole number")
  return value
}

/** Checks the length against what is left, since lib0 would go on into whatever lies behind in the same buffer. */
function readBytes(decoder: decoding.Decoder, most: number): Uint8Array {
  const length = readCount(decoder)
  if (length > most) throw new Unreadable("too long")
  if (length > decoder.arr.length - decoder.pos) throw new Unreadable("cut short")
  return decoding.readUint8Array(decoder, length)
}

function readText(decoder: decoding.Decoder, mostBytes: number): string {
  const utf8 = readBytes(decoder, mostBytes)
  try {
    return string.decodeUtf8(utf8)
  } catch {
    throw new Unreadable("not UTF-8")
  }
}
