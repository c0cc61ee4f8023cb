import { replicaName, type DocumentReplica, type LostWrite } from "@weft/model/replica/document-replica"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import { diffRow, type RowPatch } from "@weft/model/schema/patch"
import type { Stamp } from "@weft/model/base/hybrid-clock"
import { PersistentMap } from "@weft/model/base/persistent-map"
import type { KindName } from "@weft/model/schema/kinds"
import type { AnyRow } from "@weft/model/schema/record"
import { isProse } from "@weft/model/schema/stored"
import * as Y from "yjs"
import { columnarRows } from "../columnar.ts"
import type { ColumnarRows } from "../messages.ts"
import { CommentTexts } from "./comment-texts.ts"
import type { Database } from "./database.ts"
import type { StoredDocument } from "./disk.ts"
import type { SyncedDocument } from "./relay-channel.ts"
import { areForked } from "./continuations.ts"
import { sortUpdates } from "./sound-updates.ts"

/** Where a document stands against the relay: the greatest sequence it has had, in which log and which epoch of it. */
export interface Level {
  readonly history: string
  readonly seq: number
  readonly epoch: number
  /** How often it has begun anew on this device. What belongs to another edition must not meet it. */
  readonly edition: number
}

/** A document that nobody has had from a relay. */
const NO_LEVEL: Level = { history: "", seq: -1, epoch: 0, edition: 0 }

export interface DocumentsOptions {
  readonly replica: WorkspaceReplica
  readonly database: Database
  /** Bytes that could not be taken in; they are in use nowhere. */
  readonly broken: (path: DocumentPath, bytes: Uint8Array) => void
  readonly opened: (path: DocumentPath) => void
  /** Draws a fresh replica id. */
  readonly drawClient: () => number
}

/** What an update from elsewhere did. */
export interface TakenIn {
  readonly patches: readonly RowPatch[]
  readonly lost: readonly LostWrite[]
}

/** Hears which documents have changed, and which have left this device. */
export interface DocumentsFollower {
  readonly changed: (path: DocumentPath) => void
  readonly gone: (path: DocumentPath) => void
}

/** The documents of a workspace that are open in this worker, loaded from the database when first asked for. */
export class Documents {
  readonly #options: DocumentsOptions
  readonly #texts = new Map<DocumentPath, CommentTexts>()
  readonly #levels = new Map<DocumentPath, Level>()
  /** Stored or open; what is not here is empty, as far as this device knows. */
  readonly #known = new Set<DocumentPath>()
  readonly #loading = new Map<DocumentPath, Promise<void>>()
  /** Documents that were here and left: what the relay has of them may be of the replica that wrote them then. */
  readonly #left = new Set<DocumentPath>()
  #follower: DocumentsFollower | null = null
  #requested: DocumentPath[] = []
  #knowsAll = false

  constructor(options: DocumentsOptions) {
    this.#options = options
  }

  /** Tells somebody what becomes of the documents from now on. */
  follows(follower: DocumentsFollower): void {
    this.#follower = follower
  }

  /** Notes which documents are stored, all of them, and up to where: nobody else writes the database. */
  knowAll(paths: Iterable<DocumentPath>, levels: Iterable<readonly [DocumentPath, unknown]>): void {
    for (const path of paths) this.#known.add(path)
    for (const [path, level] of levels)
      if (!this.isOpen(path)) this.#levels.set(path, readLevel(level as Partial<Level>))
    this.#knowsAll = true
  }

