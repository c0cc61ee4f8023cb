import * as fc from "fast-check"
import { afterEach, expect, test } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import { seededRandom } from "@weft/model/base/random"
import { encodeFrame, type ClientFrame } from "@weft/model/wire/frames"
import { PROTOCOL_VERSION } from "@weft/model/wire/limits"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { BareClient, NOTHING, startRelay, type StartedRelay } from "../support/relay.ts"

const DOCUMENT = "acme/space/one"

const relays: StartedRelay[] = []
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close()
})

async function start(): Promise<StartedRelay> {
  const relay = await startRelay()
  relays.push(relay)
  return relay
}

function anUpdate(): Uint8Array {
  const document = new Y.Doc()
  document.getMap("items").set("a", { title: "one", tags: [1, 2] })
  document.getText("text").insert(0, "some words")
  document.getText("text").delete(2, 3)
  return Y.encodeStateAsUpdate(document)
}

const hello = (): ClientFrame => ({
  kind: "hello",
  protocol: PROTOCOL_VERSION,
  build: "x",
  schema: 0,
  session: "stranger",
  pass: "",
})

async function opened(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url)
  socket.on("error", () => {})
  await new Promise(resolve => socket.once("open", resolve))
  return socket
}

const closeOf = (socket: WebSocket) => new Promise<number>(resolve => socket.once("close", resolve))

test("three thousand random and torn frames leave the relay alive, quick and true", async () => {
  const { url } = await start()
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 32)
  console.log(`seed ${seed}`)
  const random = seededRandom(seed)
  const [anna, ben] = [await BareClient.connect(url), await BareClient.connect(url)]
  await anna.join(1, DOCUMENT)
  await ben.join(1, DOCUMENT)

  let strangers = await Promise.all(Array.from({ length: 10 }, () => opened(url.replace("http", "ws") + "/sync")))
  for (let round = 0; round < 3_000; round += 1) {
    const at = Math.floor(random() * strangers.length)
    let socket = strangers[at] as WebSocket
    if (socket.readyState !== WebSocket.OPEN) {
      socket = await opened(url.replace("http", "ws") + "/sync")
      strangers = strangers.with(at, socket)
      socket.send(encodeFrame(hello()))
      socket.send(
        encodeFrame({ kind: "join", channel: 1, document: DOCUMENT, epoch: 0, lastSeq: -1, stateVector: NOTHING }),
      )
    }
    socket.send(tornFrame(random))
  }
  await anna.settled()
  for (const socket of strangers) socket.terminate()

  const document = new Y.Doc()
  document.getMap("honest").set("still", "here")
  await anna.write(1, 1, Y.encodeStateAsUpdate(document))
  const whole = (await (await BareClient.connect(url)).join(1, DOCUMENT)).bytes
  const copy = new Y.Doc()
  Y.applyUpdate(copy, whole)
  expect(copy.getMap("honest").get("still")).toBe("here")
  expect(copy.store.pendingStructs).toBeNull()
  expect(copy.store.pendingDs).toBeNull()
})

/** A frame that a client could send, with some of its bytes changed, cut or repeated; sometimes noise from its first byte on. */
function tornFrame(random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit)
  if (below(5) === 0) return Uint8Array.from({ length: below(100) }, () => below(256))
  const update = anUpdate()
  const frames: ClientFrame[] = [
    { kind: "update", channel: 1, clientSeq: below(100), bytes: update },
    {
      kind: "join",
      channel: below(4),
      document: DOCUMENT,
      epoch: below(3),
      lastSeq: below(9) - 1,
      stateVector: NOTHING,
    },
    { kind: "aware", channel: 1, state: "{}" },
    hello(),
  ]
  // Half of them are whole frames around a torn update, which get further.
  if (below(2) === 0) {
    for (let changes = 1 + below(3); changes > 0; changes -= 1) update[below(update.length)] = below(256)
    return encodeFrame({ kind: "update", channel: 1, clientSeq: below(100), bytes: update })
  }
  const torn = encodeFrame(frames[below(frames.length)] ?? hello())
  for (let changes = below(4); changes > 0; changes -= 1) torn[below(torn.length)] = below(256)
  return below(4) === 0 ? torn.slice(0, below(torn.length + 1)) : torn
}

test("RELAY-12 seven bytes that claim millions of structs are refused in passing, on both doors", async () => {
  const { url } = await start()
  const claim = new Uint8Array([1, 0xff, 0xff, 0xff, 0x0f, 1, 0])
  const anna = await BareClient.connect(url)
  await anna.join(1, DOCUMENT)
  const began = performance.now()
  for (let count = 1; count <= 100; count += 1)
    anna.send({ kind: "update", channel: 1, clientSeq: count, bytes: claim })
  for (let count = 1; count <= 100; count += 1)
    expect(await anna.next("nack")).toMatchObject({ clientSeq: count, reason: "malformed" })
  expect(performance.now() - began).toBeLessThan(1_000)

  const plain = await opened(`${url.replace("http", "ws")}/y/${DOCUMENT}`)
  plain.send(new Uint8Array([0, 2, claim.length, ...claim]))
  expect(await closeOf(plain)).toBe(CLOSE_REASONS["refused-update"].code)
})

