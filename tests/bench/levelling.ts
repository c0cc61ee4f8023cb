import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { resolve } from "node:path"
import { isRefusal } from "@weft/model/base/result"
import type { ActivityNetwork } from "@weft/model/levelling/activity-network"
import { levelledActivities } from "@weft/model/levelling/level-activities"
import { levelledPlan, withDelays } from "@weft/model/levelling/level-plan"
import { readPsplib } from "@weft/model/levelling/psplib"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { endOf, faultsOf, jobsOf, libraryFiles, type LibraryFile } from "../support/activity-check.ts"
import { overbookedDays } from "../support/capacity-count.ts"
import { staffedPlan } from "../support/staffed-plan.ts"
import { figure, medianOf, report } from "./report.ts"

const SEEDS = [1, 2, 3]
const BUDGETS = [1_000, 5_000] as const
const TARGETS: Readonly<Record<string, readonly [number, number]>> = {
  j30: [0.45, 0.15],
  j60: [0.85, 0.6],
  j120: [3.6, 2.4],
}
const LEAST_PER_SECOND = 10_000
const PASSES = 200

interface Instance extends LibraryFile {
  readonly network: ActivityNetwork
}

/** Levelling the sets of the library: how far from the best known makespan, and how many schedules a second. */
export function benchLevelling(): void {
  benchPlanLevelling()
  const repository = fileURLToPath(new URL("../..", import.meta.url))
  const folder = resolve(repository, process.env["WEFT_REAL_FILES"] ?? "../shared/data", "psplib")
  if (!existsSync(folder)) {
    console.error(`levelling  The library is missing: ${folder}. WEFT_REAL_FILES names the folder above it.`)
    return
  }
  for (const set of ["j30", "j60", "j90", "j120"]) benchSet(set, libraryFiles(folder, set).map(compiled))
}

const PLAN_TASKS = 1_000
const PLAN_SCHEDULES = 200

/** Levelling a plan with calendars, summaries and all kinds of links by the rules of the engine. */
function benchPlanLevelling(): void {
  const bench = "levelling"
  const wanted = { constraints: false, progress: false, manual: false, asLateAsPossible: false }
  const input = staffedPlan(7, PLAN_TASKS, wanted)
  const options = {
    priorities: new Map(),
    projectPriorities: new Map(),
    units: new Map(),
    order: "standard",
    withinSlack: false,
    frozenUntil: null,
    only: null,
  } as const
  const [speeds, gains]: [number[], number[]] = [[], []]
  const keyFinish = levelledPlan(input, { ...options, schedules: 1, seed: 1 }).finish - input.project.start
  for (const seed of SEEDS) {
    const begun = performance.now()
    const levelled = levelledPlan(input, { ...options, schedules: PLAN_SCHEDULES, seed })
    speeds.push((1000 * PLAN_SCHEDULES) / (performance.now() - begun))
    if (overbookedDays(withDelays(input, levelled), schedulePlan(withDelays(input, levelled))).length > 0)
      throw new Error("the levelled plan demands more than there is")
    gains.push(100 * (1 - (levelled.finish - input.project.start) / keyFinish))
  }
  const tasks = `a plan of ${PLAN_TASKS.toLocaleString("en")} tasks`
  report(figure({ bench, figure: `${tasks}, schedules a second`, unit: "/s", isMoreBetter: true }, speeds))
  const name = `${tasks}, shorter by ${PLAN_SCHEDULES} schedules than by the standard key`
  report(figure({ bench, figure: name, unit: "%", isMoreBetter: true }, gains))
}

function compiled(file: LibraryFile): Instance {
  const network = readPsplib(file.text)
  if (isRefusal(network)) throw new Error(`${file.name}: ${network.reason}`)
  return { ...file, network }
}

function benchSet(set: string, instances: readonly Instance[]): void {
  const bench = "levelling"
  const speeds: number[] = []
  const baseline = { name: "bare loop", median: bareSpeed(instances) }
  for (const [index, schedules] of BUDGETS.entries()) {
    const distances: number[] = []
    for (const seed of SEEDS) {
      const { distance, perSecond } = levelAll(instances, schedules, seed)
      distances.push(distance)
      speeds.push(perSecond)
    }
    const target = TARGETS[set]?.[index]
    const aim = target === undefined ? {} : { target }
    const name = `${set}, mean distance from the best known makespan, ${schedules.toLocaleString("en")} schedules`
    report(figure({ bench, figure: name, unit: "%", ...aim }, distances))
  }
  const aim = { target: LEAST_PER_SECOND, isMoreBetter: true } as const
  report(figure({ bench, figure: `${set}, schedules a second`, unit: "/s", ...aim, baseline }, speeds))
}

/** Levels all instances, and looks at every schedule with what knows nothing of the leveller. */
function levelAll(instances: readonly Instance[], schedules: number, seed: number) {
  let [distance, milliseconds, generated] = [0, 0, 0]
  for (const { network, text, bestKnown, name } of instances) {
    const begun = performance.now()
    const levelled = levelledActivities(network, { schedules, seed })
    milliseconds += performance.now() - begun
    generated += levelled.schedules
    const jobs = jobsOf(text)
    const faults = faultsOf(jobs, levelled.starts)
    if (endOf(jobs, levelled.starts) !== levelled.makespan) faults.push("the makespan is another")
    if (levelled.schedules > schedules) faults.push("the budget is overspent")
    if (faults.length > 0) throw new Error(`${name}: ${faults.join("; ")}`)
    distance += levelled.makespan / bestKnown - 1
  }
  return { distance: (100 * distance) / instances.length, perSecond: (1000 * generated) / milliseconds }
}

/** Passes a second over the same activities that wait for predecessors and count what is taken, but for nothing else. */
function bareSpeed(instances: readonly Instance[]): number {
  const speeds: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const begun = performance.now()
    for (const { network } of instances) {
      const { topological, durations, predecessors, count, horizon } = network
      const [finishes, taken] = [new Int32Array(count), new Int32Array(horizon)]
      for (let pass = 0; pass < PASSES; pass += 1)
        for (const activity of topological) {
          let time = 0
          for (let edge = predecessors.first[activity]!; edge < predecessors.first[activity + 1]!; edge += 1)
            time = Math.max(time, finishes[predecessors.items[edge]!]!)
          const finish = time + durations[activity]!
          for (; time < finish; time += 1) taken[time]! += 1
          finishes[activity] = finish
        }
    }
    speeds.push((1000 * PASSES * instances.length) / (performance.now() - begun))
  }
  return medianOf(speeds)
}
