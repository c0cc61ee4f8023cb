import type { DocumentPath } from "@weft/model/schema/change"
import { isProse, type StoredEntry } from "@weft/model/schema/stored"
import * as Y from "yjs"
import type { SaidPiece } from "../messages.ts"
import { carryOver, hasTakenIn, type Piece } from "./carry-over.ts"
import { cutUpdate } from "./cut-update.ts"
import type { Unsent } from "./disk.ts"
import { replayEntries } from "./replay-entries.ts"
import { entriesIn, saidIn, type Work } from "./said-pieces.ts"
import { isNothing } from "./sound-updates.ts"

/** Into about how many parts something is cut of which one part is refused. */
const PARTS = 8

export interface BeginningOptions {
  readonly path: DocumentPath
  /** The document as it is here, with all that was not sent. */
  readonly from: Y.Doc
  /** All that the relay has. */
  readonly base: Uint8Array
  /** Whether the clocks of both mean the same. */
  readonly isSameEpoch: boolean
  readonly unsent: readonly Unsent[]
  /** All of the document that a holder of a state vector lacks, as one update without gaps. */
  readonly changesSince: (stateVector: Uint8Array) => Uint8Array
  readonly judge: Judge
  /** Draws a fresh replica id. */
  readonly drawClient: () => number
}

/** What becomes of unsent work: it comes along, is kept as refused, or is cut to find the part that is refused. */
export type Fate = "carried" | "refused" | "cut"
/** Decides over one unsent update; over what is in no update of the outbox where that is null. */
export type Judge = (unsent: Unsent | null) => Fate

/** Unsent work as it follows the relay's state now. */
export interface Carried {
  /** Which unsent updates it stands for. */
  readonly ids: readonly number[]
  readonly unsent: Omit<Unsent, "id">
}

export interface Beginning {
  readonly carried: readonly Carried[]
  /** What was refused: its bytes, and what it said; null where all came along. */
  readonly refused: { readonly bytes: Uint8Array; readonly said: readonly SaidPiece[] } | null
  readonly refusedIds: readonly number[]
  /** The stamps of the actions that were refused, as far as they are known. */
  readonly refusedStamps: readonly number[]
  /** The records' entries that came along, as they were written. */
  readonly entries: readonly StoredEntry[]
}

interface Judged extends Work {
  readonly unsent: Unsent | null
  readonly fate: Fate
  /** Whether it is what is found in the document, and not what somebody did. */
  readonly isFound: boolean
}

/** Works out how a document begins anew from the relay's state: what comes along, and what is kept as refused. */
export function beginAnew(options: BeginningOptions): Beginning {
  const onto = new Y.Doc()
  try {
    Y.applyUpdate(onto, options.base)
    return begin(options, onto)
  } finally {
    onto.destroy()
  }
}

function begin(options: BeginningOptions, onto: Y.Doc): Beginning {
  const judged = judgeAll(options, onto)
  const carried = options.isSameEpoch ? carryAll(judged, options, onto) : replayAll(judged, options, onto)
  // What does not follow the relay's state cannot go there, whatever it is.
  const refused = carried === null ? judged : judged.filter(({ fate }) => fate === "refused")
  const kept = carried === null ? [] : judged.filter(({ fate }) => fate !== "refused")
  return {
    carried: carried ?? [],
    refused: refused.length === 0 ? null : telling(refused, options, onto),
    refusedIds: refused.flatMap(({ unsent }) => (unsent === null ? [] : [unsent.id])),
    refusedStamps: [...new Set(refused.flatMap(({ beside }) => (beside === undefined ? [] : [beside.stamp])))],
    entries: kept.flatMap(({ update }) => entriesIn(update, options.from)),
  }
}

function telling(refused: readonly Judged[], { path, from }: BeginningOptions, onto: Y.Doc) {
  const bytes = Y.mergeUpdates(refused.map(({ update }) => update))
  return { bytes, said: saidIn(path, refused, from, onto) }
}

