import { expect } from "vitest"
import type { DocumentPath } from "@weft/model/schema/change"
import { seededRandom } from "@weft/model/base/random"
import { openAccess } from "@weft/sync-server/access/open-access"
import { SpaceDesk } from "@weft/sync-server/desk/space-desk"
import { systemTimers, type Timers } from "@weft/sync-server/ports"
import { createRelay } from "@weft/sync-server/relay"
import type { Rooms } from "@weft/sync-server/rooms/rooms"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { foundSpace, MORNING, Person, SPACE } from "../support/person.ts"
import { TestPeer } from "./test-world.ts"

const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) }

const desks: SpaceDesk[] = []

/** Ends the desks that a test opened; called after each. */
export async function endDesks(): Promise<void> {
  for (const desk of desks.splice(0)) await desk.end()
}

/** Timers that only pass when told, in milliseconds since they were made. */
class HeldTimers implements Timers {
  #passed = 0
  #waiting: { readonly at: number; readonly run: () => void }[] = []

  after(millis: number, run: () => void): () => void {
    const timer = { at: this.#passed + millis, run }
    this.#waiting.push(timer)
    return () => {
      this.#waiting = this.#waiting.filter(other => other !== timer)
    }
  }

  soon(run: () => void): void {
    setImmediate(run)
  }

  /** How long until the next one runs; infinity where none waits. */
  get next(): number {
    return Math.min(Infinity, ...this.#waiting.map(({ at }) => at - this.#passed))
  }

  pass(millis: number): void {
    this.#passed += millis
    const due = this.#waiting.filter(({ at }) => at <= this.#passed)
    this.#waiting = this.#waiting.filter(timer => !due.includes(timer))
    for (const { run } of due) run()
  }
}

/** A relay's rooms with the desk beside them, and people who come by. */
export class Desk {
  readonly reports: string[] = []
  readonly timers = new HeldTimers()
  readonly store = createMemoryStore("test")
  /** What the relay's watch says. */
  now = MORNING
  readonly rooms: Rooms
  desk: SpaceDesk

  constructor() {
    const quiet = { createName: () => "name", report: () => {}, diskLost: () => {} }
    const clock = { now: () => this.now }
    const world = { clock, timers: systemTimers, access: openAccess, ...quiet }
    this.rooms = createRelay({ store: this.store, ...world, clientFolder: null, hosts: null }).rooms
    this.desk = this.open(1)
  }

  open(seed: number): SpaceDesk {
    const report = (line: string) => void this.reports.push(line)
    const clock = { now: () => this.now }
    const { rooms, timers, store } = this
    const documents = (prefix: string) => store.documents(prefix)
    this.desk = new SpaceDesk({ rooms, clock, timers, random: seededRandom(seed), report, documents })
    desks.push(this.desk)
    return this.desk
  }

  /** Sends what somebody wrote, as their device does when it is in touch again. */
  async take(person: Person): Promise<void> {
    const written = Map.groupBy(person.outbox.splice(0), ({ path }) => path)
    for (const [path, updates] of written) {
      const peer = new TestPeer(person.me)
      const joined = await this.rooms.join(`acme/${path}`, peer, HOLDING_NOTHING, () => true)
      if (joined.state !== "joined") throw new Error(joined.detail)
      for (const [index, { bytes }] of updates.entries()) joined.room.write(peer, index + 1, bytes.slice())
      await expect.poll(() => peer.heard).toContain(`ack ${updates.length}`)
      joined.room.leave(peer)
    }
  }

  /** Lets time go on to an instant: what the desk waits for until then happens, in order. */
  async goTo(instant: number): Promise<void> {
    await this.desk.settled()
    for (;;) {
      const next = this.timers.next
      if (this.now + next > instant) break
      this.now += next
      this.timers.pass(next)
      await this.desk.settled()
    }
    this.timers.pass(Math.max(0, instant - this.now))
    this.now = Math.max(instant, this.now)
  }

  /** What the relay has, as somebody reads it who comes after the desk is done. */
  async tell(person: Person, ...also: readonly DocumentPath[]): Promise<void> {
    await this.desk.settled()
    for (const path of [`setup/${SPACE}`, `space/${SPACE}`, ...also]) {
      const peer = new TestPeer("reader")
      const joined = await this.rooms.join(`acme/${path}`, peer, HOLDING_NOTHING, () => true)
      if (joined.state !== "joined") throw new Error(joined.detail)
      joined.room.leave(peer)
      if (joined.entry.bytes.length > 0) person.receive({ path, bytes: joined.entry.bytes.slice() })
    }
  }
}

/** Two people who share a space that the relay has. */
export async function atTheDesk() {
  const desk = new Desk()
  const [ana, ben] = [new Person("ana", 1, MORNING), new Person("ben", 2, MORNING)]
  foundSpace(ana, ["ana", "ben"])
  for (const update of ana.outbox) ben.receive(update)
  await desk.take(ana)
  return { desk, ana, ben }
}
