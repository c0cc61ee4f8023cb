import { newId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import { isProse } from "@weft/model/schema/stored"
import { mergeUpdates } from "yjs"
import type { SyncReport } from "../messages.ts"
import type { Rights } from "../rights.ts"
import type { ClockCorrection } from "./clock-correction.ts"
import { Companions, type Heard } from "./companions.ts"
import type { DeliveryOptions } from "./delivery-events.ts"
import type { SetAside, StoredDocument, Unsent } from "./disk.ts"
import type { Level } from "./documents.ts"
import type { Renewals } from "./renewals.ts"
import type { RightsBook } from "./rights-book.ts"
import type { ToldSafe } from "./safety-waits.ts"
import type { SetAsideShelf } from "./set-aside-shelf.ts"
import { sortUpdates } from "./sound-updates.ts"

/** What the others ask for, or tell, and the worker itself does; most of it only while it leads. */
export interface OwnWorker {
  readonly isLeading: () => boolean
  readonly isClosed: () => boolean
  readonly report: () => SyncReport
  /** Stores an update of another worker and sends it to the relay. */
  readonly keep: (unsent: Omit<Unsent, "id">, replica: string) => void
  /** Takes an update that is in its document already as one that was made here. */
  readonly wrote: (path: DocumentPath, bytes: Uint8Array, beside?: WrittenBeside) => void
  /** Puts an update from elsewhere into its open document. */
  readonly takeIn: (path: DocumentPath, bytes: Uint8Array) => void
  readonly share: (relay: string) => void
  readonly signedIn: (setsAside: boolean) => void
  readonly whenSafe: (path: DocumentPath | null, tell: ToldSafe) => void
  /** What the others look at has changed. */
  readonly watchedChanged: () => void
  /** What is shown of this device on a document has changed. */
  readonly presentChanged: (path: DocumentPath) => void
  readonly abandon: () => void
}

export interface CompanyOptions extends DeliveryOptions {
  readonly own: OwnWorker
  readonly aside: SetAsideShelf
  readonly clock: ClockCorrection
  readonly rights: RightsBook
  readonly renewals: Renewals
}

/** Somebody who waits until the relay has something, while another worker leads. */
interface Ask {
  readonly path: DocumentPath | null
  readonly tell: ToldSafe
}

/**
 * What this worker and the others of its device have to do with each other.
 *
 * All hear every update. Whoever leads stores what the others write and tells them when it is on disk; until then the
 * author keeps it, and says it again to whoever leads next. Two that cannot know what the other has meet: each tells its
 * state vector, and gets what it lacks.
 */
export class Company {
  readonly #options: CompanyOptions
  readonly #companions: Companions
  /** Updates of this worker that whoever leads has not confirmed. */
  readonly #unconfirmed = new Map<number, Unsent>()
  readonly #asks = new Map<number, Ask>()
  #numbers = 0
  /** What the worker that leads reports. */
  #leader: SyncReport | null = null
  #askedRelay: string | null = null
  #hasWritten = false

  constructor(options: CompanyOptions) {
    const { world, workspace } = options
    this.#options = options
    const self = newId(world.random)
    this.#companions = new Companions(world.channels, `weft-${workspace}`, self, heard => this.#hear(heard))
    // Whoever leads answers with what it reports.
    this.#companions.say({ say: "watching", paths: [] })
  }

  /** What the others look at. */
  get watched(): Iterable<DocumentPath> {
    return this.#companions.watched
  }

  /** Whether others have written since this worker started. */
  get hasWritten(): boolean {
    return this.#hasWritten
  }

  /** A relay that was asked for before this worker led. */
  get askedRelay(): string | null {
    return this.#askedRelay
  }

  /** Tells an update that is kept here, or is on disk. */
  tell({ document: path, bytes, beside }: Omit<Unsent, "id">): void {
    this.#sayUpdate({ document: path, bytes, ...(beside === undefined ? {} : { beside }) }, null)
  }

  /** Tells an update that came from the relay. */
  tellTakenIn(path: DocumentPath, bytes: Uint8Array): void {
    const edition = this.#options.documents.editionOf(path)
    this.#companions.say({ say: "update", path, bytes, beside: undefined, edition, number: null, replica: "" })
  }

  /** Gives an update to whoever leads, and keeps it until that has stored it. */
  handOver(unsent: Omit<Unsent, "id">): void {
    const id = ++this.#numbers
    this.#sayUpdate(unsent, id)
    this.#unconfirmed.set(id, { ...unsent, id })
  }

  /** Asks whoever leads to tell when all of a document, or of all documents, is on the relay's disk. */
  askWhenSafe(path: DocumentPath | null, tell: ToldSafe): void {
    const ask = ++this.#numbers
    this.#asks.set(ask, { path, tell })
    this.#companions.say({ say: "when-safe", path, ask })
  }

  /** Asks whoever leads, now or later, to keep in step with a relay. */
  askToShare(relay: string): void {
    this.#askedRelay = relay
    this.#companions.say({ say: "share", relay })
  }

  tellSignedIn(setsAside: boolean): void {
    this.#companions.say({ say: "signed-in", setsAside })
  }

  tellWatched(): void {
    this.#companions.say({ say: "watching", paths: [...this.#options.events.watched()] })
  }

  tellPresent(path: DocumentPath, tab: string, state: unknown): void {
    this.#companions.say({ say: "present", path, tab, state })
  }

  tellPeer(path: DocumentPath, session: string, text: string): void {
    this.#companions.say({ say: "peer", path, session, text })
  }

  tellLostPeers(): void {
    this.#companions.say({ say: "lost-peers" })
  }

  tellReport(report: SyncReport): void {
    this.#companions.say({ say: "report", report })
  }

  tellRights(rights: Rights): void {
    this.#companions.say({ say: "rights", rights })
  }

  tellAside(aside: SetAside): void {
    this.#companions.say({ say: "set-aside", aside })
  }

  tellLetGo(gone: readonly SetAside[]): void {
    this.#companions.say({ say: "let-go", gone })
  }

  tellWithdrawn(path: DocumentPath): void {
    this.#companions.say({ say: "withdrawn", path })
  }

  tellForgotten(): void {
    this.#companions.say({ say: "forgotten" })
  }

  /** Tells that a document has begun anew, which has to be on disk. */
  tellAnew(path: DocumentPath): void {
    const { documents } = this.#options
    const level = documents.levelOf(path)
    if (level !== undefined) this.#companions.say({ say: "anew", path, bytes: documents.encode(path), level })
  }

  /** Asks whoever leads for what they have of a document and this worker lacks. */
  meet(path: DocumentPath): void {
    const { documents } = this.#options
    const edition = documents.editionOf(path)
    this.#companions.say({ say: "meet", path, stateVector: documents.stateVector(path), edition })
  }

  /** What is told of the workspace while another worker leads: what that one reports, and what waits here for it. */
  reportFollowing(own: SyncReport): SyncReport {
    const leader = this.#leader ?? own
    const waits = this.#unconfirmed.size
    const storage = waits > 0 && typeof leader.storage === "string" ? "saving" : leader.storage
    const unsafe = { ...leader.unsafe }
    if (leader.relay.state !== "none")
      for (const { document } of this.#unconfirmed.values()) unsafe[document] = "device"
    return { ...leader, storage, unsafe, unsent: leader.unsent + (leader.relay.state === "none" ? 0 : waits) }
  }

  /** Nobody else leads from now on: hands back what nobody has stored. */
  takeBackUnconfirmed(): readonly Unsent[] {
    const unsent = [...this.#unconfirmed.values()]
    this.#leader = null
    this.#unconfirmed.clear()
    return unsent
  }

  /** Tells that this worker leads, and hands back who waits for the relay's disk. */
  beginLeading(): readonly Ask[] {
    this.#companions.say({ say: "leading" })
    const asks = [...this.#asks.values()]
    this.#asks.clear()
    return asks
  }

  /** The open documents become of the edition that is on disk: whoever led before may have begun them anew. */
  alignEditions(held: ReadonlyMap<DocumentPath, StoredDocument>): void {
    for (const [path, { updates, level }] of held) {
      if (level === null || level.edition === this.#options.documents.editionOf(path)) continue
      const { sound } = sortUpdates(updates)
      if (sound.length > 0) this.#followAnew(path, mergeUpdates([...sound]), level)
    }
  }

  close(): void {
    this.#companions.close()
  }

  #sayUpdate({ document: path, bytes, beside }: Omit<Unsent, "id">, number: number | null): void {
    const { documents } = this.#options
    const [edition, replica] = [documents.editionOf(path), documents.replicaOf(path)]
    this.#companions.say({ say: "update", path, bytes, beside, edition, number, replica })
  }

  #hear(heard: Heard): void {
    const { events, own, aside, clock } = this.#options
    if (own.isClosed()) return
    const isLeading = own.isLeading()
    switch (heard.say) {
      case "leading":
        return this.#follow()
      case "watching":
        own.watchedChanged()
        return isLeading ? this.#brief() : undefined
      case "meet":
        return isLeading ? void this.#answerMeeting(heard) : undefined
      case "met":
        return this.#met(heard)
      case "update":
        return this.#heardUpdate(heard)
      case "anew":
        return isLeading ? undefined : this.#followAnew(heard.path, heard.bytes, heard.level)
      case "withdrawn":
        return isLeading ? undefined : this.#heardWithdrawn(heard.path)
      case "rights":
        return isLeading ? undefined : this.#heardRights(heard.rights)
      case "set-aside":
        return void aside.take(heard.aside)
      case "let-go":
        return aside.drop(heard.gone)
      case "signed-in":
        return isLeading ? own.signedIn(heard.setsAside) : undefined
      case "when-safe":
        return isLeading ? this.#answerWhenSafe(heard) : undefined
      case "safe":
        this.#asks.get(heard.ask)?.tell(heard.refusal)
        return void this.#asks.delete(heard.ask)
      case "stored":
        for (const number of heard.numbers) this.#unconfirmed.delete(number)
        return events.changed()
      case "report":
        this.#leader = heard.report
        if (!isLeading) clock.learn(heard.report.clockOffset ?? 0)
        return events.changed()
      case "share":
        return isLeading ? own.share(heard.relay) : undefined
      case "present":
        events.shown(heard.path, heard.tab, heard.state)
        return own.presentChanged(heard.path)
      case "peer":
        return events.peer(heard.path, heard.session, heard.text)
      case "lost-peers":
        return events.lostPeers()
      case "bye":
        return own.watchedChanged()
      case "forgotten":
        own.abandon()
        return events.forgotten()
    }
  }

  /** Tells a worker that has just come, or watches something else, what it could not hear before. */
  #brief(): void {
    const { own, rights, presence } = this.#options
    this.tellReport(own.report())
    this.tellRights(rights.rights)
    for (const { path, tab, state } of presence.shownStates()) this.tellPresent(path, tab, state)
    for (const { path, session, text } of presence.heardTexts()) this.tellPeer(path, session, text)
  }

  /** Somebody else leads from now on: they hear what is watched here, and whatever they may not have. */
  #follow(): void {
    const { documents, aside } = this.#options
    this.tellWatched()
    if (this.#askedRelay !== null) this.#companions.say({ say: "share", relay: this.#askedRelay })
    for (const [number, unsent] of this.#unconfirmed) this.#sayUpdate(unsent, number)
    aside.tellAgain()
    for (const [ask, { path }] of this.#asks) this.#companions.say({ say: "when-safe", path, ask })
    for (const path of documents.open) this.meet(path)
  }

  async #answerMeeting({ from, path, stateVector, edition }: Extract<Heard, { say: "meet" }>): Promise<void> {
    const { documents, database } = this.#options
    if (this.#isWithheld(path)) return
    await documents.load([path])
    if (edition !== documents.editionOf(path)) return database.afterKept(() => this.tellAnew(path))
    const bytes = documents.changesSince(path, stateVector)
    this.#companions.say({ say: "met", to: from, path, bytes, stateVector: documents.stateVector(path), edition })
  }

  #met({ path, bytes, stateVector, edition }: Extract<Heard, { say: "met" }>): void {
    const { documents, events, own } = this.#options
    if (!documents.isOpen(path) || documents.editionOf(path) !== edition) return
    own.takeIn(path, bytes)
    if (documents.synced(path, "").isAheadOf(stateVector)) {
      const lacking = documents.changesSince(path, stateVector)
      this.#sayUpdate({ document: path, bytes: lacking }, null)
    }
    events.met(path)
  }

  #heardUpdate(heard: Extract<Heard, { say: "update" }>): void {
    const { path, bytes, beside, number, replica, from, edition } = heard
    const { database, documents, own } = this.#options
    this.#hasWritten = true
    if (own.isLeading()) {
      if (this.#isWithheld(path)) return
      // Of a document that has begun anew its author hears, and says it again.
      if (edition !== documents.editionOf(path)) return
      own.keep({ document: path, bytes, ...(beside === undefined ? {} : { beside }) }, replica)
      if (number !== null)
        database.afterSaved(() => this.#companions.say({ say: "stored", to: from, numbers: [number] }))
    }
    void this.#takeInOnceLoaded(path, bytes, edition)
  }

  async #takeInOnceLoaded(path: DocumentPath, bytes: Uint8Array, edition: number): Promise<void> {
    const { documents, events, own } = this.#options
    await documents.whenLoaded(path)
    // One that was withdrawn comes back with the right: opening it asks whoever leads for all that was said meanwhile.
    if (!documents.isOpen(path) && [...events.watched()].includes(path)) await documents.load([path])
    if (documents.isOpen(path) && documents.editionOf(path) === edition) own.takeIn(path, bytes)
  }

  #answerWhenSafe({ from, path, ask }: Extract<Heard, { say: "when-safe" }>): void {
    this.#options.own.whenSafe(path, refusal => this.#companions.say({ say: "safe", to: from, ask, refusal }))
  }

  /** Somebody else's edition of a document is the newer one: it is begun anew from that, with what was not stored yet. */
  #followAnew(path: DocumentPath, bytes: Uint8Array, level: Level): void {
    const { documents, events, own, renewals, rights } = this.#options
    if (!documents.isOpen(path) || documents.editionOf(path) === level.edition) return
    const unsent = this.#unconfirmedOf(path)
    const { beginning, renewed } = renewals.renew(path, bytes, {
      level,
      isSameEpoch: isProse(path),
      unsent,
      judge: () => (rights.rightTo(path) === "write" ? "carried" : "refused"),
      reason: "forbidden",
    })
    for (const { id } of unsent) this.#unconfirmed.delete(id)
    events.beganAnew(path, renewed)
    for (const { unsent: carried } of beginning.carried) own.wrote(path, carried.bytes, carried.beside)
  }

  /** Whether nobody here may read a document: a worker that has it from a disk that could not be written is told. */
  #isWithheld(path: DocumentPath): boolean {
    if (this.#options.rights.rightTo(path) !== "none") return false
    this.tellWithdrawn(path)
    return true
  }

  #heardRights(told: Rights): void {
    const { rights, documents, events } = this.#options
    rights.load(told)
    for (const path of [...documents.open]) if (rights.rightTo(path) === "none") this.#heardWithdrawn(path)
    events.rights(rights.rights)
  }

  /** Whoever leads has let a document leave this device. */
  #heardWithdrawn(path: DocumentPath): void {
    const { documents, events, aside, world } = this.#options
    const own = this.#unconfirmedOf(path)
    // What is open and empty since has left already.
    if (own.length === 0 && !documents.isKnown(path)) return
    for (const { id, bytes } of own) {
      this.#unconfirmed.delete(id)
      aside.put({ document: path, bytes, reason: "forbidden", at: world.clock.now() })
    }
    events.withdrawn(path, documents.drop(path))
  }

  #unconfirmedOf(path: DocumentPath): readonly Unsent[] {
    return [...this.#unconfirmed.values()].filter(({ document }) => document === path)
  }
}
