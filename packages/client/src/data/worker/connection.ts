import { newId, type WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import { SCHEMA_VERSION } from "@weft/model/schema/kinds"
import {
  decodeFrame,
  encodeFrame,
  isRefused,
  type ClientFrame,
  type Frame,
  type FrameOf,
} from "@weft/model/wire/frames"
import { MAX_CHANNEL, PROTOCOL_VERSION, SYNC_PATH } from "@weft/model/wire/limits"
import { CLOSE_REASONS, closeReasonOf } from "@weft/model/wire/reasons"
import { type Standing } from "@weft/model/wire/rights"
import type { SyncReport } from "../messages.ts"
import { readStanding } from "../rights.ts"
import { Passes, type PassAnswer } from "./passes.ts"
import { RelayChannel, type DocumentKeeper } from "./relay-channel.ts"
import type { ClientSocket, World } from "./world.ts"

/** How many documents are joined at a time; the relay's own limit lies above. */
const MOST_JOINED = 150

const FIRST_DELAY_MILLIS = 300
const LONGEST_DELAY_MILLIS = 15_000

/** After so much silence the relay is asked whether it is there, and after so much the socket is given up. */
const PING_MILLIS = 10_000
const SILENT_MILLIS = 15_000
const WATCH_MILLIS = 2_500

const REJOIN_MILLIS = 5_000

/** How often this device tells what it does on a document, in milliseconds. */
const PRESENCE_MILLIS = 50

/** Why it stops until somebody else, or the same person again, has signed in. */
const GO_ON_WHEN_SIGNED_IN: readonly string[] = ["signed-out", "of-another"]

export interface ConnectionOptions {
  readonly workspace: WorkspaceId
  /** Where the relay is: `http`, `https`, `ws` or `wss`. */
  readonly relay: string
  readonly world: Pick<World, "connect" | "fetchPass" | "clock" | "timers" | "random">
  readonly keeper: DocumentKeeper
  /**
   * Called on each welcome, before anything is joined: which log the relay keeps, its time in milliseconds, and the least
   * schema that may write.
   */
  readonly welcomed: (welcome: Pick<FrameOf<"welcome">, "history" | "now" | "leastSchema">) => void
  /** Where whoever uses this device stands in the workspace; `null` for a stranger. */
  readonly standing: (standing: Standing | null) => void
  /** Called when the state changed. */
  readonly changed: () => void
  /** All peers are out of sight. */
  readonly lostPeers: () => void
}

/** The way to the relay: one socket at a time, and on it a channel for each document that is wanted. */
export class Connection {
  readonly #options: ConnectionOptions
  #state: SyncReport["relay"] = { state: "connecting" }
  #socket: ClientSocket | null = null
  #attempts = 0
  #heardAt = 0
  /** How long nothing was heard, as far as timers ran meanwhile, in milliseconds. */
  #quietMillis = 0
  #channels = new Map<DocumentPath, RelayChannel>()
  #byNumber = new Map<number, RelayChannel>()
  #numbers = 0
  #isRefreshing = false
  #isEnded = false
  #isTakingNothing = false
  readonly #notServed = new Set<DocumentPath>()
  readonly #passes: Passes
  readonly #presenceTimers = new Map<DocumentPath, () => void>()
  /** Documents on which something new is to be told when their timer is up. */
  readonly #presenceWaits = new Set<DocumentPath>()
  #cancelReconnect = () => {}
  #cancelWatch = () => {}

  constructor(options: ConnectionOptions) {
    this.#options = options
    const { world, relay } = options
    this.#passes = new Passes({
      fetchPass: () => world.fetchPass(relay),
      timers: world.timers,
      random: world.random,
      isInUse: () => this.#state.state === "online",
      renewed: pass => this.#state.state === "online" && this.#send({ kind: "token", pass }),
      signedOut: () => this.#signedOut(),
    })
    this.#connect()
  }

  get state(): SyncReport["relay"] {
    return this.#state
  }

  /** Whether the relay could not write down what it was sent last, for example because its disk is full. */
  get isTakingNothing(): boolean {
    return this.#isTakingNothing
  }

  /** Joins what is wanted and not joined yet, and leaves what is wanted no longer. */
  refresh(): void {
    if (this.#isRefreshing) return
    this.#isRefreshing = true
    queueMicrotask(() => {
      this.#isRefreshing = false
      this.#refreshNow()
    })
  }

  /** Sends a local update in this very task where its document is joined. */
  push(path: DocumentPath, id: number, bytes: Uint8Array): void {
    const channel = this.#channels.get(path)
    if (channel === undefined) this.refresh()
    else channel.push(id, bytes)
  }

  /** Tells what this device does on a document, now or a little later if it has just told something. */
  present(path: DocumentPath): void {
    if (this.#presenceTimers.has(path)) return void this.#presenceWaits.add(path)
    this.#channels.get(path)?.present()
    const cancel = this.#options.world.timers.after(PRESENCE_MILLIS, () => {
      this.#presenceTimers.delete(path)
      if (this.#presenceWaits.delete(path)) this.present(path)
    })
    this.#presenceTimers.set(path, cancel)
  }

  /** Tries again at once where it was waiting to. */
  wake(): void {
    if (this.#isEnded || this.#socket !== null || this.#state.state === "stopped") return
    this.#attempts = 0
    this.#cancelReconnect()
    this.#connect()
  }

  /** Somebody has signed in at the relay, be it the same person or another. */
  signedIn(): void {
    if (this.#isEnded) return
    if (this.#state.state === "online") return this.#passes.renewNow()
    if (this.#state.state === "stopped" && !GO_ON_WHEN_SIGNED_IN.includes(this.#state.reason)) return
    this.#drop()
    this.#passes.discard()
    this.#attempts = 0
    this.#cancelReconnect()
    this.#become({ state: "connecting" })
    this.#connect()
  }

  /** Lets go of the relay until somebody signs in. */
  turnBack(reason: "of-another"): void {
    this.#drop()
    this.#passes.discard()
    this.#cancelReconnect()
    this.#become({ state: "stopped", reason })
  }

  /** Ends for good. */
  stop(): void {
    this.#isEnded = true
    this.#passes.stop()
    this.#cancelReconnect()
    for (const cancel of this.#presenceTimers.values()) cancel()
    this.#presenceTimers.clear()
    this.#drop()
    this.#state = { state: "none" }
  }

  #connect(): void {
    const { connect, clock } = this.#options.world
    this.#heardAt = clock.now()
    this.#quietMillis = 0
    const isCurrent = () => this.#socket === socket
    // Both ways are opened at once; hello is said when both are there.
    const pass = this.#passes.get()
    const socket: ClientSocket = connect(addressOf(this.#options.relay), {
      opened: () => void pass.then(answer => isCurrent() && this.#sayHello(answer)),
      received: bytes => isCurrent() && this.#receive(bytes),
      closed: code => isCurrent() && this.#closed(code),
    })
    this.#socket = socket
    this.#watch()
    void pass.then(answer => answer === "signed-out" && isCurrent() && this.#signedOut())
  }

  #sayHello(answer: PassAnswer): void {
    if (answer === "signed-out") return
    if (answer === "unreachable") return this.#misunderstood()
    const session = newId(this.#options.world.random)
    this.#send({
      kind: "hello",
      protocol: PROTOCOL_VERSION,
      build: "client",
      schema: SCHEMA_VERSION,
      session,
      pass: answer === "open" ? "" : answer.pass,
    })
  }

  #closed(code: number): void {
    this.#drop()
    const reason = closeReasonOf(code)
    if (reason === "signed-out") {
      // The pass has ended, or was taken back; asking for another one tells which.
      this.#passes.discard()
      return this.#reconnectLater()
    }
    if (reason !== null && !CLOSE_REASONS[reason].comeBack) return this.#become({ state: "stopped", reason })
    this.#reconnectLater()
  }

  /** Nobody is signed in: it goes on when somebody is. */
  #signedOut(): void {
    this.#drop()
    this.#passes.discard()
    this.#cancelReconnect()
    this.#become({ state: "stopped", reason: "signed-out" })
  }

  #reconnectLater(): void {
    const longest = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** this.#attempts)
    this.#attempts += 1
    // Everybody who lost the same relay should not come back in the same moment.
    const delay = longest * (0.5 + this.#options.world.random() / 2)
    this.#cancelReconnect = this.#options.world.timers.after(delay, () => this.#connect())
    this.#become({ state: "offline" })
  }

  /** Lets go of the socket and all that hangs on it. */
  #drop(): void {
    const socket = this.#socket
    this.#socket = null
    this.#isTakingNothing = false
    this.#cancelWatch()
    this.#channels.clear()
    this.#byNumber.clear()
    this.#notServed.clear()
    this.#numbers = 0
    socket?.close()
    this.#options.lostPeers()
  }

  #watch(): void {
    const { clock, timers } = this.#options.world
    this.#cancelWatch = timers.after(WATCH_MILLIS, () => {
      this.#quietMillis += WATCH_MILLIS
      // The clock knows of the time that this device has slept; one that was set back knows nothing, and timers do.
      const silent = Math.max(this.#quietMillis, clock.now() - this.#heardAt)
      if (silent >= SILENT_MILLIS) {
        this.#drop()
        return this.#reconnectLater()
      }
      if (silent >= PING_MILLIS && this.#state.state === "online") this.#send({ kind: "ping", nonce: 0 })
      this.#watch()
    })
  }

  #receive(bytes: Uint8Array): void {
    this.#heardAt = this.#options.world.clock.now()
    this.#quietMillis = 0
    const frame = decodeFrame(bytes)
    if (isRefused(frame)) return this.#misunderstood()
    this.#handle(frame)
  }

  /** The two ends do not speak the same language; a fresh start is all that can help. */
  #misunderstood(): void {
    this.#drop()
    this.#reconnectLater()
  }

  #handle(frame: Frame): void {
    if (frame.kind === "welcome") {
      this.#attempts = 0
      this.#passes.welcomed(frame.now)
      this.#options.welcomed(frame)
      this.#become({ state: "online" })
      return this.#refreshNow()
    }
    if (frame.kind === "standing") return this.#stands(frame)
    if (!("channel" in frame)) return
    const channel = this.#byNumber.get(frame.channel)
    if (channel === undefined) return
    switch (frame.kind) {
      case "joined":
        return channel.joined(frame)
      case "updated":
        return channel.updated(frame)
      case "ack":
        return channel.acknowledged(frame)
      case "nack":
        return channel.notAcknowledged(frame)
      case "missing":
        return channel.missing(frame)
      case "right":
        // The relay has left the channel by then.
        if (frame.right === "none") this.#forget(channel)
        return channel.allowed(frame.right)
      case "renewed":
        // The relay has left the channel; what it did not answer is unsent and goes with the next join.
        this.#forget(channel)
        this.#options.keeper.notSent(channel.path)
        return this.refresh()
      case "peer":
        return this.#options.keeper.peer(channel.path, frame.peer, frame.state)
      case "failed": {
        this.#forget(channel)
        if (frame.reason === "too-many-documents") return this.#refreshLater()
        this.#notServed.add(channel.path)
        return this.#options.keeper.notServed(channel.path, frame.reason)
      }
    }
  }

  #stands({ workspace, standing }: FrameOf<"standing">): void {
    if (workspace !== this.#options.workspace) return
    this.#options.standing(readStanding(standing))
    // What was refused before may be open now.
    this.#notServed.clear()
    this.refresh()
  }

  #refreshNow(): void {
    if (this.#state.state !== "online" || this.#socket === null) return
    const wanted = new Set(this.#options.keeper.wanted(MOST_JOINED))
    for (const channel of [...this.#channels.values()])
      if (!wanted.has(channel.path) && channel.isIdle) this.#leave(channel)
    for (const path of wanted) {
      if (this.#channels.size >= MOST_JOINED) return
      if (!this.#channels.has(path) && !this.#notServed.has(path)) void this.#join(path)
    }
  }

  async #join(path: DocumentPath): Promise<void> {
    // Numbers are not given twice on one socket, since answers to the first holder may still be under way.
    if (this.#numbers === MAX_CHANNEL) return this.#misunderstood()
    const number = ++this.#numbers
    const channel = new RelayChannel({
      number,
      path,
      keeper: this.#options.keeper,
      send: frame => this.#channels.get(path) === channel && this.#send(frame),
      rejoinLater: () => {
        this.#leave(channel)
        this.#notServed.add(path)
        this.#options.world.timers.after(REJOIN_MILLIS, () => {
          this.#notServed.delete(path)
          this.refresh()
        })
      },
      rejoin: () => {
        this.#leave(channel)
        this.refresh()
      },
      passEnded: () => this.#passes.renewNow(),
      tookNothing: () => this.#took(false),
      progressed: () => this.#took(true),
    })
    this.#channels.set(path, channel)
    this.#byNumber.set(number, channel)
    const document = await this.#options.keeper.open(path)
    if (this.#channels.get(path) === channel) channel.join(document, `${this.#options.workspace}/${path}`)
  }

  /**
   * A document is here no more. A join that is under way says what this device held of it, and the answer to that would
   * stand for the whole if the right is back by then: it has to be asked for anew.
   */
  dropped(path: DocumentPath): void {
    const channel = this.#channels.get(path)
    if (channel === undefined) return
    this.#leave(channel)
    this.#options.keeper.notSent(path)
    this.refresh()
  }

  #took(something: boolean): void {
    this.#isTakingNothing = !something
    this.#options.changed()
    if (something) this.refresh()
  }

  #leave(channel: RelayChannel): void {
    this.#forget(channel)
    this.#send({ kind: "leave", channel: channel.number })
  }

  #forget(channel: RelayChannel): void {
    this.#channels.delete(channel.path)
    this.#byNumber.delete(channel.number)
  }

  #refreshLater(): void {
    this.#options.world.timers.after(REJOIN_MILLIS, () => this.refresh())
  }

  #send(frame: ClientFrame): void {
    this.#socket?.send(encodeFrame(frame))
  }

  #become(state: SyncReport["relay"]): void {
    this.#state = state
    this.#options.changed()
  }
}

function addressOf(relay: string): string {
  return relay.replace(/^http/, "ws").replace(/\/+$/, "") + SYNC_PATH
}
