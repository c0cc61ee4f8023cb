import { newId, type WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { JoinRefusal, NackReason } from "@weft/model/wire/reasons"
import type { SyncReport } from "../messages.ts"
import { Companions, type Heard } from "./companions.ts"
import { Connection } from "./connection.ts"
import type { Database, Refill } from "./database.ts"
import type { SetAside, StoredDocument, StoredWorkspace } from "./disk.ts"
import type { Documents, TakenIn } from "./documents.ts"
import { Outbox } from "./outbox.ts"
import type { PresenceBoard } from "./presence-board.ts"
import type { DocumentKeeper, SyncedDocument } from "./relay-channel.ts"
import { isNothing, sortUpdates, stateVectorOf } from "./sound-updates.ts"
import { setAsideFile } from "./set-aside-file.ts"
import { Upkeep } from "./upkeep.ts"
import type { World } from "./world.ts"

/** How many of this device's former replica names are remembered. */
const MOST_FORMER_NAMES = 50

/**
 * How many documents that nobody looks at are sent at a time. The relay takes so many updates a second from one socket,
 * and what people are looking at should not queue behind an import.
 */
const MOST_UNSEEN = 16

/** Why bytes are set aside that could not be read; all other reasons are refusals. */
const NOT_SOUND = "not-decoded"

/** An unsent entry without bytes stands for all that a document holds. */
const EVERYTHING = new Uint8Array(0)

/** What the delivery tells whoever shows the documents. */
export interface DeliveryEvents {
  /** An update from elsewhere is in a document. */
  readonly tookIn: (path: DocumentPath, bytes: Uint8Array, taken: TakenIn) => void
  /** The relay, or the worker that leads, has told all that it has of a document; or will not for now. */
  readonly met: (path: DocumentPath) => void
  /** Paths that somebody here looks at, the most important first. */
  readonly watched: () => Iterable<DocumentPath>
  /** What the report says may have changed. */
  readonly changed: () => void
  /** A tab of another worker on this device shows something. */
  readonly shown: (path: DocumentPath, tab: string, state: unknown) => void
  /** A peer's connection shows something. */
  readonly peer: (path: DocumentPath, session: string, text: string) => void
  readonly lostPeers: () => void
  readonly forgotten: () => void
}

export interface DeliveryOptions {
  readonly workspace: WorkspaceId
  readonly world: World
  readonly database: Database
  readonly documents: Documents
  readonly stored: StoredWorkspace
  readonly presence: PresenceBoard
  /** The name of this worker's replica. */
  readonly replica: string
  readonly events: DeliveryEvents
}

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
  readonly #unconfirmed = new Map<number, { readonly path: DocumentPath; readonly bytes: Uint8Array }>()
  #numbers = 0
  readonly #setAside: SetAside[]
  /** Documents of which the relay refused an update: what follows depends on it. */
  readonly #stopped = new Set<DocumentPath>()
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
  #clockSkew = 0

  constructor(options: DeliveryOptions) {
    const { world, workspace, stored } = options
    this.#options = options
    this.#setAside = [...stored.setAside]
    this.#upkeep = new Upkeep(
      options.database,
      options.documents,
      world.timers,
      () => this.#isLeading && !this.#isClosed,
    )
    this.#relay = textOf(stored.meta.get("relay"))
    const self = newId(world.random)
    this.#companions = new Companions(world.channels, `weft-${workspace}`, self, heard => this.#hear(heard))
    // Whoever leads answers with what it reports.
    this.#companions.say({ say: "watching", paths: [] })
    this.#releaseLock = world.locks.request(`weft-database-${workspace}`, () => void this.#lead())
    world.whenOnline(() => this.#connection?.wake())
  }

  /** How far this device's clock is behind the relay's, in milliseconds. */
  get clockSkew(): number {
    return this.#clockSkew
  }

  /** Whether somebody may still tell us what is in a document of which nothing is stored here. */
  get mayStillMeet(): boolean {
    const { state } = this.report().relay
    return state === "connecting" || state === "online"
  }

  /** Takes an update that was made in this worker; `bytes` are in their document already. */
  wrote(path: DocumentPath, bytes: Uint8Array): void {
    const number = this.#isLeading ? null : ++this.#numbers
    this.#companions.say({ say: "update", path, bytes, number, replica: this.#options.replica })
    if (number === null) this.#keep(path, bytes, this.#options.replica)
    else this.#unconfirmed.set(number, { path, bytes })
    this.#options.events.changed()
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
    const isKept = (aside: SetAside) => aside.reason === NOT_SOUND
    const own: SyncReport = {
      storage: this.#options.database.storage,
      relay: this.#connection?.state ?? { state: (this.#relay ?? this.#asked) === null ? "none" : "connecting" },
      unsent: this.#outbox.count,
      refused: this.#setAside.filter(aside => !isKept(aside)).length,
      damaged: [...new Set(this.#setAside.filter(isKept).map(aside => aside.document))],
    }
    if (this.#isLeading) return own
    const leader = this.#leader ?? own
    const waits = this.#unconfirmed.size
    const storage = waits > 0 && typeof leader.storage === "string" ? "saving" : leader.storage
    return { ...leader, storage, unsent: leader.unsent + (leader.relay.state === "none" ? 0 : waits) }
  }

  /** Passes on to the other workers what this one reports, if it leads. */
  tellReport(report: SyncReport): void {
    if (this.#isLeading) this.#companions.say({ say: "report", report })
  }

  /** Everything that is in memory, for a database that was lost. */
  everything(): Refill {
    const { documents } = this.#options
    if (!this.#isLeading) return { documents: [], unsent: [], setAside: [], meta: [] }
    const unsent = Array.from(this.#outbox.documents, document =>
      this.#outbox.of(document).map(id => ({ id, document, bytes: EVERYTHING })),
    )
    return {
      documents: Array.from(documents.open, path => [path, documents.encode(path)] as const),
      unsent: unsent.flat(),
      setAside: this.#setAside,
      meta: [
        ["relay", this.#relay],
        ["history", this.#history],
        ["formerly", this.#formerly],
      ],
    }
  }

  putAside(document: DocumentPath, bytes: Uint8Array, reason: string = NOT_SOUND): void {
    const aside = { document, reason, at: this.#options.world.clock.now(), bytes }
    if (reason === NOT_SOUND) this.#upkeep.foldSoon(document)
    if (isAmong(this.#setAside, aside)) return
    this.#setAside.push(aside)
    if (this.#isLeading) this.#options.database.setAside(aside)
    this.#options.events.changed()
  }

  setAsideFile(): string {
    return setAsideFile(this.#setAside)
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
    for (const path of this.#outbox.documents) {
      if (wanted.size === all) break
      if (!this.#stopped.has(path)) wanted.add(path)
    }
    return [...wanted]
  }

  async open(path: DocumentPath): Promise<SyncedDocument> {
    await this.#options.documents.load([path])
    return this.#options.documents.synced(path, this.#history ?? "")
  }

  unsent(path: DocumentPath): readonly number[] {
    return this.#outbox.of(path)
  }

  isStopped(path: DocumentPath): boolean {
    return this.#stopped.has(path)
  }

  received(path: DocumentPath, bytes: Uint8Array, seq: number): void {
    const { documents, database, events } = this.#options
    const taken = bytes.length === 0 ? NOTHING_TAKEN : documents.receive(path, bytes)
    if (taken !== null) {
      if (bytes.length > 0) {
        database.append(path, bytes)
        this.#companions.say({ say: "update", path, bytes, number: null, replica: "" })
        this.#upkeep.changed(path)
        events.tookIn(path, bytes, taken)
      }
      this.#noteLevel(path, seq)
    }
    events.met(path)
  }

  acknowledged(path: DocumentPath, ids: readonly number[]): void {
    this.#outbox.remove(path, ids)
    this.#options.database.removeUnsent(ids)
    this.#options.events.changed()
  }

  refused(path: DocumentPath, ids: readonly number[], bytes: Uint8Array, reason: NackReason): void {
    this.#stopped.add(path)
    this.acknowledged(path, ids)
    this.putAside(path, bytes, reason)
  }

  notServed(path: DocumentPath, _reason: JoinRefusal): void {
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
    this.#outbox.load(stored.unsent)
    documents.knowAll(stored.documents)
    for (const aside of this.#setAside) if (!isAmong(stored.setAside, aside)) database.setAside(aside)
    for (const aside of stored.setAside) if (!isAmong(this.#setAside, aside)) this.#setAside.push(aside)
    for (const { path, bytes } of this.#unconfirmed.values()) this.#keep(path, bytes, this.#options.replica)
    this.#unconfirmed.clear()
    if (held !== null) this.#takeOver(held)
    this.#companions.say({ say: "leading" })
    if (this.#asked !== null) this.share(this.#asked)
    if (this.#connection === null) this.#startConnection()
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
      if (!isNothing(lacking)) this.#keep(path, lacking, this.#options.replica)
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
      welcomed: (history, now) => this.#welcomed(history, now),
      changed: () => events.changed(),
      lostPeers: () => {
        events.lostPeers()
        this.#companions.say({ say: "lost-peers" })
      },
    })
  }

  #welcomed(history: string, now: number): void {
    this.#clockSkew = now - this.#options.world.clock.now()
    if (history === this.#history) return
    // A log that this device has not filled: another relay, or one that begins anew.
    const isFirst = this.#history === null
    this.#history = history
    this.#options.database.setMeta("history", history)
    if (!isFirst) this.#sendWhole()
  }

  /** Marks every document as not sent at all. */
  #sendWhole(): void {
    for (const document of this.#options.documents.known) this.#addUnsent(document, EVERYTHING)
  }

  /** Stores an update of this device and sends it. */
  #keep(path: DocumentPath, bytes: Uint8Array, replica: string): void {
    const { database, documents } = this.#options
    database.append(path, bytes)
    documents.note(path)
    this.#remember(replica)
    this.#upkeep.changed(path)
    if (this.#relay === null) return
    const id = this.#addUnsent(path, bytes)
    this.#connection?.push(path, id, bytes)
  }

  #addUnsent(document: DocumentPath, bytes: Uint8Array): number {
    const id = this.#outbox.add(document)
    this.#options.database.addUnsent({ id, document, bytes })
    return id
  }

  /** Keeps the names under which this device wrote, so that it knows its own writes after a restart. */
  #remember(replica: string): void {
    if (this.#formerly.includes(replica)) return
    this.#formerly = [...this.#formerly, replica].slice(-MOST_FORMER_NAMES)
    this.#options.database.setMeta("formerly", this.#formerly)
  }

  #noteLevel(path: DocumentPath, seq: number): void {
    const { documents, database } = this.#options
    const [history, before] = [this.#history ?? "", documents.levelOf(path)]
    if (before?.history === history && before.seq === seq) return
    documents.setLevel(path, { history, seq })
    database.setLevel(path, { history, seq })
  }

  #meet(path: DocumentPath): void {
    this.#companions.say({ say: "meet", path, stateVector: this.#options.documents.stateVector(path) })
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
      case "stored":
        for (const number of heard.numbers) this.#unconfirmed.delete(number)
        return events.changed()
      case "report":
        this.#leader = heard.report
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
    for (const [number, { path, bytes }] of this.#unconfirmed)
      this.#companions.say({ say: "update", path, bytes, number, replica: this.#options.replica })
    for (const path of documents.open) this.#meet(path)
  }

  async #answerMeeting({ from, path, stateVector }: Extract<Heard, { say: "meet" }>): Promise<void> {
    if (!this.#isLeading) return
    const { documents } = this.#options
    await documents.load([path])
    const bytes = documents.changesSince(path, stateVector)
    this.#companions.say({ say: "met", to: from, path, bytes, stateVector: documents.stateVector(path) })
  }

  #met({ path, bytes, stateVector }: Extract<Heard, { say: "met" }>): void {
    const { documents, events } = this.#options
    if (!documents.isOpen(path)) return
    this.#takeIn(path, bytes)
    if (documents.synced(path, "").isAheadOf(stateVector)) {
      const lacking = documents.changesSince(path, stateVector)
      this.#companions.say({ say: "update", path, bytes: lacking, number: null, replica: this.#options.replica })
    }
    events.met(path)
  }

  #heardUpdate(heard: Extract<Heard, { say: "update" }>): void {
    const { path, bytes, number, replica, from } = heard
    const { database } = this.#options
    this.#hasCompany = true
    if (this.#isLeading) {
      this.#keep(path, bytes, replica)
      if (number !== null)
        database.afterSaved(() => this.#companions.say({ say: "stored", to: from, numbers: [number] }))
    }
    void this.#takeInOnceLoaded(path, bytes)
  }

  async #takeInOnceLoaded(path: DocumentPath, bytes: Uint8Array): Promise<void> {
    await this.#options.documents.whenLoaded(path)
    if (this.#options.documents.isOpen(path)) this.#takeIn(path, bytes)
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

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

/** The texts of a stored list; what does not fit is left out. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : []
}

function isAmong(others: readonly SetAside[], { document, bytes }: SetAside): boolean {
  return others.some(other => other.document === document && sameBytes(other.bytes, bytes))
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
