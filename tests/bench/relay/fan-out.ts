import { bareCommits } from "./bare-commits.ts"
import { CONTESTANTS, start, type Dialect } from "./contestants.ts"
import { Crowd, type Shape, type Traffic } from "./crowd.ts"
import { byTurns, findingsOf, reportFinding } from "./findings.ts"

interface Load {
  readonly name: string
  readonly shape: Shape
  readonly perSecond: number
  readonly isTeam: boolean
}

const LOADS: readonly Load[] = [
  {
    name: "20 documents × 10 clients × 2/s",
    shape: { documents: 20, clientsPerDocument: 10 },
    perSecond: 2,
    isTeam: true,
  },
  {
    name: "1 document × 100 clients × 2/s",
    shape: { documents: 1, clientsPerDocument: 100 },
    perSecond: 2,
    isTeam: false,
  },
  {
    name: "200 documents × 5 clients × 1/s",
    shape: { documents: 200, clientsPerDocument: 5 },
    perSecond: 1,
    isTeam: false,
  },
]

const WARM_MILLIS = 1_500

interface Measured extends Traffic {
  readonly cpuMicrosPerDelivery: number
}

/** How long an edit takes to everyone else in its document, and what it costs the server; at team load in several rounds. */
export async function measureFanOut(rounds: number, millis: number): Promise<void> {
  for (const load of LOADS) {
    const bare = [await bareCommits()]
    const values = await byTurns(load.isTeam ? rounds : 1, CONTESTANTS, of => measure(of, load, millis))
    bare.push(await bareCommits())
    const find = (pick: (value: Measured) => number) => findingsOf(values, pick)
    const { name, isTeam } = load
    const target = (factor: number) =>
      isTeam ? { target: (of: (peer: Dialect) => number) => factor * of("hocuspocus") } : {}
    reportFinding(
      { figure: `${name}: p50`, unit: "ms", ...target(1.2) },
      find(value => value.latencies.within(0.5)),
    )
    reportFinding(
      { figure: `${name}: p99`, unit: "ms", ...target(1) },
      find(value => value.latencies.within(0.99)),
    )
    reportFinding(
      { figure: `${name}: delivered`, unit: "%", target: 100, isMoreBetter: true },
      find(value => value.share * 100),
    )
    reportFinding(
      { figure: `${name}: server CPU for a delivery`, unit: "µs" },
      find(value => value.cpuMicrosPerDelivery),
    )
    // y-websocket acknowledges nothing.
    values.delete("y-websocket")
    for (const [share, most] of [
      [0.5, 1],
      [0.99, 4],
    ] as const)
      reportFinding(
        {
          figure: `${name}: acknowledged on disk, p${share * 100}`,
          unit: "ms",
          ...(isTeam ? { target: most } : {}),
          floor: { name: "a bare commit", values: bare.map(latencies => latencies.within(share)) },
        },
        find(value => value.acknowledgements.within(share)),
      )
  }
}

async function measure(of: Dialect, { shape, perSecond }: Load, millis: number): Promise<Measured> {
  const server = await start(of)
  const crowd = new Crowd(2)
  await crowd.enter(server, shape)
  const before = await server.ask("usage")
  const traffic = await crowd.write({ perSecond, warmMillis: WARM_MILLIS, millis })
  const after = await server.ask("usage")
  crowd.end()
  await server.stop()
  const everything = (traffic.delivered * (WARM_MILLIS + millis)) / millis
  return { ...traffic, cpuMicrosPerDelivery: (after.cpuMicros - before.cpuMicros) / everything }
}
