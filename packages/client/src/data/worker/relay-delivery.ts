import type { DocumentPath } from "@weft/model/schema/change"
import { SCHEMA_VERSION } from "@weft/model/schema/kinds"
import type { JoinRefusal } from "@weft/model/wire/reasons"
import type { DocumentRight, Standing } from "@weft/model/wire/rights"
import type { SyncReport } from "../messages.ts"
import type { ClockCorrection } from "./clock-correction.ts"
import type { Company } from "./company.ts"
import { Connection } from "./connection.ts"
import type { DeliveryOptions } from "./delivery-events.ts"
import type { Unsent } from "./disk.ts"
import type { TakenIn } from "./documents.ts"
import type { Outbox } from "./outbox.ts"
import type { DocumentKeeper, Queued, RefusedFrame, RelayLevel, SyncedDocument } from "./relay-channel.ts"
import type { Renewals } from "./renewals.ts"
import type { RightsBook } from "./rights-book.ts"
import type { SafetyWaits } from "./safety-waits.ts"
import { sortUpdates } from "./sound-updates.ts"
import type { Upkeep } from "./upkeep.ts"

/**
 * How many documents that nobody looks at are sent at a time, and how many bytes of them. An import makes thousands of
 * small ones, and should not wait for the relay's answer to each; what people are looking at should not queue behind
 * large ones.
 */
const MOST_UNSEEN = 100
const MOST_UNSEEN_BYTES = 256 * 1024

/** An unsent entry without bytes stands for all that a document holds. */
const EVERYTHING = new Uint8Array(0)

const NOTHING_TAKEN: TakenIn = { patches: [], lost: [] }

export interface RelayDeliveryOptions extends DeliveryOptions {
  readonly company: Company
  readonly outbox: Outbox
  readonly renewals: Renewals
  readonly waits: SafetyWaits
  readonly rights: RightsBook
  readonly clock: ClockCorrection
  readonly upkeep: Upkeep
  readonly isLeading: () => boolean
  readonly isClosed: () => boolean
  /** Keeps bytes that could not be read. */
  readonly putAside: (path: DocumentPath, bytes: Uint8Array) => void
}

/** What goes to the relay and comes from there, and what follows from it for the documents of this device. */
export class RelayDelivery implements DocumentKeeper {
  readonly #options: RelayDeliveryOptions
  #relay: string | null
  #history: string | null = null
  #isTooOld = false
  #connection: Connection | null = null
  /** Updates after this one were made since somebody signed in, and are theirs. */
  #ownAfter = Infinity

  /** @param relay the one that was known last */
  constructor(relay: string | null, options: RelayDeliveryOptions) {
    this.#options = options
    this.#relay = relay
  }

  /** Where the relay is; `null` where the workspace is shared with none. */
  get relay(): string | null {
    return this.#relay
  }

  /** Which log of the relay the documents stand against. */
  get history(): string | null {
    return this.#history
  }

  /** How the connection is; `null` where there is none. */
  get state(): SyncReport["relay"] | null {
    return this.#connection?.state ?? null
  }

  /** Whether the relay could not write down what it was sent last. */
  get isTakingNothing(): boolean {
    return this.#connection?.isTakingNothing ?? false
  }

  /** Whether the relay takes nothing any more from a build as old as this one. */
  get isTooOld(): boolean {
    return this.#isTooOld
  }

  /** Takes over what is stored; nobody else writes it from now on. */
  load(relay: string | null, history: string | null): void {
    this.#relay = relay
    this.#history = history
  }

