import type { WorkspaceId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import type { DocumentPath } from "@weft/model/schema/change"
import type { ToTab, ToWorker, UndoEntry } from "../../../packages/client/src/data/messages.ts"
import type { PassAnswer } from "../../../packages/client/src/data/worker/passes.ts"
import { createDataHost, type DataHost } from "../../../packages/client/src/data/worker/data-host.ts"
import type { Disk, SetAside } from "../../../packages/client/src/data/worker/disk.ts"
import type { Channels, Locks, World } from "../../../packages/client/src/data/worker/world.ts"
import { ClientDisk } from "./client-disk.ts"
import { WORKSPACE, type Ledger } from "./ledger.ts"
import type { Network } from "./network.ts"
import { between, stream } from "./streams.ts"
import { Tab } from "./tab.ts"
import type { Verdict } from "./verdict.ts"
import type { VirtualTime } from "./virtual-time.ts"

/** Changes a disk into one with a fault that no disk may have, to see that the oracles notice. */
export type TamperDisk = (disk: Disk) => Disk

export interface DeviceOptions {
  readonly seed: number
  readonly index: number
  readonly me: string
  readonly time: VirtualTime
  readonly network: Network
  readonly ledger: Ledger
  readonly verdict: Verdict
  readonly tamperDisk: TamperDisk
  /** Asks for a pass, as the door for accounts answers. */
  readonly fetchPass: () => PassAnswer
  /** What every tab on this device looks at. */
  readonly watched: readonly DocumentPath[]
}

/** A device: a disk, a clock that may be off, and the workers and tabs of one browser on it. */
export class Device {
  readonly options: DeviceOptions
  readonly index: number
  readonly disk: ClientDisk
  readonly #locks = new LockTable()
  readonly #ears = new Map<string, Set<(message: unknown) => void>>()
  #workers: Worker[] = []
  /** How far its clock is off, in milliseconds. */
  clockOff = 0
  #starts = 0
  /** What can be taken back; survives the browser, as the session storage of a tab does. */
  readonly undoable: UndoEntry[] = []
  readonly redoable: UndoEntry[] = []

  constructor(options: DeviceOptions) {
    this.options = options
    this.index = options.index
    const { time, ledger, index, seed } = options
    this.disk = new ClientDisk(time, stream(seed, "disk", index), {
      stored: (path, bytes) => ledger.stored(index, path, bytes),
      dropped: path => ledger.dropped(index, path),
      setAside: aside => this.#noteAside(aside),
      lost: () => ledger.diskLost(index),
    })
  }

  /** All that people do here is sound, so that nothing of it is refused for good but for want of a right. */
  #noteAside({ document, reason }: SetAside): void {
    const { verdict } = this.options
    verdict.met(`set aside: ${reason}`)
    if (reason !== "forbidden")
      verdict.fail("O3", `work of device ${this.index} in ${document} was set aside: ${reason}`)
  }

  get isRunning(): boolean {
    return this.#workers.length > 0
  }

  /** Its tabs, the one opened first first. Each has a worker of its own. */
  get tabs(): readonly Tab[] {
    return this.#workers.map(worker => worker.tab)
  }

  /** Opens a tab, and with it a worker. */
  openTab(): void {
    this.#workers.push(new Worker(this, ++this.#starts))
  }

  /** Closes the tab opened last; its worker ends with it, as a page does. */
  closeTab(): void {
    this.#workers.pop()?.end()
  }

  /** Everything ends at once. Whether the other end hears of it depends on what is left of the device. */
  crash(isTold: boolean): void {
    for (const worker of this.#workers) worker.end()
    this.#workers = []
    for (const wire of this.options.network.of(this.index)) wire.abandon(isTold)
  }

  /** Tells its workers that there is a network again. */
  wake(): void {
    for (const worker of this.#workers) worker.wake()
  }

  now(): number {
    return Math.floor(this.options.time.now()) + this.clockOff
  }

  get locks(): LockTable {
    return this.#locks
  }

  /** The ears on a channel, by its name. */
  earsOn(name: string): Set<(message: unknown) => void> {
    const ears = this.#ears.get(name) ?? new Set()
    this.#ears.set(name, ears)
    return ears
  }
}

/** One browser process of a device: a worker with one tab. Nothing of it happens after its end. */
class Worker {
  readonly tab: Tab
  isAlive = true
  readonly #device: Device
  readonly #host: DataHost
  readonly #random: Random
  readonly #ends = new Set<() => void>()
  readonly #wakes: (() => void)[] = []
  /** What comes with the answer of whoever leads was written before. */
  #isMeeting = false

  constructor(device: Device, start: number) {
    const { seed, index, me, watched, time, ledger, verdict } = device.options
    this.#device = device
    this.#random = stream(seed, "worker", index, start)
    this.#host = createDataHost(this.#world())
    const say = this.#lane()
    const hear = this.#lane()
    let receive: (message: ToWorker) => void = () => {}
    this.tab = new Tab({
      me,
      id: `tab-${index}-${start}`,
      random: stream(seed, "tab", index, start),
      now: () => device.now(),
      verdict,
      say: message =>
        say(() => {
          if (message.do === "when-safe") ledger.asked(index, this, message.request)
          receive(message)
        }),
    })
    this.#host.serve({
      post: (message: ToTab) => {
        if (!this.isAlive) return
        if (message.tell === "sync") ledger.reported(index, this, message.sync, device.tabs.length === 1)
        if (message.tell === "answer") ledger.answered(index, this, message.request)
        hear(() => this.tab.hear(message))
      },
      listen: listener => {
        receive = listener
      },
      close: () => {},
    })
    time.after(0, () => this.isAlive && this.tab.open(WORKSPACE as WorkspaceId, watched))
  }

  wake(): void {
    for (const run of this.#wakes) run()
  }

  end(): void {
    this.isAlive = false
    const { index, ledger } = this.#device.options
    this.#device.disk.crash(this)
    ledger.ended(index, this)
    for (const end of this.#ends) end()
  }

  /** Passes things on in order, each a moment later. */
  #lane(): (run: () => void) => void {
    const { time } = this.#device.options
    let last = 0
    return run => {
      last = Math.max(last, time.now() + between(0, 1, this.#random))
      time.at(last, () => this.isAlive && run())
    }
  }

  #world(): World {
    const { time, network, index, tamperDisk, fetchPass } = this.#device.options
    return {
      disk: tamperDisk(this.#device.disk.for(this)),
      indexedDB: null,
      connect: (_url, events) => {
        const socket = network.connect(index, {
          opened: () => this.isAlive && events.opened(),
          received: bytes => this.isAlive && events.received(bytes),
          closed: code => this.isAlive && events.closed(code),
        })
        this.#ends.add(() => socket.close())
        return socket
      },
      fetchPass: () => this.#later(() => fetchPass()),
      clock: { now: () => this.#device.now() },
      timers: { after: (millis, run) => time.after(millis, () => this.isAlive && run()) },
      random: this.#random,
      locks: this.#locks(),
      channels: this.#channels(),
      whenOnline: run => this.#wakes.push(run),
    }
  }

  /** Something that the network answers after a while. */
  #later<T>(answer: () => T): Promise<T> {
    const millis = between(1, 40, this.#random)
    return new Promise(resolve => {
      this.#device.options.time.after(millis, () => this.isAlive && resolve(answer()))
    })
  }

  #locks(): Locks {
    const { time } = this.#device.options
    return {
      request: (name, held) => {
        const release = this.#device.locks.request(name, () => void time.after(0, () => this.isAlive && held()))
        this.#ends.add(release)
        return release
      },
    }
  }

  #channels(): Channels {
    const { time, ledger, index } = this.#device.options
    return {
      open: (name, hear) => {
        const ears = this.#device.earsOn(name)
        const own = (message: unknown) => {
          if (!this.isAlive) return
          this.#isMeeting = (message as { say: string }).say === "met"
          hear(message)
          this.#isMeeting = false
        }
        ears.add(own)
        this.#ends.add(() => ears.delete(own))
        const post = (message: unknown) => {
          if (!this.isAlive) return
          const { say, replica, path, bytes } = message as Said
          if (say === "update" && replica !== "" && !this.#isMeeting) ledger.wrote(index, this, path, bytes)
          for (const ear of ears) if (ear !== own) time.after(0.1, () => ears.has(ear) && ear(message))
        }
        return { post, close: () => ears.delete(own) }
      },
    }
  }
}

/** What a worker tells the others of an update; empty where it is not its own. */
interface Said {
  readonly say: string
  readonly replica: string
  readonly path: DocumentPath
  readonly bytes: Uint8Array
}

/** The locks of one browser. */
class LockTable {
  readonly #queues = new Map<string, { readonly held: () => void }[]>()

  request(name: string, held: () => void): () => void {
    const queue = this.#queues.get(name) ?? []
    this.#queues.set(name, queue)
    const place = { held }
    if (queue.push(place) === 1) held()
    return () => {
      const index = queue.indexOf(place)
      if (index < 0) return
      queue.splice(index, 1)
      if (index === 0) queue[0]?.held()
    }
  }
}
