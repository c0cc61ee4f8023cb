import * as encoding from "lib0/encoding"

/** What every mark begins with; nothing else in the traffic has it. */
const MARK = Buffer.from("@#~")
const TIME_DIGITS = 10
const WRITER_DIGITS = 4
const MARK_BYTES = MARK.length + TIME_DIGITS + WRITER_DIGITS

/** How many keys a writer uses, in turn. */
const KEYS = 50

/** Content of any plain values, in Yjs's encoding; with an origin; with a key in its parent. */
const CONTENT_ANY = 8
const HAS_ORIGIN = 0x80
const HAS_KEY = 0x20

/** This machine's steady clock in microseconds, the same in all its processes. */
export function microsNow(): number {
  return Number(process.hrtime.bigint() / 1000n)
}

/**
 * Writes the updates of one replica that sets keys of its own in a map, byte
 * for byte as Yjs would, without a document: a crowd of them must cost less
 * than the server that is measured. Each value is marked with when it was
 * written and by whom, so whoever receives it knows how long it took.
 */
export class MarkedWriter {
  readonly #replica: number
  readonly #mark: string
  readonly #padding: string
  #clock = 0

  /** `writer` is below 36⁴. `padding` bytes are added to every value. */
  constructor(replica: number, writer: number, padding = 5) {
    this.#replica = replica
    this.#mark = writer.toString(36).padStart(WRITER_DIGITS, "0")
    this.#padding = "x".repeat(padding)
  }

  /** The next update, marked with the time in microseconds. */
  next(micros: number): Uint8Array {
    const encoder = encoding.createEncoder()
    const clock = this.#clock++
    const replaced = clock - KEYS
    for (const number of [1, 1, this.#replica, clock]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, CONTENT_ANY | HAS_KEY | (replaced < 0 ? 0 : HAS_ORIGIN))
    if (replaced < 0) {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, "items")
      encoding.writeVarString(encoder, `${this.#mark}${clock % KEYS}`)
    } else {
      encoding.writeVarUint(encoder, this.#replica)
      encoding.writeVarUint(encoder, replaced)
    }
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(
      encoder,
      MARK.toString() + micros.toString(36).padStart(TIME_DIGITS, "0") + this.#mark + this.#padding,
    )
    if (replaced < 0) encoding.writeVarUint(encoder, 0)
    else for (const number of [1, this.#replica, 1, replaced, 1]) encoding.writeVarUint(encoder, number)
    return encoding.toUint8Array(encoder)
  }
}

/** Calls back for every mark in what came in: when it was written, in microseconds, and by whom. */
export function readMarks(received: Buffer, each: (micros: number, writer: number) => void): void {
  for (let at = received.indexOf(MARK); at >= 0; at = received.indexOf(MARK, at + MARK_BYTES)) {
    const time = at + MARK.length
    each(readDigits(received, time, TIME_DIGITS), readDigits(received, time + TIME_DIGITS, WRITER_DIGITS))
  }
}

function readDigits(bytes: Buffer, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const code = bytes[at] ?? 0
    value = value * 36 + (code <= 57 ? code - 48 : code - 87)
  }
  return value
}
