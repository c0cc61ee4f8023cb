import * as Y from "yjs"
import { stampTime } from "../../base/hybrid-clock.ts"
import { PersistentMap } from "../../base/persistent-map.ts"
import type { PastChange, PastStep } from "../../history/past-change.ts"
import type { Comment } from "../../schema/conversation.ts"
import { DELETED, familyField, type DocumentPath } from "../../schema/change.ts"
import { kindNamed, type KindName } from "../../schema/kinds.ts"
import type { AnyRow } from "../../schema/record.ts"
import { sameValue } from "../../schema/row.ts"
import { isProse } from "../../schema/stored.ts"
import { DocumentReplica, replicaName } from "../document-replica.ts"
import { isValues, type Entry } from "../entry.ts"
import { bodiesOf, descriptionOf } from "../prose.ts"

/** One row of a document's log, as the relay gives it. */
export interface LogRow {
  readonly epoch: number
  /** The first sequence that it covers; the last is `seq`. They differ where history has been thinned. */
  readonly from: number
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The person whom the relay took it from, who is a member under another id; empty where they were several. */
  readonly author: string
  /** One Yjs update; `null` where it was erased. */
  readonly update: Uint8Array | null
}

type RecordName = readonly [kind: KindName, id: string]

type RowsByKind = ReadonlyMap<KindName, PersistentMap<string, AnyRow>>

/** What no person changes by itself: it follows from other fields, or says how a record is drawn. */
const NOT_TOLD: ReadonlySet<string> = new Set(["id", "conflicts", "marks", "parentBefore", "rank", "number"])

/** A document of records, a description or the comments of an item as its log tells it, row by row, from the first on. */
export class LogFold {
  readonly #path: DocumentPath
  readonly #members: Map<string, string>
  readonly #steps: PastStep[] = []
  readonly #standing: RowsByKind[] = []
  #document: DocumentReplica
  #epoch = 0
  #text = ""
  /** What the comments say, by id; `null` for those in the trash. */
  #comments: ReadonlyMap<string, string | null> = new Map()
  /** The comments whose writing has been told. */
  readonly #wasSaid = new Set<string>()
  #missing = 0
  /** The member in whose replica the row was written that is being taken in; empty where that is not known. */
  #writer = ""

  /**
   * @param members the members under whose names people work, by the person that the relay knows: it is learned from
   *   documents of records, whose replicas say who works in them, and shared with those of texts, which say nothing
   */
  constructor(path: DocumentPath, members: Map<string, string> = new Map()) {
    this.#path = path
    this.#members = members
    this.#document = emptyDocument(path)
  }

  /** What each row of the log changed, in its order. */
  get steps(): readonly PastStep[] {
    return this.#steps
  }

  /** How many rows could not be told: erased, or not decoding. */
  get missing(): number {
    return this.#missing
  }

  /** A record as it stood after a step; `undefined` where it was not there. */
  rowAt(step: number, kind: KindName, id: string): AnyRow | undefined {
    return this.#standing[step]?.get(kind)?.get(id)
  }

  /** All records of a kind as they stood after a step. */
  rowsAt(step: number, kind: KindName): PersistentMap<string, AnyRow> {
    return this.#standing[step]?.get(kind) ?? PersistentMap.empty()
  }

