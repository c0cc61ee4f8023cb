import type { DocumentPath } from "@weft/model/schema/change"
import type { Unsent } from "./disk.ts"

/** Which updates the relay has not acknowledged, by document and in the order in which they were made. */
export class Outbox {
  readonly #ids = new Map<DocumentPath, Set<number>>()
  #count = 0
  #last = 0

  /** Takes over what was stored. */
  load(unsent: readonly Unsent[]): void {
    for (const { id, document } of unsent) this.#note(id, document)
  }

  /** How many there are. */
  get count(): number {
    return this.#count
  }

  get documents(): Iterable<DocumentPath> {
    return this.#ids.keys()
  }

  /** A number for a new one. */
  add(document: DocumentPath): number {
    const id = this.#last + 1
    this.#note(id, document)
    return id
  }

  of(document: DocumentPath): readonly number[] {
    return [...(this.#ids.get(document) ?? [])]
  }

  remove(document: DocumentPath, ids: readonly number[]): void {
    const own = this.#ids.get(document)
    if (own === undefined) return
    for (const id of ids) if (own.delete(id)) this.#count -= 1
    if (own.size === 0) this.#ids.delete(document)
  }

  #note(id: number, document: DocumentPath): void {
    this.#last = Math.max(this.#last, id)
    const own = this.#ids.get(document)
    if (own?.has(id) === true) return
    if (own === undefined) this.#ids.set(document, new Set([id]))
    else own.add(id)
    this.#count += 1
  }
}
