import { newId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import { SCHEMA_VERSION } from "@weft/model/schema/kinds"
import type { JoinRefusal } from "@weft/model/wire/reasons"
import type { DocumentRight, Standing } from "@weft/model/wire/rights"
import type { SyncReport } from "../messages.ts"
import type { Rights } from "../rights.ts"
import type { UnsafeDocuments } from "../safety.ts"
import { Companions, type Heard } from "./companions.ts"
import { Connection } from "./connection.ts"
import type { Refill } from "./database.ts"
import { ClockCorrection } from "./clock-correction.ts"
import type { DeliveryOptions } from "./delivery-events.ts"
import { LEVEL, type StoredDocument, type Unsent } from "./disk.ts"
import type { Level, TakenIn } from "./documents.ts"
import { Outbox } from "./outbox.ts"
import type { DocumentKeeper, Queued, RefusedFrame, RelayLevel, SyncedDocument } from "./relay-channel.ts"
import { Renewals } from "./renewals.ts"
import { RightsBook } from "./rights-book.ts"
import { SafetyWaits, type ToldSafe } from "./safety-waits.ts"
import { isProse } from "@weft/model/schema/stored"
import { mergeUpdates } from "yjs"
import { isNothing, sortUpdates, stateVectorOf } from "./sound-updates.ts"
import { NOT_SOUND, SetAsideShelf } from "./set-aside-shelf.ts"
import { Upkeep } from "./upkeep.ts"

/** How many of this device's former replica names are remembered. */
const MOST_FORMER_NAMES = 50

/**
 * How many documents that nobody looks at are sent at a time. The relay takes so many updates a second from one socket,
 * and what people are looking at should not queue behind an import.
 */
const MOST_UNSEEN = 16

/** An unsent entry without bytes stands for all that a document holds. */
const EVERYTHING = new Uint8Array(0)

/**
 * Where updates go: to disk, to the other workers of this device, and to the relay.
 *
 * Several workers may have one workspace open. Whoever holds the lock leads: it writes the database and owns the socket.
 * The others hand their updates to it and keep them until it says that they are on disk; when it is gone, the next to
 * lead stores what it holds itself and asks the others for theirs.
 */
export class Delivery implements DocumentKeeper {
  readonly #options: DeliveryOptions
  readonly #companions: Companions
  readonly #outbox = new Outbox()
  readonly #releaseLock: () => void
  /** Updates of this worker that whoever leads has not confirmed. */
  readonly #unconfirmed = new Map<number, Unsent>()
  #numbers = 0
  /** What was set aside on this device. */
  readonly aside: SetAsideShelf
  readonly #clock: ClockCorrection
  readonly #rights: RightsBook
  readonly #waits = new SafetyWaits()
  readonly #renewals: Renewals
  /** Who asked whether something is safe while another worker leads. */
  readonly #asks = new Map<number, { readonly path: DocumentPath | null; readonly tell: ToldSafe }>()
  #isTooOld = false
  readonly #upkeep: Upkeep
  #formerly: readonly string[] = []
  #isLeading = false
  #isClosed = false
  /** Whether other workers have written since this one started. */
  #hasCompany = false
  /** What the worker that leads reports. */
  #leader: SyncReport | null = null
  #relay: string | null
  #history: string | null = null
  #connection: Connection | null = null

  constructor(options: DeliveryOptions) {
    const { world, workspace, stored } = options
    this.#options = options
    this.aside = new SetAsideShelf(stored.setAside, {
      store: aside => this.#isLeading && options.database.setAside(aside),
      tell: aside => this.#companions.say({ say: "set-aside", aside }),
      changed: () => options.events.changed(),
    })
    const { restamped } = options.events
    this.#clock = new ClockCorrection({ ...options, outbox: this.#outbox, restamped })
    this.#upkeep = new Upkeep(
      options.database,
      options.documents,
      world.timers,
      () => this.#isLeading && !this.#isClosed,
    )
    this.#relay = textOf(stored.meta.get("relay"))
    this.#rights = new RightsBook(workspace)
    this.#rights.load(stored.meta.get("rights"))
    this.#renewals = new Renewals({
      documents: options.documents,
      database: options.database,
      outbox: this.#outbox,
      waits: this.#waits,
      mayWrite: path => this.#rights.rightTo(path) === "write",
      putAside: aside => this.aside.put({ ...aside, at: world.clock.now() }),
    })
    const self = newId(world.random)
    this.#companions = new Companions(world.channels, `weft-${workspace}`, self, heard => this.#hear(heard))
    // Whoever leads answers with what it reports.
    this.#companions.say({ say: "watching", paths: [] })
    this.#releaseLock = world.locks.request(`weft-database-${workspace}`, () => void this.#lead())
    world.whenOnline(() => this.#connection?.wake())
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
      this.#sayUpdate(unsent, null)
      this.#keep(unsent, this.#options.documents.replicaOf(path))
    } else {
      const id = ++this.#numbers
      this.#sayUpdate(unsent, id)
      this.#unconfirmed.set(id, { ...unsent, id })
    }
    this.#options.events.changed()
  }

  #sayUpdate({ document: path, bytes, beside }: Omit<Unsent, "id">, number: number | null): void {
    const { documents } = this.#options
    const [edition, replica] = [documents.editionOf(path), documents.replicaOf(path)]
    this.#companions.say({ say: "update", path, bytes, beside, edition, number, replica })
  }

  /** Calls back once everything written so far in a document, or in all, is on the relay's disk. */
  whenSafe(path: DocumentPath | null, tell: ToldSafe): void {
    if (this.report().relay.state === "none") return tell("not-shared")
    if (this.#isLeading) return this.#waits.add(this.#unsentIn(path), tell)
    const ask = ++this.#numbers
    this.#asks.set(ask, { path, tell })
    this.#companions.say({ say: "when-safe", path, ask })
  }

  #unsentIn(path: DocumentPath | null): readonly number[] {
    return path === null ? [...this.#outbox.documents].flatMap(own => this.#outbox.of(own)) : this.#outbox.of(path)
  }

  /** Somebody has signed in at the relay. */
  signedIn(): void {
    if (this.#isLeading) this.#connection?.signedIn()
    else this.#companions.say({ say: "signed-in" })
  }

  /** A document was opened here: asks whoever leads what has not come to disk yet. */
  opened(path: DocumentPath): void {
    if (!this.#isLeading) this.#meet(path)
  }

  /** What somebody looks at has changed. */
  watchedChanged(): void {
    this.#connection?.refresh()
    if (!this.#isLeading) this.#companions.say({ say: "watching", paths: [...this.#options.events.watched()] })
  }

  /** Sends everything to a relay, and keeps in step with it from then on. */
  share(relay: string): void {
    if (this.#isLeading && relay !== this.#relay) {
      this.#relay = relay
      this.#options.database.setMeta("relay", relay)
      this.#sendWhole()
      this.#connection?.stop()
      this.#startConnection()
    } else if (!this.#isLeading) {
      this.#asked = relay
      this.#companions.say({ say: "share", relay })
    }
    this.#options.events.changed()
  }
  /** A relay that was asked for before anybody led. */
  #asked: string | null = null

  /** Tells everybody what a tab of this worker shows. */
  present(path: DocumentPath, tab: string, state: unknown): void {
    this.#companions.say({ say: "present", path, tab, state })
    this.#connection?.present(path)
    this.#connection?.refresh()
  }

  report(): SyncReport {
    const own: SyncReport = {
      storage: this.#options.database.storage,
      relay: this.#connection?.state ?? { state: (this.#relay ?? this.#asked) === null ? "none" : "connecting" },
      unsent: this.#outbox.count,
      underWay: this.#outbox.underWay,
      unsafe: this.#unsafe(),
      clockOffset: this.#clock.told,
      isTooOld: this.#isTooOld,
      refused: this.aside.refusals,
      damaged: this.aside.damaged,
    }
    if (this.#isLeading) return own
    const leader = this.#leader ?? own
    const waits = this.#unconfirmed.size
    const storage = waits > 0 && typeof leader.storage === "string" ? "saving" : leader.storage
    const unsafe = { ...leader.unsafe }
    if (leader.relay.state !== "none")
      for (const { document } of this.#unconfirmed.values()) unsafe[document] = "device"
    return { ...leader, storage, unsafe, unsent: leader.unsent + (leader.relay.state === "none" ? 0 : waits) }
  }

  #unsafe(): UnsafeDocuments {
    const unsafe: Record<DocumentPath, "device" | "sent"> = {}
    for (const path of [...this.#options.events.watched(), ...this.#companions.watched]) {
      const state = this.#outbox.stateOf(path)
      if (state !== "safe") unsafe[path] = state === "sent" ? "sent" : "device"
    }
    return unsafe
  }

  /** Passes on to the other workers what this one reports, if it leads. */
  tellReport(report: SyncReport): void {
    if (this.#isLeading) this.#companions.say({ say: "report", report })
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
        ["relay", this.#relay],
        ["history", this.#history],
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
    this.#connection?.stop()
    if (this.#isLeading) this.#upkeep.run()
    await this.#options.database.close()
    this.#companions.close()
    this.#releaseLock()
  }

  /** Ends at once, since the workspace is being removed from this device. */
  forget(): void {
    this.#companions.say({ say: "forgotten" })
    this.#abandon()
  }

  // What the connection asks of the keeper of the documents.

  wanted(most: number): readonly DocumentPath[] {
    const wanted = new Set<DocumentPath>()
    for (const paths of [this.#options.events.watched(), this.#companions.watched])
      for (const path of paths) if (wanted.size < most) wanted.add(path)
    const all = Math.min(most, wanted.size + MOST_UNSEEN)
    for (const path of [...this.#renewals.due, ...this.#outbox.documents]) {
      if (wanted.size >= all) break
      wanted.add(path)
    }
    return [...wanted]
  }

  async open(path: DocumentPath): Promise<SyncedDocument> {
    await this.#options.documents.load([path])
    this.#clock.correct(path)
    return this.#options.documents.synced(path, this.#history ?? "", this.#renewals.isDue(path))
  }

  unsent(path: DocumentPath): readonly number[] {
    return this.#outbox.of(path)
  }

  queued(path: DocumentPath): readonly Queued[] | null {
    return this.#renewals.queued(path)
  }

  isStopped(path: DocumentPath): boolean {
    return this.#isTooOld || this.#renewals.isDue(path)
  }

  received(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void {
    const { documents, database, events } = this.#options
    const taken = bytes.length === 0 ? NOTHING_TAKEN : documents.receive(path, bytes)
    if (taken !== null) {
      if (bytes.length > 0) {
        database.append(path, bytes)
        this.#sayTakenIn(path, bytes)
        this.#upkeep.changed(path)
        events.tookIn(path, bytes, taken)
      }
      this.#noteLevel(path, at)
    }
    events.met(path)
  }

  beganAnew(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void {
    const { documents, events } = this.#options
    const { sound, broken } = sortUpdates(bytes.length === 0 ? [] : [bytes])
    // What does not decode is no state to begin from; the next join asks again.
    if (broken.length > 0) return this.putAside(path, bytes)
    const renewed = this.#renewals.begin(path, sound[0] ?? bytes, { history: this.#history ?? "", ...at })
    this.#upkeep.changed(path)
    events.beganAnew(path, renewed)
    this.#afterKept(() => {
      if (documents.isOpen(path)) this.#sayAnew(path)
    })
    events.met(path)
    events.changed()
  }

  allowed(path: DocumentPath, right: DocumentRight): void {
    const before = this.#rights.rights
    this.#rights.allowed(path, right)
    if (this.#rights.rights !== before) this.#rightsChanged()
    this.#withdrawIfDue(path)
  }

  sent(path: DocumentPath, ids: readonly number[]): void {
    this.#outbox.sent(path, ids)
    this.#options.events.changed()
  }

  notSent(path: DocumentPath): void {
    this.#outbox.notSent(path)
    this.#options.events.changed()
  }

  acknowledged(path: DocumentPath, ids: readonly number[]): void {
    this.#outbox.remove(path, ids)
    this.#options.database.removeUnsent(ids)
    this.#waits.acknowledged(ids)
    this.#options.events.changed()
  }

  refused(path: DocumentPath, refusals: readonly RefusedFrame[]): void {
    this.#renewals.refused(path, refusals)
    this.#options.events.changed()
  }

  notServed(path: DocumentPath, reason: JoinRefusal): void {
    if (reason === "forbidden") this.allowed(path, "none")
    this.#options.events.met(path)
  }

  presence(path: DocumentPath): string {
    return this.#options.presence.summary(path)
  }

  peer(path: DocumentPath, session: string, text: string): void {
    this.#options.events.peer(path, session, text)
    this.#companions.say({ say: "peer", path, session, text })
  }

  /** Holds the lock: from here on this worker writes the database and holds the socket. */
  async #lead(): Promise<void> {
    const { database, documents, events } = this.#options
    // Whoever led before may have written since this worker started.
    const stored = await database.readWorkspace()
    const held = this.#hasCompany ? await this.#readOpen() : null
    if (this.#isClosed) return
    this.#isLeading = true
    this.#leader = null
    this.#formerly = textsOf(stored.meta.get("formerly"))
    this.#relay = textOf(stored.meta.get("relay"))
    this.#history = textOf(stored.meta.get("history"))
    this.#rights.load(stored.meta.get("rights"))
    this.#outbox.load(stored.unsent)
    documents.knowAll(stored.documents, levelsIn(stored.meta))
    if (held !== null) this.#alignEditions(held)
    this.aside.level(stored.setAside)
    for (const unsent of this.#unconfirmed.values()) this.#keep(unsent, documents.replicaOf(unsent.document))
    this.#unconfirmed.clear()
    if (held !== null) this.#takeOver(held)
    this.#companions.say({ say: "leading" })
    for (const { path, tell } of this.#asks.values()) this.#waits.add(this.#unsentIn(path), tell)
    this.#asks.clear()
    if (this.#asked !== null) this.share(this.#asked)
    if (this.#connection === null) this.#startConnection()
    this.#rightsChanged()
    events.changed()
  }

  /** What is on disk of the documents that are open here. */
  #readOpen(): Promise<ReadonlyMap<DocumentPath, StoredDocument>> {
    return this.#options.database.readDocuments([...this.#options.documents.open])
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

  #startConnection(): void {
    if (this.#relay === null) return
    const { workspace, world, events } = this.#options
    this.#connection = new Connection({
      workspace,
      relay: this.#relay,
      world,
      keeper: this,
      welcomed: welcome => this.#welcomed(welcome),
      standing: standing => this.#stands(standing),
      changed: () => events.changed(),
      lostPeers: () => {
        this.#outbox.notSent()
        events.lostPeers()
        this.#companions.say({ say: "lost-peers" })
      },
    })
  }

  #welcomed({ history, now, leastSchema }: { history: string; now: number; leastSchema: number }): void {
    this.#clock.learn(now - this.#options.world.clock.now())
    this.#isTooOld = leastSchema > SCHEMA_VERSION
    if (history === this.#history) return
    // A log that this device has not filled: another relay, or one that begins anew.
    const isFirst = this.#history === null
    this.#history = history
    this.#options.database.setMeta("history", history)
    if (!isFirst) this.#sendWhole()
  }

  /** Marks every document as not sent at all. */
  #sendWhole(): void {
    for (const document of this.#options.documents.known) this.#addUnsent({ document, bytes: EVERYTHING })
  }

  #stands(standing: Standing | null): void {
    this.#rights.stands(standing)
    this.#rightsChanged()
    for (const path of [...this.#options.documents.known]) this.#withdrawIfDue(path)
  }

  #rightsChanged(): void {
    const { database, events } = this.#options
    const { rights } = this.#rights
    if (this.#isLeading) {
      database.setMeta("rights", rights)
      this.#companions.say({ say: "rights", rights })
    }
    events.rights(rights)
  }

  /** Lets a document leave this device that may not be read any more. */
  #withdrawIfDue(path: DocumentPath): void {
    const { documents } = this.#options
    if (this.#rights.rightTo(path) !== "none" || !documents.isKnown(path)) return
    // What was not sent is told in words, for which the document has to be read.
    if (documents.isOpen(path) || this.#outbox.of(path).length === 0) return this.#withdraw(path)
    void this.#withdrawOnceLoaded(path)
  }

  async #withdrawOnceLoaded(path: DocumentPath): Promise<void> {
    await this.#options.documents.load([path])
    if (!this.#isClosed && this.#rights.rightTo(path) === "none") this.#withdraw(path)
  }

  #withdraw(path: DocumentPath): void {
    const patches = this.#renewals.withdraw(path)
    this.#companions.say({ say: "withdrawn", path })
    this.#options.events.withdrawn(path, patches)
    this.#options.events.changed()
  }

  /** Stores an update of this device and sends it. */
  #keep(unsent: Omit<Unsent, "id">, replica: string): void {
    const { database, documents } = this.#options
    const { document: path, bytes } = unsent
    database.append(path, bytes)
    documents.note(path)
    this.#remember(replica)
    this.#upkeep.changed(path)
    if (this.#relay === null) return
    const id = this.#addUnsent(unsent)
    this.#connection?.push(path, id, bytes)
  }

  #addUnsent(unsent: Omit<Unsent, "id">): number {
    const entry = this.#outbox.add(unsent)
    this.#options.database.addUnsent(entry)
    return entry.id
  }

  /** Keeps the names under which this device wrote, so that it knows its own writes after a restart. */
  #remember(replica: string): void {
    if (this.#formerly.includes(replica)) return
    this.#formerly = [...this.#formerly, replica].slice(-MOST_FORMER_NAMES)
    this.#options.database.setMeta("formerly", this.#formerly)
  }

  /** Calls back when all that was written is on disk; at once where there is none. */
  #afterKept(run: () => void): void {
    const { database } = this.#options
    if (typeof database.storage === "string") database.afterSaved(run)
    else run()
  }

  #noteLevel(path: DocumentPath, { seq, epoch }: RelayLevel): void {
    const { documents, database } = this.#options
    const [history, before] = [this.#history ?? "", documents.levelOf(path)]
    if (before?.history === history && before.seq === seq && before.epoch === epoch) return
    const level = { history, seq, epoch, edition: before?.edition ?? 0 }
    documents.setLevel(path, level)
    database.setLevel(path, level)
  }

  #sayTakenIn(path: DocumentPath, bytes: Uint8Array): void {
    const edition = this.#options.documents.editionOf(path)
    this.#companions.say({ say: "update", path, bytes, beside: undefined, edition, number: null, replica: "" })
  }

  #sayAnew(path: DocumentPath): void {
    const { documents } = this.#options
    const level = documents.levelOf(path)
    if (level !== undefined) this.#companions.say({ say: "anew", path, bytes: documents.encode(path), level })
  }

  #meet(path: DocumentPath): void {
    const { documents } = this.#options
    const edition = documents.editionOf(path)
    this.#companions.say({ say: "meet", path, stateVector: documents.stateVector(path), edition })
  }

  /** Somebody else's edition of a document is the newer one: it is begun anew from that, with what was not stored yet. */
  #followAnew(path: DocumentPath, bytes: Uint8Array, level: Level): void {
    const { documents, events } = this.#options
    if (!documents.isOpen(path) || documents.editionOf(path) === level.edition) return
    const own = [...this.#unconfirmed.values()].filter(({ document }) => document === path)
    const { beginning, renewed } = this.#renewals.renew(path, bytes, {
      level,
      isSameEpoch: isProse(path),
      unsent: own,
      judge: () => (this.#rights.rightTo(path) === "write" ? "carried" : "refused"),
      reason: "forbidden",
    })
    for (const { id } of own) this.#unconfirmed.delete(id)
    events.beganAnew(path, renewed)
    for (const { unsent } of beginning.carried) this.wrote(path, unsent.bytes, unsent.beside)
  }

  /** The open documents become of the edition that is on disk: whoever led before may have begun them anew. */
  #alignEditions(held: ReadonlyMap<DocumentPath, StoredDocument>): void {
    for (const [path, { updates, level }] of held) {
      if (level === null || level.edition === this.#options.documents.editionOf(path)) continue
      const { sound } = sortUpdates(updates)
      if (sound.length > 0) this.#followAnew(path, mergeUpdates([...sound]), level)
    }
  }

  #hear(heard: Heard): void {
    if (this.#isClosed) return
    const { events } = this.#options
    switch (heard.say) {
      case "leading":
        return this.#follow()
      case "watching":
        this.#connection?.refresh()
        return this.#isLeading ? this.#brief() : undefined
      case "meet":
        return void this.#answerMeeting(heard)
      case "met":
        return this.#met(heard)
      case "update":
        return this.#heardUpdate(heard)
      case "anew":
        return this.#isLeading ? undefined : this.#followAnew(heard.path, heard.bytes, heard.level)
      case "withdrawn":
        return this.#isLeading ? undefined : this.#heardWithdrawn(heard.path)
      case "rights":
        if (this.#isLeading) return
        this.#rights.load(heard.rights)
        for (const path of [...this.#options.documents.open])
          if (this.#rights.rightTo(path) === "none") this.#heardWithdrawn(path)
        return events.rights(this.#rights.rights)
      case "set-aside":
        return void this.aside.take(heard.aside)
      case "signed-in":
        return this.#isLeading ? this.signedIn() : undefined
      case "when-safe":
        if (!this.#isLeading) return
        return this.whenSafe(heard.path, refusal =>
          this.#companions.say({ say: "safe", to: heard.from, ask: heard.ask, refusal }),
        )
      case "safe":
        this.#asks.get(heard.ask)?.tell(heard.refusal)
        return void this.#asks.delete(heard.ask)
      case "stored":
        for (const number of heard.numbers) this.#unconfirmed.delete(number)
        return events.changed()
      case "report":
        this.#leader = heard.report
        if (!this.#isLeading) this.#clock.learn(heard.report.clockOffset ?? 0)
        return events.changed()
      case "share":
        return this.#isLeading ? this.share(heard.relay) : undefined
      case "present":
        events.shown(heard.path, heard.tab, heard.state)
        return this.#connection?.present(heard.path)
      case "peer":
        return events.peer(heard.path, heard.session, heard.text)
      case "lost-peers":
        return events.lostPeers()
      case "bye":
        return this.#connection?.refresh()
      case "forgotten":
        this.#abandon()
        return events.forgotten()
    }
  }

  /** Tells a worker that has just come, or watches something else, what it could not hear before. */
  #brief(): void {
    this.#companions.say({ say: "report", report: this.report() })
    this.#companions.say({ say: "rights", rights: this.#rights.rights })
    for (const { path, tab, state } of this.#options.presence.shownStates())
      this.#companions.say({ say: "present", path, tab, state })
    for (const { path, session, text } of this.#options.presence.heardTexts())
      this.#companions.say({ say: "peer", path, session, text })
  }

  /** Somebody else leads from now on: they hear what is watched here, and whatever they may not have. */
  #follow(): void {
    const { documents, events } = this.#options
    this.#companions.say({ say: "watching", paths: [...events.watched()] })
    if (this.#asked !== null) this.#companions.say({ say: "share", relay: this.#asked })
    for (const [number, unsent] of this.#unconfirmed) this.#sayUpdate(unsent, number)
    this.aside.tellAgain()
    for (const [ask, { path }] of this.#asks) this.#companions.say({ say: "when-safe", path, ask })
    for (const path of documents.open) this.#meet(path)
  }

  async #answerMeeting({ from, path, stateVector, edition }: Extract<Heard, { say: "meet" }>): Promise<void> {
    if (!this.#isLeading) return
    const { documents } = this.#options
    if (this.#isWithheld(path)) return
    await documents.load([path])
    if (edition !== documents.editionOf(path)) return this.#afterKept(() => this.#sayAnew(path))
    const bytes = documents.changesSince(path, stateVector)
    this.#companions.say({ say: "met", to: from, path, bytes, stateVector: documents.stateVector(path), edition })
  }

  #met({ path, bytes, stateVector, edition }: Extract<Heard, { say: "met" }>): void {
    const { documents, events } = this.#options
    if (!documents.isOpen(path) || documents.editionOf(path) !== edition) return
    this.#takeIn(path, bytes)
    if (documents.synced(path, "").isAheadOf(stateVector)) {
      const lacking = documents.changesSince(path, stateVector)
      this.#sayUpdate({ document: path, bytes: lacking }, null)
    }
    events.met(path)
  }

  #heardUpdate(heard: Extract<Heard, { say: "update" }>): void {
    const { path, bytes, beside, number, replica, from, edition } = heard
    const { database, documents } = this.#options
    this.#hasCompany = true
    if (this.#isLeading) {
      if (this.#isWithheld(path)) return
      // Of a document that has begun anew its author hears, and says it again.
      if (edition !== documents.editionOf(path)) return
      this.#keep({ document: path, bytes, ...(beside === undefined ? {} : { beside }) }, replica)
      if (number !== null)
        database.afterSaved(() => this.#companions.say({ say: "stored", to: from, numbers: [number] }))
    }
    void this.#takeInOnceLoaded(path, bytes, edition)
  }

  /** Whether nobody here may read a document: a worker that has it from a disk that could not be written is told. */
  #isWithheld(path: DocumentPath): boolean {
    if (this.#rights.rightTo(path) !== "none") return false
    this.#companions.say({ say: "withdrawn", path })
    return true
  }

  async #takeInOnceLoaded(path: DocumentPath, bytes: Uint8Array, edition: number): Promise<void> {
    const { documents, events } = this.#options
    await documents.whenLoaded(path)
    // One that was withdrawn comes back with the right: opening it asks whoever leads for all that was said meanwhile.
    if (!documents.isOpen(path) && [...events.watched()].includes(path)) await documents.load([path])
    if (documents.isOpen(path) && documents.editionOf(path) === edition) this.#takeIn(path, bytes)
  }

  /** Whoever leads has let a document leave this device. */
  #heardWithdrawn(path: DocumentPath): void {
    const { documents, events } = this.#options
    const own = [...this.#unconfirmed.values()].filter(({ document }) => document === path)
    // What is open and empty since has left already.
    if (own.length === 0 && !documents.isKnown(path)) return
    for (const { id, bytes } of own) {
      this.#unconfirmed.delete(id)
      this.aside.put({ document: path, bytes, reason: "forbidden", at: this.#now() })
    }
    events.withdrawn(path, documents.drop(path))
  }

  #now(): number {
    return this.#options.world.clock.now()
  }

  #abandon(): void {
    this.#isClosed = true
    this.#connection?.stop()
    this.#options.database.abandon()
    this.#companions.close()
    this.#releaseLock()
  }
}

const NOTHING_TAKEN: TakenIn = { patches: [], lost: [] }

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