test("any bytes at the plain door are read or refused, and it goes on serving", async () => {
  const { url } = await start()
  const address = `${url.replace("http", "ws")}/y/${DOCUMENT}`
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 5 }), async messages => {
      const socket = await opened(address)
      for (const message of messages) socket.send(message)
      socket.send(new Uint8Array([0, 0, 1, 0]))
      await Promise.race([closeOf(socket), new Promise(resolve => socket.once("message", resolve))])
      socket.terminate()
    }),
    { numRuns: 100 },
  )
  await BareClient.connect(url)
})

test("frames that come where they may not close the socket with their code", async () => {
  const { url } = await start()
  const address = url.replace("http", "ws") + "/sync"
  const sendings: ((socket: WebSocket) => void)[] = [
    socket => socket.send(encodeFrame({ kind: "ping", nonce: 1 })),
    socket => socket.send("text"),
    socket => socket.send(new Uint8Array(65 * 1024)),
    socket => [hello(), hello()].forEach(frame => socket.send(encodeFrame(frame))),
    socket => {
      socket.send(encodeFrame(hello()))
      socket.send(encodeFrame({ kind: "pong", nonce: 1, now: 1 }))
    },
    socket => {
      socket.send(encodeFrame(hello()))
      const stateVector = new Uint8Array([200, 1])
      socket.send(encodeFrame({ kind: "join", channel: 1, document: DOCUMENT, epoch: 0, lastSeq: -1, stateVector }))
    },
  ]
  for (const [which, sending] of sendings.entries()) {
    const socket = await opened(address)
    sending(socket)
    expect(await closeOf(socket), `sending ${which}`).toBe(CLOSE_REASONS["bad-frame"].code)
  }
})

test("a frame larger than the largest is cut off before it is read", async () => {
  const { url } = await start()
  const anna = await BareClient.connect(url)
  anna.socket.send(new Uint8Array(9 * 1024 * 1024))
  expect([1006, 1009]).toContain(await anna.closed)
})

test("names that are none are turned away at the plain door", async () => {
  const { url } = await start()
  for (const path of ["acme", "acme/space", "acme/space/a/b", "acme/%2e%2e/people", "acme/space/%ff", ""]) {
    const socket = new WebSocket(`${url.replace("http", "ws")}/y/${path}`)
    socket.on("error", () => {})
    expect([CLOSE_REASONS["not-found"].code, 1006], path).toContain(await closeOf(socket))
  }
  await BareClient.connect(url)
})

test("RELAY-10 a page of another site cannot open a socket; our own page and programs can", async () => {
  const { url, port } = await start()
  const open = (headers: Record<string, string>) =>
    new Promise<string>(resolve => {
      const socket = new WebSocket(url.replace("http", "ws") + "/sync", { headers })
      socket.on("open", () => {
        socket.terminate()
        resolve("open")
      })
      socket.on("error", error => resolve(error.message))
    })
  expect(await open({})).toBe("open")
  expect(await open({ origin: `http://127.0.0.1:${port}` })).toBe("open")
  expect(await open({ origin: `http://localhost:${port}`, host: `localhost:${port}` })).toBe("open")
  for (const origin of ["http://evil.example", `http://127.0.0.1:${port + 1}`, "null", "nonsense"])
    expect(await open({ origin }), origin).toBe("Unexpected server response: 403")
  // A name of theirs that was made to lead here.
  const rebound = { origin: `http://evil.example:${port}`, host: `evil.example:${port}` }
  expect(await open(rebound)).toBe("Unexpected server response: 421")
})

test("RELAY-11 a reader that stops reading is not sent more than a bound, and others do not wait for it", async () => {
  const { url } = await start()
  const connect = () => BareClient.connect(url)
  const [anna, cleo, ben, dead] = [await connect(), await connect(), await connect(), await connect()]
  for (const client of [anna, cleo, ben, dead]) await client.join(1, DOCUMENT)
  dead.socket.pause()
  const before = process.memoryUsage().rss
  for (const writer of [anna, cleo]) await pushMegabytes(writer, ben)
  // Ben had 16 MB. What waits for the dead reader is bounded, so it comes as few frames, of which the last is merged.
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  dead.socket.resume()
  let received = 0
  for (let seq = 0; seq < 2 * PUSHES; received += 1) seq = (await dead.next("updated")).seq
  expect(received).toBeLessThan(2 * PUSHES)
})

const PUSHES = 40

/** Writes eight megabytes, within the burst that one socket may send, each update after the reader had the one before. */
async function pushMegabytes(writer: BareClient, reader: BareClient): Promise<void> {
  const document = new Y.Doc()
  for (let count = 1; count <= PUSHES; count += 1) {
    const vector = Y.encodeStateVector(document)
    document.getMap("items").set(`big-${count}`, "x".repeat(200_000))
    writer.send({ kind: "update", channel: 1, clientSeq: count, bytes: Y.encodeStateAsUpdate(document, vector) })
    await reader.next("updated")
  }
}
