import { stampTime } from "@weft/model/base/hybrid-clock"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import { readEntry, recordOf } from "@weft/model/replica/entry"
import { bodiesOf, descriptionOf } from "@weft/model/replica/prose"
import { draftsIn } from "@weft/model/replica/reply-draft"
import type { DocumentPath } from "@weft/model/schema/change"
import { isProse, type StoredEntry } from "@weft/model/schema/stored"
import * as Y from "yjs"
import type { SaidPiece } from "../messages.ts"
import { placeOf } from "./carry-over.ts"

/** Roots of a document that are no records: who works in a replica, the texts of comments, and notes on drafts. */
const NO_RECORDS: readonly string[] = ["authors", "bodies", "drafts"]

/** Unsent work of one update, with what its bytes do not say. */
export interface Work {
  readonly update: Uint8Array
  readonly beside?: WrittenBeside | undefined
}

/** The entries that an update wrote into a document's records, as it wrote them. `doc` is one that has taken it in. */
export function entriesIn(update: Uint8Array, doc: Y.Doc): StoredEntry[] {
  const entries: StoredEntry[] = []
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny)) continue
    const place = placeOf(struct, doc)
    if (place !== null) entries.push({ kind: place.root, key: place.key, stored: struct.content.arr.at(-1) })
  }
  return entries
}

/** What unsent work says, for people: which fields of which records, and which texts. */
export function saidIn(path: DocumentPath, works: readonly Work[], doc: Y.Doc, onto: Y.Doc): SaidPiece[] {
  const names = new Names(doc)
  const said: SaidPiece[] = works.flatMap(({ update, beside }) => {
    const entries = entriesIn(update, doc)
    const isOver = ({ kind, key }: StoredEntry) => entries.some(entry => entry.kind === kind && entry.key === key)
    const removed = (beside?.removed ?? []).filter(entry => !isOver(entry))
    return [
      ...entries.flatMap(entry => pieceOf(entry, names, beside)),
      ...removed.flatMap(entry => removedPiece(entry, names, beside)),
    ]
  })
  return isProse(path) ? [...said, ...textsIn(doc, onto)] : said
}

function pieceOf({ kind, key, stored }: StoredEntry, names: Names, beside: WrittenBeside | undefined): SaidPiece[] {
  if (NO_RECORDS.includes(kind)) return []
  const entry = readEntry(key, stored)
  const id = recordOf(key)
  const where = { kind, id, name: names.of(kind, id) }
  if (entry === null)
    return key === id ? [{ did: "made", ...where, field: "", value: stored, at: timeOf(beside?.stamp) }] : []
  const at = timeOf(entry.stamp)
  switch (entry.entry) {
    case "seed":
      return [{ did: "made", ...where, field: "", value: entry.values, at }]
    case "cell":
      return [{ did: "set", ...where, field: entry.field, value: entry.value, at }]
    case "member":
      return [{ did: "added", ...where, field: entry.field, value: entry.member, at }]
  }
}

/** Of what a write took out only members are told: a field that was set says so itself. */
function removedPiece(
  { kind, key, stored }: StoredEntry,
  names: Names,
  beside: WrittenBeside | undefined,
): SaidPiece[] {
  const entry = readEntry(key, stored)
  if (entry?.entry !== "member") return []
  const id = recordOf(key)
  const { field, member: value } = entry
  return [{ did: "removed", kind, id, name: names.of(kind, id), field, value, at: timeOf(beside?.stamp) }]
}

/** The texts that read otherwise here than at the relay. */
function textsIn(doc: Y.Doc, onto: Y.Doc): SaidPiece[] {
  const [before, drafts] = [bodiesOf(onto), draftsIn(onto)]
  const texts = [
    ...[...bodiesOf(doc)].filter(([id, text]) => before.get(id) !== text),
    ...[...draftsIn(doc)].filter(([root, text]) => (drafts.get(root) ?? "") !== text),
  ]
  const description = descriptionOf(doc)
  if (description !== descriptionOf(onto)) texts.push(["description", description])
  return texts.map(([id, text]) => ({ did: "wrote", id, text }))
}

/** What records are called, as far as their entries say so. */
class Names {
  readonly #doc: Y.Doc
  readonly #kinds = new Map<string, Map<string, { readonly name: string; readonly stamp: number }>>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  of(kind: string, id: string): string {
    const names = this.#kinds.get(kind) ?? this.#read(kind)
    return names.get(id)?.name ?? ""
  }

  #read(kind: string): Map<string, { readonly name: string; readonly stamp: number }> {
    const names = new Map<string, { readonly name: string; readonly stamp: number }>()
    this.#kinds.set(kind, names)
    const take = (id: string, name: unknown, stamp: number): void => {
      if (typeof name === "string" && stamp > (names.get(id)?.stamp ?? -2)) names.set(id, { name, stamp })
    }
    this.#doc.getMap<unknown>(kind).forEach((stored, key) => {
      const [id, entry] = [recordOf(key), readEntry(key, stored)]
      const seed = key === id ? stored : entry?.entry === "seed" ? entry.values : null
      const { title, name } = (seed ?? {}) as { readonly title?: unknown; readonly name?: unknown }
      take(id, title ?? name, key === id ? -1 : 0)
      if (entry?.entry === "cell" && ["title", "name"].includes(entry.field)) take(id, entry.value, entry.stamp)
    })
    return names
  }
}

function timeOf(stamp: number | undefined): number | null {
  return stamp === undefined || stamp === 0 ? null : stampTime(stamp)
}
