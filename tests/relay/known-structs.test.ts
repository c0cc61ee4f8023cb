import { expect, test } from "vitest"
import * as Y from "yjs"
import { checkNews } from "@weft/sync-server/rooms/check-news"

function documentOf(replica: number, title: string): Y.Doc {
  const document = new Y.Doc()
  document.clientID = replica
  document.getMap("items").set("title", title)
  return document
}

test("RELAY-20 structs that are known are taken out of an update, so that nobody replaces them by others under the same clocks", () => {
  const victim = documentOf(7, "mine")
  const vector = Y.decodeStateVector(Y.encodeStateVector(victim))
  const attacker = documentOf(7, "approved")
  const helper = documentOf(8, "new")
  const forged = Y.mergeUpdates([Y.encodeStateAsUpdate(attacker), Y.encodeStateAsUpdate(helper)])

  const news = checkNews(vector, forged)
  if ("refused" in news) throw new Error(news.refused)
  expect([...news.added.keys()]).toEqual([8])
  const reader = new Y.Doc()
  Y.applyUpdate(reader, Y.mergeUpdates([news.bytes, Y.encodeStateAsUpdate(victim)]))
  const honest = new Y.Doc()
  for (const update of [Y.encodeStateAsUpdate(victim), Y.encodeStateAsUpdate(helper)]) Y.applyUpdate(honest, update)
  expect(reader.getMap("items").toJSON()).toEqual(honest.getMap("items").toJSON())
})

test("RELAY-20 whoever sends everything again adds nothing, and what is new in it is kept", () => {
  const writer = documentOf(7, "one")
  const vector = Y.decodeStateVector(Y.encodeStateVector(writer))
  expect(checkNews(vector, Y.encodeStateAsUpdate(writer))).toMatchObject({ added: new Map(), deletes: [] })
  writer.getMap("items").set("next", "two")
  expect(checkNews(vector, Y.encodeStateAsUpdate(writer))).toMatchObject({ added: new Map([[7, { from: 1, to: 2 }]]) })
})
