import * as Y from "yjs"
import { perform, type Action, type Acting } from "../actions/define.ts"
import { HybridClock, type Stamp } from "../base/hybrid-clock.ts"
import { computedClientId, type MemberId, type SpaceId } from "../base/ids.ts"
import type { PersistentMap } from "../base/persistent-map.ts"
import type { Random } from "../base/random.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import { archivePath } from "../schema/archive-path.ts"
import { DELETED, type Change, type DocumentPath } from "../schema/change.ts"
import type { KindName } from "../schema/kinds.ts"
import type { RowPatch } from "../schema/patch.ts"
import { paragraphsOf } from "../schema/prose.ts"
import { sameValue } from "../schema/row.ts"
import { emptyTables, type Snapshot, type Tables } from "../schema/snapshot.ts"
import { isProse, type DocumentContents, type StoredEntry } from "../schema/stored.ts"
import { invert, type Inverse } from "../schema/undo.ts"
import type { Entry } from "./entry.ts"
import { DocumentReplica, replicaName, type LostWrite, type WrittenBeside } from "./document-replica.ts"
import { quartersOf, settleArchive } from "./archive.ts"
import { carryMoved } from "./carry.ts"
import { recordOf } from "./entry.ts"
import { isWholeDocument, type SetAside } from "./stored.ts"
import { planRewrite } from "./prose-rewrite.ts"
import { proseAt } from "./prose.ts"

/** A big action is cut into transactions whose changes weigh about this much, so that updates stay below 128 KB. */
const CHANGES_BYTES = 64 * 1024

/** What a write did here: rows that changed by document, the bytes for others, and how to take it back. */
export interface Written {
  readonly stamp: Stamp
  readonly replica: string
  readonly patches: ReadonlyMap<DocumentPath, readonly RowPatch[]>
  readonly inverses: readonly Inverse[]
}

interface Identity {
  readonly stamp: Stamp
  readonly replica: string
}

/** What is kept of a written action so that it can be taken back, also after a reload. */
export interface Undoable extends Identity {
  readonly inverses: readonly Inverse[]
}

export interface Undone extends Written {
  /** What was left alone because somebody else wrote there since. */
  readonly leftAlone: readonly Change[]
}

export interface Received {
  readonly patches: readonly RowPatch[]
  readonly lost: readonly LostWrite[]
}

/** What taking in a file did: the rows that changed, and values of either copy that the other's later ones replaced. */
export interface MergedContents {
  readonly patches: ReadonlyMap<DocumentPath, readonly RowPatch[]>
  readonly setAside: readonly (SetAside & { readonly document: DocumentPath })[]
}

export interface WorkspaceReplicaOptions {
  /** Corrected wall time in milliseconds. */
  readonly now: () => number
  readonly random: Random
  /** A fresh random 32-bit number, never used before and never persisted. */
  readonly clientId: number
  /** Names of replicas that this device was before, so that a write of theirs that loses is still told to its author. */
  readonly formerly?: ReadonlySet<string>
  /** Called with every update that a write here makes, before the write returns. */
  readonly onUpdate?: (path: DocumentPath, update: Uint8Array, beside: WrittenBeside) => void
}

/** One worker's session over the documents of a workspace: all writes go through here, under one clock. */
export class WorkspaceReplica {
  readonly clientId: number
  readonly #options: WorkspaceReplicaOptions
  #clock: HybridClock
  readonly #documents = new Map<DocumentPath, DocumentReplica>()
  /** The names under which this device writes, or wrote. */
  readonly #names: Set<string>

  constructor(options: WorkspaceReplicaOptions) {
    this.#options = options
    this.clientId = options.clientId
    this.#names = new Set([...(options.formerly ?? []), replicaName(options.clientId)])
    this.#clock = new HybridClock(options.now)
  }

  get name(): string {
    return replicaName(this.clientId)
  }

  /** The document, made empty if it was not opened before; opening it with stored updates loads them. */
  open(path: DocumentPath, stored: readonly Uint8Array[] = []): DocumentReplica {
    return this.#documents.get(path) ?? this.#make(path, stored, this.#clientIdIn(path))
  }

