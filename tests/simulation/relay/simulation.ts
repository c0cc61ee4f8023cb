import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { createItem } from "@weft/model/actions/item"
import { addMember, createSpace } from "@weft/model/actions/space"
import type { MemberId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { CloseReason } from "@weft/model/wire/reasons"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { MORNING } from "../../support/person.ts"
import { drawDeed } from "../deeds.ts"
import { pick } from "../draw.ts"
import type { Drawing } from "../drawing.ts"
import { visitPlain } from "./plain-visitor.ts"
import { Device, type TamperDisk } from "./device.ts"
import { checkBounded, checkConverged, isConverged, type Converging } from "./ends.ts"
import { SimulatedAccess } from "./simulated-access.ts"
import { openAccess } from "@weft/sync-server/access/open-access"
import { FIRST_VISITOR, Ledger, WORKSPACE } from "./ledger.ts"
import { Network } from "./network.ts"
import { describeStep, type Plan, type Step } from "./plan.ts"
import { RelayDisk } from "./relay-disk.ts"
import { RelayMachine, type Tamper } from "./relay-machine.ts"
import { between, stream } from "./streams.ts"
import type { Tab } from "./tab.ts"
import { undoAtOnce } from "./undo-at-once.ts"
import { Verdict, type Failure, type Trace } from "./verdict.ts"
import { PACKING_POLICY } from "@weft/sync-server/rooms/document-bytes"
import { RENEWAL_POLICY } from "@weft/sync-server/store/renew-updates"
import { visit } from "./visitors.ts"
import { VirtualTime } from "./virtual-time.ts"

/** How long it may take, once all is well, until everybody has everything, in milliseconds. */
const CONVERGED_MILLIS = 60_000

/** How often it is looked whether everybody has everything, in milliseconds. */
const LOOK_MILLIS = 500

const PEOPLE = ["ana", "ben", "eve"] as const

/** What came of a run. */
export interface Outcome {
  readonly failure: Failure | null
  /** How often each interesting thing was met. */
  readonly counts: Readonly<Record<string, number>>
  readonly events: number
  readonly virtualMillis: number
  /** Equal for equal runs, and hardly ever otherwise. */
  readonly fingerprint: number
}

const untampered = <T>(port: T): T => port

export interface SimulateOptions {
  /** Puts a fault into the relay's store that no store may have. */
  readonly tamper?: Tamper
  /** Puts a fault into the devices' disks. */
  readonly tamperDisk?: TamperDisk
  readonly trace?: Trace
}

/** Performs a plan, and returns what came of it. Only one may run at a time. */
export async function simulate(plan: Plan, options: SimulateOptions = {}): Promise<Outcome> {
  const simulation = new Simulation(plan, options)
  const rejected = (error: unknown) => simulation.threw(error)
  process.on("unhandledRejection", rejected)
  try {
    await simulation.run()
  } catch (error) {
    simulation.threw(error)
  } finally {
    process.off("unhandledRejection", rejected)
  }
  return simulation.outcome
}

/** Whether all that a space begins with is here: its documents come one by one. */
function isFounded({ boards, statuses, itemTypes }: Snapshot): boolean {
  return boards.size > 0 && statuses.size > 0 && itemTypes.size > 0
}

class Simulation {
  readonly #plan: Plan
  readonly #time = new VirtualTime(MORNING)
  readonly #verdict: Verdict
  readonly #ledger: Ledger
  readonly #tamperDisk: TamperDisk
  readonly #network: Network
  readonly #disk: RelayDisk
  readonly #relay: RelayMachine
  readonly #access: SimulatedAccess | null
  readonly #devices: Device[]
  readonly #spaces: readonly SpaceId[]
  readonly #watched: readonly DocumentPath[]
  /** Undoes a fault that lasts. */
  readonly #mend = new Set<() => void>()
  #isTroubled = false

  constructor(plan: Plan, { tamper = untampered, tamperDisk = untampered, trace }: SimulateOptions) {
    this.#plan = plan
    this.#tamperDisk = tamperDisk
    this.#verdict = new Verdict(() => this.#time.now() - MORNING, trace ?? null)
    this.#ledger = new Ledger(this.#verdict)
    const { seed } = plan
    this.#network = new Network(this.#time, stream(seed, "network"), this.#ledger)
    this.#disk = new RelayDisk(stream(seed, "relay-disk"), {
      committed: documents => this.#ledger.committed(documents),
      packed: documents => this.#ledger.packed(documents),
      crashed: () => {
        this.#verdict.met("crashed while committing")
        this.#relay.crash("process", between(50, 2_000, stream(seed, "down", this.#time.happened)))
      },
    })
    this.#ledger.disk = this.#disk
    this.#ledger.followsEpochs = plan.renewal !== null
    this.#access = plan.rights === null ? null : new SimulatedAccess(() => this.#relay.now())
    this.#ledger.access = this.#access
    this.#relay = new RelayMachine({
      time: this.#time,
      random: stream(seed, "relay"),
      network: this.#network,
      disk: this.#disk,
      access: this.#access ?? openAccess,
      passFor: device => this.#passFor(device),
      idleMillis: plan.idleMillis,
      renewal: plan.renewal ?? RENEWAL_POLICY,
      packing: { ...PACKING_POLICY, dueRows: plan.dueRows ?? PACKING_POLICY.dueRows },
      packMillis: plan.packMillis ?? null,
      tamper,
      report: line => this.#reported(line),
      started: () => this.#ledger.recover(),
      ended: () => this.#access?.forgetWatchers(),
    })
    this.#spaces = Array.from({ length: plan.spaces }, (_, index) => `S${index}` as SpaceId)
    this.#watched = ["people", "directory", "settings", ...this.#spaces.flatMap(id => this.#pathsOf(id))]
    this.#devices = Array.from({ length: plan.devices }, (_, index) => this.#device(index))
  }

  get outcome(): Outcome {
    const { failure, counts, fingerprint } = this.#verdict
    const [events, virtualMillis] = [this.#time.happened, this.#time.now() - MORNING]
    return { failure, counts, events, virtualMillis, fingerprint }
  }

  threw(error: unknown): void {
    this.#verdict.fail("threw", error instanceof Error ? (error.stack ?? error.message) : String(error))
  }

  async run(): Promise<void> {
    this.#relay.start()
    for (const device of this.#devices) device.openTab()
    await this.#found()
    for (const round of this.#plan.roundMillis.keys()) {
      this.#begin(round)
      await this.#pass(this.#plan.roundMillis[round]!)
      await this.#makeWell()
      await this.#converge(this.#wellDevices())
      if (this.#verdict.failure !== null) return
    }
    await this.#askNewcomer()
    if (this.#verdict.failure === null) await this.#empty()
  }

  /** The first device makes the spaces, before anybody else can. */
  async #found(): Promise<void> {
    const [first] = this.#devices
    await this.#pass(10_000, () => first!.tabs[0]!.isShown())
    const tab = first!.tabs[0]!
    for (const id of this.#spaces) {
      const statuses = { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done: "Done" }
      const words = { board: "Board", type: "Task", statuses }
      tab.perform(createSpace, id, { id, name: `Space ${id}`, kind: "list", prefix: id, words })
    }
    for (const name of PEOPLE) tab.perform(addMember, this.#spaces[0]!, { id: name as MemberId, name })
    await this.#pass(100)
  }

  #device(index: number): Device {
    const { seed, clocksOff } = this.#plan
    const me = PEOPLE[index % PEOPLE.length]!
    const [time, network, ledger, verdict] = [this.#time, this.#network, this.#ledger, this.#verdict]
    const device = new Device({
      seed,
      index,
      me,
      time,
      network,
      ledger,
      verdict,
      watched: this.#watched,
      tamperDisk: this.#tamperDisk,
      fetchPass: () => (this.#relay.relay === null ? "unreachable" : (this.#access?.passFor(index) ?? "open")),
    })
    const [first = "manage", second = "manage"] = this.#plan.rights?.[index] ?? []
    this.#access?.admit(index, me, { S0: first, S1: second })
    device.clockOff = Math.round(clocksOff[index] ?? 0)
    return device
  }

  #pass(millis: number, isOver: () => boolean = () => false): Promise<void> {
    return this.#time.pass(this.#time.now() + millis, () => this.#verdict.failure !== null || isOver())
  }

  #begin(round: number): void {
    this.#isTroubled = true
    for (const step of this.#plan.steps) if (step.round === round) this.#time.after(step.at, () => this.#do(step))
  }

  #do(step: Step): void {
    this.#verdict.tell(() => describeStep(step))
    switch (step.do) {
      case "act":
      case "undo":
      case "redo":
      case "undo-at-once":
      case "present":
      case "ask-safe":
      case "type":
        return this.#doDeed(step)
      case "relay-crash":
        this.#verdict.met(`relay lost by ${step.ending}`)
        return this.#relay.crash(step.ending, step.millis)
      case "relay-stop":
        this.#verdict.met("relay stopped")
        return void this.#relay.stop(step.millis)
      case "relay-commit":
        return void this.#disk.armed.push(step.fault)
      case "relay-full":
        this.#disk.isFull = true
        return this.#mendAfter(step.millis, () => (this.#disk.isFull = false))
      case "relay-slow":
        this.#relay.storeMillis = 10_000
        return this.#mendAfter(step.millis, () => (this.#relay.storeMillis = 2))
      case "relay-clock":
        this.#relay.clockOff += Math.round(step.by)
        return
      case "relay-flip":
        if (this.#disk.flipBit()) this.#verdict.met("bit flipped")
        return
      case "grant":
        return this.#grant(step)
      case "revoke-at-join":
        return this.#revokeAtJoin(step)
      case "visit":
        return this.#visit(step)
      case "visit-plainly":
        return this.#visitPlainly(step)
      case "storm":
        for (const wire of this.#network.all) wire.reset()
        return
      case "leave-together": {
        const random = stream(this.#plan.seed, "leave-together", step.id)
        this.#verdict.met("all left together")
        return this.#devices.forEach(({ index }) => this.#goOffline(index, true, between(0, step.millis, random)))
      }
      default:
        return this.#trouble(this.#devices[step.device]!, step)
    }
  }

  #doDeed(
    step: Extract<Step, { do: "act" | "undo" | "redo" | "undo-at-once" | "present" | "ask-safe" | "type" }>,
  ): void {
    const device = this.#devices[step.device]!
    const random = stream(this.#plan.seed, "step", step.id)
    const tab = pick(device.tabs, random)
    const space = pick(this.#spaces, random)!
    if (tab === undefined || !tab.isShown(path => this.#mayRead(device.index, path)) || !isFounded(tab.snapshot(space)))
      return
    this.#verdict.met(step.do)
    switch (step.do) {
      case "act":
        return this.#act(device, tab, space, random)
      case "undo-at-once":
        return undoAtOnce({ tab, space, random, habits: this.#habits, verdict: this.#verdict })
      case "undo": {
        const entry = device.undoable.pop()
        if (entry !== undefined) tab.undo(entry, written => device.redoable.push(written.entry))
        return
      }
      case "redo": {
        const entry = device.redoable.pop()
        if (entry !== undefined) tab.undo(entry, written => device.undoable.push(written.entry))
        return
      }
      case "ask-safe":
        return tab.askSafe()
      case "present":
        return tab.present(`space/${space}`, { at: step.id })
      case "type": {
        // The same few texts for everybody, or nobody would ever meet in one.
        const item = pick([...tab.snapshot(space).items.keys()].sort().slice(0, step.letters > 6 ? 1 : 3), random)
        if (item !== undefined) tab.type(`text/${space}/${item}`, step.letters)
      }
    }
  }

  #pathsOf(space: SpaceId): readonly DocumentPath[] {
    const paths: readonly DocumentPath[] = [`setup/${space}`, `space/${space}`]
    return this.#plan.steers === true ? [...paths, `money/${space}`] : paths
  }

  /** What is drawn in this run. */
  get #habits(): Pick<Drawing, "leaving" | "steers" | "hasMoney"> {
    const { leaving = "never", steers = false } = this.#plan
    return { leaving, steers, hasMoney: steers }
  }

  #act(device: Device, tab: Tab, space: SpaceId, random: () => number): void {
    const deed = drawDeed({ person: tab, snapshot: tab.snapshot(space), random, isNew: true, ...this.#habits })
    const isDone = deed?.run((action, args) =>
      tab.perform(action, space, args, entry => {
        this.#verdict.met(`done: ${action.name}`)
        device.undoable.push(entry)
      }),
    )
    if (isDone === false) this.#verdict.met("refused by the action")
  }

  #trouble(device: Device, step: Exclude<Extract<Step, { device: number }>, { do: "act" | "type" }>): void {
    this.#verdict.met(step.do)
    const { index, disk } = device
    switch (step.do) {
      case "crash":
        device.crash(step.isTold)
        return this.#mendAfter(step.millis, () => device.isRunning || device.openTab())
      case "offline":
        return this.#goOffline(index, step.isTold, step.millis)
      case "open-tab":
        if (device.isRunning) device.openTab()
        return
      case "close-tab":
        if (device.tabs.length > 1) device.closeTab()
        return
      case "reset":
        for (const wire of this.#network.of(index)) wire.reset()
        return
      case "vanish":
        for (const wire of this.#network.of(index)) wire.vanish()
        return
      case "lose-disk":
        return disk.lose()
      case "step-clock":
        device.clockOff += Math.round(step.by)
        return
      case "hold":
        for (const wire of this.#network.of(index)) wire.hold(step.direction, this.#time.now() + step.millis)
        return
      case "slow-line":
        for (const wire of this.#network.of(index)) wire.slowDown(step.rate)
        return
      case "fill-disk":
        disk.isFull = true
        return this.#mendAfter(step.millis, () => (disk.isFull = false))
      case "slow-disk":
        disk.writeMillis = 4_000
        return this.#mendAfter(step.millis, () => (disk.writeMillis = 10))
    }
  }

  #goOffline(index: number, isTold: boolean, millis: number): void {
    this.#network.setOffline(index, true)
    for (const wire of this.#network.of(index))
      if (isTold) wire.reset()
      else wire.vanish()
    this.#mendAfter(millis, () => {
      this.#network.setOffline(index, false)
      this.#devices[index]!.wake()
    })
  }

  /** What a device may do changes while it is at work. */
  #grant({ device, space, right }: Pick<Extract<Step, { do: "grant" }>, "device" | "space" | "right">): void {
    this.#verdict.met(`right ${right}`)
    this.#access?.grant(device, `S${space}`, right)
    this.#ledger.granted(device, `S${space}`)
  }

  /** Somebody comes who is no device of ours, with no more rights than the attempt is about. */
  #visit({ as: kind, space, id }: Extract<Step, { do: "visit" }>): void {
    const index = FIRST_VISITOR + id
    const { seed } = this.#plan
    const right = kind === "unread" ? "none" : kind === "read-only" ? "comment" : "write"
    this.#access?.admit(index, "visitor", { S0: right, S1: right })
    const pass = this.#passFor(index)
    const [random, document] = [stream(seed, "visit", id), `${WORKSPACE}/space/S${space}`]
    const [network, ledger, verdict] = [this.#network, this.#ledger, this.#verdict]
    void visit({ kind, index, document, pass, network, ledger, random, verdict })
  }

  /** Another Yjs program comes, and stays until it is sent away. */
  #visitPlainly({ space, edits, right, id }: Extract<Step, { do: "visit-plainly" }>): void {
    const index = FIRST_VISITOR + id
    this.#access?.admit(index, "visitor", { S0: right, S1: right })
    const [random, document] = [stream(this.#plan.seed, "plain", id), `${WORKSPACE}/space/S${space}`]
    const now = () => Math.floor(this.#time.now())
    const sentAway = (reason: CloseReason) => this.#verdict.met(`plain door closed ${reason}`)
    visitPlain({ index, network: this.#network, random, document, now, edits, sentAway })
  }

  /** A pass of somebody's own; empty where the relay asks for none. */
  #passFor(device: number): string {
    const answer = this.#access?.passFor(device)
    return typeof answer === "object" ? answer.pass : ""
  }

  /** The relay starts anew and has to load everything again; while a device waits for that it loses its right. */
  #revokeAtJoin({ device, space, delay }: Extract<Step, { do: "revoke-at-join" }>): void {
    const right = "none"
    this.#ledger.joining = (joiner, document) => {
      if (joiner !== device || document !== `${WORKSPACE}/space/S${space}`) return
      this.#ledger.joining = null
      this.#verdict.met("right lost while joining")
      this.#time.after(delay, () => this.#grant({ device, space, right }))
    }
    this.#relay.crash("process", 50)
  }

  #mayRead(device: number, path: DocumentPath): boolean {
    return this.#access === null || this.#access.rightOf(device, `${WORKSPACE}/${path}`) !== "none"
  }

  /** Mends something after a while, or when all is made well. */
  #mendAfter(millis: number, mend: () => void): void {
    const once = () => {
      if (this.#mend.delete(once)) mend()
    }
    this.#mend.add(once)
    this.#time.after(millis, once)
  }

  /** Every fault ends, and nothing fails any more but the devices that always do. */
  async #makeWell(): Promise<void> {
    this.#isTroubled = false
    for (const mend of [...this.#mend]) mend()
    this.#disk.armed.length = 0
    for (const wire of this.#network.all) {
      wire.slowDown(Infinity)
      wire.mend()
    }
    this.#relay.start()
    this.#plan.neverWell.forEach(index => this.#failForEver(this.#devices[index]!, 0))
  }

  /** A device that is never well: it crashes, comes back, stops reading and drops connections, for as long as the run lasts. */
  #failForEver(device: Device, count: number): void {
    const random = stream(this.#plan.seed, "never-well", device.index, count)
    if (!device.isRunning) device.openTab()
    else if (random() < 0.3) device.crash(random() < 0.5)
    else {
      for (const wire of this.#network.of(device.index)) {
        if (random() < 0.4)
          wire.hold(random() < 0.5 ? "to-relay" : "to-client", this.#time.now() + between(100, 9_000, random))
        else if (random() < 0.5) wire.reset()
        else wire.vanish()
      }
    }
    this.#time.after(between(200, 4_000, random), () => !this.#isTroubled && this.#failForEver(device, count + 1))
  }

  #wellDevices(): Device[] {
    return this.#devices.filter(({ index }) => !this.#plan.neverWell.includes(index))
  }

  /** O9 and O1: within a minute everybody has everything, says so, and sees the same. */
  async #converge(devices: readonly Device[]): Promise<void> {
    const converging: Converging = {
      devices,
      watched: this.#watched,
      ledger: this.#ledger,
      disk: this.#disk,
      verdict: this.#verdict,
      mayRead: (device, path) => this.#mayRead(device, path),
    }
    const deadline = this.#time.now() + CONVERGED_MILLIS
    while (this.#verdict.failure === null && isConverged(converging) !== null) {
      if (this.#time.now() >= deadline)
        return this.#verdict.fail("O9", `a minute after the last fault: ${isConverged(converging)}`)
      await this.#pass(LOOK_MILLIS)
    }
    this.#ledger.recover()
    if (this.#verdict.failure === null) checkConverged(converging, this.#spaces)
  }

  /** Somebody who was never there sees the same as everybody, and everybody sees what they do: all are in one place. */
  async #askNewcomer(): Promise<void> {
    const newcomer = this.#device(this.#devices.length)
    this.#devices.push(newcomer)
    newcomer.openTab()
    await this.#converge([newcomer])
    const tab = newcomer.tabs[0]!
    for (const space of this.#spaces)
      if (this.#verdict.failure === null && isFounded(tab.snapshot(space)))
        tab.perform(createItem, space, { id: tab.newId<ItemId>(), title: "By a newcomer" })
    await this.#pass(100)
    await this.#converge(this.#wellDevices())
  }

  /** O8: everybody goes, and nothing is left of them. */
  async #empty(): Promise<void> {
    this.#isTroubled = true
    for (const device of this.#devices) device.crash(true)
    for (const wire of this.#network.all) wire.reset()
    await this.#pass(this.#plan.idleMillis * 2 + 120_000)
    checkBounded(this.#relay.relay, this.#disk, this.#verdict)
  }

  /** What the relay has to say to whoever runs it. */
  #reported(line: string): void {
    this.#verdict.tell(() => `the relay reports: ${line}`)
    if (line.includes("not loaded")) this.#verdict.met("document not loaded")
    else if (line.includes("cannot write")) this.#verdict.met("relay could not write")
    else this.#verdict.met(`report ${line.replace(/^\S+: /, "").slice(0, 40)}`)
  }
}