function judgeAll({ unsent, changesSince, judge, isSameEpoch }: BeginningOptions, onto: Y.Doc): Judged[] {
  const since = isSameEpoch ? Y.encodeStateVector(onto) : new Uint8Array([0])
  const judged = unsent.map(entry => {
    const isWhole = entry.bytes.length === 0
    const update = isWhole ? changesSince(since) : isSameEpoch ? Y.diffUpdate(entry.bytes, since) : entry.bytes
    // Its acknowledgement was lost on the way.
    const fate = isSameEpoch && hasTakenIn(onto, update) ? "carried" : judge(entry)
    return { unsent: entry, update, beside: entry.beside, fate, isFound: isWhole || entry.isFound === true }
  })
  if (!isSameEpoch) return judged
  const rest = changesSince(
    Y.encodeStateVectorFromUpdate(Y.mergeUpdates([Y.encodeStateAsUpdate(onto), ...judged.map(({ update }) => update)])),
  )
  if (Y.decodeUpdate(rest).structs.length === 0) return judged
  return [...judged, { unsent: null, update: rest, fate: judge(null), isFound: true }]
}

/** Takes what is not refused along as it is; null where it does not follow. */
function carryAll(
  judged: readonly Judged[],
  { path, from, drawClient }: BeginningOptions,
  onto: Y.Doc,
): Carried[] | null {
  const isWhole = judged.every(({ fate }) => fate === "carried")
  const parts = judged.flatMap(one => partsOf(one).map(update => ({ one, update })))
  const pieces = parts.map(({ one, update }): Piece => ({
    update,
    isLeftBehind: one.fate === "refused",
    addsOnly: one.isFound && !isWhole,
  }))
  const updates = carryOver(pieces, { from, onto, drawClient, isShared: isProse(path) })
  if (updates === null || !follow(onto, updates)) return null
  return updates.flatMap((bytes, index): Carried[] => {
    const { unsent, isFound, fate, beside } = parts[index]!.one
    if (bytes === null) return []
    const ids = unsent === null ? [] : [unsent.id]
    return [
      { ids, unsent: { document: path, bytes, ...besideOf(beside), ...(isFound || fate === "cut" ? FOUND : {}) } },
    ]
  })
}

const FOUND = { isFound: true } as const

function besideOf(beside: Work["beside"]): Pick<Unsent, "beside"> {
  return beside === undefined ? {} : { beside }
}

function partsOf({ update, fate }: Judged): Uint8Array[] {
  return fate === "cut" ? cutUpdate(update, Math.ceil(update.length / PARTS)) : [update]
}

/** Whether these updates follow a state one after the other; they are in it then. */
export function follow(onto: Y.Doc, updates: readonly (Uint8Array | null)[]): boolean {
  const target = new Y.Doc()
  try {
    Y.applyUpdate(target, Y.encodeStateAsUpdate(onto))
    for (const update of updates) if (update !== null) Y.applyUpdate(target, update)
    return target.store.pendingStructs === null && target.store.pendingDs === null
  } catch {
    return false
  } finally {
    target.destroy()
  }
}

/** Writes what is not refused again on a state of another epoch, as one update; null for texts, which have no epochs. */
function replayAll(
  judged: readonly Judged[],
  { path, from, drawClient }: BeginningOptions,
  onto: Y.Doc,
): Carried[] | null {
  const kept = judged.filter(({ fate }) => fate !== "refused")
  if (kept.length === 0) return []
  if (isProse(path)) return null
  onto.clientID = drawClient()
  const before = Y.encodeStateVector(onto)
  const works = kept.map(({ update, beside }) => ({ entries: entriesIn(update, from), removed: beside?.removed ?? [] }))
  let bytes: Uint8Array = new Uint8Array()
  onto.once("update", (update: Uint8Array) => {
    bytes = update
  })
  const removed = onto.transact(() => replayEntries(onto, works))
  if (bytes.length === 0 || isNothing(Y.diffUpdate(bytes, before))) return []
  const ids = kept.flatMap(({ unsent }) => (unsent === null ? [] : [unsent.id]))
  return [{ ids, unsent: { document: path, bytes, beside: { stamp: 0, removed } } }]
}
