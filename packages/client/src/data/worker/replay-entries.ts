import type { WrittenBeside } from "@weft/model/replica/document-replica"
import { firstReplica, readEntry, recordOf, type Entry, type Key } from "@weft/model/replica/entry"
import { sameValue } from "@weft/model/schema/row"
import type { StoredEntry } from "@weft/model/schema/stored"
import type * as Y from "yjs"

/** What one unsent update wrote and took out, as plain data. */
export interface PlainWork {
  readonly entries: readonly StoredEntry[]
  readonly removed: WrittenBeside["removed"]
}

/**
 * Applies unsent work again on a document of another epoch, within a transaction of the caller.
 *
 * Keys and stamps stay as they are: nobody else writes under the replica that made them, and what was written later
 * elsewhere stands. A removal takes out the very entries that it had seen, and nothing that came since.
 *
 * Answers what all of it together takes out, should it have to be applied once more: an entry that was taken out and
 * written again by what followed is not among that.
 */
export function replayEntries(doc: Y.Doc, works: readonly PlainWork[]): StoredEntry[] {
  const keys = new KeysByRecord(doc)
  const written = new Set<string>()
  for (const { entries, removed } of works) {
    for (const { kind, key, stored } of entries) {
      const place = `${kind} ${key}`
      // What this device wrote over itself stands, whatever the stamps: it may have corrected one.
      if (written.has(place)) doc.getMap(kind).set(key, stored)
      else if (isSeen(doc.getMap(kind), key, removed) || isLater(doc.getMap(kind), key, stored)) {
        doc.getMap(kind).set(key, stored)
        written.add(place)
      }
    }
    for (const entry of removed) for (const key of sameEntries(doc, keys, entry)) doc.getMap(entry.kind).delete(key)
  }
  const keysNow = new KeysByRecord(doc)
  return works.flatMap(({ removed }) => removed.filter(entry => sameEntries(doc, keysNow, entry).length === 0))
}

/** Whether what stands under a key is what was written over, whatever its stamp: the clock may have been ahead then. */
function isSeen(map: Y.Map<unknown>, key: Key, removed: PlainWork["removed"]): boolean {
  const standing = readEntry(key, map.get(key))
  return (
    standing !== null && removed.some(seen => seen.key === key && readEntry(key, seen.stored)?.stamp === standing.stamp)
  )
}

/** Whether an entry is not known yet. A seed without a stamp is written once; of the same cell the later value stands. */
function isLater(map: Y.Map<unknown>, key: Key, stored: unknown): boolean {
  const standing = readEntry(key, map.get(key))
  const own = readEntry(key, stored)
  return own === null ? !map.has(key) : standing === null || standing.stamp < own.stamp
}

/**
 * The keys under which an entry stands. Who packed it may have put it under another name of the same replica, so others of
 * its record are looked at. What has no stamp, as the seed of a record that went to another document, is the one that was
 * seen where it says the same.
 */
function sameEntries(doc: Y.Doc, keys: KeysByRecord, { kind, key, stored }: StoredEntry): Key[] {
  const [map, seen] = [doc.getMap<unknown>(kind), readEntry(key, stored)]
  if (seen === null) return sameValue(map.get(key), stored) ? [key] : []
  return [...new Set([key, ...keys.of(kind, recordOf(key))])].filter(other => {
    const entry = map.has(other) ? readEntry(other, map.get(other)) : null
    return entry !== null && isSame(entry, seen)
  })
}

/** The keys of each record as the document came, found once for each kind that is asked for. */
class KeysByRecord {
  readonly #doc: Y.Doc
  readonly #kinds = new Map<string, Map<string, Key[]>>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  of(kind: string, id: string): readonly Key[] {
    return (this.#kinds.get(kind) ?? this.#read(kind)).get(id) ?? []
  }

  #read(kind: string): Map<string, Key[]> {
    const records = new Map<string, Key[]>()
    this.#kinds.set(kind, records)
    for (const key of this.#doc.getMap(kind).keys()) {
      const keys = records.get(recordOf(key))
      if (keys === undefined) records.set(recordOf(key), [key])
      else keys.push(key)
    }
    return records
  }
}

function isSame(left: Entry, right: Entry): boolean {
  return (
    placeOf(left) === placeOf(right) &&
    left.stamp === right.stamp &&
    firstReplica(left.replica) === firstReplica(right.replica)
  )
}

function placeOf(entry: Entry): string {
  switch (entry.entry) {
    case "seed":
      return "seed"
    case "cell":
      return `cell.${entry.field}`
    case "member":
      return `member.${entry.field}.${entry.member}`
  }
}
