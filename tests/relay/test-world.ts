import type { CloseReason, NackReason } from "@weft/model/wire/reasons"
import type { Clock, Timers } from "@weft/sync-server/ports"
import type { Peer } from "@weft/sync-server/rooms/peer"

/** Time that passes only when told: a clock and timers that the test drives. */
export class TestTime implements Clock, Timers {
  #now = 1_000_000
  #timers: { readonly at: number; readonly run: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(millis: number, run: () => void): () => void {
    const timer = { at: this.#now + millis, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }

  soon(run: () => void): void {
    this.after(0, run)
  }

  /** How many timers are running. */
  get pending(): number {
    return this.#timers.length
  }

  /** Lets time pass, and all that was due by then happen. */
  async pass(millis: number): Promise<void> {
    const end = this.#now + millis
    for (;;) {
      await settle()
      const due = this.#timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#timers = this.#timers.filter(timer => timer !== due)
      this.#now = Math.max(this.#now, due.at)
      due.run()
    }
    this.#now = end
  }
}

/** Lets promises that are settled be noticed. */
export async function settle(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
}

/** A peer that writes down what it is told, one line each, and reads only when told. */
export class TestPeer implements Peer {
  readonly heard: string[] = []
  readonly updates: Uint8Array[] = []
  backlog = 0

  readonly session: string
  readonly author: string
  constructor(session: string, author = session) {
    this.session = session
    this.author = author
  }

  updated(seq: number, bytes: Uint8Array): void {
    this.heard.push(`updated ${seq}`)
    this.updates.push(bytes)
  }
  acknowledged(clientSeq: number): void {
    this.heard.push(`ack ${clientSeq}`)
  }
  refused(clientSeq: number, reason: NackReason): void {
    this.heard.push(`nack ${clientSeq} ${reason}`)
  }
  missing(clientSeq: number): void {
    this.heard.push(`missing ${clientSeq}`)
  }
  present(session: string, state: string): void {
    this.heard.push(`peer ${session} ${state || "gone"}`)
  }
  renewed(epoch: number): void {
    this.heard.push(`renewed ${epoch}`)
  }
  backlogBytes(): number {
    return this.backlog
  }
  close(reason: CloseReason): void {
    this.heard.push(`close ${reason}`)
  }
}
