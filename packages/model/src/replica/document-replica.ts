import * as Y from "yjs"
import { assert } from "../base/assert.ts"
import { isStamp, type Stamp } from "../base/hybrid-clock.ts"
import { isComputedId } from "../base/ids.ts"
import { PersistentMap } from "../base/persistent-map.ts"
import { DELETED, REPLY_DRAFT, type Change, type DocumentPath } from "../schema/change.ts"
import { kindNamed, kindsOf, type KindName } from "../schema/kinds.ts"
import { diffRow, type RowPatch } from "../schema/patch.ts"
import type { AnyRow } from "../schema/record.ts"
import { repairItems, type MoveStamp } from "../schema/repair/items.ts"
import type { DocumentKind } from "../wire/document-name.ts"
import { sameValue } from "../schema/row.ts"
import { asItLies } from "../schema/where-it-lies.ts"
import type { SentDraft } from "../schema/talk.ts"
import { isProse, type DocumentContents, type StoredEntry } from "../schema/stored.ts"
import {
  cellKey,
  firstReplica,
  memberKey,
  readEntry,
  recordOf,
  seedKey,
  standingCell,
  winsOver,
  type Cell,
  type Entry,
} from "./entry.ts"
import { writeProse } from "./prose.ts"
import { currentDraft, draftRoot } from "./reply-draft.ts"
import { greatestStamp, readRecord } from "./read-record.ts"
import { mergeEntries, rewriteEntries, storedIn, wasRemoved, type SetAside } from "./stored.ts"

type Stored = Y.Map<unknown>

/** Raw rows of one kind, and which keys each record has beside its seed. */
interface Shelf {
  readonly kind: KindName
  readonly map: Stored
  /** Few to a record, so an array: a set would weigh several times as much. */
  readonly keys: Map<string, string[]>
  rows: PersistentMap<string, AnyRow>
}

/** The move of an item that was made where it is. */
const NEVER: MoveStamp = { stamp: 0, replica: "" }

/** Marks transactions that this replica writes itself. */
const OWN = Symbol("own write")

/** A value that this device wrote and that a concurrent write set aside: its author gets a receipt. */
export interface LostWrite {
  readonly kind: KindName
  readonly id: string
  readonly field: string
  readonly lost: { readonly value: unknown; readonly stamp: Stamp }
  readonly standing: { readonly value: unknown; readonly stamp: Stamp; readonly replica: string }
}

/** What a write did that its bytes do not say any more once they are in the document. */
export interface WrittenBeside {
  /** The stamp that its changes carry, or 0 where they bring their own. */
  readonly stamp: Stamp
  /** The entries that it took out or wrote over, as they were seen. */
  readonly removed: readonly StoredEntry[]
}

/** The root map that says which member works in which replica, so that concurrent values can be told with their authors. */
const AUTHORS = "authors"

interface OwnCell {
  readonly value: unknown
  readonly stamp: Stamp
  readonly replica: string
}

/**
 * One document of this replica: stored entries below, repaired plain rows above.
 *
 * Whatever changes the document (a write here, an update from elsewhere), the rows follow within the same call and what
 * changed is handed out as patches. Yjs types never leave it.
 */
export class DocumentReplica {
  readonly path: DocumentPath
  readonly doc: Y.Doc
  readonly #replica: string
  readonly #shelves: ReadonlyMap<KindName, Shelf>
  #dirty = new Map<Shelf, Set<string>>()
  /** The stored parents of items, which a repair may overrule in the rows, and when each was chosen. */
  readonly #parents = new Map<string, string>()
  readonly #moves = new Map<string, MoveStamp>()
  /** While an update is taken in: the keys that it touches, with their kind. */
  #touched: Set<string> | null = null

  /** Cells in use that this device wrote, by kind, record and field. */
  readonly #own = new Map<string, OwnCell>()
  readonly #isOwnReplica: (replica: string) => boolean
  readonly #observe: (stamp: Stamp) => void
  /** While this replica writes: the entries that it takes out. */
  #removed: StoredEntry[] = []
  #stamp: Stamp = 0