  /** Takes in the next row of the log. A row that was erased or does not decode changes nothing, and is counted. */
  take(row: LogRow): void {
    const before = this.#rows()
    // A new epoch writes all that stands anew, so what is told is what differs.
    const isAnew = row.epoch !== this.#epoch
    if (isAnew) this.#document = emptyDocument(this.#path)
    this.#epoch = row.epoch
    const touched = this.#receive(row.update)
    this.#writer = row.update === null ? "" : this.#writerOf(row.update)
    if (row.author !== "" && this.#writer !== "") this.#members.set(row.author, this.#writer)
    const after = this.#rows()
    const told = isAnew ? recordsOf(before, after) : touched
    const changes = this.#changesBetween(told, before, after, row)
    this.#steps.push({ arrivedAt: row.at, isThinned: row.from < row.seq, changes })
    this.#standing.push(after)
  }

  #changesBetween(told: readonly RecordName[], before: RowsByKind, after: RowsByKind, row: LogRow): PastChange[] {
    if (this.#path.startsWith("comments/")) return this.#commentChanges(row)
    return isProse(this.#path) ? this.#textChanges(row) : this.#changesAmong(told, before, after, row)
  }

  /** Takes in an update and answers the records that it touched. */
  #receive(update: Uint8Array | null): RecordName[] {
    try {
      if (update !== null) return this.#document.receive(update).patches.map(({ kind, id }) => [kind, id] as const)
    } catch {
      // Bytes that do not decode are as good as erased ones.
    }
    this.#missing++
    return []
  }

  /** The member in whose replica an update was written; empty for several, or where it does not say. */
  #writerOf(update: Uint8Array): string {
    try {
      const clients = [...Y.parseUpdateMeta(update).from.keys()]
      return clients.length === 1 ? this.#document.authorOf(replicaName(clients[0]!)) : ""
    } catch {
      return ""
    }
  }

