import {
  IDBFactory,
  IDBCursor,
  IDBDatabase,
  IDBIndex,
  IDBObjectStore,
  IDBRequest,
  IDBTransaction,
} from "fake-indexeddb"
import { WebSocket } from "ws"
import { createDataHost, type DataHost } from "../../../../packages/client/src/data/worker/data-host.ts"
import type { PassAnswer } from "../../../../packages/client/src/data/worker/passes.ts"
import { indexedDisk } from "../../../../packages/client/src/data/worker/indexed-disk.ts"
import type { Connect, Locks, World } from "../../../../packages/client/src/data/worker/world.ts"
import { seededRandom, type Random } from "@weft/model/base/random"
import type { ToWorker } from "../../../../packages/client/src/data/messages.ts"
import { listenTo, Tab } from "./tab.ts"

// What the wrapper around IndexedDB recognises its objects by, as a browser has it.
Object.assign(globalThis, { IDBCursor, IDBDatabase, IDBIndex, IDBObjectStore, IDBRequest, IDBTransaction })

/** Where nobody listens. */
const NOWHERE = "ws://127.0.0.1:1/"

export interface DeviceOptions {
  readonly seed?: number
  /** No database on this device. */
  readonly withoutDatabase?: boolean
  /** How many times faster its timers run. */
  readonly haste?: number
}

/** A device: one database, locks and channels that all of its workers share, and a network that can be cut. */
export class Device {
  readonly random: Random
  /** Every socket that was ever asked for. */
  sockets = 0
  readonly factory: IDBFactory | null
  /** What a relay answers who asks for a pass. */
  pass: PassAnswer = "open"
  /** Where the relay is now, if it has moved since tabs were told. */
  movedTo: string | null = null
  /** How far its clock is ahead, in milliseconds. */
  clockOffset = 0
  /** Takes every socket, in place of the network. */
  scripted: Connect | null = null
  readonly #haste: number
  #online = true
  readonly #open = new Set<WebSocket>()
  readonly #locks = new Map<string, { held: () => void }[]>()
  readonly #ears = new Map<string, Set<(message: unknown) => void>>()
  readonly #workers: Worker[] = []

  constructor({ seed = 1, withoutDatabase = false, haste = 1 }: DeviceOptions = {}) {
    this.#haste = haste
    this.random = seededRandom(seed)
    this.factory = withoutDatabase ? null : new IDBFactory()
  }

  /** Starts a worker of its own: a shared one, or that of one tab. */
  worker(): Worker {
    const worker = new Worker(this)
    this.#workers.push(worker)
    return worker
  }

  /** Cuts the network, or mends it and says so. */
  setOnline(online: boolean): void {
    this.#online = online
    if (!online) for (const socket of this.#open) socket.terminate()
    else for (const worker of this.#workers) worker.wake()
  }

  /** Ends every worker as a crash does. */
  killAll(): void {
    for (const worker of this.#workers) worker.kill()
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) await worker.close()
    for (const socket of this.#open) socket.terminate()
  }

  /** What one worker of this device sees; `isAlive` says whether it still runs. */
  worldFor(isAlive: () => boolean, whenOnline: (run: () => void) => void, ends: Set<() => void>): World {
    const [open, haste] = [this.#open, this.#haste]
    const connect: Connect = (url, events) => {
      this.sockets += 1
      if (this.scripted !== null) return this.scripted(url, events)
      const socket = new WebSocket(this.#online ? (this.movedTo ?? url) : NOWHERE, { perMessageDeflate: false })
      open.add(socket)
      ends.add(() => socket.terminate())
      socket.on("error", () => {})
      socket.on("open", () => isAlive() && events.opened())
      socket.on("message", data => isAlive() && events.received(new Uint8Array(data as Buffer)))
      socket.on("close", code => {
        open.delete(socket)
        if (isAlive()) events.closed(code)
      })
      return {
        send: bytes => (isAlive() && socket.readyState === WebSocket.OPEN ? socket.send(bytes) : undefined),
        close: () => socket.close(),
      }
    }
    return {
      disk: this.factory && indexedDisk(this.factory),
      indexedDB: this.factory,
      connect,
      fetchPass: async () => (this.#online ? this.pass : "unreachable"),
      clock: { now: () => Date.now() + this.clockOffset },
      timers: {
        after(millis, run) {
          const timer = setTimeout(() => isAlive() && run(), millis / haste)
          ends.add(() => clearTimeout(timer))
          return () => clearTimeout(timer)
        },
      },
      random: this.random,
      locks: this.#locksFor(ends),
      channels: {
        open: (name, hear) => {
          const ears = this.#ears.get(name) ?? new Set()
          this.#ears.set(name, ears)
          const own = (message: unknown) => void (isAlive() && hear(message))
          ears.add(own)
          ends.add(() => ears.delete(own))
          const post = (message: unknown) => {
            if (!isAlive()) return
            for (const ear of ears) if (ear !== own) setImmediate(() => ears.has(ear) && ear(structuredClone(message)))
          }
          return { post, close: () => ears.delete(own) }
        },
      },
      whenOnline,
    }
  }

  #locksFor(ends: Set<() => void>): Locks {
    return {
      request: (name, held) => {
        const queue = this.#locks.get(name) ?? []
        this.#locks.set(name, queue)
        const place = { held }
        const release = () => {
          const index = queue.indexOf(place)
          if (index < 0) return
          queue.splice(index, 1)
          if (index === 0) queue[0]?.held()
        }
        ends.add(release)
        if (queue.push(place) === 1) setImmediate(() => queue[0] === place && held())
        return release
      },
    }
  }
}

/** A worker that can end as workers do: at once, in the middle of anything. */
export class Worker {
  readonly host: DataHost
  #isAlive = true
  readonly #ends = new Set<() => void>()
  readonly #wakes: (() => void)[] = []
  readonly #tabs: Tab[] = []

  constructor(device: Device) {
    this.host = createDataHost(
      device.worldFor(
        () => this.#isAlive,
        run => this.#wakes.push(run),
        this.#ends,
      ),
    )
  }

  /** Opens a tab on a workspace. */
  tab(workspace: string, options: { relay?: string | null; me?: string; id?: string } = {}): Tab {
    const { port1, port2 } = new MessageChannel()
    const tab = new Tab(port1, workspace, options)
    this.#tabs.push(tab)
    this.host.serve({
      post: message => void (this.#isAlive && port2.postMessage(message)),
      listen: receive => listenTo(port2, data => this.#isAlive && receive(data as ToWorker)),
      close: () => port2.close(),
    })
    this.#ends.add(() => port2.close())
    return tab
  }

  wake(): void {
    for (const run of this.#wakes) run()
  }

  /** Ends it as a crash does. */
  kill(): void {
    this.#isAlive = false
    for (const end of this.#ends) end()
    for (const tab of this.#tabs) tab.hangUp()
  }

  async close(): Promise<void> {
    if (!this.#isAlive) return
    await this.host.close()
    this.kill()
  }
}
