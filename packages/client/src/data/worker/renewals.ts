import type { LostWrite } from "@weft/model/replica/document-replica"
import { readEntry, recordOf } from "@weft/model/replica/entry"
import type { DocumentPath } from "@weft/model/schema/change"
import type { KindName } from "@weft/model/schema/kinds"
import type { RowPatch } from "@weft/model/schema/patch"
import { sameValue } from "@weft/model/schema/row"
import { isProse, type StoredEntry } from "@weft/model/schema/stored"
import * as Y from "yjs"
import { beginAnew, type Beginning, type Fate, type Judge } from "./begin-anew.ts"
import type { Database } from "./database.ts"
import type { SetAside, Unsent } from "./disk.ts"
import type { Documents, Level } from "./documents.ts"
import type { Outbox } from "./outbox.ts"
import type { Queued, RefusedFrame } from "./relay-channel.ts"
import type { SafetyWaits } from "./safety-waits.ts"

/** What beginning anew did to a document. */
export interface Renewed {
  readonly patches: readonly RowPatch[]
  /** Of what came along: writes that somebody else's later ones had overtaken. */
  readonly lost: readonly LostWrite[]
  /** All that the document held before. */
  readonly before: Uint8Array
}

export interface RenewalsOptions {
  readonly documents: Documents
  readonly database: Database
  readonly outbox: Outbox
  readonly waits: SafetyWaits
  readonly mayWrite: (path: DocumentPath) => boolean
  readonly putAside: (aside: Omit<SetAside, "at">) => void
}

/** For these reasons a frame is refused for what it holds: of several updates in it one may be to blame. */
const FOR_CONTENT: readonly RefusedFrame["reason"][] = ["malformed", "too-large"]

/** Refusals of all that is unsent, whatever it says. */
const FOR_ALL: readonly RefusedFrame["reason"][] = ["too-old", "of-another"]

const EMPTY = new Uint8Array([0, 0])

/**
 * Lets documents begin anew from the relay's state.
 *
 * A refused update poisons its replica, since later structs depend on it, and what was made of another epoch can never
 * follow this one. So the unsent work of the document is taken out, the document is read anew, what is still allowed is
 * applied again with its stamps, and the rest is kept as refused. All of that is written in one transaction.
 */
export class Renewals {
  readonly #options: RenewalsOptions
  readonly #verdicts = new Map<DocumentPath, readonly RefusedFrame[]>()
  /** Unsent updates that go alone, until it is known which of them the relay will not have. */
  readonly #suspects = new Map<DocumentPath, ReadonlySet<number>>()

  constructor(options: RenewalsOptions) {
    this.#options = options
  }

  /** The documents that are to begin anew as soon as the relay has told what it has. */
  get due(): Iterable<DocumentPath> {
    return this.#verdicts.keys()
  }

  isDue(path: DocumentPath): boolean {
    return this.#verdicts.has(path)
  }

  /** The relay refused these: the document is to begin anew. Nothing is changed before it has told what it has. */
  refused(path: DocumentPath, refusals: readonly RefusedFrame[]): void {
    this.#verdicts.set(path, refusals)
  }

  /** All unsent updates of a document of which some have to go alone; null where they may go together. */
  queued(path: DocumentPath): readonly Queued[] | null {
    const suspects = this.#suspects.get(path)
    if (suspects === undefined) return null
    const entries = this.#options.outbox.entries(path)
    const isUseful = entries.some(({ id }) => suspects.has(id)) && entries.every(({ bytes }) => bytes.length > 0)
    if (isUseful) return entries.map(({ id, bytes }) => ({ id, bytes, isAlone: suspects.has(id) }))
    this.#suspects.delete(path)
    return null
  }

  /** Begins a document anew from all that the relay has, which must be sound, and queues what comes along. */
  begin(path: DocumentPath, base: Uint8Array, level: Omit<Level, "edition">): Renewed {
    const { documents, database, outbox, waits } = this.#options
    const refusals = this.#verdicts.get(path) ?? []
    this.#verdicts.delete(path)
    const before = documents.levelOf(path)
    const isOfThisLog = before !== undefined && before.history === level.history
    const isSameEpoch = !isOfThisLog || before.epoch === level.epoch || isProse(path)
    const unsent = outbox.entries(path)
    const reason = this.#options.mayWrite(path)
      ? (refusals.find(isForContent)?.reason ?? refusals[0]?.reason ?? "begun-anew")
      : "forbidden"
    const whole = base.length === 0 ? EMPTY : base
    const { beginning, renewed } = this.renew(path, whole, {
      level: { ...level, edition: documents.editionOf(path) + 1 },
      isSameEpoch,
      unsent,
      judge: this.#judgeOf(path, refusals),
      reason,
    })
    database.fold(path, documents.encode(path))
    database.setLevel(path, documents.levelOf(path)!)
    waits.refused(beginning.refusedIds, reason)
    const suspects = new Set(refusals.filter(isForContent).flatMap(({ ids }) => ids))
    this.#suspects.set(path, this.#exchange(path, unsent, beginning, suspects))
    return renewed
  }

