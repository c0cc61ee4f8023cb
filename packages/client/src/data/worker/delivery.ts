import type { DocumentPath } from "@weft/model/schema/change"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import { isProse } from "@weft/model/schema/stored"
import type { DocumentRight } from "@weft/model/wire/rights"
import type { SyncReport, WaitingDocument } from "../messages.ts"
import type { Rights } from "../rights.ts"
import type { UnsafeDocuments } from "../safety.ts"
import { ClockCorrection } from "./clock-correction.ts"
import { Company } from "./company.ts"
import type { Refill } from "./database.ts"
import type { DeliveryOptions } from "./delivery-events.ts"
import { LEVEL, type StoredDocument, type StoredWorkspace, type Unsent } from "./disk.ts"
import { Outbox } from "./outbox.ts"
import { RelayDelivery } from "./relay-delivery.ts"
import { Renewals } from "./renewals.ts"
import { RightsBook } from "./rights-book.ts"
import { SafetyWaits, type ToldSafe } from "./safety-waits.ts"
import { NOT_SOUND, SetAsideShelf } from "./set-aside-shelf.ts"
import { isNothing, sortUpdates, stateVectorOf } from "./sound-updates.ts"
import { Upkeep } from "./upkeep.ts"

/** How many of this device's former replica names are remembered. */
const MOST_FORMER_NAMES = 50

