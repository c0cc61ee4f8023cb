import { measureCeiling } from "./relay/ceiling.ts"
import { measureColdOpen } from "./relay/cold-open.ts"
import { measureFanOut } from "./relay/fan-out.ts"
import { measureIdleSockets, measureOpenDocuments } from "./relay/memory.ts"
import { measureReconnect } from "./relay/reconnect.ts"
import { measureSlowReaders } from "./relay/slow-readers.ts"

/** The parts of the relay's bench: as they run by default, within some six minutes in all, and once and short. */
const PARTS: Readonly<Record<string, { readonly full: () => Promise<void>; readonly quick: () => Promise<void> }>> = {
  "fan-out": { full: () => measureFanOut(3, 4_000), quick: () => measureFanOut(1, 2_000) },
  ceiling: { full: () => measureCeiling(1, 2_000), quick: () => measureCeiling(1, 1_000) },
  sockets: { full: () => measureIdleSockets(1), quick: () => measureIdleSockets(1) },
  documents: { full: () => measureOpenDocuments(1), quick: () => measureOpenDocuments(1) },
  "cold-open": { full: () => measureColdOpen(3), quick: () => measureColdOpen(1) },
  reconnect: { full: () => measureReconnect(1), quick: () => measureReconnect(1) },
  "slow-readers": { full: () => measureSlowReaders(), quick: () => measureSlowReaders() },
}

/**
 * The relay beside Hocuspocus and y-websocket, each in a process of its own, on
 * the same machine under the same load. `--only NAME` measures one part, and
 * `--quick` everything once and short, to see that it runs.
 */
export async function benchRelay(options: readonly string[]): Promise<void> {
  const only = options.includes("--only") ? options[options.indexOf("--only") + 1] : undefined
  if (only !== undefined && !(only in PARTS))
    throw new Error(`There is no part called ${only}. There are: ${Object.keys(PARTS).join(", ")}.`)
  for (const [name, part] of Object.entries(PARTS)) {
    if (only !== undefined && name !== only) continue
    await (options.includes("--quick") ? part.quick() : part.full())
  }
}
