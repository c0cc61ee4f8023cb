/** The largest frame that is kept for the next who gets it, in bytes. */
const MOST_BYTES_KEPT = 4 * 1024

/**
 * The frames that were last made of one update. A room gives the same bytes to
 * everybody in it, one after the other, and most have it on a channel of the
 * same number: what they are sent is the same to the last byte, and is made
 * once.
 */
export class SharedFrames {
  #update: Uint8Array | null = null
  #seq = 0
  readonly #frames = new Map<number, Uint8Array>()

  /** The frame of an update on a channel. It is shared, so nobody may write to it. */
  frame(update: Uint8Array, seq: number, channel: number, make: () => Uint8Array): Uint8Array {
    if (update.length > MOST_BYTES_KEPT) return make()
    if (update !== this.#update || seq !== this.#seq) this.#frames.clear()
    this.#update = update
    this.#seq = seq
    const known = this.#frames.get(channel)
    if (known !== undefined) return known
    const made = make()
    this.#frames.set(channel, made)
    return made
  }
}