  /** Who wrote the row that is being taken in, as far as it is known. */
  #byOf({ author }: LogRow): string {
    return this.#writer || (this.#members.get(author) ?? "")
  }

  #rows(): RowsByKind {
    return new Map([...this.#document.kinds].map(kind => [kind, this.#document.rows(kind)]))
  }

  #textChanges(row: LogRow): PastChange[] {
    const [before, after] = [this.#text, descriptionOf(this.#document.doc)]
    this.#text = after
    const id = this.#path.split("/")[2] ?? ""
    return before === after ? [] : [{ did: "wrote", id, at: row.at, by: this.#byOf(row), before, after }]
  }

  #commentChanges(row: LogRow): PastChange[] {
    const item = this.#path.split("/")[2] ?? ""
    const [before, after] = [this.#comments, saidIn(this.#document)]
    this.#comments = after
    const changes: PastChange[] = []
    for (const [id, said] of after) {
      const [was, is] = [before.get(id) ?? null, said]
      if (was === is) continue
      changes.push({ did: "commented", id, item, before: was, after: is, ...this.#commentingOf(id, was, is, row) })
    }
    return changes
  }

  /** When a comment was written, and by whom, as it says itself; what became of it later, as the row of the log says. */
  #commentingOf(id: string, was: string | null, is: string | null, log: LogRow): { at: number; by: string } {
    const row = this.#document.rows("comments").get(id) as Comment | undefined
    if (was === null && row !== undefined && !this.#wasSaid.has(id)) {
      this.#wasSaid.add(id)
      return { at: row.at > 0 ? Math.min(row.at, log.at) : log.at, by: row.author ?? this.#byOf(log) }
    }
    if (is === null) return { at: log.at, by: row?.deleted?.by ?? this.#byOf(log) }
    // What is typed names nobody where the relay does not know people; what a comment says is its author's to change.
    const author = was === null ? null : row?.author
    return { at: log.at, by: this.#byOf(log) || (author ?? "") }
  }

  #changesAmong(told: readonly RecordName[], before: RowsByKind, after: RowsByKind, row: LogRow): PastChange[] {
    return told.flatMap(([kind, id]) => {
      const [was, is] = [before.get(kind)?.get(id), after.get(kind)?.get(id)]
      if (is !== undefined) return was === is ? [] : this.#changesOf(kind, was, is, row)
      return was === undefined ? [] : [{ did: "took-out" as const, kind, id, at: row.at, by: this.#byOf(row) }]
    })
  }

  #changesOf(kind: KindName, was: AnyRow | undefined, row: AnyRow, log: LogRow): PastChange[] {
    const { id } = row
    if (was === undefined) {
      // Where the log has a record only together with what was written later, as in what was shared later, both are told.
      const edits = this.#changesOf(kind, this.#firstRowOf(kind, row), row, log)
      return [{ did: "made", kind, id, ...this.#makingOf(kind, row, log) }, ...edits]
    }
    const entries = this.#document.entriesOf(kind, id)
    const changes: PastChange[] = []
    const { fields } = kindNamed(kind)
    for (const name of [...Object.keys(fields), DELETED]) {
      if (NOT_TOLD.has(name) || sameValue(was[name], row[name])) continue
      const storage = fields[name]?.storage ?? "cell"
      if (storage === "set") {
        const [left, right] = [was[name] as readonly string[], row[name] as readonly string[]]
        const added = right.filter(member => !left.includes(member))
        const removed = left.filter(member => !right.includes(member))
        const made = this.#authorship(entries, log, entry => entry.entry === "member" && added.includes(entry.member))
        changes.push({ did: "members", kind, id, field: name, added, removed, ...made })
        continue
      }
      for (const [field, before, after] of storage === "family"
        ? entriesBetween(name, was, row)
        : [cellOf(name, was, row)]) {
        const made = this.#authorship(entries, log, entry => entry.entry === "cell" && entry.field === field)
        changes.push({ did: "set", kind, id, field, before, after, ...made })
      }
    }
    return changes
  }

  /** A record with the values that it was made with; its sets and families as they are. */
  #firstRowOf(kind: KindName, row: AnyRow): AnyRow {
    const [first] = this.#document.storedOf(kind, row.id)
    if (first?.key !== row.id || !isValues(first.stored)) return row
    const values: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(kindNamed(kind).fields))
      if (field.storage === "cell") values[name] = field.read(first.stored[name])
    return { ...row, ...values, deleted: null }
  }

  /** When a record was made and by whom: as it says itself, else as its row of the log says. */
  #makingOf(kind: KindName, row: AnyRow, log: LogRow): { at: number; by: string } {
    const [at, by] = kind === "items" ? [row["createdAt"], row["createdBy"]] : [row["at"], null]
    return {
      at: typeof at === "number" && at > 0 ? at : log.at,
      by: typeof by === "string" ? by : this.#byOf(log),
    }
  }

  /** When a change was made and by whom, as the latest entry that says it tells. */
  #authorship(entries: readonly Entry[], log: LogRow, says: (entry: Entry) => boolean): { at: number; by: string } {
    let latest: Entry | null = null
    for (const entry of entries) if (says(entry) && entry.stamp > (latest?.stamp ?? -1)) latest = entry
    if (latest === null) return { at: log.at, by: this.#byOf(log) }
    const by = this.#document.authorOf(latest.replica)
    return { at: Math.min(stampTime(latest.stamp), log.at), by: by || this.#byOf(log) }
  }
}

/** What the comments of a document say: their bodies, and until those are written what their records brought. */
function saidIn(document: DocumentReplica): Map<string, string | null> {
  const bodies = bodiesOf(document.doc)
  const said = new Map<string, string | null>()
  for (const [id, row] of document.rows("comments").entries()) {
    const comment = row as unknown as Comment
    said.set(id, comment.deleted === null ? (bodies.get(id) ?? comment.text) : null)
  }
  return said
}

function emptyDocument(path: DocumentPath): DocumentReplica {
  return new DocumentReplica(path, new Y.Doc(), new Set(), () => {})
}

/** Every record that stands in either. */
function recordsOf(before: RowsByKind, after: RowsByKind): RecordName[] {
  const names = new Map<string, RecordName>()
  for (const rows of [before, after])
    for (const [kind, table] of rows) for (const [id] of table.entries()) names.set(`${kind} ${id}`, [kind, id])
  return [...names.values()]
}

type Between = readonly [field: string, before: unknown, after: unknown]

/** A deletion is told as that alone: who did it, or nobody. */
function cellOf(name: string, was: AnyRow, row: AnyRow): Between {
  return name === DELETED ? [name, was.deleted !== null, row.deleted !== null] : [name, was[name], row[name]]
}

function entriesBetween(name: string, was: AnyRow, row: AnyRow): Between[] {
  const [left, right] = [was[name], row[name]] as Readonly<Record<string, unknown>>[]
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])
  return [...keys]
    .filter(key => !sameValue(left?.[key], right?.[key]))
    .map(key => [familyField(name, key), left?.[key] ?? null, right?.[key] ?? null] as const)
}
