import { Latencies } from "./latencies.ts"
import type { Dialect } from "./contestants.ts"
import { MarkedWriter, microsNow, readMarks } from "./marked-updates.ts"
import { connect, type WireClient } from "./wire-client.ts"

/** What a load process is told to do, one after the other. */
export type Order =
  | {
      readonly do: "connect"
      readonly dialect: Dialect
      readonly url: string
      /** The documents of each client, and the number that its marks carry. */
      readonly clients: readonly { readonly documents: readonly string[]; readonly writer: number }[]
      /** How many may be connecting at a time. */
      readonly atATime: number
      /** Bytes that every value is longer by. */
      readonly padding: number
    }
  | {
      readonly do: "write"
      readonly perSecond: number
      /** From when to when, on the steady clock in microseconds; what is sent before `countFrom` warms up. */
      readonly from: number
      readonly countFrom: number
      readonly to: number
      /** How long to wait at most for what is still on its way, in milliseconds. */
      readonly drainMillis: number
    }
  /** Every client sends so many updates to each of its documents, each when those before it are taken. */
  | { readonly do: "fill"; readonly updates: number; readonly atATime: number }
  /** Stops reading at so many of the clients. */
  | { readonly do: "pause"; readonly clients: number }
  /** Leaves the clients connected and has nothing more to do with them. */
  | { readonly do: "forget" }
  | { readonly do: "close" }

export interface Connected {
  /** How long it took until all were ready, in milliseconds. */
  readonly millis: number
  readonly bytes: number
  readonly failed: number
}

export interface Written {
  readonly sent: number
  /** Updates that came of other clients, of those sent while it was counted. */
  readonly delivered: number
  readonly latencies: readonly number[]
  readonly acknowledgements: readonly number[]
}

interface Client {
  readonly wire: WireClient
  readonly writer: number
  readonly writers: readonly MarkedWriter[]
  /** When each update was sent that is not acknowledged yet, in microseconds. */
  readonly unacknowledged: number[]
  nextAt: number
}

let clients: Client[] = []
let forgotten: Client[] = []
let count = { from: 0, to: 0, sent: 0, delivered: 0, latencies: new Latencies(), acknowledgements: new Latencies() }

const isCounted = (micros: number) => micros >= count.from && micros < count.to

async function connectAll(order: Extract<Order, { do: "connect" }>): Promise<Connected> {
  const started = microsNow()
  const waiting = [...order.clients]
  let [bytes, failed] = [0, 0]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const client = newClient(order, next)
      clients.push(client)
      try {
        bytes += await client.wire.ready
      } catch (error) {
        if (failed === 0) console.error(`a client of ${order.dialect}: ${String(error)}`)
        failed += 1
      }
    }
  }
  await Promise.all(Array.from({ length: order.atATime }, worker))
  return { millis: (microsNow() - started) / 1000, bytes, failed }
}

function newClient(
  { dialect, url, padding }: Extract<Order, { do: "connect" }>,
  { documents, writer }: { documents: readonly string[]; writer: number },
): Client {
  const unacknowledged: number[] = []
  const wire = connect(dialect, url, documents, {
    updated: message => readMarks(message, (micros, author) => noteDelivery(micros, author, writer)),
    acknowledged(updates) {
      const now = microsNow()
      for (const micros of unacknowledged.splice(0, updates))
        if (isCounted(micros)) count.acknowledgements.add(now - micros)
    },
  })
  const replica = () => Math.floor(Math.random() * 2 ** 32)
  return {
    wire,
    writer,
    writers: documents.map(() => new MarkedWriter(replica(), writer, padding)),
    unacknowledged,
    nextAt: 0,
  }
}

function noteDelivery(micros: number, author: number, reader: number): void {
  if (author === reader || !isCounted(micros)) return
  count.delivered += 1
  count.latencies.add(microsNow() - micros)
}

function send(client: Client, document: number): void {
  const now = microsNow()
  const writer = client.writers[document]
  if (writer === undefined || client.wire.socket.readyState !== 1) return
  client.unacknowledged.push(now)
  if (isCounted(now)) count.sent += 1
  client.wire.write(document, writer.next(now))
}

/** Every client writes at its own moments, evenly; a process that cannot keep up writes late, and never twice at once. */
async function write(order: Extract<Order, { do: "write" }>): Promise<Written> {
  const { perSecond, from, countFrom, to, drainMillis } = order
  count = { from: countFrom, to, sent: 0, delivered: 0, latencies: new Latencies(), acknowledgements: new Latencies() }
  const interval = 1_000_000 / perSecond
  for (const client of clients) client.nextAt = from + Math.random() * interval
  for (let now = microsNow(); now < to; now = microsNow()) {
    for (const client of clients) {
      if (client.nextAt > now) continue
      send(client, 0)
      client.nextAt = Math.max(client.nextAt + interval, now)
    }
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await quiet(drainMillis)
  const { sent, delivered, latencies, acknowledgements } = count
  return { sent, delivered, latencies: latencies.counts, acknowledgements: acknowledgements.counts }
}

/** Waits until nothing more comes, at most so long. */
async function quiet(mostMillis: number): Promise<void> {
  const until = microsNow() + mostMillis * 1000
  for (let before = -1; microsNow() < until && before !== count.delivered;) {
    before = count.delivered
    await new Promise(resolve => setTimeout(resolve, Math.min(700, mostMillis)))
  }
}

async function fill({ updates, atATime }: Extract<Order, { do: "fill" }>): Promise<Written> {
  const waiting = [...clients]
  const worker = async () => {
    for (let client = waiting.shift(); client !== undefined; client = waiting.shift()) {
      for (let round = 0; round < updates; round += 1) {
        for (let document = 0; document < client.writers.length; document += 1) send(client, document)
        await taken(client)
      }
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))
  return { sent: updates * clients.length, delivered: 0, latencies: [], acknowledgements: [] }
}

/** Until the server has taken everything, as far as it says; y-websocket says nothing, so a moment has to do. */
async function taken(client: Client): Promise<void> {
  const until = microsNow() + 20_000_000
  const isSilent = client.wire.socket.url.includes("/bench/")
  if (isSilent) await new Promise(resolve => setTimeout(resolve, 20))
  else
    while (client.unacknowledged.length > 0 && microsNow() < until) await new Promise(resolve => setTimeout(resolve, 5))
}

async function close(): Promise<void> {
  for (const { wire } of [...clients, ...forgotten]) wire.socket.terminate()
  clients = forgotten = []
  await new Promise(resolve => setTimeout(resolve, 100))
}

process.on("message", async (order: Order) => process.send?.((await obey(order)) ?? null))
process.once("disconnect", () => process.exit(0))

async function obey(order: Order): Promise<Connected | Written | void> {
  switch (order.do) {
    case "connect":
      return connectAll(order)
    case "write":
      return write(order)
    case "fill":
      return fill(order)
    case "pause":
      return void clients.slice(0, order.clients).forEach(({ wire }) => wire.socket.pause())
    case "forget":
      forgotten.push(...clients)
      clients = []
      return
    case "close":
      return close()
  }
}
