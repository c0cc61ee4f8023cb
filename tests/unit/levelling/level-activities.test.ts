import { expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { activityNetwork, type ActivityNetwork } from "@weft/model/levelling/activity-network"
import { levelActivities, levelledActivities } from "@weft/model/levelling/level-activities"
import { lowerBound } from "@weft/model/levelling/lower-bound"
import { OrderSampling } from "@weft/model/levelling/order-sampling"
import { PRIORITY_RULES, urgencies } from "@weft/model/levelling/priority-rules"
import { readPsplib } from "@weft/model/levelling/psplib"
import { SerialGeneration } from "@weft/model/levelling/serial-generation"
import { endOf, faultsOf, jobsOf, libraryFiles, psplibText, type Jobs } from "../../support/activity-check.ts"
import { realFile } from "../../support/shared-data.ts"

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

/** Jobs drawn by a seed: a few up to fifty, some that take no time, up to seven resources of any size. */
function drawnJobs(seed: number): Jobs {
  const random = seededRandom(seed)
  const count = 1 + below(50, random)
  const most = [1, 9, 100, 2 ** 30 - 1][below(4, random)]!
  const capacities = Array.from({ length: below(8, random) }, () => 1 + below(most, random))
  return {
    durations: Array.from({ length: count }, () => (random() < 0.15 ? 0 : 1 + below(12, random))),
    demands: Array.from({ length: count }, () =>
      capacities.map(capacity => (random() < 0.4 ? 0 : below(capacity + 1, random))),
    ),
    successors: Array.from({ length: count }, (_, job) =>
      Array.from({ length: count - job - 1 }, (_, ahead) => job + ahead + 2).filter(() => random() < 2 / count),
    ),
    capacities,
  }
}

function networkOf(jobs: Jobs): ActivityNetwork {
  const network = readPsplib(psplibText(jobs))
  if (isRefusal(network)) throw new Error(JSON.stringify(network))
  return network
}

test("LEVEL-1 no activity begins before its predecessors have ended, and never is more taken than there is", () => {
  for (const seed of SEEDS) {
    const jobs = drawnJobs(seed)
    const network = networkOf(jobs)
    for (const found of levelActivities(network, { schedules: 120, seed })) {
      expect(faultsOf(jobs, found.starts), `seed ${seed}`).toEqual([])
      expect(found.makespan, `seed ${seed}`).toBe(endOf(jobs, found.starts))
    }
  }
})

test("LEVEL-1 the check finds what is wrong", () => {
  const jobs: Jobs = { durations: [2, 2], demands: [[2], [2]], successors: [[2], []], capacities: [3] }
  expect(faultsOf(jobs, [0, 2])).toEqual([])
  expect(faultsOf(jobs, [0, 1])).toEqual(["job 2 begins at 1, job 1 ends at 2", "4 of 3 of resource 1 are taken at 1"])
  expect(faultsOf(jobs, [-1, 2])).toEqual(["job 1 begins at -1"])
})

test("LEVEL-2 in serial generation each activity begins as early as those before it in the order leave it room", () => {
  for (const seed of SEEDS) {
    const jobs = drawnJobs(seed)
    const network = networkOf(jobs)
    const order = new OrderSampling(network, urgencies(network, "LFT")).draw(seededRandom(seed))
    const starts = new Int32Array(network.count)
    const generation = new SerialGeneration(network)
    generation.generate(order, starts)
    const again = starts.slice()
    generation.generate(order, again)
    expect(again, "a generation leaves nothing behind").toEqual(starts)
    expect(Array.from(starts), `seed ${seed}`).toEqual(slowSerial(jobs, order))
  }
})

/** The same by its definition: unit of time by unit of time, on plain lists. */
function slowSerial({ durations, demands, successors, capacities }: Jobs, order: Int32Array): number[] {
  const taken: number[][] = []
  const starts = durations.map(() => 0)
  for (const job of order) {
    let start = Math.max(
      0,
      ...durations.map((duration, other) => (successors[other]!.includes(job + 1) ? starts[other]! + duration : 0)),
    )
    const fits = () =>
      Array.from({ length: durations[job]! }, (_, index) => taken[start + index]).every(row =>
        capacities.every((capacity, resource) => (row?.[resource] ?? 0) + demands[job]![resource]! <= capacity),
      )
    while (!fits()) start += 1
    for (let time = start; time < start + durations[job]!; time += 1)
      taken[time] = capacities.map((_, resource) => (taken[time]?.[resource] ?? 0) + demands[job]![resource]!)
    starts[job] = start
  }
  return starts
}

test("LEVEL-3 priority rules put every activity after its predecessors, the most urgent of those that may come first", () => {
  const chain: Jobs = {
    durations: [0, 3, 1, 4, 2, 0],
    demands: Array.from({ length: 6 }, () => []),
    successors: [[2, 3, 4], [5], [5], [6], [6], []],
    capacities: [],
  }
  const network = networkOf(chain)
  const orders = Object.fromEntries(
    PRIORITY_RULES.map(rule => [
      rule,
      Array.from(new OrderSampling(network, urgencies(network, rule)).strict(), activity => activity + 1).join(" "),
    ]),
  )
  expect(orders).toEqual({
    LFT: "1 2 3 4 5 6",
    LST: "1 2 4 3 5 6",
    MINSLK: "1 2 4 3 5 6",
    MTS: "1 2 3 4 5 6",
    GRPW: "1 2 4 3 5 6",
  })
})

test("LEVEL-4 nothing is shorter than the critical path and what the scarcest resource takes; the search ends there", () => {
  const network = networkOf({
    durations: [0, 5, 5, 5, 0],
    demands: [[0], [2], [2], [1], [0]],
    successors: [[2, 3, 4], [5], [5], [5], []],
    capacities: [3],
  })
  expect(lowerBound(network)).toBe(9)
  const found = levelledActivities(network, { schedules: 500, seed: 1 })
  expect([found.makespan, found.schedules]).toEqual([10, 500])
  const free = networkOf({
    durations: [0, 5, 3, 0],
    demands: [[0], [1], [1], [0]],
    successors: [[2, 3], [4], [4], []],
    capacities: [3],
  })
  const atOnce = levelledActivities(free, { schedules: 500, seed: 1 })
  expect([atOnce.makespan, atOnce.schedules, atOnce.bound]).toEqual([5, 1, 5])
})

test("LEVEL-5 the same seed and budget give the same schedule; a budget is never overspent", () => {
  for (const schedules of [1, 2, 7, 50, 333])
    for (const seed of [1, 2, 3]) {
      const network = networkOf(drawnJobs(seed + 100))
      const [one, other] = [
        levelledActivities(network, { schedules, seed }),
        levelledActivities(network, { schedules, seed }),
      ]
      expect(one).toEqual(other)
      expect(one.schedules).toBeLessThanOrEqual(schedules)
    }
})

test("LEVEL-6 the search may be stopped at any time, and what it says never becomes longer", () => {
  const network = networkOf(crowdedJobs())
  let [last, steps] = [Infinity, 0]
  for (const { makespan, schedules } of levelActivities(network, { schedules: 2000, seed: 1 })) {
    expect(makespan).toBeLessThanOrEqual(last)
    last = makespan
    steps += 1
    if (schedules > 400) break
  }
  expect(steps).toBeGreaterThan(1)
})

/** Forty jobs that hardly fit beside each other, so that no schedule meets the bound at once. */
function crowdedJobs(): Jobs {
  const random = seededRandom(6)
  return {
    durations: Array.from({ length: 40 }, () => 1 + below(9, random)),
    demands: Array.from({ length: 40 }, () => [1 + below(6, random), 1 + below(6, random)]),
    successors: Array.from({ length: 40 }, (_, job) => (job < 35 ? [job + 3 + below(4, random)] : [])),
    capacities: [7, 7],
  }
}

test("LEVEL-7 no schedule of a small project is shorter than what is found", () => {
  for (let seed = 0; seed < 25; seed += 1) {
    const jobs = smallJobs(seed)
    const found = levelledActivities(networkOf(jobs), { schedules: 1000, seed })
    expect(found.makespan, `seed ${seed}`).toBe(shortest(jobs))
  }
})

function smallJobs(seed: number): Jobs {
  const random = seededRandom(seed + 5000)
  return {
    durations: Array.from({ length: 6 }, () => 1 + below(5, random)),
    demands: Array.from({ length: 6 }, () => [1 + below(4, random), below(3, random)]),
    successors: Array.from({ length: 6 }, (_, job) =>
      [2, 3, 4, 5, 6].filter(next => next > job + 1 && random() < 0.25),
    ),
    capacities: [4, 2],
  }
}

/** The best over all orders there are; some order of serial generation gives the shortest schedule. */
function shortest(jobs: Jobs): number {
  let best = Infinity
  const visit = (order: number[]) => {
    if (order.length === jobs.durations.length)
      best = Math.min(best, endOf(jobs, slowSerial(jobs, Int32Array.from(order))))
    for (const job of jobs.durations.keys())
      if (
        !order.includes(job) &&
        jobs.successors.every((next, before) => !next.includes(job + 1) || order.includes(before))
      )
        visit([...order, job])
  }
  visit([])
  return best
}

test("LEVEL-8 schedules of the library are as short as promised and sound", context => {
  const folder = realFile(context, "psplib")
  for (const [set, most] of [
    ["j30", 0.45],
    ["j60", 0.85],
    ["j120", 3.6],
  ] as const) {
    const files = libraryFiles(folder, set)
    let distance = 0
    for (const { text, bestKnown, name } of files) {
      const jobs = jobsOf(text)
      const { starts, makespan } = levelledActivities(networkOf(jobs), { schedules: 1000, seed: 1 })
      expect(faultsOf(jobs, starts), name).toEqual([])
      expect(makespan, name).toBeGreaterThanOrEqual(bestKnown)
      distance += makespan / bestKnown - 1
    }
    expect((100 * distance) / files.length, set).toBeLessThanOrEqual(most)
  }
})

test("LEVEL-9 a ring of activities is told in its direction", () => {
  const rows = { durations: [1, 1, 1, 1], demands: [[], [], [], []], capacities: [], successors: [[1], [2], [3], [1]] }
  const ring = activityNetwork(rows)
  expect(
    "ring" in ring &&
      ring.ring.map((activity, index, all) => rows.successors[activity]![0] === all[(index + 1) % all.length]),
  ).toEqual([true, true, true])
})
