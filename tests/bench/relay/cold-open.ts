import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Y from "yjs"
import { CONTESTANTS, start, type Contestant, type Dialect } from "./contestants.ts"
import { documentName } from "./crowd.ts"
import { findingsOf, MEGABYTE, reportFinding } from "./findings.ts"
import { microsNow } from "./marked-updates.ts"
import { connect } from "./wire-client.ts"

const ITEMS = 10_000
const EDITORS = 100
const DOCUMENT = documentName("cold")
/** How long a client waits for the document at most, in milliseconds. */
const PATIENCE_MILLIS = 30_000

const SILENT = { updated() {}, acknowledged() {} }

interface Opened {
  readonly coldMillis: number
  readonly secondMillis: number
  readonly rss: number
}

/** How long the first client waits for a large document after a restart, and the second. */
export async function measureColdOpen(restarts: number): Promise<void> {
  for (const edits of [0, 40_000]) {
    const values = new Map<Dialect, Opened[]>()
    for (const of of CONTESTANTS) values.set(of, await openCold(of, edits, restarts))
    const find = (pick: (value: Opened) => number) => findingsOf(values, pick)
    const name = edits === 0 ? "10,000 items" : "10,000 items with 40,000 edits"
    reportFinding(
      { figure: `cold open of ${name}`, unit: "ms", target: 100 },
      find(value => value.coldMillis),
    )
    reportFinding(
      { figure: `second open of ${name}`, unit: "ms" },
      find(value => value.secondMillis),
    )
    reportFinding(
      { figure: `cold open of ${name}: RSS`, unit: "MB" },
      find(value => value.rss),
    )
  }
}

async function openCold(of: Dialect, edits: number, restarts: number): Promise<Opened[]> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"))
  const options = { folder, isKept: true }
  const first = await start(of, options)
  const expected = await fill(first, edits)
  await pause(3_000)
  await first.stop()
  const opened: Opened[] = []
  for (let restart = 0; restart < restarts; restart += 1) {
    const server = await start(of, options)
    const { rssBytes } = await server.ask("settled")
    const coldMillis = await open(server, expected)
    const rss = ((await server.ask("usage")).rssBytes - rssBytes) / MEGABYTE
    opened.push({ coldMillis, rss, secondMillis: await open(server, expected) })
    await server.stop()
  }
  rmSync(folder, { recursive: true, force: true })
  return opened
}

/** Writes the items in big updates and then every edit as one of its own, by many writers. Returns how many bytes make the document at least. */
async function fill(server: Contestant, edits: number): Promise<number> {
  const items = new Y.Doc()
  const updates: Uint8Array[] = []
  items.on("update", (update: Uint8Array) => updates.push(update))
  for (let from = 0; from < ITEMS; from += 1_000) items.transact(() => addItems(items, from, from + 1_000))
  await send(server, updates)
  const perEditor = edits / EDITORS
  if (perEditor > 0)
    await Promise.all(Array.from({ length: EDITORS }, (_, editor) => send(server, editsOf(editor, perEditor))))
  return Y.encodeStateAsUpdate(items).length
}

function addItems(document: Y.Doc, from: number, to: number): void {
  for (let item = from; item < to; item += 1)
    document.getMap("items").set(itemId(item), { title: `Item number ${item}`, status: "todo", rank: `a${item}` })
}

/** The edits of one replica: cells of its own, some of them written more than once. */
function editsOf(editor: number, count: number): Uint8Array[] {
  const replica = new Y.Doc()
  const updates: Uint8Array[] = []
  replica.on("update", (update: Uint8Array) => updates.push(update))
  for (let edit = 0; edit < count; edit += 1) {
    const item = itemId((editor * 97 + (edit % 40) * 211) % ITEMS)
    replica.getMap("items").set(`${item}.status.${editor}`, ["doing", edit])
  }
  return updates
}

const itemId = (item: number) => `item${item.toString(36).padStart(6, "0")}`

async function send(server: Contestant, updates: readonly Uint8Array[]): Promise<void> {
  let left = updates.length
  const { promise: taken, resolve } = Promise.withResolvers<void>()
  const client = connect(server.dialect, server.url, [DOCUMENT], {
    updated() {},
    acknowledged(count) {
      left -= count
      if (left <= 0) resolve()
    },
  })
  await client.ready
  for (const update of updates) client.write(0, update)
  await (server.dialect === "y-websocket" ? pause(4_000) : taken)
  client.socket.terminate()
}

/** Milliseconds from the first packet of the connection until the whole document has come. */
async function open(server: Contestant, expected: number): Promise<number> {
  const started = microsNow()
  let bytes = 0
  const { promise: all, resolve, reject } = Promise.withResolvers<void>()
  const impatient = setTimeout(
    () => reject(new Error(`${server.dialect} sent ${bytes} of ${expected} bytes`)),
    PATIENCE_MILLIS,
  )
  const client = connect(server.dialect, server.url, [DOCUMENT], SILENT)
  client.socket.on("message", (message: Buffer) => {
    bytes += message.length
    if (bytes >= expected) resolve()
  })
  await all
  clearTimeout(impatient)
  const millis = (microsNow() - started) / 1000
  client.socket.terminate()
  return millis
}

function pause(millis: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, millis))
}
