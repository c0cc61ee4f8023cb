import { Worker } from "node:worker_threads"
import type { Order, Performed } from "./seed-worker.ts"
import type { Failure } from "./verdict.ts"

export interface RunOptions {
  readonly orders: readonly Order[]
  readonly workers: number
  /** Called after each run. */
  readonly progressed?: (summary: Summary) => void
}

/** What came of many runs. */
export interface Summary {
  readonly runs: number
  readonly events: number
  readonly virtualMillis: number
  /** How often each interesting thing was met. */
  readonly counts: Readonly<Record<string, number>>
  readonly failed: (Order & { readonly failure: Failure }) | null
}

/** Performs runs side by side, each worker one at a time, until all are done or one has failed. */
export async function runSeeds({ orders, workers, progressed }: RunOptions): Promise<Summary> {
  const waiting = [...orders]
  let summary: Summary = { runs: 0, events: 0, virtualMillis: 0, counts: {}, failed: null }
  const work = async () => {
    const worker = new Worker(new URL("./seed-worker.ts", import.meta.url), {
      execArgv: [],
      // What a run leaves behind is mostly young; with room for it the collector runs less.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    })
    try {
      while (summary.failed === null) {
        const order = waiting.shift()
        if (order === undefined) return
        const performed = await perform(worker, order)
        summary = add(summary, performed)
        progressed?.(summary)
      }
    } finally {
      await worker.terminate()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, orders.length) }, work))
  return summary
}

function perform(worker: Worker, order: Order): Promise<Performed> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject)
    worker.once("message", (performed: Performed) => {
      worker.off("error", reject)
      resolve(performed)
    })
    worker.postMessage(order, [])
  })
}

function add(summary: Summary, { seed, mode, outcome }: Performed): Summary {
  const { failure, events, virtualMillis } = outcome
  const counts = { ...summary.counts }
  for (const [name, count] of Object.entries(outcome.counts)) counts[name] = (counts[name] ?? 0) + count
  return {
    runs: summary.runs + 1,
    events: summary.events + events,
    virtualMillis: summary.virtualMillis + virtualMillis,
    counts,
    failed: summary.failed ?? (failure === null ? null : { seed, mode, failure }),
  }
}
