import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { drawPlan, type Mode } from "./plan.ts"
import { runSeeds, type Summary } from "./run-seeds.ts"
import { simulate } from "./simulation.ts"
import { describeFailure, shrink } from "./shrink.ts"

/**
 * `pnpm simulate --seeds N [--seed S] [--liveness] [--trace]`: performs N runs from seed S on, or from one that has not been tried.
 * A run that fails is shrunk and shown, and ends with 1. With `--trace` the story of its shortest form is told as well.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    seed: { type: "string" },
    liveness: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
})
const first = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed)
const count = Number(values.seeds ?? (values.seed === undefined ? "1000" : "1"))
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
  console.error("pnpm simulate --seeds N [--seed S] [--liveness] [--trace]")
  process.exit(1)
}
const mode: Mode = values.liveness ? "liveness" : "safety"

const startedAt = performance.now()
let toldAt = startedAt
const summary = await runSeeds({
  orders: Array.from({ length: count }, (_, index) => ({ seed: first + index, mode })),
  workers: availableParallelism(),
  progressed(sofar) {
    if (performance.now() - toldAt < 2_000) return
    toldAt = performance.now()
    console.log(`${sofar.runs} of ${count}`)
  },
})
show(summary)
if (summary.failed !== null) {
  const { seed, failure } = summary.failed
  const shrunk = await shrink(drawPlan(seed, mode), failure)
  console.error(`\n${describeFailure(shrunk.plan, shrunk.failure)}`)
  console.error(`\nTo be kept: ${JSON.stringify(shrunk.plan)}`)
  console.error(`\nAgain: pnpm simulate --seed ${seed}${mode === "liveness" ? " --liveness" : ""}`)
  if (values.trace) await simulate(shrunk.plan, { trace: line => console.error(line) })
  process.exitCode = 1
}

function show({ runs, events, virtualMillis, counts }: Summary): void {
  const seconds = (performance.now() - startedAt) / 1000
  const hours = (virtualMillis / 3_600_000).toFixed(1)
  console.log(
    `seeds ${first} to ${first + runs - 1}, ${events} events in ${hours} virtual hours and ${seconds.toFixed(1)} s`,
  )
  for (const [name, times] of Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)))
    console.log(`${String(times).padStart(9)}  ${name}`)
}
