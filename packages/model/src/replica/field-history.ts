import * as Y from "yjs"
import { stampTime } from "../base/hybrid-clock.ts"
import { DELETED } from "../schema/change.ts"
import { sameValue } from "../schema/row.ts"
import { firstReplica, isValues, readEntry, recordOf } from "./entry.ts"

/** One field of one item that somebody set, with what stood there before. */
export interface FieldChange {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  /** Who did it, as far as their replica said; else empty. */
  readonly by: string
  /** When it was done, in milliseconds since 1970. */
  readonly at: number
}

/**
 * What became of the fields of one item, read from the log of its space: feed it every update in the order in which the
 * relay has them. A row of the log that was thinned tells only what stood at its end.
 */
export class FieldHistory {
  readonly changes: FieldChange[] = []
  readonly #doc = new Y.Doc()
  readonly #item: string
  readonly #standing = new Map<string, { readonly value: unknown; readonly stamp: number }>()

  constructor(item: string) {
    this.#item = item
    const items = this.#doc.getMap<unknown>("items")
    items.observe(event => {
      for (const key of event.keysChanged) if (recordOf(key) === item) this.#read(key, items.get(key))
    })
  }

  /** Takes in one update of the log; one that does not decode is passed over. */
  add(update: Uint8Array): void {
    try {
      Y.applyUpdate(this.#doc, update)
    } catch {
      // What others could not read either is no part of the history.
    }
  }

  #read(key: string, stored: unknown): void {
    if (key === this.#item) return isValues(stored) ? this.#seed(stored, 0) : undefined
    const entry = readEntry(key, stored)
    if (entry?.entry === "seed") return this.#seed(entry.values, entry.stamp)
    if (entry?.entry !== "cell") return
    const { field, value, stamp, replica } = entry
    const before = this.#standing.get(field)
    // A write that was overtaken before it came was never what stood.
    if (before !== undefined && before.stamp >= stamp) return
    this.#standing.set(field, { value, stamp })
    if (field === DELETED || sameValue(before?.value ?? null, value)) return
    const author = this.#doc.getMap<unknown>("authors").get(firstReplica(replica))
    const by = typeof author === "string" ? author : ""
    this.changes.push({ field, before: before?.value ?? null, after: value, by, at: stampTime(stamp) })
  }

  #seed(values: Readonly<Record<string, unknown>>, stamp: number): void {
    for (const [field, value] of Object.entries(values))
      if (!this.#standing.has(field)) this.#standing.set(field, { value, stamp })
  }
}
