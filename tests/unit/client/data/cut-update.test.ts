import * as Y from "yjs"
import { expect, test } from "vitest"
import { cutUpdate } from "../../../../packages/client/src/data/worker/cut-update.ts"
import { sortUpdates } from "../../../../packages/client/src/data/worker/sound-updates.ts"

/** A document of several replicas with text, overwritten keys and deletions. */
function grown(): Y.Doc {
  const doc = new Y.Doc()
  for (let replica = 1; replica <= 4; replica++) {
    const other = new Y.Doc()
    other.clientID = replica
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    for (let edit = 0; edit < 200; edit++) {
      other.getMap("items").set(`k${replica}-${edit}`, { title: "x".repeat(100), edit })
      if (edit % 7 === 0) other.getMap("items").delete(`k${replica}-${edit - 3}`)
    }
    other.getText("text").insert(0, `replica ${replica} `.repeat(20))
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  }
  return doc
}

test("the parts of a cut update are small, follow each other, and together are the update", () => {
  const doc = grown()
  const parts = cutUpdate(Y.encodeStateAsUpdate(doc), 8_192)
  expect(parts.length).toBeGreaterThan(5)
  const made = new Y.Doc()
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(8_192)
    Y.applyUpdate(made, part)
  }
  expect(made.store.pendingStructs).toBeNull()
  expect(made.getMap("items").toJSON()).toEqual(doc.getMap("items").toJSON())
  expect(made.getText("text").toString()).toBe(doc.getText("text").toString())
  expect(Y.encodeStateVector(made)).toEqual(Y.encodeStateVector(doc))
})

test("an update that fits stays as it is", () => {
  const update = Y.encodeStateAsUpdate(grown())
  expect(cutUpdate(update, update.length)).toEqual([update])
})

test("updates that do not decode are told from those around them", () => {
  const first = Y.encodeStateAsUpdate(grown())
  const broken = [new Uint8Array([1, 200, 7]), first.slice(0, first.length / 2)]
  expect(sortUpdates([broken[0]!, first, broken[1]!])).toEqual({ sound: [first], broken })
})
