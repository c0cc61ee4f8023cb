import * as fc from "fast-check"
import { expect, test } from "vitest"
import * as Y from "yjs"
import { checkUpdate } from "@weft/sync-server/rooms/check-update"
import { advance, follows, isKnown } from "@weft/sync-server/rooms/state-vector"

/** A document after some edits by several replicas, with maps, lists, text and deletions in it. */
function editedDocument(edits: readonly number[]): Y.Doc {
  const replicas = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
  for (const [step, edit] of edits.entries()) {
    const replica = replicas[edit % 3] as Y.Doc
    edited(replica, edit, step)
    if (edit % 5 === 0) for (const other of replicas) Y.applyUpdate(other, Y.encodeStateAsUpdate(replica))
  }
  const [whole, ...others] = replicas as [Y.Doc, Y.Doc, Y.Doc]
  for (const other of others) Y.applyUpdate(whole, Y.encodeStateAsUpdate(other))
  return whole
}

function edited(document: Y.Doc, edit: number, step: number): void {
  const map = document.getMap("items")
  const text = document.getText("text")
  if (edit % 4 === 0) map.set(`id-${edit % 7}`, { title: `item ${step}`, done: edit % 2 === 0, tags: [1, "two", null] })
  else if (edit % 4 === 1) text.insert(edit % (text.length + 1), `word ${step} `)
  else if (edit % 4 === 2) map.delete(`id-${edit % 7}`)
  else if (text.length > 2) text.delete(0, 2)
}

const documents = fc.array(fc.nat(100), { minLength: 1, maxLength: 40 }).map(editedDocument)

function accepted(bytes: Uint8Array) {
  const result = checkUpdate(bytes)
  if ("refused" in result) throw new Error(result.refused)
  return result
}

test("what Yjs writes is accepted: whole documents, differences and merged updates", () => {
  fc.assert(
    fc.property(documents, fc.nat(20), (document, edit) => {
      const before = Y.encodeStateAsUpdate(document)
      const vector = Y.encodeStateVector(document)
      edited(document, edit, 99)
      const difference = Y.encodeStateAsUpdate(document, vector)
      for (const update of [before, difference, Y.mergeUpdates([before, difference])])
        expect(checkUpdate(update)).not.toHaveProperty("refused")
    }),
    { numRuns: 300 },
  )
})

test("an update that was cut or continued is refused", () => {
  fc.assert(
    fc.property(documents, fc.nat(), (document, cut) => {
      const update = Y.encodeStateAsUpdate(document)
      expect(checkUpdate(update.slice(0, cut % update.length))).toHaveProperty("refused")
      expect(checkUpdate(new Uint8Array([...update, 0]))).toHaveProperty("refused")
    }),
    { numRuns: 500 },
  )
})

test("what is accepted after a byte was changed merges and applies without a throw", () => {
  fc.assert(
    fc.property(documents, fc.nat(), fc.nat(255), (document, at, value) => {
      const update = Y.encodeStateAsUpdate(document)
      const torn = update.slice()
      torn[at % torn.length] = value
      const result = checkUpdate(torn)
      if ("refused" in result) return
      const merged = Y.mergeUpdates([torn, update])
      Y.diffUpdate(merged, new Uint8Array([0]))
      Y.encodeStateVectorFromUpdate(merged)
      if (follows(new Map(), result)) Y.applyUpdate(new Y.Doc(), torn)
    }),
    { numRuns: 5_000 },
  )
})

test("RELAY-12 seven bytes that claim 33 million structs are refused at once", () => {
  const claim = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0])
  const before = process.memoryUsage().rss
  const start = performance.now()
  for (let round = 0; round < 100; round += 1) expect(checkUpdate(claim)).toHaveProperty("refused")
  expect((performance.now() - start) / 100).toBeLessThan(5)
  expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024)
})

test("RELAY-12 a claim hidden behind a sound replica is refused at once as well", () => {
  // Replica 9 with one deleted struct, then replica 1 with millions.
  const claim = new Uint8Array([2, 1, 9, 0, 0, 1, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0, 1])
  const start = performance.now()
  expect(checkUpdate(claim)).toHaveProperty("refused")
  expect(performance.now() - start).toBeLessThan(50)
})

test("a skipped clock is refused", () => {
  const document = new Y.Doc()
  document.getMap("items").set("a", 1)
  const first = Y.encodeStateAsUpdate(document)
  const between = Y.encodeStateVector(document)
  document.getMap("items").set("b", 2)
  const behind = Y.encodeStateVector(document)
  document.getMap("items").set("c", 3)
  const last = Y.encodeStateAsUpdate(document, behind)
  expect(between).not.toEqual(behind)
  expect(checkUpdate(Y.mergeUpdates([first, last]))).toEqual({ refused: "a clock is left out" })
})

test("a subdocument and endlessly nested values are refused", () => {
  const document = new Y.Doc()
  document.getMap("items").set("inner", new Y.Doc())
  expect(checkUpdate(Y.encodeStateAsUpdate(document))).toEqual({ refused: "a subdocument" })

  const deep = new Y.Doc()
  let value: unknown[] = []
  for (let depth = 0; depth < 200; depth += 1) value = [value]
  deep.getMap("items").set("deep", value)
  expect(checkUpdate(Y.encodeStateAsUpdate(deep))).toEqual({ refused: "values nested too deep" })
})

test("an update follows only a state that has all it leans on", () => {
  const writer = new Y.Doc()
  writer.getText("text").insert(0, "one ")
  const first = accepted(Y.encodeStateAsUpdate(writer))
  const afterFirst = Y.encodeStateVector(writer)
  writer.getText("text").insert(4, "two")
  const second = accepted(Y.encodeStateAsUpdate(writer, afterFirst))

  const reader = new Y.Doc()
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer))
  const afterBoth = Y.encodeStateVector(reader)
  reader.getText("text").insert(7, " three")
  const answer = accepted(Y.encodeStateAsUpdate(reader, afterBoth))
  const beforeDelete = Y.encodeStateVector(reader)
  reader.getText("text").delete(0, 3)
  const deletion = accepted(Y.encodeStateAsUpdate(reader, beforeDelete))

  const vector = new Map<number, number>()
  expect([first, second, answer, deletion].map(update => follows(vector, update))).toEqual([true, false, false, false])
  advance(vector, first)
  expect([second, answer].map(update => follows(vector, update))).toEqual([true, false])
  advance(vector, second)
  expect(follows(vector, answer)).toBe(true)
  advance(vector, answer)
  expect(follows(vector, deletion)).toBe(true)
  expect([first, second, answer, deletion].map(update => isKnown(vector, update))).toEqual([true, true, true, false])
})

test("RELAY-12 structs of very many replicas that lean on each other backwards are followed in one pass", () => {
  const document = new Y.Doc()
  document.transact(() => {
    for (let client = 1; client <= 20_000; client += 1) {
      document.clientID = client
      document.getMap("items").set("a", client)
    }
  })
  const update = checkUpdate(Y.encodeStateAsUpdate(document))
  if ("refused" in update) throw new Error(update.refused)
  const start = performance.now()
  expect(follows(new Map(), update)).toBe(true)
  // One pass takes some 20 ms; one pass for each replica took half a minute.
  expect(performance.now() - start).toBeLessThan(2_000)
  const without = new Map(update.steps)
  without.delete(7)
  expect(follows(new Map(), { ...update, steps: without })).toBe(false)
})
