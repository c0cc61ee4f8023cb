import { expect, test } from "vitest"
import * as Y from "yjs"
import { DocumentBytes } from "@weft/sync-server/rooms/document-bytes"
import type { LogRow } from "@weft/sync-server/store/log-store"
import { packUpdates } from "@weft/sync-server/store/pack-updates"
import { NOTHING } from "../support/relay.ts"

/** Edits of several replicas, each as an update of its own, some of which overwrite and delete. */
function edits(count: number): Uint8Array[] {
  const document = new Y.Doc()
  const updates: Uint8Array[] = []
  document.on("update", (update: Uint8Array) => updates.push(update))
  for (let edit = 0; edit < count; edit += 1) {
    document.clientID = 1 + Math.floor(edit / 7)
    const items = document.getMap("items")
    if (edit % 5 === 4) items.delete(`key-${edit - 2}`)
    else items.set(`key-${edit % 11}`, edit)
  }
  return updates
}

const rowOf = (bytes: Uint8Array, seq: number): LogRow => ({
  document: "acme/space/one",
  seq,
  bytes,
  author: "",
  session: "s",
  claims: [],
  at: 0,
})

test("a document opens to the same state vector and contents whether its snapshot brings the vector or not", () => {
  const updates = edits(60)
  for (const folded of [1, 30, updates.length]) {
    const packed = packUpdates(updates.slice(0, folded))!
    const rows = updates.slice(folded).map((bytes, index) => rowOf(bytes, folded + index + 1))
    const quick = new DocumentBytes({ seq: folded, ...packed }, rows)
    const slow = new DocumentBytes({ seq: folded, bytes: packed.bytes }, rows)
    expect(quick.vector).toEqual(slow.vector)
    expect(quick.seq).toBe(updates.length)
    expect(quick.lackedBy(-1, NOTHING)).toEqual(slow.lackedBy(-1, NOTHING))
  }
})

test("a row that is no update shows when the document opens, whatever its snapshot brings", () => {
  const packed = packUpdates(edits(5))!
  expect(() => new DocumentBytes({ seq: 5, ...packed }, [rowOf(Uint8Array.of(9, 9), 6)])).toThrow()
})

test("STORE-11 a document that waits for what never came is not packed, and neither is what cannot be read", () => {
  const document = new Y.Doc()
  const updates: Uint8Array[] = []
  document.on("update", (update: Uint8Array) => updates.push(update))
  const words = document.getText("words")
  for (const word of ["one ", "two ", "three "]) words.insert(words.length, word)
  const [first, second, third] = updates as [Uint8Array, Uint8Array, Uint8Array]
  expect(packUpdates([first, third])).toBeNull()
  expect(packUpdates([first, third, second])?.vector).toEqual(Y.encodeStateVector(document))
  expect(() => packUpdates([first, Uint8Array.of(9, 9)])).toThrow()
})