  /** Reads a document anew from a base, with what comes along of its unsent work, and sets the rest aside. */
  renew(
    path: DocumentPath,
    base: Uint8Array,
    how: {
      readonly level: Level
      readonly isSameEpoch: boolean
      readonly unsent: readonly Unsent[]
      readonly judge: Judge
      readonly reason: string
    },
  ): { readonly beginning: Beginning; readonly renewed: Renewed } {
    const { documents, putAside } = this.#options
    const before = documents.encode(path)
    const beginning = beginAnew({
      path,
      from: documents.get(path).doc,
      base,
      isSameEpoch: how.isSameEpoch,
      unsent: how.unsent,
      changesSince: since => documents.changesSince(path, since),
      judge: how.judge,
      drawClient: () => documents.drawClient(),
    })
    const { refused, refusedStamps: stamps } = beginning
    // Kept before anything is let go of.
    if (refused !== null) putAside({ document: path, reason: how.reason, ...refused, stamps })
    const updates = [base, ...beginning.carried.map(({ unsent }) => unsent.bytes)]
    const patches = documents.renew(path, updates, how.level)
    return { beginning, renewed: { patches, before, lost: this.#lostAmong(path, beginning.entries) } }
  }

  /** Removes a document from this device that may not be read any more; what was not sent is kept as refused. */
  withdraw(path: DocumentPath): readonly RowPatch[] {
    const { documents, database, outbox, waits } = this.#options
    const unsent = outbox.entries(path)
    if (unsent.length > 0) this.#keepUnsent(path, unsent)
    const ids = unsent.map(({ id }) => id)
    this.#verdicts.delete(path)
    database.drop(path)
    database.removeUnsent(ids)
    outbox.remove(path, ids)
    waits.refused(ids, "forbidden")
    return documents.drop(path)
  }

  /** Sets unsent work of a document aside that is about to go from this device. */
  #keepUnsent(path: DocumentPath, unsent: readonly Unsent[]): void {
    const { documents, putAside } = this.#options
    const { refused, refusedStamps: stamps } = beginAnew({
      path,
      from: documents.get(path).doc,
      base: EMPTY,
      isSameEpoch: false,
      unsent,
      changesSince: since => documents.changesSince(path, since),
      judge: () => "refused",
      drawClient: () => documents.drawClient(),
    })
    if (refused !== null) putAside({ document: path, reason: "forbidden", ...refused, stamps })
  }

  #judgeOf(path: DocumentPath, refusals: readonly RefusedFrame[]): Judge {
    if (!this.#options.mayWrite(path) || refusals.some(({ reason }) => FOR_ALL.includes(reason))) return () => "refused"
    const found = refusals.filter(isForContent)
    const alone = new Set(found.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))
    const isRestRefused = found.some(({ ids }) => ids.length === 0)
    return entry => ((entry === null ? isRestRefused : alone.has(entry.id)) ? fateOf(entry) : "carried")
  }

  /** Puts what came along into the outbox, in place of what it was before; answers which of it stands for suspects. */
  #exchange(
    path: DocumentPath,
    unsent: readonly Unsent[],
    { carried }: Beginning,
    suspects: ReadonlySet<number>,
  ): ReadonlySet<number> {
    const alone = new Set<number>()
    const { outbox, database, waits } = this.#options
    const ids = unsent.map(({ id }) => id)
    const others = new Map<number, number[]>()
    for (const { ids: stoodFor, unsent: bare } of carried) {
      const entry = outbox.add(bare)
      database.addUnsent(entry)
      if (stoodFor.some(id => suspects.has(id))) alone.add(entry.id)
      for (const id of stoodFor) others.set(id, [...(others.get(id) ?? []), entry.id])
    }
    outbox.remove(path, ids)
    database.removeUnsent(ids)
    for (const id of ids) waits.replaced([id], others.get(id) ?? [])
    return alone
  }

  /** Of entries that came along: those of this device which somebody else's later ones beat. */
  #lostAmong(path: DocumentPath, entries: readonly StoredEntry[]): LostWrite[] {
    const { documents } = this.#options
    const document = documents.get(path)
    const kinds = new Set<string>(document.kinds)
    return entries.flatMap(({ kind, key, stored }): LostWrite[] => {
      const entry = readEntry(key, stored)
      if (entry?.entry !== "cell" || !kinds.has(kind)) return []
      const [id, { field, value, stamp }] = [recordOf(key), entry]
      const standing = document.standing(kind as KindName, id, field)
      if (standing?.entry !== "cell" || documents.wroteAs(standing.replica)) return []
      return sameValue(value, standing.value)
        ? []
        : [{ kind: kind as KindName, id, field, lost: { value, stamp }, standing }]
    })
  }
}

function isForContent({ reason }: RefusedFrame): boolean {
  return FOR_CONTENT.includes(reason)
}

/** What becomes of an update that was refused alone: what nobody did as one thing is cut, to find the part to blame. */
function fateOf(entry: Unsent | null): Fate {
  if (entry === null || entry.bytes.length === 0) return "cut"
  return entry.isFound === true && hasParts(entry.bytes) ? "cut" : "refused"
}

function hasParts(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.length > 1
}
