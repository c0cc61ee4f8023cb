/** What the first buffer holds, in bytes. */
const LEAST_BYTES = 256

/**
 * The latest rows of a document without a gap, one after the other in one
 * buffer: an object and a buffer for each would be several times the size of
 * what they hold, and a relay has a hundred thousand of them in memory.
 *
 * What has been given out stays as it is: rows are only added behind, and a
 * buffer that is too small or too large is replaced.
 */
export class RecentRows {
  /** The sequence before the first row. */
  #before: number
  #bytes = new Uint8Array()
  /** Where each row ends. */
  #ends: number[] = []

  /** `before` is the sequence that the first row will follow. */
  constructor(before: number) {
    this.#before = before
  }

  /** The sequence of the last row, or that before the first where there is none. */
  get last(): number {
    return this.#before + this.#ends.length
  }

  /** The sequence that the first row follows. */
  get before(): number {
    return this.#before
  }

  /** How many bytes the rows after a sequence have. */
  bytesAfter(seq: number): number {
    return this.#end - this.#startAfter(seq)
  }

  /** Adds the row that follows the last one. */
  push(row: Uint8Array): void {
    const end = this.#end + row.length
    if (end > this.#bytes.length) this.#moveTo(Math.max(LEAST_BYTES, end + (end >> 1)), 0)
    this.#bytes.set(row, this.#end)
    this.#ends.push(end)
  }

  /** The rows after a sequence, as views. None may be asked for from before the first. */
  after(seq: number): Uint8Array[] {
    const rows: Uint8Array[] = []
    for (let index = seq - this.#before; index < this.#ends.length; index += 1)
      rows.push(this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]))
    return rows
  }

  /** Lets go of the rows up to and including a sequence, and of the room that was kept for more. */
  drop(seq: number): void {
    const start = this.#startAfter(seq)
    const count = Math.max(0, Math.min(seq - this.#before, this.#ends.length))
    this.#moveTo(this.#end - start, start)
    this.#ends = this.#ends.slice(count).map(end => end - start)
    this.#before += count
  }

  get #end(): number {
    return this.#ends.at(-1) ?? 0
  }

  #startAfter(seq: number): number {
    const index = Math.min(seq - this.#before, this.#ends.length)
    return index <= 0 ? 0 : (this.#ends[index - 1] ?? 0)
  }

  #moveTo(capacity: number, start: number): void {
    const bytes = new Uint8Array(capacity)
    bytes.set(this.#bytes.subarray(start, this.#end))
    this.#bytes = bytes
  }
}