  /**
   * Reads what the document holds; from then on the rows follow it.
   *
   * @param doc its client id is the replica's id, in base 36 in keys
   * @param formerly names of replicas that this device was before
   * @param observe is told every stamp that the document shows, one by one: a clock that follows only near ones would not
   *   see them behind one that lies far ahead
   */
  constructor(path: DocumentPath, doc: Y.Doc, formerly: ReadonlySet<string>, observe: (stamp: Stamp) => void) {
    this.path = path
    this.#observe = observe
    this.doc = doc
    this.#replica = replicaName(doc.clientID)
    this.#isOwnReplica = replica => replica === this.#replica || formerly.has(replica)
    const shelves = kindsOf(path.split("/")[0] as DocumentKind).map(kind => this.#shelf(kind))
    this.#shelves = new Map(shelves.map(shelf => [shelf.kind, shelf]))
    if (this.#shelves.size > 0) doc.getMap(AUTHORS).observe(({ keysChanged }) => this.#nameAuthors(keysChanged))
    this.#settle()
  }

  /** What the write that is being made, or was made last, took out, and its stamp. */
  get lastWrite(): WrittenBeside {
    return { stamp: this.#stamp, removed: this.#removed }
  }

  /** Whether a transaction's origin is a write of this replica. */
  isOwn(origin: unknown): boolean {
    return origin === OWN
  }

  get kinds(): Iterable<KindName> {
    return this.#shelves.keys()
  }

  /** The rows of a kind that this document holds. */
  rows(kind: KindName): PersistentMap<string, AnyRow> {
    const shelf = this.#shelves.get(kind)
    assert(shelf !== undefined, `${this.path} holds no ${kind}`)
    return shelf.rows
  }

  /** Takes in an update from elsewhere. Throws what Yjs throws for bytes that do not decode; the caller sets them aside. */
  receive(update: Uint8Array): { patches: RowPatch[]; lost: LostWrite[] } {
    const touched = new Set<string>()
    this.#touched = touched
    try {
      Y.applyUpdate(this.doc, update)
    } finally {
      this.#touched = null
    }
    const lost = this.#lostAmong(touched)
    return { patches: this.#settle(), lost }
  }

  /** Writes changes in one transaction under one stamp; `by` is who is named where a record is put in the trash. */
  write(changes: readonly Change[], stamp: Stamp, me: string): RowPatch[] {
    this.#removed = []
    this.#stamp = stamp
    this.doc.transact(() => {
      if (changes.length > 0) this.#sign(me)
      for (const change of changes) this.#apply(change, stamp)
    }, OWN)
    return this.#settle()
  }

  /** Says once per replica and document who works in it; it rides along with the first write. */
  #sign(me: string): void {
    if (this.#shelves.size === 0) return
    const authors = this.doc.getMap<unknown>(AUTHORS)
    if (authors.get(this.#replica) !== me) authors.set(this.#replica, me)
  }

  /**
   * Has the rows read anew that show values of replicas beside others: who works in them may be said only now, where what
   * they had written was brought here from another document.
   */
  #nameAuthors(replicas: ReadonlySet<string | null>): void {
    for (const shelf of this.#shelves.values())
      for (const [id, { conflicts }] of shelf.rows)
        if (conflicts.some(({ values }) => values.some(({ replica }) => replicas.has(firstReplica(replica)))))
          this.#dirtyIn(shelf).add(id)
  }

  /** The ids of the records that have to be read anew. */
  #dirtyIn(shelf: Shelf): Set<string> {
    const dirty = this.#dirty.get(shelf) ?? new Set<string>()
    this.#dirty.set(shelf, dirty)
    return dirty
  }

  /** The member who works in a replica, as far as it said so; else empty. */
  authorOf(replica: string): string {
    const author = this.doc.getMap<unknown>(AUTHORS).get(firstReplica(replica))
    return typeof author === "string" ? author : ""
  }

  /** The entry that is read for a stored field, or `null` where only the seed or nothing stands. */
  standing(kind: KindName, id: string, field: string): Entry | null {
    const claimedWith = kindNamed(kind).fields[field]?.claimedWith
    const [cells, claims]: [Cell[], Cell[]] = [[], []]
    for (const entry of this.entriesOf(kind, id)) {
      if (entry.entry !== "cell") continue
      if (entry.field === field) cells.push(entry)
      else if (entry.field === claimedWith) claims.push(entry)
    }
    return cells.length === 0 ? null : standingCell(cells, claims)
  }

  /** All stamped entries of a record. */
  entriesOf(kind: KindName, id: string): Entry[] {
    const shelf = this.#shelves.get(kind)
    assert(shelf !== undefined, `${this.path} holds no ${kind}`)
    const entries: Entry[] = []
    for (const [key, stored] of storedEntries(shelf, id)) {
      const entry = readEntry(key, stored)
      if (entry !== null) entries.push(entry)
    }
    return entries
  }

  /** Everything that is stored of a record, its seed included, as plain data that merges into another document. */
  storedOf(kind: KindName, id: string): StoredEntry[] {
    const shelf = this.#shelves.get(kind)
    assert(shelf !== undefined, `${this.path} holds no ${kind}`)
    const seed = shelf.map.get(id)
    const entries = storedEntries(shelf, id).map(([key, stored]) => ({ kind, key, stored }))
    return seed === undefined ? entries : [{ kind, key: id, stored: seed }, ...entries]
  }

  /** Whether an entry once stood here and was taken out again. */
  wasTakenOut(kind: KindName, key: string): boolean {
    const shelf = this.#shelves.get(kind)
    return shelf !== undefined && wasRemoved(shelf.map, key)
  }

  /** Takes records out with everything that is stored of them: they lie in another document from now on. */
  takeOut(records: readonly (readonly [kind: KindName, id: string])[]): RowPatch[] {
    this.#removed = []
    this.#stamp = 0
    this.doc.transact(() => {
      for (const [kind, id] of records)
        for (const { key } of this.storedOf(kind, id)) this.#drop(this.#shelves.get(kind)!, key)
    }, OWN)
    return this.#settle()
  }

  /**
   * Writes records again as they stand, by this replica. A removal takes out what it has seen and nothing else, so whoever
   * takes them out at the same time leaves these. Nothing counts as taken out by that: it is all there.
   */
  writeAgain(records: readonly (readonly [kind: KindName, id: string])[]): RowPatch[] {
    this.#removed = []
    this.#stamp = 0
    this.doc.transact(() => {
      for (const [kind, id] of records) rewriteEntries(this.doc, this.#replica, this.storedOf(kind, id))
    }, OWN)
    return this.#settle()
  }

  /** The root that a change of prose means here: the draft of the reply is the one that is not sent yet. */
  proseRoot(root: string): string {
    return root === REPLY_DRAFT
      ? draftRoot(currentDraft(this.rows("sentDrafts").values() as Iterable<unknown> as Iterable<SentDraft>))
      : root
  }

  /** Takes single entries out, by their keys. */
  takeOutEntries(kind: KindName, keys: readonly string[]): RowPatch[] {
    this.#removed = []
    this.#stamp = 0
    this.doc.transact(() => {
      for (const key of keys) this.#drop(this.#shelves.get(kind)!, key)
    }, OWN)
    return this.#settle()
  }

  /** What the document holds, as plain data that merges back in. */
  get contents(): DocumentContents {
    return isProse(this.path)
      ? { path: this.path, bytes: Y.encodeStateAsUpdate(this.doc) }
      : { path: this.path, entries: storedIn(this.doc) }
  }

  /** Takes in what another copy of this document holds, in one transaction; the bytes must be a whole document. */
  merge(contents: DocumentContents): { patches: RowPatch[]; setAside: readonly SetAside[] } {
    this.#removed = []
    this.#stamp = 0
    let setAside: readonly SetAside[] = []
    this.doc.transact(() => {
      if ("bytes" in contents) return Y.applyUpdate(this.doc, contents.bytes)
      const merged = mergeEntries(this.doc, this.#replica, contents.entries)
      setAside = merged.setAside
      this.#removed = [...merged.removed]
    }, OWN)
    return { patches: this.#settle(), setAside }
  }

  /**
   * Gives this device's own entries other stamps, in one transaction: they were made by a clock that was off. A deletion
   * that had seen one of them has seen it under its new stamp.
   */
  restamp(corrected: ReadonlyMap<Stamp, Stamp>): RowPatch[] {
    this.#removed = []
    this.#stamp = 0
    this.doc.transact(() => {
      for (const shelf of this.#shelves.values())
        for (const [key, stored] of [...shelf.map.entries()]) {
          const entry = readEntry(key, stored)
          const stamp = entry === null ? undefined : corrected.get(entry.stamp)
          if (entry === null || stamp === undefined || !this.#isOwnReplica(entry.replica)) continue
          if (entry.entry === "cell") this.#own.delete(`${shelf.kind}.${recordOf(key)}.${entry.field}`)
          this.#put(shelf, key, withStamp(entry, stamp, corrected))
        }
    }, OWN)
    return this.#settle()
  }

  /** Tells every stamp that the document shows, one by one. */
  tellStamps(tell: (stamp: Stamp) => void): void {
    for (const { map } of this.#shelves.values())
      for (const [key, stored] of map.entries()) {
        const entry = readEntry(key, stored)
        if (entry !== null) tell(entry.stamp)
      }
  }

  #shelf(kind: KindName): Shelf {
    const shelf: Shelf = { kind, map: this.doc.getMap(kind), keys: new Map(), rows: PersistentMap.empty() }
    const ids = new Set<string>()
    shelf.map.forEach((stored, key) => {
      ids.add(noteKey(shelf, key))
      this.#noteEntry(shelf, key, stored)
    })
    if (ids.size > 0) this.#dirty.set(shelf, ids)
    shelf.map.observe(event => {
      const dirty = this.#dirtyIn(shelf)
      for (const key of event.keysChanged as Set<string>) {
        dirty.add(noteKey(shelf, key))
        this.#touched?.add(`${kind}.${key}`)
        if (shelf.map.has(key)) this.#noteEntry(shelf, key, shelf.map.get(key))
      }
    })
    return shelf
  }

  /** Tells the stamp, and keeps which cells in use are this device's own. */
  #noteEntry(shelf: Shelf, key: string, stored: unknown): void {
    const entry = readEntry(key, stored)
    if (entry === null) return
    this.#observe(entry.stamp)
    if (entry.entry !== "cell" || !this.#isOwnReplica(entry.replica)) return
    const place = `${shelf.kind}.${recordOf(key)}.${entry.field}`
    const known = this.#own.get(place)
    if (known === undefined || winsOver(entry, known)) this.#own.set(place, entry)
  }

  /** Of the cells that an update touched, those where a write of this device stood and is now set aside. */
  #lostAmong(touched: ReadonlySet<string>): LostWrite[] {
    const lost: LostWrite[] = []
    for (const key of touched) {
      const [kind, id, field] = key.split(".") as [KindName, string, string | undefined]
      const place = `${kind}.${id}.${field}`
      const own = this.#own.get(place)
      if (own === undefined || field === undefined) continue
      const standing = this.standing(kind, id, field)
      if (standing?.entry !== "cell" || (standing.stamp === own.stamp && standing.replica === own.replica)) continue
      this.#own.delete(place)
      const isConcurrent = this.#shelves.get(kind)!.map.has(cellKey(id, field, own.replica))
      if (!isConcurrent || sameValue(own.value, standing.value)) continue
      lost.push({ kind, id, field, lost: own, standing })
    }
    return lost
  }

  #settle(): RowPatch[] {
    const patches: RowPatch[] = []
    const dirty = this.#dirty
    this.#dirty = new Map()
    for (const [shelf, ids] of dirty) patches.push(...this.#refresh(shelf, ids))
    return patches
  }

  #refresh(shelf: Shelf, ids: ReadonlySet<string>): RowPatch[] {
    const before = shelf.rows
    const read = new Map<string, AnyRow | undefined>()
    let affectsTree = false
    for (const id of ids) {
      const old = before.get(id)
      const entries = storedEntries(shelf, id)
      const stored = { id, seed: shelf.map.get(id), entries, authorOf: (replica: string) => this.authorOf(replica) }
      const record = readRecord(kindNamed(shelf.kind), stored, old)
      const row = record === undefined ? undefined : asItLies(shelf.kind, record, this.path)
      if (row !== old) read.set(id, row)
      if (shelf.kind === "items" && this.#noteMove(id, row, old)) affectsTree = true
    }
    shelf.rows = before.withAll(read)
    if (affectsTree) this.#repair(shelf, read)
    const patches: RowPatch[] = []
    for (const id of read.keys()) {
      const patch = diffRow(shelf.kind, id, before.get(id), shelf.rows.get(id))
      if (patch !== null) patches.push(patch)
    }
    return patches
  }

  /**
   * Keeps the stored parent of an item that was just read, and says whether the tree has to be repaired anew. The row may
   * look the same and the tree still change: who chooses what a repair shows writes the parent that is read already.
   */
  #noteMove(id: string, row: AnyRow | undefined, old: AnyRow | undefined): boolean {
    // A row that was read anew has the parent as stored, and the old one is only kept where its parent is the stored one.
    const parent = row?.["parent"]
    const [knownParent, knownMove] = [this.#parents.get(id), this.#moves.get(id)]
    const move = typeof parent === "string" ? this.#moveOf(id) : undefined
    if (typeof parent === "string") this.#parents.set(id, parent)
    else this.#parents.delete(id)
    if (move === undefined) this.#moves.delete(id)
    else this.#moves.set(id, move)
    if (row === undefined || old === undefined) return row !== old
    return (
      // Where a repair had overruled it, what was read anew has to be repaired anew.
      parent !== old["parent"] ||
      (parent ?? undefined) !== knownParent ||
      move?.stamp !== knownMove?.stamp ||
      move?.replica !== knownMove?.replica ||
      row["parentBefore"] !== old["parentBefore"] ||
      (row.deleted === null) !== (old.deleted === null)
    )
  }

  /** Repairs the tree; rows that a repair touches join `read`. */
  #repair(shelf: Shelf, read: Map<string, AnyRow | undefined>): void {
    const repaired = repairItems(shelf.rows, this.#parents, id => this.#moves.get(id) ?? NEVER)
    for (const [id, row] of repaired) read.set(id, row)
    shelf.rows = shelf.rows.withAll(repaired)
  }

  #moveOf(id: string): MoveStamp {
    const standing = this.standing("items", id, "parent")
    return standing === null ? NEVER : { stamp: standing.stamp, replica: standing.replica }
  }

  #apply(change: Change, stamp: Stamp): void {
    if (change.do === "prose") return writeProse(this.doc, this.path, { ...change, root: this.proseRoot(change.root) })
    const shelf = this.#shelves.get(change.kind)
    assert(shelf !== undefined && change.document === this.path, `${change.kind} is not kept in ${this.path}`)
    switch (change.do) {
      case "create":
        return this.#create(shelf, change.id, change.seed, stamp)
      case "set":
        return this.#set(shelf, change.id, change.field, change.value, stamp)
      case "add":
        return this.#put(shelf, memberKey(change.id, change.field, change.member, this.#replica), stamp)
      case "remove":
        if (change.only === undefined)
          return this.#dropKeys(shelf, change.id, `${change.id}.${change.field}.${change.member}.`)
        for (const replica of change.only) this.#drop(shelf, memberKey(change.id, change.field, change.member, replica))
    }
  }

  #create(shelf: Shelf, id: string, seed: Readonly<Record<string, unknown>>, stamp: Stamp): void {
    if (isComputedId(id)) this.#put(shelf, seedKey(id, this.#replica), [seed, stamp])
    else {
      assert(!shelf.map.has(id), `a seed is written once, and ${id} has one`)
      shelf.map.set(id, seed)
    }
  }

  #set(shelf: Shelf, id: string, field: string, value: unknown, stamp: Stamp): void {
    const own = cellKey(id, field, this.#replica)
    const stored = field === DELETED && typeof value === "string" ? [this.#seen(shelf, id), value] : value
    this.#dropKeys(shelf, id, `${id}.${field}.`, own)
    this.#put(shelf, own, [stored, stamp])
  }

  /** Writes an entry in the place of what this replica wrote there before, by an earlier action. */
  #put(shelf: Shelf, key: string, stored: unknown): void {
    const before: unknown = shelf.map.get(key)
    const isEarlier = before !== undefined && readEntry(key, before)?.stamp !== readEntry(key, stored)?.stamp
    if (isEarlier) this.#removed.push({ kind: shelf.kind, key, stored: before })
    shelf.map.set(key, stored)
  }

  #seen(shelf: Shelf, id: string): Stamp {
    const seen = greatestStamp(storedEntries(shelf, id))
    assert(isStamp(seen), "the greatest stamp of a record is a stamp")
    return seen
  }

  /** Removes the entries that this replica has seen under a prefix, except one. */
  #dropKeys(shelf: Shelf, id: string, prefix: string, except = ""): void {
    for (const key of shelf.keys.get(id) ?? []) {
      // A cell `id.field.replica` has no further dot; a member entry of a set with that name would.
      if (key.startsWith(prefix) && key !== except && !key.slice(prefix.length).includes(".")) this.#drop(shelf, key)
    }
  }

  #drop(shelf: Shelf, key: string): void {
    if (!shelf.map.has(key)) return
    this.#removed.push({ kind: shelf.kind, key, stored: shelf.map.get(key) })
    shelf.map.delete(key)
  }
}

/** A replica's name in keys: its Yjs client id in base 36. */
export function replicaName(clientId: number): string {
  return clientId.toString(36)
}

/** An entry as it is stored, under another stamp. */
function withStamp(entry: Entry, stamp: Stamp, corrected: ReadonlyMap<Stamp, Stamp>): unknown {
  if (entry.entry === "member") return stamp
  if (entry.entry === "seed") return [entry.values, stamp]
  const { field, value } = entry
  if (field !== DELETED || !Array.isArray(value)) return [value, stamp]
  const [seen, by] = value as [Stamp, unknown]
  return [[corrected.get(seen) ?? seen, by], stamp]
}

/** Keeps the index of keys true for one key, and says whose it is. */
function noteKey(shelf: Shelf, key: string): string {
  const id = recordOf(key)
  if (key === id) return id
  const keys = shelf.keys.get(id)
  if (shelf.map.has(key)) {
    if (keys === undefined) shelf.keys.set(id, [key])
    else if (!keys.includes(key)) keys.push(key)
  } else if (keys !== undefined) {
    const others = keys.filter(other => other !== key)
    if (others.length === 0) shelf.keys.delete(id)
    else shelf.keys.set(id, others)
  }
  return id
}

const NO_ENTRIES: readonly (readonly [string, unknown])[] = []

function storedEntries(shelf: Shelf, id: string): readonly (readonly [string, unknown])[] {
  const keys = shelf.keys.get(id)
  return keys === undefined ? NO_ENTRIES : keys.map(key => [key, shelf.map.get(key)] as const)
}
