import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CONTESTANTS, start, type Dialect } from "./contestants.ts"
import { Crowd } from "./crowd.ts"
import { byTurns, findingsOf, reportFinding } from "./findings.ts"

const DOCUMENTS = 1_000
const CLIENTS_PER_DOCUMENT = 5
const CLIENTS = DOCUMENTS * CLIENTS_PER_DOCUMENT

/** Those who are there already and go on working. */
const OTHERS = { documents: 10, clientsPerDocument: 10 }

interface Storm {
  readonly seconds: number
  readonly missing: number
  readonly othersP99: number
}

/** Everybody comes back at once after a restart: how long until the last one has the document again, and what others feel of it. */
export async function measureReconnect(rounds: number): Promise<void> {
  const values = await byTurns(rounds, CONTESTANTS, storm)
  const find = (pick: (value: Storm) => number) => findingsOf(values, pick)
  const name = "5,000 clients coming back"
  reportFinding(
    { figure: `${name}: all current`, unit: "s", target: 15 },
    find(value => value.seconds),
  )
  reportFinding(
    { figure: `${name}: without the document`, unit: "%", target: 0 },
    find(value => value.missing),
  )
  reportFinding(
    { figure: `${name}: p99 of others meanwhile`, unit: "ms", target: 50 },
    find(value => value.othersP99),
  )
}

async function storm(of: Dialect): Promise<Storm> {
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"))
  const everyone = new Crowd(2)
  const others = new Crowd(1)
  const before = await start(of, { folder, isKept: true })
  await everyone.enter(before, { documents: DOCUMENTS, clientsPerDocument: 1 })
  await everyone.fill(10)
  await everyone.leave()
  await before.stop()

  const server = await start(of, { folder, isKept: true })
  await others.enter(server, OTHERS, { prefix: "other", firstWriter: CLIENTS })
  const working = others.write({ perSecond: 2, warmMillis: 500, millis: 6_000 })
  await new Promise(resolve => setTimeout(resolve, 500))
  const shape = { documents: DOCUMENTS, clientsPerDocument: CLIENTS_PER_DOCUMENT }
  const back = await everyone.enter(server, shape, { atATime: CLIENTS })
  const { latencies } = await working
  for (const crowd of [everyone, others]) crowd.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  return { seconds: back.millis / 1000, missing: (100 * back.failed) / CLIENTS, othersP99: latencies.within(0.99) }
}
