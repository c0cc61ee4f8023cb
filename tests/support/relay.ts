import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { WebSocket } from "ws"
import {
  decodeFrame,
  encodeFrame,
  isRefused,
  type ClientFrame,
  type Frame,
  type FrameOf,
} from "@weft/model/wire/frames"
import { PROTOCOL_VERSION, SYNC_PATH } from "@weft/model/wire/limits"
import type { Access } from "@weft/sync-server/access/access"
import { openAccess } from "@weft/sync-server/access/open-access"
import { openSessionDoor } from "@weft/sync-server/api/open-session"
import { LOOPBACK_HOSTS } from "@weft/sync-server/http/known-hosts"
import { listen } from "@weft/sync-server/listen"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { createRelay, type RelayOptions } from "@weft/sync-server/relay"
import type { LogStore } from "@weft/sync-server/store/log-store"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"

export interface StartedRelay {
  /** Where it is, for example `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  readonly dataFolder: string
  /** What it has reported so far. */
  readonly reports: readonly string[]
  close(): Promise<void>
}

export interface StartOptions extends Partial<
  Pick<RelayOptions, "doors" | "origin" | "addressOf" | "clock" | "timers" | "idleMillis" | "renewal">
> {
  /** Where it keeps its log; without one it gets a folder of its own, which goes when it closes. */
  readonly dataFolder?: string
  /** A store to use in place of a log on disk; it is closed with the relay. */
  readonly store?: LogStore
  /** Who may do what; everybody everything unless something else is given. */
  readonly access?: Access
  /** The folder of the built client, to serve it as well. */
  readonly clientFolder?: string
}

/** Starts a relay in this process, on a free port of the loopback interface. */
export async function startRelay(options: StartOptions = {}): Promise<StartedRelay> {
  const { dataFolder: ownFolder, store: ownStore, access = openAccess, clientFolder = null, ...rest } = options
  const dataFolder = ownFolder ?? temporaryFolder()
  const store = ownStore ?? openSqliteStore(dataFolder, randomName)
  const reports: string[] = []
  const relay = createRelay({
    store,
    access,
    doors: access === openAccess ? [openSessionDoor()] : [],
    clock: systemClock,
    timers: systemTimers,
    createName: randomName,
    report: line => reports.push(line),
    diskLost: error => reports.push(error.message),
    clientFolder,
    hosts: LOOPBACK_HOSTS,
    ...rest,
  })
  const listening = await listen(relay, "127.0.0.1", 0)
  return {
    url: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    dataFolder,
    reports,
    async close() {
      await listening.close()
      await store.close()
      if (ownFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** A new empty folder that nobody else uses. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "weft-"))
}

/** Fresh random text that fits everywhere on the wire. */
function randomName(): string {
  return randomBytes(9).toString("base64url")
}

/** What a Yjs document with nothing in it has for a state vector. */
export const NOTHING: Uint8Array = new Uint8Array([0])

/** A client that knows frames and nothing else: what comes in waits until it is asked for. */
export class BareClient {
  readonly socket: WebSocket
  readonly session = randomName()
  /** The code the socket was closed with. */
  readonly closed: Promise<number>
  /** What it was told of where its person stands, as JSON; apart, since it may come at any time. */
  readonly standings: string[] = []
  readonly #received: Frame[] = []
  #wake = () => {}

  constructor(url: string) {
    this.socket = new WebSocket(url.replace(/^http/, "ws") + SYNC_PATH, { perMessageDeflate: false })
    this.closed = new Promise(resolve => this.socket.on("close", code => resolve(code)))
    this.socket.on("error", () => {})
    this.socket.on("message", data => this.#take(new Uint8Array(data as Buffer)))
  }

  /** Connects and says hello. */
  static async connect(url: string, pass = ""): Promise<BareClient> {
    const client = new BareClient(url)
    await new Promise<void>((resolve, reject) => {
      client.socket.once("open", () => resolve())
      client.socket.once("error", reject)
    })
    client.send({ kind: "hello", protocol: PROTOCOL_VERSION, build: "test", schema: 0, session: client.session, pass })
    await client.next("welcome")
    return client
  }

  send(frame: ClientFrame): void {
    this.socket.send(encodeFrame(frame))
  }

  /** Takes the first frame of one of the kinds that has come in or comes in; one wait at a time. Rejects when there is none within five seconds. */
  async next<Kind extends Frame["kind"]>(...kinds: readonly Kind[]): Promise<FrameOf<Kind>> {
    const deadline = Date.now() + 5_000
    for (;;) {
      const found = this.#received.findIndex(frame => kinds.some(kind => kind === frame.kind))
      if (found >= 0) return this.#received.splice(found, 1)[0] as FrameOf<Kind>
      if (Date.now() > deadline) throw new Error(`no ${kinds} came, but ${this.#received.map(frame => frame.kind)}`)
      await this.#news(deadline - Date.now())
    }
  }

  /** Everything that has come in and was not taken, without waiting. */
  get waiting(): readonly Frame[] {
    return this.#received
  }

  /** Joins a document and returns what the relay has of it. */
  async join(channel: number, document: string, lastSeq = -1, stateVector = NOTHING): Promise<FrameOf<"joined">> {
    this.send({ kind: "join", channel, document, epoch: lastSeq < 0 ? 0 : 1, lastSeq, stateVector })
    return this.next("joined")
  }

  /** Sends an update and waits until the relay has it on disk. */
  async write(channel: number, clientSeq: number, bytes: Uint8Array): Promise<void> {
    this.send({ kind: "update", channel, clientSeq, bytes })
    while ((await this.next("ack")).clientSeq < clientSeq);
  }

  /** Resolves when the relay has handled everything sent so far. */
  async settled(): Promise<void> {
    this.send({ kind: "ping", nonce: 0 })
    await this.next("pong")
  }

  async close(): Promise<void> {
    this.socket.close()
    await this.closed
  }

  #take(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (isRefused(frame)) throw new Error(`the relay sent what is no frame: ${frame.refused}`)
    if (frame.kind === "standing") this.standings.push(frame.standing)
    else this.#received.push(frame)
    this.#wake()
  }

  #news(millis: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, millis)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
