import { CONTESTANTS, start, type Contestant, type Dialect } from "./contestants.ts"
import { Crowd, documentName, type ClientPlan } from "./crowd.ts"
import { byTurns, findingsOf, MEGABYTE, reportFinding } from "./findings.ts"

/** With the mark and the key, an entry of about a hundred bytes. */
const PADDING = 60
const ENTRIES = 100
const DOCUMENTS = 1_000
const DOCUMENTS_PER_SOCKET = 10

/** So many come before anything is counted, so that neither the code nor the room that it made itself counts. */
const FIRST_SOCKETS = 500
const FIRST_DOCUMENTS = 1_000

/** What a thousand sockets cost that are joined and say nothing. */
export async function measureIdleSockets(rounds: number): Promise<void> {
  const values = await byTurns(rounds, CONTESTANTS, async of => {
    const server = await start(of)
    const crowd = new Crowd(1)
    await crowd.enter(server, { documents: 1, clientsPerDocument: FIRST_SOCKETS })
    const before = await settled(server)
    await crowd.enter(server, { documents: 1, clientsPerDocument: 1_000 }, { firstWriter: FIRST_SOCKETS })
    const after = await settled(server)
    crowd.end()
    await server.stop()
    return { rss: (after.rssBytes - before.rssBytes) / MEGABYTE, heap: (after.heapBytes - before.heapBytes) / MEGABYTE }
  })
  reportFinding(
    { figure: "1,000 idle sockets: RSS", unit: "MB", target: 16 },
    findingsOf(values, value => value.rss),
  )
  reportFinding(
    { figure: "1,000 idle sockets: heap", unit: "MB" },
    findingsOf(values, value => value.heap),
  )
}

interface OpenDocuments {
  readonly rss: number
  readonly heap: number
  readonly left: number
  readonly heapLeft: number
}

/** What a thousand documents of 10 KB cost while they are open, and what is left of them afterwards. */
export async function measureOpenDocuments(rounds: number): Promise<void> {
  const values = await byTurns(rounds, CONTESTANTS, measureOpen)
  const find = (pick: (value: OpenDocuments) => number) => findingsOf(values, pick)
  const open = "1,000 open documents of 10 KB"
  reportFinding(
    { figure: `${open}: RSS`, unit: "MB", target: 60 },
    find(value => value.rss),
  )
  reportFinding(
    { figure: `${open}: heap`, unit: "MB" },
    find(value => value.heap),
  )
  reportFinding(
    { figure: `${open}, all closed: left in memory`, unit: "documents", target: 0 },
    find(value => value.left),
  )
  reportFinding(
    { figure: `${open}, all closed: heap above the start`, unit: "MB" },
    find(value => value.heapLeft),
  )
}

async function measureOpen(of: Dialect): Promise<OpenDocuments> {
  const server = await start(of, { idleMillis: 500 })
  const empty = await settled(server)
  const crowd = new Crowd(1)
  const fill = async (count: number, prefix: string) => {
    await crowd.connect(server, plans(of, count, prefix), { padding: PADDING })
    await crowd.fill(ENTRIES, count)
  }
  await fill(FIRST_DOCUMENTS, "first")
  const before = await settled(server)
  await crowd.forget()
  await fill(DOCUMENTS, "then")
  const open = await settled(server)
  await crowd.leave()
  await pause(4_000)
  const closed = await settled(server)
  crowd.end()
  await server.stop()
  return {
    rss: (open.rssBytes - before.rssBytes) / MEGABYTE,
    heap: (open.heapBytes - before.heapBytes) / MEGABYTE,
    left: closed.documents,
    heapLeft: (closed.heapBytes - empty.heapBytes) / MEGABYTE,
  }
}

/** y-websocket needs a socket for each document; the others carry ten on one. */
function plans(of: Dialect, count: number, prefix: string): ClientPlan[] {
  const perSocket = of === "y-websocket" ? 1 : DOCUMENTS_PER_SOCKET
  return Array.from({ length: count / perSocket }, (_, writer) => ({
    writer,
    documents: Array.from({ length: perSocket }, (_, place) => documentName(`${prefix}${writer * perSocket + place}`)),
  }))
}

async function settled(server: Contestant) {
  await pause(1_000)
  await server.ask("settled")
  await pause(300)
  return server.ask("settled")
}

function pause(millis: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, millis))
}