  /** Connects, where there is a relay and no connection. */
  start(): void {
    if (this.#connection === null) this.#connect()
  }

  stop(): void {
    this.#connection?.stop()
  }

  /** Sends everything to a relay, and keeps in step with it from then on. */
  share(relay: string): void {
    if (relay === this.#relay) return
    this.#relay = relay
    this.#options.database.setMeta("relay", relay)
    this.#sendWhole()
    this.#connection?.stop()
    this.#connect()
  }

  /** Sends an update that is in its document, once it is possible; without a relay it is not kept for one. */
  send(unsent: Omit<Unsent, "id">): void {
    if (this.#relay === null) return
    const id = this.#addUnsent(unsent)
    this.#connection?.push(unsent.document, id, unsent.bytes)
  }

  /** What somebody looks at has changed. */
  refresh(): void {
    this.#connection?.refresh()
  }

  /** The network may be back. */
  wake(): void {
    this.#connection?.wake()
  }

  /** Somebody has signed in. `setsAside`: what is unsent is not theirs, and is kept as refused. */
  signedIn(setsAside: boolean): void {
    const { outbox, renewals } = this.#options
    this.#ownAfter = outbox.last
    if (setsAside)
      for (const path of outbox.documents) renewals.refused(path, [{ reason: "of-another", ids: outbox.of(path) }])
    this.#connection?.signedIn()
  }

  /** What is shown of this device on a document has changed. */
  present(path: DocumentPath): void {
    this.#connection?.present(path)
  }

  /** Keeps and tells what the person may do, as it is now. */
  rightsChanged(): void {
    const { database, events, company, isLeading } = this.#options
    const { rights } = this.#options.rights
    if (isLeading()) {
      database.setMeta("rights", rights)
      company.tellRights(rights)
    }
    events.rights(rights)
  }

  // What the connection asks of the keeper of the documents.

  wanted(most: number): readonly DocumentPath[] {
    const { events, company, renewals, outbox } = this.#options
    const wanted = new Set<DocumentPath>()
    for (const paths of [events.watched(), company.watched])
      for (const path of paths) if (wanted.size < most) wanted.add(path)
    const all = Math.min(most, wanted.size + MOST_UNSEEN)
    let bytes = 0
    for (const path of [...renewals.due, ...outbox.documents]) {
      if (wanted.size >= all || bytes >= MOST_UNSEEN_BYTES) break
      if (!wanted.has(path)) bytes += outbox.weight(path)
      wanted.add(path)
    }
    return [...wanted]
  }

  async open(path: DocumentPath): Promise<SyncedDocument> {
    const { documents, clock, renewals } = this.#options
    await documents.load([path])
    clock.correct(path)
    return documents.synced(path, this.#history ?? "", renewals.isDue(path))
  }

  unsent(path: DocumentPath): readonly number[] {
    return this.#options.outbox.of(path)
  }

  queued(path: DocumentPath): readonly Queued[] | null {
    return this.#options.renewals.queued(path)
  }

  isStopped(path: DocumentPath): boolean {
    return this.#isTooOld || this.#options.renewals.isDue(path)
  }

  received(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void {
    const { documents, database, events, company, upkeep } = this.#options
    const taken = bytes.length === 0 ? NOTHING_TAKEN : documents.receive(path, bytes)
    if (taken !== null) {
      if (bytes.length > 0) {
        database.append(path, bytes)
        company.tellTakenIn(path, bytes)
        upkeep.changed(path)
        events.tookIn(path, bytes, taken)
      }
      this.#noteLevel(path, at)
    }
    events.met(path)
  }

  beganAnew(path: DocumentPath, bytes: Uint8Array, at: RelayLevel): void {
    const { documents, database, events, company, renewals, upkeep } = this.#options
    const { sound, broken } = sortUpdates(bytes.length === 0 ? [] : [bytes])
    // What does not decode is no state to begin from; the next join asks again.
    if (broken.length > 0) return this.#options.putAside(path, bytes)
    const renewed = renewals.begin(path, sound[0] ?? bytes, { history: this.#history ?? "", ...at })
    upkeep.changed(path)
    events.beganAnew(path, renewed)
    database.afterKept(() => {
      if (documents.isOpen(path)) company.tellAnew(path)
    })
    events.met(path)
    events.changed()
  }

  allowed(path: DocumentPath, right: DocumentRight): void {
    const { rights } = this.#options
    const before = rights.rights
    rights.allowed(path, right)
    if (rights.rights !== before) this.rightsChanged()
    this.#withdrawIfDue(path)
  }

  sent(path: DocumentPath, ids: readonly number[]): void {
    this.#options.outbox.sent(path, ids)
    this.#options.events.changed()
  }

  notSent(path: DocumentPath): void {
    this.#options.outbox.notSent(path)
    this.#options.events.changed()
  }

  acknowledged(path: DocumentPath, ids: readonly number[]): void {
    const { outbox, database, waits, events } = this.#options
    outbox.remove(path, ids)
    database.removeUnsent(ids)
    waits.acknowledged(ids)
    events.changed()
  }

  refused(path: DocumentPath, refusals: readonly RefusedFrame[]): void {
    this.#options.renewals.refused(path, refusals)
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
    this.#options.company.tellPeer(path, session, text)
  }

  #connect(): void {
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
      lostPeers: () => this.#lostPeers(),
    })
  }

  #lostPeers(): void {
    this.#options.outbox.notSent()
    this.#options.events.lostPeers()
    this.#options.company.tellLostPeers()
  }

  #welcomed({ history, now, leastSchema }: { history: string; now: number; leastSchema: number }): void {
    const { clock, world, database } = this.#options
    clock.learn(now - world.clock.now())
    this.#isTooOld = leastSchema > SCHEMA_VERSION
    if (history === this.#history) return
    // A log that this device has not filled: another relay, or one that begins anew.
    const isFirst = this.#history === null
    this.#history = history
    database.setMeta("history", history)
    if (!isFirst) this.#sendWhole()
  }

  /** Marks every document as not sent at all. */
  #sendWhole(): void {
    for (const document of this.#options.documents.known) this.#addUnsent({ document, bytes: EVERYTHING })
  }

  #addUnsent(unsent: Omit<Unsent, "id">): number {
    const entry = this.#options.outbox.add(unsent)
    this.#options.database.addUnsent(entry)
    return entry.id
  }

  #stands(standing: Standing | null): void {
    if (this.#isOfAnother(standing)) return this.#connection?.turnBack("of-another")
    this.#ownAfter = Infinity
    this.#options.rights.stands(standing)
    this.rightsChanged()
    for (const path of [...this.#options.documents.known]) this.#withdrawIfDue(path)
  }

  /** Whether what is unsent here was done by another person than the one who is signed in now: it is not theirs to send. */
  #isOfAnother(standing: Standing | null): boolean {
    const { rights, outbox, renewals } = this.#options
    const before = rights.rights.standing
    if (standing === null || before === null || before === "unknown" || before.member === standing.member) return false
    return [...outbox.documents].some(path => !renewals.isDue(path) && outbox.of(path).some(id => id <= this.#ownAfter))
  }

  /** Lets a document leave this device that may not be read any more. */
  #withdrawIfDue(path: DocumentPath): void {
    const { documents, rights, outbox } = this.#options
    if (rights.rightTo(path) !== "none" || !documents.isKnown(path)) return
    // What was not sent is told in words, for which the document has to be read.
    if (documents.isOpen(path) || outbox.of(path).length === 0) return this.#withdraw(path)
    void this.#withdrawOnceLoaded(path)
  }

  async #withdrawOnceLoaded(path: DocumentPath): Promise<void> {
    const { documents, rights, isClosed } = this.#options
    await documents.load([path])
    if (!isClosed() && rights.rightTo(path) === "none") this.#withdraw(path)
  }

  #withdraw(path: DocumentPath): void {
    const { renewals, company, events } = this.#options
    const patches = renewals.withdraw(path)
    this.#connection?.dropped(path)
    company.tellWithdrawn(path)
    events.withdrawn(path, patches)
    events.changed()
  }

  #noteLevel(path: DocumentPath, { seq, epoch }: RelayLevel): void {
    const { documents, database } = this.#options
    const [history, before] = [this.#history ?? "", documents.levelOf(path)]
    if (before?.history === history && before.seq === seq && before.epoch === epoch) return
    const level = { history, seq, epoch, edition: before?.edition ?? 0 }
    documents.setLevel(path, level)
    database.setLevel(path, level)
  }
}