  /** Opens at once what needs no reading. Whether all are open then. */
  openWithoutReading(paths: Iterable<DocumentPath>): boolean {
    let all = true
    for (const path of paths) {
      if (this.isOpen(path)) continue
      // What has left may still be on a disk that could not be written.
      const isEmpty = (this.#knowsAll && !this.#known.has(path)) || this.#left.has(path)
      if (isEmpty && !this.#loading.has(path)) this.#make(path)
      else all = false
    }
    return all
  }

  isKnown(path: DocumentPath): boolean {
    return this.#known.has(path)
  }

  /** All documents that hold anything here. */
  get known(): Iterable<DocumentPath> {
    return this.#known
  }

  get open(): Iterable<DocumentPath> {
    return this.#options.replica.paths
  }

  isOpen(path: DocumentPath): boolean {
    return this.#options.replica.document(path) !== undefined
  }

  /** Whether a document is open and records of this kind lie in it. */
  holds(path: DocumentPath, kind: KindName): boolean {
    return this.isOpen(path) && [...this.get(path).kinds].includes(kind)
  }

  /** Notes that something of a document is stored now. */
  note(path: DocumentPath): void {
    this.#known.add(path)
    this.#follower?.changed(path)
  }

  /** Resolves when a document is open, or nobody is opening it. */
  async whenLoaded(path: DocumentPath): Promise<void> {
    await this.#loading.get(path)
  }

  /** The document, which must be open. */
  get(path: DocumentPath): DocumentReplica {
    return this.#options.replica.open(path)
  }

  /** Opens documents; those that are asked for in one task are read in one transaction. */
  async load(paths: readonly DocumentPath[]): Promise<void> {
    await Promise.all(paths.map(path => this.#loadOne(path)))
  }

  /** Takes in an update from elsewhere, into a document that is open. `null` where the bytes are not sound. */
  receive(path: DocumentPath, bytes: Uint8Array): TakenIn | null {
    this.#known.add(path)
    try {
      const { patches, lost } = this.#options.replica.receive(path, bytes)
      return { patches: this.follow(path, patches), lost }
    } catch {
      this.#options.broken(path, bytes)
      return null
    }
  }

  /** The patches of a document's rows as screens read them. */
  follow(path: DocumentPath, patches: readonly RowPatch[]): readonly RowPatch[] {
    this.#known.add(path)
    this.#follower?.changed(path)
    return this.#texts.get(path)?.follow(patches) ?? patches
  }

  /** The rows of a document that is open, as screens read them. */
  rows(path: DocumentPath): ColumnarRows {
    return columnarRows([...this.#tables(path)])
  }

  /** One row as screens read it. */
  row(path: DocumentPath, kind: KindName, id: string): AnyRow | undefined {
    const row = this.get(path).rows(kind).get(id)
    return row === undefined ? undefined : (this.#texts.get(path)?.read(row) ?? row)
  }

  levelOf(path: DocumentPath): Level | undefined {
    return this.#levels.get(path)
  }

  setLevel(path: DocumentPath, level: Level): void {
    this.#levels.set(path, level)
  }

  /** Whether this device writes, or wrote, under this name. */
  wroteAs(replica: string): boolean {
    return this.#options.replica.wroteAs(replica)
  }

  /** Gives this device's own entries of a document that is open other stamps; answers what has changed in its rows. */
  restamp(path: DocumentPath, corrected: ReadonlyMap<Stamp, Stamp>): readonly RowPatch[] {
    return this.follow(path, this.#options.replica.restamp(path, corrected))
  }

  /** The clock that was off is right now. */
  correctClock(): void {
    this.#options.replica.correctClock()
  }

  /** The name under which this worker writes to a document that is open. */
  replicaOf(path: DocumentPath): string {
    return replicaName(this.get(path).doc.clientID)
  }

  drawClient(): number {
    return this.#options.drawClient()
  }

  editionOf(path: DocumentPath): number {
    return this.#levels.get(path)?.edition ?? 0
  }

  /**
   * Begins a document anew from these updates and no others, under a replica id of its own; it must be open. Answers what
   * has changed in its rows as screens read them.
   */
  renew(path: DocumentPath, updates: readonly Uint8Array[], level: Level): readonly RowPatch[] {
    const before = this.#tables(path)
    this.#options.replica.renew(path, updates, this.#options.drawClient())
    if (this.#texts.has(path)) this.#texts.set(path, new CommentTexts(this.get(path)))
    this.#known.add(path)
    this.setLevel(path, level)
    this.#follower?.changed(path)
    const after = this.#tables(path)
    return Array.from(after.keys(), kind => patchesBetween(kind, before.get(kind), after.get(kind))).flat()
  }

  /** Forgets a document; answers how its rows leave the screens. */
  drop(path: DocumentPath): readonly RowPatch[] {
    const before = this.isOpen(path) ? this.#tables(path) : new Map<KindName, RowTable>()
    this.#options.replica.close(path)
    this.#left.add(path)
    this.#texts.delete(path)
    this.#levels.delete(path)
    this.#known.delete(path)
    this.#follower?.gone(path)
    return Array.from(before, ([kind, rows]) => patchesBetween(kind, rows, undefined)).flat()
  }

  #tables(path: DocumentPath): Map<KindName, RowTable> {
    const [document, texts] = [this.get(path), this.#texts.get(path)]
    return new Map(
      Array.from(document.kinds, kind => {
        const rows = document.rows(kind)
        return [kind, texts === undefined ? rows : readAll(rows, texts)] as const
      }),
    )
  }

  /** Whether parts of a document are waiting for others that are not here. */
  isGapped(path: DocumentPath): boolean {
    return this.isOpen(path) && this.get(path).doc.store.pendingStructs !== null
  }

  /** All that a document holds, as one update. */
  encode(path: DocumentPath): Uint8Array {
    return Y.encodeStateAsUpdate(this.get(path).doc)
  }

  stateVector(path: DocumentPath): Uint8Array {
    return Y.encodeStateVector(this.get(path).doc)
  }

  /** What a holder of a state vector lacks; without what still waits for its predecessors. */
  changesSince(path: DocumentPath, stateVector: Uint8Array): Uint8Array {
    const { store } = this.get(path).doc
    const { pendingStructs, pendingDs } = store
    store.pendingStructs = null
    store.pendingDs = null
    try {
      return Y.encodeStateAsUpdate(this.get(path).doc, stateVector)
    } finally {
      store.pendingStructs = pendingStructs
      store.pendingDs = pendingDs
    }
  }

  /** A document as its channel to the relay sees it, under the relay's present log. */
  synced(path: DocumentPath, history: string, beginsAnew = false): SyncedDocument {
    const level = this.#levels.get(path) ?? NO_LEVEL
    const isOfThisLog = level.history === history
    return {
      seq: isOfThisLog && !this.isGapped(path) ? level.seq : -1,
      epoch: isOfThisLog ? level.epoch : 0,
      beginsAnew,
      stateVector: () => this.stateVector(path),
      changesSince: stateVector => this.changesSince(path, stateVector),
      isAheadOf: stateVector => isAhead(this.get(path).doc, stateVector),
      isForkedFrom: stateVector =>
        isProse(path) && areForked(Y.decodeStateVector(this.stateVector(path)), Y.decodeStateVector(stateVector)),
    }
  }

  async #loadOne(path: DocumentPath): Promise<void> {
    if (this.openWithoutReading([path])) return
    const standing = this.#loading.get(path)
    if (standing !== undefined) return standing
    const loading = this.#read().then(read => this.#make(path, read.get(path)))
    this.#requested.push(path)
    this.#loading.set(path, loading)
    await loading.finally(() => this.#loading.delete(path))
  }

  #reading: Promise<Map<DocumentPath, StoredDocument>> | null = null

  /** Reads all that is asked for until the end of this task. */
  #read(): Promise<Map<DocumentPath, StoredDocument>> {
    this.#reading ??= Promise.resolve().then(() => {
      const paths = this.#requested
      this.#requested = []
      this.#reading = null
      return this.#options.database.readDocuments(paths)
    })
    return this.#reading
  }

  #make(path: DocumentPath, stored: StoredDocument = { updates: [], level: null }): void {
    const { replica, broken } = this.#options
    const open = (updates: readonly Uint8Array[]): unknown =>
      this.#left.has(path) ? replica.renew(path, updates, this.drawClient()) : replica.open(path, updates)
    try {
      open(stored.updates)
      if (stored.level !== null) this.#levels.set(path, readLevel(stored.level))
    } catch {
      // What the relay has may fill what is set aside here, so nothing is taken as had from it.
      const sorted = sortUpdates(stored.updates)
      open(sorted.sound)
      for (const bytes of sorted.broken) broken(path, bytes)
      if (stored.level !== null) this.#levels.set(path, { ...readLevel(stored.level), seq: -1 })
    }
    if (stored.updates.length > 0) this.#known.add(path)
    if (path.startsWith("comments/")) this.#texts.set(path, new CommentTexts(this.get(path)))
    this.#options.opened(path)
  }
}

/** Rows by id, as they are looked up. */
type RowTable = PersistentMap<string, AnyRow>

function patchesBetween(
  kind: KindName,
  before: RowTable = PersistentMap.empty(),
  after: RowTable = PersistentMap.empty(),
): RowPatch[] {
  const patches: RowPatch[] = []
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const patch = diffRow(kind, id, before.get(id), after.get(id))
    if (patch !== null) patches.push(patch)
  }
  return patches
}

/** A level as it was kept; builds before this one knew neither epochs nor editions. */
function readLevel({ history, seq, epoch, edition }: Partial<Level>): Level {
  return { history: history ?? "", seq: seq ?? -1, epoch: epoch ?? 1, edition: edition ?? 0 }
}

function readAll(rows: PersistentMap<string, AnyRow>, texts: CommentTexts): PersistentMap<string, AnyRow> {
  return PersistentMap.empty<string, AnyRow>().withAll(Array.from(rows, ([id, row]) => [id, texts.read(row)] as const))
}

function isAhead(doc: Y.Doc, stateVector: Uint8Array): boolean {
  const theirs = Y.decodeStateVector(stateVector)
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc)))
    if (clock > (theirs.get(client) ?? 0)) return true
  return false
}
