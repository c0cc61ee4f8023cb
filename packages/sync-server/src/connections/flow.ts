import { CLOSE_REASONS, type CloseReason } from "@weft/model/wire/reasons"
import type { Clock, Meter, Timers } from "../ports.ts"
import { DRAINED_BYTES, OVERFLOW_BYTES, STALE_BYTES, STALE_CHECK_MILLIS, STALLED_MILLIS } from "../rooms/limits.ts"
import type { Socket } from "./socket.ts"
import { TokenBucket } from "./token-bucket.ts"

/** Updates that somebody else hears, a second and at once. */
const UPDATES_PER_SECOND = 100
const UPDATE_BURST = 500

/**
 * What an update costs of these where nobody else is in the document. It is a row on the disk and no work for others; an
 * import writes thousands of them, one a document.
 */
const UNHEARD_COST = 1 / 10

const BYTES_PER_SECOND = 1024 * 1024
const BYTE_BURST = 8 * 1024 * 1024

/** What any message costs besides its bytes, in bytes: a small one is work as well. */
const MESSAGE_COST_BYTES = 256

export interface FlowOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly meter: Meter
}

/**
 * Keeps one socket from taking more than its share, in both directions.
 *
 * A client that sends too fast, or does not read what it asked for, is not
 * read from until it is within its share again. It loses nothing by that; TCP
 * makes it wait. One that does not read at all is closed.
 */
export class Flow {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #timers: Timers
  readonly #meter: Meter
  readonly #updates: TokenBucket
  readonly #bytes: TokenBucket
  /** One answer may be larger than any limit; while it waits, the limit is that much higher. */
  #allowanceBytes = 0
  #isDraining = false
  #pausedFor = 0
  #isClosed = false

  constructor(socket: Socket, { clock, timers, meter }: FlowOptions) {
    this.#socket = socket
    this.#clock = clock
    this.#timers = timers
    this.#meter = meter
    this.#updates = new TokenBucket(UPDATES_PER_SECOND, UPDATE_BURST, clock.now())
    this.#bytes = new TokenBucket(BYTES_PER_SECOND, BYTE_BURST, clock.now())
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  backlogBytes(): number {
    return this.#socket.backlogBytes()
  }

  /** Counts a message that has come in. */
  received(bytes: number): void {
    this.#wait(this.#bytes.take(bytes + MESSAGE_COST_BYTES, this.#clock.now()))
  }

  /** Counts an update among what has come in; `isHeard` by others who have the document open. */
  receivedUpdate(isHeard: boolean): void {
    this.#wait(this.#updates.take(isHeard ? 1 : UNHEARD_COST, this.#clock.now()))
  }

  send(bytes: Uint8Array): void {
    if (this.#isClosed) return
    const backlog = this.#socket.backlogBytes()
    if (backlog > OVERFLOW_BYTES + this.#allowanceBytes) return this.close("too-slow")
    this.#allowanceBytes = backlog <= DRAINED_BYTES ? bytes.length : Math.max(this.#allowanceBytes, bytes.length)
    this.#socket.send(bytes)
    if (this.#socket.backlogBytes() > STALE_BYTES) this.#drain()
  }

  close(reason: CloseReason): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#meter.closed(reason)
    const { code, meaning } = CLOSE_REASONS[reason]
    this.#socket.close(code, meaning)
  }

  /** The socket is closed; nothing is sent or timed any more. */
  ended(): void {
    this.#isClosed = true
  }

  #wait(millis: number): void {
    if (millis === 0) return
    this.#pause()
    this.#timers.after(millis, () => this.#resume())
  }

  /** Reads no further requests until the answers so far have been taken. */
  #drain(): void {
    if (this.#isDraining) return
    this.#isDraining = true
    this.#pause()
    this.#checkDrained(this.#socket.backlogBytes(), this.#clock.now())
  }

  #checkDrained(leastBacklog: number, since: number): void {
    this.#timers.after(STALE_CHECK_MILLIS, () => {
      if (this.#isClosed) return
      const backlog = this.#socket.backlogBytes()
      const now = this.#clock.now()
      if (backlog <= DRAINED_BYTES) {
        this.#isDraining = false
        this.#resume()
      } else if (backlog <= leastBacklog - DRAINED_BYTES) this.#checkDrained(backlog, now)
      else if (now - since > STALLED_MILLIS) this.close("too-slow")
      else this.#checkDrained(leastBacklog, since)
    })
  }

  #pause(): void {
    this.#pausedFor += 1
    if (this.#pausedFor === 1) this.#socket.pause()
  }

  #resume(): void {
    this.#pausedFor -= 1
    if (this.#pausedFor === 0 && !this.#isClosed) this.#socket.resume()
  }
}
