import * as Y from "yjs"
import { expect, test } from "vitest"
import type { WorkspaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { decodeFrame, encodeFrame, isRefused, type Frame, type FrameOf, type RelayFrame } from "@weft/model/wire/frames"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { Connection } from "../../../../packages/client/src/data/worker/connection.ts"
import type { DocumentKeeper } from "../../../../packages/client/src/data/worker/relay-channel.ts"
import type { PassAnswer } from "../../../../packages/client/src/data/worker/passes.ts"
import type { SocketEvents } from "../../../../packages/client/src/data/worker/world.ts"

const PATH = "space/S0"
const NOTHING = new Uint8Array([0])

/** A relay that says what a test tells it to, and a clock that a test turns. */
class Script {
  now = 0
  readonly sent: Frame[] = []
  readonly unsent: number[] = []
  readonly refused: string[] = []
  readonly doc = new Y.Doc()
  answer: PassAnswer = "open"
  sockets = 0
  closed = 0
  events: SocketEvents | null = null
  readonly connection: Connection
  readonly #timers = new Map<number, { at: number; run: () => void }>()
  #ids = 0

  constructor() {
    this.doc.clientID = 7
    const keeper: DocumentKeeper = {
      wanted: () => [PATH],
      open: () =>
        Promise.resolve({
          seq: 4,
          epoch: 1,
          beginsAnew: false,
          stateVector: () => Y.encodeStateVector(this.doc),
          changesSince: since => Y.encodeStateAsUpdate(this.doc, since),
          isAheadOf: () => false,
          isForkedFrom: () => false,
        }),
      unsent: () => this.unsent,
      isStopped: () => this.refused.length > 0,
      received: () => {},
      acknowledged: (_path, ids) => ids.forEach(id => this.unsent.splice(this.unsent.indexOf(id), 1)),
      refused: (_path, refusals) => refusals.forEach(({ reason }) => this.refused.push(reason)),
      queued: () => null,
      beganAnew: () => {},
      allowed: () => {},
      sent: () => {},
      notSent: () => {},
      notServed: () => {},
      presence: () => "",
      peer: () => {},
    }
    this.connection = new Connection({
      workspace: "W" as WorkspaceId,
      relay: "https://relay.example",
      keeper,
      world: {
        clock: { now: () => this.now },
        random: seededRandom(1),
        timers: {
          after: (millis, run) => {
            const id = ++this.#ids
            this.#timers.set(id, { at: this.now + millis, run })
            return () => this.#timers.delete(id)
          },
        },
        fetchPass: () => Promise.resolve(this.answer),
        connect: (_url, events) => {
          this.sockets += 1
          this.events = events
          return {
            send: bytes => {
              const frame = decodeFrame(bytes)
              if (!isRefused(frame)) this.sent.push(frame)
            },
            close: () => void (this.closed += 1),
          }
        },
      },
      welcomed: () => {},
      standing: () => {},
      changed: () => {},
      lostPeers: () => {},
    })
  }

  say(frame: RelayFrame): void {
    this.events?.received(encodeFrame(frame))
  }

  /** Opens the socket, greets, and joins the document. */
  async online(): Promise<void> {
    this.events?.opened()
    await settled()
    this.say({ kind: "welcome", protocol: 1, history: "h", now: this.now, leastSchema: 0 })
    await settled()
    const { channel } = this.last("join")
    this.say({
      kind: "joined",
      channel,
      epoch: 1,
      seq: 4,
      bytes: new Uint8Array(),
      stateVector: NOTHING,
      right: "write",
    })
  }

  /** Makes an edit and pushes it. */
  edit(id: number): void {
    const before = Y.encodeStateVector(this.doc)
    this.doc.getMap("m").set(`k${id}`, id)
    this.unsent.push(id)
    this.connection.push(PATH, id, Y.encodeStateAsUpdate(this.doc, before))
  }

  last<Kind extends Frame["kind"]>(kind: Kind): FrameOf<Kind> {
    const found = this.sent.findLast(frame => frame.kind === kind)
    expect(found, kind).toBeDefined()
    return found as FrameOf<Kind>
  }

  of<Kind extends Frame["kind"]>(kind: Kind): FrameOf<Kind>[] {
    return this.sent.filter((frame): frame is FrameOf<Kind> => frame.kind === kind)
  }

  /** Lets time pass, with all that is due in it. */
  pass(millis: number): void {
    const end = this.now + millis
    for (;;) {
      const due = [...this.#timers]
        .filter(([, { at }]) => at <= end)
        .sort(([, left], [, right]) => left.at - right.at)[0]
      if (due === undefined) break
      this.#timers.delete(due[0])
      this.now = due[1].at
      due[1].run()
    }
    this.now = end
  }
}

/** Lets what was promised come. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve))

test("an edit is on its way to the relay before the call returns", async () => {
  const script = new Script()
  await script.online()
  script.edit(1)
  expect(script.last("update").clientSeq).toBe(1)
})

test("many edits without an answer are held back, and then go merged", async () => {
  const script = new Script()
  await script.online()
  for (let id = 1; id <= 100; id++) script.edit(id)
  expect(script.of("update")).toHaveLength(32)
  script.say({ kind: "ack", channel: 1, clientSeq: 32 })
  expect(script.of("update")).toHaveLength(33)
  expect(script.unsent).toHaveLength(68)
  script.say({ kind: "ack", channel: 1, clientSeq: 33 })
  expect(script.unsent).toEqual([])
  const relays = new Y.Doc()
  for (const { bytes } of script.of("update")) Y.applyUpdate(relays, bytes)
  expect(relays.getMap("m").size).toBe(100)
})

test("a run of missing is answered once, and the answer's ack stands for all of it", async () => {
  const script = new Script()
  await script.online()
  for (let id = 1; id <= 3; id++) script.edit(id)
  for (let clientSeq = 1; clientSeq <= 3; clientSeq++)
    script.say({ kind: "missing", channel: 1, clientSeq, stateVector: NOTHING })
  expect(script.of("update").map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3, 4])
  expect(script.unsent).toEqual([1, 2, 3])
  script.say({ kind: "ack", channel: 1, clientSeq: 4 })
  expect(script.unsent).toEqual([])
  const relays = new Y.Doc()
  Y.applyUpdate(relays, script.last("update").bytes)
  expect(relays.getMap("m").size).toBe(3)
})

test("an update that a nack named is not covered by a later ack", async () => {
  const script = new Script()
  await script.online()
  for (let id = 1; id <= 2; id++) script.edit(id)
  script.say({ kind: "nack", channel: 1, clientSeq: 1, reason: "malformed", detail: "" })
  script.say({ kind: "ack", channel: 1, clientSeq: 2 })
  expect(script.refused).toEqual(["malformed"])
  expect(script.unsent).toEqual([1])
})

test("a relay that cannot write keeps its clients' edits with them, and is sent all of them later", async () => {
  const script = new Script()
  await script.online()
  script.edit(1)
  script.say({ kind: "nack", channel: 1, clientSeq: 1, reason: "read-only", detail: "" })
  script.edit(2)
  expect(script.of("update")).toHaveLength(1)
  script.pass(6_000)
  await Promise.resolve()
  await Promise.resolve()
  const { channel } = script.last("join")
  expect(channel).toBe(2)
  script.say({
    kind: "joined",
    channel,
    epoch: 1,
    seq: 4,
    bytes: new Uint8Array(),
    stateVector: NOTHING,
    right: "write",
  })
  script.say({ kind: "ack", channel, clientSeq: 1 })
  expect(script.unsent).toEqual([])
})

test("a silent relay is asked, then given up, and there is never a second socket beside the first", async () => {
  const script = new Script()
  await script.online()
  script.pass(11_000)
  expect(script.of("ping")).toHaveLength(1)
  expect(script.sockets).toBe(1)
  script.pass(4_000)
  expect(script.closed).toBe(1)
  script.pass(300)
  expect(script.sockets).toBe(2)
})

test("a relay that is gone is tried again after ever longer pauses of at most fifteen seconds, or when told to", () => {
  const script = new Script()
  const pauses: number[] = []
  for (let attempt = 0; attempt < 9; attempt++) {
    script.events?.closed(1006)
    expect(script.connection.state).toEqual({ state: "offline" })
    const [before, sockets] = [script.now, script.sockets]
    while (script.sockets === sockets) script.pass(10)
    pauses.push(script.now - before)
  }
  expect(pauses[0]).toBeLessThanOrEqual(310)
  for (const pause of pauses.slice(6)) expect(pause).toBeGreaterThanOrEqual(7_500)
  for (const pause of pauses) expect(pause).toBeLessThanOrEqual(15_010)
  script.events?.closed(1006)
  const sockets = script.sockets
  script.connection.wake()
  script.connection.wake()
  expect(script.sockets).toBe(sockets + 1)
})

test("a relay that speaks another protocol is left alone", () => {
  const script = new Script()
  script.events?.opened()
  script.events?.closed(CLOSE_REASONS["protocol-too-old"].code)
  expect(script.connection.state).toEqual({ state: "stopped", reason: "protocol-too-old" })
  script.pass(60_000)
  script.connection.wake()
  expect(script.sockets).toBe(1)
})

test("RENEW-3 a document that was written anew is joined again, with what was not answered still to be sent", async () => {
  const script = new Script()
  await script.online()
  script.edit(1)
  const { channel } = script.last("update")
  script.say({ kind: "renewed", channel, epoch: 2 })
  await settled()
  expect(script.of("join")).toHaveLength(2)
  expect(script.last("join").channel).not.toBe(channel)
  expect(script.unsent).toEqual([1])
})
