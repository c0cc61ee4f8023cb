import { CONTESTANTS, start, type Dialect } from "./contestants.ts"
import { Crowd } from "./crowd.ts"
import { byTurns, findingsOf, reportFinding } from "./findings.ts"

const SHAPE = { documents: 40, clientsPerDocument: 20 }
const DELIVERIES_PER_UPDATE = SHAPE.clientsPerDocument - 1
const CLIENTS = SHAPE.documents * SHAPE.clientsPerDocument

/** Updates of each client a second; with 19 readers each, 15,200 deliveries a second for every one. */
const LADDER = [2, 3, 4, 6, 8, 10, 13, 17, 22, 28, 36] as const

const BEARABLE_MILLIS = 250

interface Ceiling {
  readonly deliveriesPerSecond: number
  readonly p99Millis: number
  readonly cpuMicrosPerDelivery: number
}

/** How much a server passes on before its readers wait: step by step, until p99 is beyond bearing or something is missing. */
export async function measureCeiling(rounds: number, millis: number): Promise<void> {
  const values = await byTurns(rounds, CONTESTANTS, of => climb(of, millis))
  const find = (pick: (value: Ceiling) => number) => findingsOf(values, pick)
  const ceiling = "ceiling with p99 within 250 ms, 40 documents × 20 clients"
  reportFinding(
    {
      figure: `${ceiling}: deliveries`,
      unit: "/s",
      isMoreBetter: true,
      target: of => Math.max(1.5 * of("hocuspocus"), 4 * of("y-websocket")),
    },
    find(value => value.deliveriesPerSecond),
  )
  reportFinding(
    { figure: `${ceiling}: p99 there`, unit: "ms" },
    find(value => value.p99Millis),
  )
  reportFinding(
    { figure: `${ceiling}: server CPU for a delivery`, unit: "µs" },
    find(value => value.cpuMicrosPerDelivery),
  )
}

async function climb(of: Dialect, millis: number): Promise<Ceiling> {
  const server = await start(of)
  const crowd = new Crowd(3)
  await crowd.enter(server, SHAPE)
  let reached: Ceiling = { deliveriesPerSecond: 0, p99Millis: 0, cpuMicrosPerDelivery: 0 }
  for (const perSecond of LADDER) {
    const before = await server.ask("usage")
    const traffic = await crowd.write({ perSecond, warmMillis: 1_000, millis, drainMillis: 2_000 })
    const after = await server.ask("usage")
    const p99Millis = traffic.latencies.within(0.99)
    // Clients that write late for want of processor time say nothing about the server.
    const hasWritten = traffic.sent > 0.9 * CLIENTS * perSecond * (millis / 1000)
    if (!hasWritten || p99Millis > BEARABLE_MILLIS || traffic.share < 0.9999) break
    const everything = (traffic.delivered * (1_000 + millis)) / millis
    reached = {
      deliveriesPerSecond: Math.round((traffic.sent * DELIVERIES_PER_UPDATE) / (millis / 1000)),
      p99Millis,
      cpuMicrosPerDelivery: (after.cpuMicros - before.cpuMicros) / everything,
    }
  }
  crowd.end()
  await server.stop()
  return reached
}
