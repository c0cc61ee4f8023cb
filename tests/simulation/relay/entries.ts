import * as Y from "yjs"
import { readEntry, recordOf } from "@weft/model/replica/entry"
import type { Contents } from "./contents.ts"

/** One entry of a document of records, as it was stored: its map, its key and its value. */
export interface StoredEntry {
  readonly kind: string
  readonly key: string
  readonly stored: unknown
}

/** What an update wrote into the maps of a document, and what it took out of them. */
export interface EntryWork {
  readonly written: readonly StoredEntry[]
  readonly removed: readonly StoredEntry[]
}

/** A name for an entry; the same one written anew in another epoch has the same name. */
function entryName({ kind, key, stored }: StoredEntry): string {
  return `${kind} ${key} ${JSON.stringify(stored)}`
}

/**
 * Reads updates of one document as the entries that they write and take out, whatever replica wrote them. What overwrites an entry says
 * only which one, so whatever may be overwritten has to have been read before.
 */
export class EntryReader {
  readonly #places = new Map<string, { readonly kind: string; readonly key: string }>()
  readonly #entries = new Map<string, StoredEntry>()

  read(bytes: Uint8Array, { deletions }: Contents): EntryWork {
    const written = Y.decodeUpdate(bytes).structs.flatMap(struct => this.#readStruct(struct))
    const removed = deletions.flatMap(([client, from, to]) =>
      Array.from({ length: to - from }, (_, index) => this.#entries.get(`${client} ${from + index}`) ?? []).flat(),
    )
    return { written, removed }
  }

  /** What was overwritten within one transaction has no value any more, and still says where the next one stands. */
  #readStruct(struct: Y.Item | Y.GC | Y.Skip): StoredEntry[] {
    if (!(struct instanceof Y.Item)) return []
    const place = this.#placeOf(struct)
    if (place === null) return []
    const { client, clock } = struct.id
    for (let index = 0; index < struct.length; index++) this.#places.set(`${client} ${clock + index}`, place)
    if (!(struct.content instanceof Y.ContentAny)) return []
    return struct.content.arr.map((stored: unknown, index) => {
      const entry = { ...place, stored }
      this.#entries.set(`${client} ${clock + index}`, entry)
      return entry
    })
  }

  #placeOf({ parent, parentSub, origin }: Y.Item): { readonly kind: string; readonly key: string } | null {
    if (typeof parent === "string") return parentSub === null ? null : { kind: parent, key: parentSub }
    return origin === null ? null : (this.#places.get(`${origin.client} ${origin.clock}`) ?? null)
  }
}

/** What has been written in one place to one document over all of its epochs, by the entries alone. */
export class EntryHistory {
  readonly #written = new Set<string>()
  readonly #removed = new Set<string>()
  /** What stands there now. */
  readonly #standing = new Set<string>()
  /** The greatest stamp that each cell ever had, and each other entry under its key. */
  readonly #latest = new Map<string, number>()

  add({ written, removed }: EntryWork): void {
    for (const entry of written) {
      const [cell, name] = [cellOf(entry), entryName(entry)]
      this.#written.add(name)
      this.#standing.add(name)
      if (cell !== null) this.#latest.set(cell.place, Math.max(this.#latest.get(cell.place) ?? 0, cell.stamp))
    }
    for (const entry of removed) {
      this.#removed.add(entryName(entry))
      this.#standing.delete(entryName(entry))
    }
  }

  /** What follows is all that stands from now on. */
  beginAnew(): void {
    this.#standing.clear()
  }

  /**
   * Of some work, an entry that never came here though no later one of its cell did and nobody has taken it out again,
   * or one that still stands though it was taken out. Null if all is well: `by` is all that was written where the work was
   * done, and it and `others` are the places where an entry may have been taken out before it came here. What goes to
   * another document and comes back is the same entry again: it stands rightly where it was written again, by whoever
   * had taken it out or after that had come here.
   */
  lacks({ written, removed }: EntryWork, by: EntryHistory, ...places: readonly EntryHistory[]): string | null {
    const others = [by, ...places]
    for (const entry of written) {
      const [cell, name] = [cellOf(entry), entryName(entry)]
      const isLate = cell !== null && (this.#latest.get(cell.place) ?? -1) >= cell.stamp
      if (!isLate && !this.#written.has(name) && !others.some(other => other.hasRemoved(name))) return name
    }
    for (const name of removed.map(entryName))
      if (this.#standing.has(name) && !by.#standing.has(name) && !this.#removed.has(name))
        return `the removal of ${name}`
    return null
  }

  hasRemoved(name: string): boolean {
    return this.#removed.has(name)
  }
}

/** What ranks by stamps with an entry, and its own; nothing for the seed of a random id, which is written once. */
function cellOf({ kind, key, stored }: StoredEntry): { readonly place: string; readonly stamp: number } | null {
  const entry = readEntry(key, stored)
  if (entry === null) return null
  const cell = entry.entry === "cell" ? `${recordOf(key)}.${entry.field}` : key
  return { place: `${kind} ${cell}`, stamp: entry.stamp }
}

/** All entries that updates make together, by name; a document of records holds nothing else. */
export function entriesOf(updates: readonly Uint8Array[]): ReadonlySet<string> {
  const doc = new Y.Doc()
  try {
    for (const bytes of updates) if (bytes.length > 0) Y.applyUpdate(doc, bytes)
    const names = [...doc.share.keys()].flatMap(kind =>
      [...doc.getMap<unknown>(kind).entries()].map(([key, stored]) => entryName({ kind, key, stored })),
    )
    return new Set(names)
  } finally {
    doc.destroy()
  }
}
