import { CONTESTANTS, start, type Dialect } from "./contestants.ts"
import { Crowd } from "./crowd.ts"
import { findingsOf, MEGABYTE, reportFinding } from "./findings.ts"

/** Half of the clients may stop reading. Each update is 32 KB, so that what piles up is seen within seconds. */
const SHAPE = { documents: 1, clientsPerDocument: 20 }
const SLOW = 10
const PADDING = 32 * 1024
const PACE = { perSecond: 6, warmMillis: 500, millis: 5_000, drainMillis: 1_500 }

interface Pushed {
  readonly growth: number
  readonly p99: number
}

/** What readers that stop reading cost the server, and the others who share their document. */
export async function measureSlowReaders(): Promise<void> {
  const grown = new Map<Dialect, number[]>()
  const slower = new Map<Dialect, number[]>()
  for (const of of CONTESTANTS) {
    const all = await push(of, 0)
    const some = await push(of, SLOW)
    grown.set(of, [Math.max(0, some.growth - all.growth) / SLOW])
    slower.set(of, [(100 * some.p99) / all.p99])
  }
  const one = (value: number) => value
  reportFinding({ figure: "a reader that stops reading: RSS for each", unit: "MB", target: 4 }, findingsOf(grown, one))
  reportFinding(
    { figure: "10 of 20 readers stop: p99 of the others, of what it was", unit: "%", target: 110 },
    findingsOf(slower, one),
  )
}

/** Pushes some 20 MB through one document, of which so many clients read nothing. */
async function push(of: Dialect, slow: number): Promise<Pushed> {
  const server = await start(of)
  const crowd = new Crowd(1)
  await crowd.enter(server, SHAPE, { padding: PADDING })
  const before = await server.ask("settled")
  await crowd.pause(slow)
  const { latencies } = await crowd.write(PACE)
  const after = await server.ask("settled")
  crowd.end()
  await server.stop()
  return { growth: (after.rssBytes - before.rssBytes) / MEGABYTE, p99: latencies.within(0.99) }
}
