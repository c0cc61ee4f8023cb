import { rmSync } from "node:fs"
import { afterEach, beforeEach, expect, test } from "vitest"
import * as Y from "yjs"
import { seededRandom } from "@weft/model/base/random"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { buildFaultyDisk } from "../support/faulty-disk.ts"
import { KillLoop, randomDeath } from "../support/kill-loop.ts"
import { BareClient, temporaryFolder } from "../support/relay.ts"
import { runRelayProcess, startRelayProcess } from "../support/relay-process.ts"

const ROUNDS = 6

let folder = ""
let tools = ""
beforeEach(() => {
  folder = temporaryFolder()
  tools = temporaryFolder()
})
afterEach(() => {
  for (const made of [folder, tools]) rmSync(made, { recursive: true, force: true })
})

test("RELAY-3 what was acknowledged or seen by another is there after every kill, wherever it comes", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 32)
  console.log(`seed ${seed}`)
  const random = seededRandom(seed)
  const library = buildFaultyDisk(tools)
  const loop = new KillLoop(folder, library)
  for (let round = 0; round < ROUNDS; round += 1) await loop.round(randomDeath(random, library !== null))
  // However early the others came, in this one people have written.
  await loop.round({ at: "any time", millis: 300 })
  const losses = await loop.losses()
  expect(losses.lost).toEqual([])
  expect(losses.acknowledged).toBeGreaterThan(50)
})

test("asked to end, it brings everything to disk, says goodbye and exits with zero", async () => {
  const relay = await startRelayProcess(folder)
  const client = await BareClient.connect(relay.url)
  await client.join(1, "acme/space/one")
  const document = new Y.Doc()
  document.getMap("items").set("last", "word")
  client.send({ kind: "update", channel: 1, clientSeq: 1, bytes: Y.encodeStateAsUpdate(document) })
  await client.settled()
  expect(await relay.stop()).toBe(0)
  expect(await client.closed).toBe(CLOSE_REASONS["going-away"].code)

  const again = await startRelayProcess(folder)
  const joined = await (await BareClient.connect(again.url)).join(1, "acme/space/one")
  const copy = new Y.Doc()
  Y.applyUpdate(copy, joined.bytes)
  expect(copy.getMap("items").get("last")).toBe("word")
  await again.stop()
})

test("RELAY-9 a second relay on the same folder, and one on a port in use, say so and end", async () => {
  const first = await startRelayProcess(folder)
  const sameFolder = await runRelayProcess({ WEFT_DATA: folder, PORT: "0" })
  expect(sameFolder.code).toBe(1)
  expect(sameFolder.output).toMatch(/^Another Weft is running on .*\n$/)

  const other = temporaryFolder()
  const { port } = new URL(first.url)
  const samePort = await runRelayProcess({ WEFT_DATA: other, PORT: port })
  expect(samePort.code).toBe(1)
  expect(samePort.output).toBe(`Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one.\n`)
  await first.stop()
  rmSync(other, { recursive: true })
})

test("a port that is no number is said to be none", async () => {
  const ended = await runRelayProcess({ WEFT_DATA: folder, PORT: "http" })
  expect(ended).toEqual({ code: 1, output: 'PORT must be a number from 0 to 65535, not "http".\n' })
})