  /**
   * What stands in texts and comments is copied as it is to where their item moves, under the ids of those who wrote it. So
   * nobody may have one id in two of them: it might have written in the second what the copy then brings there under the
   * same clocks, and of the two everybody would keep the one that came first.
   */
  #clientIdIn(path: DocumentPath): number {
    if (!isProse(path)) return this.clientId
    const clientId = computedClientId(path, this.name)
    this.#names.add(replicaName(clientId))
    return clientId
  }

  /**
   * Opens a document anew from other bytes, under a replica id of its own: what it held before is in it no more. Writes
   * under the former id are still known as this device's own.
   */
  renew(path: DocumentPath, stored: readonly Uint8Array[], clientId: number): DocumentReplica {
    this.#names.add(replicaName(clientId))
    this.close(path)
    return this.#make(path, stored, clientId)
  }

  #make(path: DocumentPath, stored: readonly Uint8Array[], clientId: number): DocumentReplica {
    const doc = new Y.Doc({ gc: true })
    doc.clientID = clientId
    doc.transact(() => {
      for (const update of stored) Y.applyUpdate(doc, update)
    })
    const observe = (stamp: Stamp): void => this.#clock.observe(stamp)
    const document = new DocumentReplica(path, doc, this.#names, observe)
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (document.isOwn(origin)) this.#options.onUpdate?.(path, update, document.lastWrite)
    })
    this.#documents.set(path, document)
    return document
  }

  /** Forgets a document; its rows are gone until it is opened again. */
  close(path: DocumentPath): void {
    this.#documents.get(path)?.doc.destroy()
    this.#documents.delete(path)
  }

  /**
   * The wall time was off by much and is right now: the clock goes on from there, and past what the open documents show. A
   * clock that was ahead may give stamps again that it gave before, so what was made by it is to be given other ones.
   */
  correctClock(): void {
    this.#clock = new HybridClock(this.#options.now)
    for (const document of this.#documents.values()) document.tellStamps(stamp => this.#clock.observe(stamp))
  }

  /** Gives this device's own entries of a document other stamps, see `DocumentReplica.restamp`. */
  restamp(path: DocumentPath, corrected: ReadonlyMap<Stamp, Stamp>): readonly RowPatch[] {
    for (const stamp of corrected.values()) this.#clock.observe(stamp)
    return this.open(path).restamp(corrected)
  }

  /** Whether this device writes, or wrote, under this name. */
  wroteAs(replica: string): boolean {
    return this.#names.has(replica)
  }

  document(path: DocumentPath): DocumentReplica | undefined {
    return this.#documents.get(path)
  }

  get paths(): Iterable<DocumentPath> {
    return this.#documents.keys()
  }

  /** What is read of a space: its own rows, its setup, and the workspace around it; with `me`, also what is theirs alone. */
  snapshot(space: SpaceId, me?: MemberId): Snapshot {
    const tables = { ...emptyTables() } as { -readonly [K in KindName]: Tables[K] }
    const own = me === undefined ? [] : [`personal/${me}`]
    const shared = ["people", "directory", "settings", "contacts", `setup/${space}`, `space/${space}`, `money/${space}`]
    for (const path of [...shared, ...own]) {
      const document = this.#documents.get(path)
      if (document !== undefined) for (const kind of document.kinds) tables[kind] = document.rows(kind) as never
    }
    return { ...tables, space }
  }

  /** Runs an action here, over this replica's own rows. */
  perform<Args>(action: Action<Args>, space: SpaceId, args: Args, me: MemberId): Written | Refusal {
    const acting: Acting = { me, now: this.#options.now(), random: this.#options.random }
    const changes = perform(action, this.snapshot(space, me), args, acting)
    return isRefusal(changes) ? changes : this.write(changes, me)
  }

  /** Writes the changes of one action under one new stamp. */
  write(changes: readonly Change[], me: MemberId): Written {
    const before = this.#tablesOf(changes)
    const stamp = this.#clock.next()
    return {
      stamp,
      replica: this.name,
      patches: this.#writeAll(changes, stamp, me),
      inverses: invert(changes, before, me),
    }
  }

  /**
   * Takes back what still stands of an action (MERGE P1), as an action of its own. A creation stands while nobody else has
   * written to the record, whatever their watch said.
   */
  undo({ inverses, ...written }: Undoable, me: MemberId): Undone {
    const [stands, leftAlone] = [[] as Inverse[], [] as Change[]]
    for (const inverse of inverses) {
      const standing = this.#standingOf(inverse, written)
      if (standing !== "none") stands.push(inverse)
      if (standing !== "all") leftAlone.push(inverse.undoes)
    }
    const restores = stands.map(({ undoes, restore }): Change =>
      undoes.do === "add" && restore.do === "remove"
        ? { ...restore, only: this.#ownEntries(undoes, written) }
        : restore,
    )
    return { ...this.write(restores, me), leftAlone }
  }

  /** Takes in an update from elsewhere; throws what Yjs throws for bytes that do not decode, and nothing is changed then. */
  receive(path: DocumentPath, update: Uint8Array): Received {
    return this.open(path).receive(update)
  }

  /** What every open document holds, as plain data for a file. */
  *contents(): Generator<DocumentContents> {
    for (const document of this.#documents.values()) yield document.contents
  }

  /**
   * Takes in what a file holds, entry by entry by their stamps. Refused with `broken-text` (and `document`) where prose is
   * no whole document; nothing is written then.
   */
  merge(documents: readonly DocumentContents[]): MergedContents | Refusal {
    for (const contents of documents)
      if ("bytes" in contents && !isWholeDocument(contents.bytes))
        return refuse("broken-text", { document: contents.path })
    const patches = new Map<DocumentPath, RowPatch[]>()
    const setAside: (SetAside & { readonly document: DocumentPath })[] = []
    for (const contents of documents) {
      const document = this.open(contents.path)
      const changed = patches.get(contents.path) ?? []
      patches.set(contents.path, changed)
      for (const part of "bytes" in contents ? [contents] : cutContents(contents)) {
        const merged = document.merge(part)
        changed.push(...merged.patches)
        for (const aside of merged.setAside) setAside.push({ ...aside, document: contents.path })
      }
    }
    return { patches, setAside }
  }

  /**
   * Brings items that were moved between two spaces to where they lie, as far as that is known here; both documents must be
   * open and theirs to write in. Answers what changed in the rows.
   */
  carryMoved(first: SpaceId, second: SpaceId): ReadonlyMap<DocumentPath, readonly RowPatch[]> {
    const [here, there] = [this.open(`space/${first}`), this.open(`space/${second}`)]
    const carried = carryMoved(here, there)
    return new Map([
      [here.path, carried.here],
      [there.path, carried.there],
    ])
  }

  /** The archive documents that belong to a space, as far as its items and what is open here tell. */
  archivesOf(space: SpaceId): readonly DocumentPath[] {
    const document = this.#documents.get(`space/${space}`)
    const named = document === undefined ? [] : Array.from(quartersOf(document), quarter => archivePath(space, quarter))
    const open = [...this.#documents.keys()].filter(path => path.startsWith(`archive/${space}/`))
    return [...new Set([...named, ...open])]
  }

  /** Brings a space and those of its archive documents level that are open; both must be theirs to write in. */
  settleArchive(space: SpaceId, archives = this.archivesOf(space)): ReadonlyMap<DocumentPath, readonly RowPatch[]> {
    const patches = new Map<DocumentPath, readonly RowPatch[]>()
    const document = this.open(`space/${space}`)
    for (const path of archives) {
      const settled = settleArchive(document, this.open(path))
      patches.set(path, settled.there)
      patches.set(document.path, [...(patches.get(document.path) ?? []), ...settled.here])
    }
    return patches
  }

  /** How much still stands of what an inverse takes back. */
  #standingOf({ undoes, restore }: Inverse, written: Identity): "all" | "some" | "none" {
    if (undoes.do !== "prose") return this.#stillStands(undoes, written) ? "all" : "none"
    if (restore.do !== "prose" || restore.over === undefined) return "none"
    const { over, content = paragraphsOf(restore.text) } = restore
    const document = this.open(restore.document)
    const prose = proseAt(document.doc, document.proseRoot(restore.root), over)
    const { edits, leftAlone } = planRewrite(prose, over, content)
    return leftAlone === 0 ? "all" : edits.length > 0 ? "some" : "none"
  }

  #stillStands(change: Exclude<Change, { do: "prose" }>, written: Identity): boolean {
    const document = this.open(change.document)
    switch (change.do) {
      case "create":
        return (
          document.rows(change.kind).has(change.id) &&
          document.entriesOf(change.kind, change.id).every(entry => this.#isOwn(entry, written))
        )
      case "set": {
        const standing = document.standing(change.kind, change.id, change.field)
        return standing?.entry === "cell" && (this.#isBy(standing, written) || this.#says(standing, change, written))
      }
      case "add":
        return this.#ownEntries(change, written).length > 0
      case "remove":
        return !document
          .entriesOf(change.kind, change.id)
          .some(entry => entry.entry === "member" && entry.field === change.field && entry.member === change.member)
    }
  }

  /**
   * Whether a standing cell is this device's own and says again what a change said: then a later action, since undone,
   * put it back. An equal value by somebody else is theirs.
   */
  #says(
    standing: Extract<Entry, { entry: "cell" }>,
    change: Extract<Change, { do: "set" }>,
    written: Identity,
  ): boolean {
    const { value } = standing
    const said = change.field === DELETED && Array.isArray(value) ? (value[1] as unknown) : value
    return this.#isOwn(standing, written) && sameValue(said, change.value)
  }

  /** The replicas that this device was or is which have an entry of a member. */
  #ownEntries(change: Extract<Change, { do: "add" | "remove" }>, written: Identity): string[] {
    return this.open(change.document)
      .entriesOf(change.kind, change.id)
      .filter(entry => entry.entry === "member" && entry.field === change.field && entry.member === change.member)
      .filter(entry => this.#isOwn(entry, written))
      .map(({ replica }) => replica)
  }

  /** Whether an entry is what an action wrote: under its stamp, by a replica that this device is or was. */
  #isBy(entry: Identity, written: Identity): boolean {
    return entry.stamp === written.stamp && this.#isOwn(entry, written)
  }

  #isOwn({ replica }: Pick<Identity, "replica">, written: Identity): boolean {
    return replica === written.replica || this.#names.has(replica)
  }

  #tablesOf(changes: readonly Change[]): Tables {
    const tables = { ...emptyTables() } as { -readonly [K in KindName]: Tables[K] }
    const merged = new Set<string>()
    for (const change of changes) {
      if (change.do === "prose") continue
      const place = `${change.kind} ${change.document}`
      if (merged.has(place)) continue
      merged.add(place)
      const rows = this.open(change.document).rows(change.kind)
      const standing = tables[change.kind] as unknown as PersistentMap<string, unknown>
      tables[change.kind] = (
        standing.size === 0 ? rows : standing.withAll(rows as Iterable<readonly [string, unknown]>)
      ) as never
    }
    return tables
  }

  #writeAll(changes: readonly Change[], stamp: Stamp, me: MemberId): Map<DocumentPath, RowPatch[]> {
    const patches = new Map<DocumentPath, RowPatch[]>()
    for (const [path, own] of byDocument(changes)) {
      const document = this.open(path)
      const changed = patches.get(path) ?? []
      patches.set(path, changed)
      for (const part of cut(own)) changed.push(...document.write(part, stamp, me))
    }
    return patches
  }
}

