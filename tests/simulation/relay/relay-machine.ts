import { assert } from "@weft/model/base/assert"
import { newId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { parseDocumentName } from "@weft/model/wire/document-name"
import type { Access, Identity } from "@weft/sync-server/access/access"
import { createRelay, type Relay } from "@weft/sync-server/relay"
import type { LogStore } from "@weft/sync-server/store/log-store"
import type { PackingPolicy } from "@weft/sync-server/rooms/document-bytes"
import type { RenewalPolicy } from "@weft/sync-server/store/renew-updates"
import { packerHere } from "@weft/sync-server/store/pack-updates"
import { createSqliteStore } from "@weft/sync-server/store/sqlite-store"
import type { Network } from "./network.ts"
import type { RelayDisk } from "./relay-disk.ts"
import { between } from "./streams.ts"
import type { VirtualTime } from "./virtual-time.ts"

/** How the relay's process ends: its machine goes on, or stops as well and says nothing to anybody. */
export type Ending = "process" | "power"

/** Changes a store into one with a fault in its logic, to see that the oracles notice. */
export type Tamper = (store: LogStore) => LogStore

export interface RelayMachineOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly network: Network
  readonly disk: RelayDisk
  readonly access: Access
  /** A pass for whoever comes to the plain door. */
  readonly passFor: (device: number) => string
  /** How long a document that nobody uses stays open, in milliseconds. */
  readonly idleMillis: number
  /** When a document is written anew. */
  readonly renewal: RenewalPolicy
  /** When a document is packed. */
  readonly packing: PackingPolicy
  /** How long the thread that packs takes at most, in milliseconds; null where it takes no time. */
  readonly packMillis: number | null
  readonly tamper: Tamper
  readonly report: (line: string) => void
  /** A process has started on what the disk has. */
  readonly started: () => void
  /** A process has ended, however it did. */
  readonly ended: () => void
}

/** The machine that the relay runs on: its process may end at any moment, and starts again on what the disk has. */
export class RelayMachine {
  readonly #options: RelayMachineOptions
  /** Counts processes; what an earlier one left behind does nothing any more. */
  #process = 0
  #relay: Relay | null = null
  #cancelStart = () => {}
  /** How long a call to the store takes at most, in milliseconds. */
  storeMillis = 2
  /** How far the machine's clock is off, in milliseconds. */
  clockOff = 0

  constructor(options: RelayMachineOptions) {
    this.#options = options
  }

  get relay(): Relay | null {
    return this.#relay
  }

  /** The time that the machine believes, in milliseconds. */
  now(): number {
    return Math.floor(this.#options.time.now()) + this.clockOff
  }

  start(): void {
    if (this.#relay !== null) return
    this.#cancelStart()
    const { time, random, network, disk, idleMillis, renewal, packing, packMillis, access } = this.#options
    const { tamper, report, started } = this.#options
    const process = ++this.#process
    const isAlive = () => this.#process === process
    const whileAlive = (run: () => void) => () => {
      if (isAlive()) run()
    }
    const createName = () => newId(random)
    const store = tamper(createSqliteStore(disk.mount(), createName))
    const packer = packMillis === null ? packerHere : this.#acrossThread(packerHere, () => packMillis, isAlive)
    const relay = createRelay({
      store: this.#acrossThread(store, () => this.storeMillis, isAlive),
      packer,
      access,
      clock: { now: () => this.now() },
      timers: {
        after: (millis, run) => time.after(millis, whileAlive(run)),
        soon: run => void time.after(0, whileAlive(run)),
      },
      createName,
      report: line => isAlive() && report(line),
      diskLost: () => this.crash("process", between(50, 2_000, random)),
      clientFolder: null,
      hosts: null,
      idleMillis,
      renewal,
      packing,
    })
    this.#relay = relay
    network.accept = (socket, device, plain) => {
      const address = plain === null ? null : parseDocumentName(plain)
      return address === null ? relay.openSync(socket) : relay.openPlain(socket, address, this.#identify(device))
    }
    started()
  }

  /** Ends the process at once, and starts another one later. */
  crash(ending: Ending, downMillis: number): void {
    this.#end()
    for (const wire of this.#options.network.all) wire.lose(ending === "process")
    this.#startAfter(downMillis)
  }

  /** Stops the process as an operator does, and starts another one later. */
  async stop(downMillis: number): Promise<void> {
    const relay = this.#relay
    if (relay === null) return
    const process = this.#process
    this.#options.network.accept = null
    await relay.close()
    if (this.#process === process) this.crash("process", downMillis)
  }

  #identify(device: number): Identity {
    const { access, passFor } = this.#options
    const identity = access.identify(passFor(device))
    assert(identity !== null, "whoever comes has a pass")
    return identity
  }

  #startAfter(millis: number): void {
    this.#cancelStart()
    this.#cancelStart = this.#options.time.after(millis, () => this.start())
  }

  #end(): void {
    this.#process += 1
    this.#relay = null
    this.#options.network.accept = null
    this.#options.disk.unmount()
    this.#options.ended()
  }

  /** A port as it is across a thread: calls are done one after the other, and each is answered a while after. */
  #acrossThread<Port extends object>(port: Port, mostMillis: () => number, isAlive: () => boolean): Port {
    const { time, random } = this.#options
    const waiting: (() => void)[] = []
    let isBusy = false
    const next = () => {
      const call = waiting.shift()
      isBusy = call !== undefined
      call?.()
    }
    const aWhile = (run: () => void) => void time.after(between(0, mostMillis() / 2, random), () => isAlive() && run())
    const inTurn = <T>(call: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const answer = (run: () => void) =>
          aWhile(() => {
            run()
            next()
          })
        waiting.push(() =>
          aWhile(() => {
            call().then(
              value => answer(() => resolve(value)),
              (error: unknown) => answer(() => reject(error)),
            )
          }),
        )
        if (!isBusy) next()
      })
    return new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== "function") return member
        return (...args: unknown[]) => inTurn(() => Reflect.apply(member, target, args) as Promise<unknown>)
      },
    })
  }
}
