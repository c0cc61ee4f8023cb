import { describeStep, type Plan, type Step } from "./plan.ts"
import { simulate, type SimulateOptions } from "./simulation.ts"
import type { Failure } from "./verdict.ts"

/** How many runs a plan is worth to be made shorter. */
const MOST_RUNS = 250

/**
 * Leaves out of a failing plan, by ever smaller pieces, whatever is not needed for the same oracle to be broken, and
 * returns what is left with how it fails.
 */
export async function shrink(
  plan: Plan,
  failure: Failure,
  options: SimulateOptions = {},
): Promise<{ readonly plan: Plan; readonly failure: Failure }> {
  let found = { plan, failure }
  const runs = { left: MOST_RUNS }
  const fails = async (steps: readonly Step[]) => {
    runs.left -= 1
    const shorter = { ...plan, steps }
    const outcome = await simulate(shorter, options)
    if (outcome.failure?.oracle !== failure.oracle) return false
    found = { plan: shorter, failure: outcome.failure }
    return true
  }
  let size = plan.steps.length
  while (size > 1 && runs.left > 0) {
    size = Math.ceil(size / 2)
    let from = 0
    while (from < found.plan.steps.length && runs.left > 0) {
      const { steps } = found.plan
      if (!(await fails([...steps.slice(0, from), ...steps.slice(from + size)]))) from += size
    }
  }
  return found
}

/** A failing plan for whoever has to find out why, a line for each step. */
export function describeFailure({ seed, devices, steps }: Plan, { oracle, message, at }: Failure): string {
  const lines = steps.map(step => `  ${describeStep(step)}`)
  return [
    `seed ${seed} breaks ${oracle} after ${(at / 1000).toFixed(3)} s: ${message}`,
    `with ${devices} devices and ${steps.length} steps:`,
    ...lines,
  ].join("\n")
}