function byDocument(changes: readonly Change[]): Map<DocumentPath, Change[]> {
  const groups = new Map<DocumentPath, Change[]>()
  for (const change of changes) {
    const group = groups.get(change.document)
    if (group === undefined) groups.set(change.document, [change])
    else group.push(change)
  }
  return groups
}

/** Cuts changes into runs of a bounded weight, in order. */
function* cut(changes: readonly Change[]): Generator<readonly Change[]> {
  let [start, bytes] = [0, 0]
  for (let index = 0; index < changes.length; index++) {
    const weight = JSON.stringify(changes[index]).length
    if (index > start && bytes + weight > CHANGES_BYTES) {
      yield changes.slice(start, index)
      ;[start, bytes] = [index, 0]
    }
    bytes += weight
  }
  if (start < changes.length) yield changes.slice(start)
}

/** Cuts a document's entries into parts of a bounded weight; the entries of one record stay together. */
function* cutContents(contents: Extract<DocumentContents, { entries: unknown }>): Generator<DocumentContents> {
  const { path } = contents
  const records = new Map<string, StoredEntry[]>()
  for (const entry of contents.entries) {
    const record = `${entry.kind} ${recordOf(entry.key)}`
    const others = records.get(record)
    if (others === undefined) records.set(record, [entry])
    else others.push(entry)
  }
  let entries: StoredEntry[] = []
  let bytes = 0
  for (const record of records.values()) {
    entries.push(...record)
    bytes += JSON.stringify(record).length
    if (bytes < CHANGES_BYTES) continue
    yield { path, entries }
    ;[entries, bytes] = [[], 0]
  }
  if (entries.length > 0) yield { path, entries }
}
