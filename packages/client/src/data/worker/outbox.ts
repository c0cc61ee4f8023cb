import { stampTime } from "@weft/model/base/hybrid-clock"
import type { DocumentPath } from "@weft/model/schema/change"
import type { WaitingDocument } from "../messages.ts"
import type { Unsent } from "./disk.ts"

/** What is assumed of an entry that stands for all that its document holds, in bytes. */
const UNKNOWN_BYTES = 16 * 1024

interface Waiting {
  readonly unsent: Unsent
  isUnderWay: boolean
}

/** Which updates the relay has not acknowledged, by document and in the order in which they were made. */
export class Outbox {
  readonly #waiting = new Map<DocumentPath, Map<number, Waiting>>()
  #count = 0
  #underWay = 0
  #last = 0

  /** Takes over what was stored. */
  load(unsent: readonly Unsent[]): void {
    for (const entry of unsent) this.#note(entry)
  }

  /** How many there are. */
  get count(): number {
    return this.#count
  }

  /** The number of the update that was made last. */
  get last(): number {
    return this.#last
  }

  /** How many of them are under way to the relay. */
  get underWay(): number {
    return this.#underWay
  }

  get documents(): Iterable<DocumentPath> {
    return this.#waiting.keys()
  }

  /** Adds one and gives it its number. */
  add(unsent: Omit<Unsent, "id">): Unsent {
    const entry = { ...unsent, id: this.#last + 1 }
    this.#note(entry)
    return entry
  }

  of(document: DocumentPath): readonly number[] {
    return [...(this.#waiting.get(document)?.keys() ?? [])]
  }

  /** The updates of a document, in order. */
  entries(document: DocumentPath): readonly Unsent[] {
    return Array.from(this.#waiting.get(document)?.values() ?? [], ({ unsent }) => unsent)
  }

  /** How many bytes of a document wait, roughly. */
  weight(document: DocumentPath): number {
    let weight = 0
    for (const { unsent } of this.#waiting.get(document)?.values() ?? [])
      weight += unsent.bytes.length > 0 ? unsent.bytes.length : UNKNOWN_BYTES
    return weight
  }

  /** All documents of which something waits, what has waited longest first. */
  list(): readonly WaitingDocument[] {
    return [...this.#waiting]
      .map(([document, own]) => {
        const entries = [...own.values()]
        const stamps = entries.flatMap(({ unsent }) => (unsent.beside?.stamp ? [unsent.beside.stamp] : []))
        return {
          document,
          changes: entries.length,
          underWay: entries.filter(({ isUnderWay }) => isUnderWay).length,
          bytes: this.weight(document),
          since: stamps.length === 0 ? null : stampTime(Math.min(...stamps)),
        }
      })
      .sort((left, right) => (left.since ?? Infinity) - (right.since ?? Infinity))
  }

  /** How far the updates of a document have come: some wait here, all are under way, or there are none. */
  stateOf(document: DocumentPath): "waiting" | "sent" | "safe" {
    const own = this.#waiting.get(document)
    if (own === undefined) return "safe"
    for (const { isUnderWay } of own.values()) if (!isUnderWay) return "waiting"
    return "sent"
  }

  /** Notes that updates are under way, or that all of a document, or of all documents, are no more. */
  sent(document: DocumentPath, ids: readonly number[]): void {
    for (const id of ids) this.#mark(this.#waiting.get(document)?.get(id), true)
  }

  notSent(document?: DocumentPath): void {
    const documents = document === undefined ? [...this.#waiting.keys()] : [document]
    for (const path of documents)
      for (const waiting of this.#waiting.get(path)?.values() ?? []) this.#mark(waiting, false)
  }

  /** Puts an update in the place of the one with its number. */
  replace(unsent: Unsent): void {
    const own = this.#waiting.get(unsent.document)
    const standing = own?.get(unsent.id)
    if (standing !== undefined) own!.set(unsent.id, { ...standing, unsent })
  }

  remove(document: DocumentPath, ids: readonly number[]): void {
    const own = this.#waiting.get(document)
    if (own === undefined) return
    for (const id of ids) {
      this.#mark(own.get(id), false)
      if (own.delete(id)) this.#count -= 1
    }
    if (own.size === 0) this.#waiting.delete(document)
  }

  #mark(waiting: Waiting | undefined, isUnderWay: boolean): void {
    if (waiting === undefined || waiting.isUnderWay === isUnderWay) return
    waiting.isUnderWay = isUnderWay
    this.#underWay += isUnderWay ? 1 : -1
  }

  #note(unsent: Unsent): void {
    const { id, document } = unsent
    this.#last = Math.max(this.#last, id)
    const own = this.#waiting.get(document) ?? new Map<number, Waiting>()
    if (own.has(id)) return
    this.#waiting.set(document, own)
    own.set(id, { unsent, isUnderWay: false })
    this.#count += 1
  }
}
