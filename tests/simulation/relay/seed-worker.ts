import { parentPort } from "node:worker_threads"
import { assert } from "@weft/model/base/assert"
import { drawPlan, type Mode } from "./plan.ts"
import { simulate, type Outcome } from "./simulation.ts"

/** A run that a worker is to perform, and what it answers with. */
export interface Order {
  readonly seed: number
  readonly mode: Mode
}
export interface Performed extends Order {
  readonly outcome: Outcome
}

const port = parentPort
assert(port !== null, "this module is a worker's")
port.on("message", ({ seed, mode }: Order) => {
  void simulate(drawPlan(seed, mode)).then(outcome => port.postMessage({ seed, mode, outcome } satisfies Performed))
})