/**
 * Where updates go: to disk, to the other workers of this device, and to the relay.
 *
 * Several workers may have one workspace open. Whoever holds the lock leads: it writes the database and owns the socket.
 * The others hand their updates to it and keep them until it says that they are on disk; when it is gone, the next to
 * lead stores what it holds itself and asks the others for theirs.
 */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #company: Company
  readonly #relay: RelayDelivery
  readonly #outbox = new Outbox()
  readonly #releaseLock: () => void
  /** What was set aside on this device. */
  readonly aside: SetAsideShelf
  readonly #clock: ClockCorrection
  readonly #rights: RightsBook
  readonly #waits = new SafetyWaits()
  readonly #upkeep: Upkeep
  #formerly: readonly string[] = []
  #isLeading = false
  #isClosed = false

  constructor(options: DeliveryOptions) {
    const { world, workspace, stored } = options
    this.#options = options
    this.aside = this.#shelf()
    const { restamped } = options.events
    this.#clock = new ClockCorrection({ ...options, outbox: this.#outbox, restamped })
    this.#upkeep = new Upkeep(
      options.database,
      options.documents,
      world.timers,
      () => this.#isLeading && !this.#isClosed,
    )
    this.#rights = new RightsBook(workspace)
    this.#rights.load(stored.meta.get("rights"))
    const renewals = new Renewals({
      documents: options.documents,
      database: options.database,
      outbox: this.#outbox,
      waits: this.#waits,
      mayWrite: path => this.#rights.rightTo(path) === "write",
      putAside: aside => this.aside.put({ ...aside, at: world.clock.now() }),
    })
    this.#company = this.#companyWith(renewals)
    this.#relay = this.#relayWith(renewals)
    this.#releaseLock = world.locks.request(`weft-database-${workspace}`, () => void this.#lead())
    world.whenOnline(() => this.#relay.wake())
  }

  /** How far this device's clock is behind the relay's, in milliseconds. */
  get clockSkew(): number {
    return this.#clock.skew
  }

  /** Whether somebody may still tell us what is in a document of which nothing is stored here. */
  get mayStillMeet(): boolean {
    const { state } = this.report().relay
    return state === "connecting" || state === "online"
  }

  get rights(): Rights {
    return this.#rights.rights
  }

  rightTo(path: DocumentPath): DocumentRight {
    return this.#rights.rightTo(path)
  }

  /** Why nothing may be written to a document now, or null where it may. */
  whyNotWrite(path: DocumentPath): "forbidden" | "too-old" | null {
    if (this.#rights.rightTo(path) !== "write") return "forbidden"
    return this.report().isTooOld ? "too-old" : null
  }

  /**
   * Takes an update that was made in this worker; `bytes` are in their document already.
   *
   * @param beside of a replica's own write: what its bytes do not say
   */
  wrote(path: DocumentPath, bytes: Uint8Array, beside?: WrittenBeside): void {
    const clockOffset = this.#clock.skew
    const unsent = { document: path, bytes, ...(beside === undefined ? {} : { beside, clockOffset }) }
    if (this.#isLeading) {
      this.#company.tell(unsent)
      this.#keep(unsent, this.#options.documents.replicaOf(path))
    } else this.#company.handOver(unsent)
    this.#options.events.changed()
  }

  /** Whether it is this worker, of those on this device, that writes the database. */
  get isLeading(): boolean {
    return this.#isLeading
  }

  /** What is not on the relay's disk yet, by document; only whoever leads knows all of it. */
  waiting(): readonly WaitingDocument[] | null {
    return this.#isLeading ? this.#outbox.list() : null
  }

  /** Calls back once everything written so far in a document, or in all, is on the relay's disk. */
  whenSafe(path: DocumentPath | null, tell: ToldSafe): void {
    if (this.report().relay.state === "none") return tell("not-shared")
    if (this.#isLeading) this.#waits.add(this.#unsentIn(path), tell)
    else this.#company.askWhenSafe(path, tell)
  }

  #unsentIn(path: DocumentPath | null): readonly number[] {
    return path === null ? [...this.#outbox.documents].flatMap(own => this.#outbox.of(own)) : this.#outbox.of(path)
  }

  /** Somebody has signed in at the relay. */
  signedIn(setsAside: boolean): void {
    if (this.#isLeading) this.#relay.signedIn(setsAside)
    else this.#company.tellSignedIn(setsAside)
  }

  /** A document was opened here: asks whoever leads what has not come to disk yet. */
  opened(path: DocumentPath): void {
    if (!this.#isLeading) this.#company.meet(path)
  }

  /** What somebody looks at has changed. */
  watchedChanged(): void {
    this.#relay.refresh()
    if (!this.#isLeading) this.#company.tellWatched()
  }

  /** Sends everything to a relay, and keeps in step with it from then on. */
  share(relay: string): void {
    if (this.#isLeading) this.#relay.share(relay)
    else this.#company.askToShare(relay)
    this.#options.events.changed()
  }

  /** Tells everybody what a tab of this worker shows. */
  present(path: DocumentPath, tab: string, state: unknown): void {
    this.#company.tellPresent(path, tab, state)
    this.#relay.present(path)
    this.#relay.refresh()
  }

  report(): SyncReport {
    const isShared = (this.#relay.relay ?? this.#company.askedRelay) !== null
    const own: SyncReport = {
      storage: this.#options.database.storage,
      relay: this.#relay.state ?? { state: isShared ? "connecting" : "none" },
      unsent: this.#outbox.count,
      underWay: this.#outbox.underWay,
      isRelayFull: this.#relay.isTakingNothing,
      unsafe: this.#unsafe(),
      clockOffset: this.#clock.told,
      isTooOld: this.#relay.isTooOld,
      refused: this.aside.refusals,
      damaged: this.aside.damaged,
    }
    return this.#isLeading ? own : this.#company.reportFollowing(own)
  }

  #unsafe(): UnsafeDocuments {
    const unsafe: Record<DocumentPath, "device" | "sent"> = {}
    for (const path of [...this.#options.events.watched(), ...this.#company.watched]) {
      const state = this.#outbox.stateOf(path)
      if (state !== "safe") unsafe[path] = state === "sent" ? "sent" : "device"
    }
    return unsafe
  }

  /** Passes on to the other workers what this one reports, if it leads. */
  tellReport(report: SyncReport): void {
    if (this.#isLeading) this.#company.tellReport(report)
  }

  /** Everything that is in memory, for a database that was lost. */
  everything(): Refill {
    const { documents } = this.#options
    if (!this.#isLeading) return { documents: [], unsent: [], setAside: [], meta: [] }
    const unsent = Array.from(this.#outbox.documents, document => this.#outbox.entries(document))
    return {
      documents: Array.from(documents.open, path => [path, documents.encode(path)] as const),
      unsent: unsent.flat(),
      setAside: this.aside.all,
      meta: [
        ["relay", this.#relay.relay],
        ["history", this.#relay.history],
        ["formerly", this.#formerly],
        ["rights", this.#rights.rights],
        ...Array.from(documents.open, path => [`${LEVEL}${path}`, documents.levelOf(path)] as const).filter(
          ([, level]) => level !== undefined,
        ),
      ],
    }
  }

  /** Keeps bytes that could not be read; they are in use nowhere. */
  putAside(document: DocumentPath, bytes: Uint8Array): void {
    this.#upkeep.foldSoon(document)
    this.aside.put({ document, reason: NOT_SOUND, at: this.#now(), bytes })
  }

  /** Keeps what was written in a text that is not the document's any more. */
  refuseText(document: DocumentPath, bytes: Uint8Array, text: string, reason: string): void {
    const said = [{ did: "wrote", id: "description", text } as const]
    this.aside.put({ document, reason, at: this.#now(), bytes, said })
  }

  /** Ends; what was written is put on disk first, as far as that goes. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#relay.stop()
    if (this.#isLeading) this.#upkeep.run()
    await this.#options.database.close()
    this.#company.close()
    this.#releaseLock()
  }

  /** Ends at once, since the workspace is being removed from this device. */
  forget(): void {
    this.#company.tellForgotten()
    this.#abandon()
  }

  #shelf(): SetAsideShelf {
    const { stored, database, events } = this.#options
    return new SetAsideShelf(stored.setAside, {
      store: aside => this.#isLeading && database.setAside(aside),
      storeKept: kept => this.#isLeading && database.keepAside(kept),
      tell: aside => this.#company.tellAside(aside),
      tellLetGo: gone => this.#company.tellLetGo(gone),
      changed: () => events.changed(),
    })
  }

  #companyWith(renewals: Renewals): Company {
    return new Company({
      ...this.#options,
      aside: this.aside,
      clock: this.#clock,
      rights: this.#rights,
      renewals,
      own: {
        isLeading: () => this.#isLeading,
        isClosed: () => this.#isClosed,
        report: () => this.report(),
        keep: (unsent, replica) => this.#keep(unsent, replica),
        wrote: (path, bytes, beside) => this.wrote(path, bytes, beside),
        takeIn: (path, bytes) => this.#takeIn(path, bytes),
        share: relay => this.share(relay),
        signedIn: setsAside => this.signedIn(setsAside),
        whenSafe: (path, tell) => this.whenSafe(path, tell),
        watchedChanged: () => this.#relay.refresh(),
        presentChanged: path => this.#relay.present(path),
        abandon: () => this.#abandon(),
      },
    })
  }

  #relayWith(renewals: Renewals): RelayDelivery {
    return new RelayDelivery(textOf(this.#options.stored.meta.get("relay")), {
      ...this.#options,
      company: this.#company,
      outbox: this.#outbox,
      renewals,
      waits: this.#waits,
      rights: this.#rights,
      clock: this.#clock,
      upkeep: this.#upkeep,
      isLeading: () => this.#isLeading,
      isClosed: () => this.#isClosed,
      putAside: (path, bytes) => this.putAside(path, bytes),
    })
  }

  /** Holds the lock: from here on this worker writes the database and holds the socket. */
  async #lead(): Promise<void> {
    const { database, documents, events } = this.#options
    const [company, relay] = [this.#company, this.#relay]
    // Whoever led before may have written since this worker started.
    const stored = await database.readWorkspace()
    const held = company.hasWritten ? await database.readDocuments([...documents.open]) : null
    if (this.#isClosed) return
    this.#isLeading = true
    this.#load(stored)
    if (held !== null) company.alignEditions(held)
    this.aside.level(stored.setAside)
    for (const unsent of company.takeBackUnconfirmed()) this.#keep(unsent, documents.replicaOf(unsent.document))
    if (held !== null) this.#takeOver(held)
    for (const { path, tell } of company.beginLeading()) this.#waits.add(this.#unsentIn(path), tell)
    if (company.askedRelay !== null) this.share(company.askedRelay)
    relay.start()
    relay.rightsChanged()
    events.changed()
  }

  /** Takes over what is stored of the workspace beside its documents. */
  #load({ meta, unsent, documents }: StoredWorkspace): void {
    this.#formerly = textsOf(meta.get("formerly"))
    this.#relay.load(textOf(meta.get("relay")), textOf(meta.get("history")))
    this.#rights.load(meta.get("rights"))
    this.#outbox.load(unsent)
    this.#options.documents.knowAll(documents, levelsIn(meta))
  }

  /**
   * Makes the open documents and the disk level. Whoever led before may have told us what it could not store any more,
   * and stored what it could not tell us any more.
   */
  #takeOver(held: ReadonlyMap<DocumentPath, StoredDocument>): void {
    const { documents } = this.#options
    for (const [path, { updates }] of held) {
      const { sound } = sortUpdates(updates)
      for (const update of sound) this.#takeIn(path, update)
      const lacking = documents.changesSince(path, stateVectorOf(sound))
      if (!isNothing(lacking)) this.#keep({ document: path, bytes: lacking, isFound: true }, documents.replicaOf(path))
    }
  }

  #takeIn(path: DocumentPath, bytes: Uint8Array): void {
    const taken = this.#options.documents.receive(path, bytes)
    if (taken !== null) this.#options.events.tookIn(path, bytes, taken)
  }

  /** Stores an update of this device and sends it. */
  #keep(unsent: Omit<Unsent, "id">, replica: string): void {
    const { database, documents } = this.#options
    const { document: path, bytes } = unsent
    database.append(path, bytes)
    documents.note(path)
    // In each text and its comments this device has another name, and there only its own member writes over what it wrote.
    if (!isProse(path)) this.#remember(replica)
    this.#upkeep.changed(path)
    this.#relay.send(unsent)
  }

  /** Keeps the names under which this device wrote, so that it knows its own writes after a restart. */
  #remember(replica: string): void {
    if (this.#formerly.includes(replica)) return
    this.#formerly = [...this.#formerly, replica].slice(-MOST_FORMER_NAMES)
    this.#options.database.setMeta("formerly", this.#formerly)
  }

  #now(): number {
    return this.#options.world.clock.now()
  }

  #abandon(): void {
    this.#isClosed = true
    this.#relay.stop()
    this.#options.database.abandon()
    this.#company.close()
    this.#releaseLock()
  }
}

function* levelsIn(meta: ReadonlyMap<string, unknown>): Generator<readonly [DocumentPath, unknown]> {
  for (const [key, value] of meta) if (key.startsWith(LEVEL)) yield [key.slice(LEVEL.length), value]
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

/** The texts of a stored list; what does not fit is left out. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : []
}
