import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import { encodeFrame, type ClientFrame, type FrameOf } from "@weft/model/wire/frames"
import { PROTOCOL_VERSION } from "@weft/model/wire/limits"

export const DOCUMENT = "acme/space/fuzzed"
const NOTHING = new Uint8Array([0])

export const HELLO: FrameOf<"hello"> = {
  kind: "hello",
  protocol: PROTOCOL_VERSION,
  build: "fuzz",
  schema: 0,
  session: "stranger",
  pass: "",
}
export const JOIN: FrameOf<"join"> = {
  kind: "join",
  channel: 1,
  document: DOCUMENT,
  epoch: 0,
  lastSeq: -1,
  stateVector: NOTHING,
}

/** What two people write in a while: records, prose with formats, lists, deletions, an undone word; each update as it was sent. */
export function recordedUpdates(): Uint8Array[] {
  const [anna, ben] = [new Y.Doc(), new Y.Doc()]
  // Fixed ids, so that a seed means the same session everywhere.
  anna.clientID = 1
  ben.clientID = 2
  const sent: Uint8Array[] = []
  const link = (from: Y.Doc, to: Y.Doc) =>
    from.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "remote") return
      sent.push(update)
      Y.applyUpdate(to, update, "remote")
    })
  link(anna, ben)
  link(ben, anna)
  anna.getMap("items").set("a", { title: "one", tags: [1, "two", null] })
  ben.getMap("items").set("a.title.2", ["two", 1_024])
  anna.getText("text").insert(0, "some words")
  ben.getText("text").format(0, 4, { bold: true })
  anna.getText("text").delete(2, 3)
  ben.getArray("list").insert(0, [1, { deep: [[true]] }, new Uint8Array([1, 2, 3])])
  ben.getArray("list").delete(1, 1)
  anna.getMap("items").set("inner", new Y.Map([["x", 1]]))
  anna.getXmlFragment("prose").insert(0, [new Y.XmlElement("p"), new Y.XmlText("é😀")])
  ben.getMap("items").delete("a")
  ben.transact(() => {
    for (let item = 0; item < 20; item += 1) ben.getMap("items").set(`item${item}`, item)
  })
  sent.push(Y.encodeStateAsUpdate(anna), Y.mergeUpdates(sent.slice(2, 6)))
  return sent
}

/** Every frame that a client sends, as sent. */
export function recordedFrames(): Uint8Array[] {
  const updates = recordedUpdates().map((bytes, at): ClientFrame => ({
    kind: "update",
    channel: 1,
    clientSeq: at + 1,
    bytes,
  }))
  const others: ClientFrame[] = [
    HELLO,
    JOIN,
    { ...JOIN, channel: 2, lastSeq: 3, epoch: 1, document: "acme/people" },
    { kind: "aware", channel: 1, state: '{"user":"anna","at":[1,2]}' },
    { kind: "aware", channel: 1, state: "" },
    { kind: "leave", channel: 2 },
    { kind: "token", pass: "" },
    { kind: "ping", nonce: 7 },
  ]
  return [...updates, ...others].map(encodeFrame)
}

/** Every message that a provider of y-websocket sends, as sent. */
export function recordedMessages(): Uint8Array[] {
  const awareness = encoding.encode(encoder => {
    for (const number of [1, 3, 1]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, '{"user":{"name":"cleo","color":"#fff"},"cursor":null}')
  })
  return [
    plainMessage([0, 0], NOTHING),
    plainMessage([0, 1], recordedUpdates()[0] ?? NOTHING),
    ...recordedUpdates().map(bytes => plainMessage([0, 2], bytes)),
    plainMessage([1], awareness),
    new Uint8Array([3]),
  ]
}

/** A message of the plain door: what kind it is, then bytes. */
export function plainMessage(kind: readonly number[], bytes: Uint8Array): Uint8Array {
  return encoding.encode(encoder => {
    for (const number of kind) encoding.writeVarUint(encoder, number)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}
