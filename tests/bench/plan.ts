import { below, seededRandom } from "@weft/model/base/random"
import { buildNetwork } from "@weft/model/plan/build-network"
import { forecastPlan } from "@weft/model/plan/forecast"
import type { PlanInput, PlanLink } from "@weft/model/plan/input"
import { LivePlan, type PlanEdit } from "@weft/model/plan/live-plan"
import type { Network } from "@weft/model/plan/network"
import { computeDates, schedulePlan } from "@weft/model/plan/schedule-plan"
import { slacksOf } from "@weft/model/plan/slack"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { benchPlan } from "./bench-plan.ts"
import { figure, medianOf, report } from "./report.ts"

const RUNS = 15
const WARM_UP = 5
const EDITS = 400
const DAY = 4800

function timed(work: () => unknown): number {
  const start = performance.now()
  if (work() === null) throw new Error("nothing was done")
  return performance.now() - start
}

function runs(work: () => unknown): number[] {
  for (let run = 0; run < WARM_UP; run += 1) work()
  return Array.from({ length: RUNS }, () => timed(work))
}

/** The worst that one edit can do: the head of a chain of a hundred thousand tasks moves, and everything with it. */
function benchChain(): void {
  const plan = benchPlan(100_000)
  // Ten minutes each, so that the last one is within what a plan may reach.
  const short = { duration: 100, remainingDuration: 100 }
  const tasks = plan.tasks.map(task => ({ ...task, ...short, parent: null, calendar: null }))
  const links = tasks.slice(1).map(({ id }, place): PlanLink => {
    const lag = { kind: "working", amount: 0 } as const
    return { id: `c${place}`, from: tasks[place]!.id, to: id, kind: "FS", lag }
  })
  const live = new LivePlan({ ...plan, tasks, links })
  let days = 1
  const move = () => {
    days = (days % 9) + 1
    return live.apply({ edit: "task", task: { ...tasks[0]!, duration: days * DAY, remainingDuration: days * DAY } })
  }
  report(figure({ bench: "plan", figure: "chain of 100,000 tasks, its head moved", unit: "ms" }, runs(move)))
}

/** What the same links cost without calendars, constraints and summaries: the two passes and both slacks on plain numbers. */
function bareLoop({ order, links, duration, count }: Network) {
  const [start, finish, late] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
  const [total, free] = [new Int32Array(count), new Int32Array(count)]
  return () => {
    let end = 0
    for (let place = 0; place < count; place += 1) {
      const task = order[place]!
      let from = 0
      for (let slot = links.inFirst[task]!; slot >= 0; slot = links.inNext[slot]!)
        from = Math.max(from, finish[links.from[slot]!]! + links.lag[slot]!)
      start[task] = from
      finish[task] = from + duration[task]!
      end = Math.max(end, finish[task]!)
    }
    for (let place = count - 1; place >= 0; place -= 1) {
      const task = order[place]!
      let [to, gap] = [end, end]
      for (let slot = links.outFirst[task]!; slot >= 0; slot = links.outNext[slot]!) {
        const next = links.to[slot]!
        to = Math.min(to, late[next]! - duration[next]! - links.lag[slot]!)
        gap = Math.min(gap, start[next]! - links.lag[slot]!)
      }
      late[task] = to
      total[task] = to - finish[task]!
      free[task] = gap - finish[task]!
    }
    return [total, free]
  }
}

const TARGETS = new Map([
  [10_000, { full: 8, edit: 2 }],
  [100_000, { full: 100, edit: 15 }],
])

/** Ten thousand runs of a thousand tasks with three estimates each, on one calendar. */
function benchForecast(): void {
  const plan = benchPlan(1_000)
  const input = { ...plan, tasks: plan.tasks.map(task => ({ ...task, calendar: null })) }
  const uncertainties = input.tasks.map(({ id, duration }) => ({
    task: id,
    estimate: { shape: "pert", least: duration * 0.7, likely: duration, most: duration * 2 } as const,
  }))
  const forecast = () => forecastPlan(input, { runs: 10_000, seed: 1, uncertainties, risks: [], correlations: {} })
  report(
    figure(
      { bench: "plan", figure: "10,000 runs of 1,000 tasks", unit: "s", target: 0.5, baseline: bareDraws() },
      runs(forecast).map(ms => ms / 1000),
    ),
  )
}

/** What it costs to draw ten million numbers and add each to another. */
function bareDraws() {
  const random = seededRandom(3)
  const table = Float64Array.from({ length: 2048 }, (_, index) => index)
  const ends = new Float64Array(1_000)
  const draws = () => {
    for (let run = 0; run < 10_000; run += 1)
      for (let task = 1; task < ends.length; task += 1) ends[task] = ends[task - 1]! + table[(random() * 2048) | 0]!
    return ends
  }
  return { name: "bare loop", median: medianOf(Array.from({ length: 3 }, () => timed(draws) / 1000)) }
}

/** The planning engine at 1,000, 10,000 and 100,000 tasks, beside a bare loop over the same arrays. */
export function benchPlanning(): void {
  for (const size of [1_000, 10_000, 100_000]) {
    const input = benchPlan(size)
    benchMemory(input, `${size.toLocaleString("en")} tasks`)
    const net = buildNetwork(input)
    const target = TARGETS.get(size)
    const tasks = `${size.toLocaleString("en")} tasks`
    const bench = "plan"
    const baseline = { name: "bare loop", median: medianOf(runs(bareLoop(net))) }
    const full = runs(() => slacksOf(net, computeDates(net)))
    const aim = target === undefined ? {} : { target: target.full }
    report(figure({ bench, figure: `${tasks}, full pass with both slacks`, unit: "ms", ...aim, baseline }, full))
    report(
      figure(
        { bench, figure: `${tasks}, rows compiled and ordered`, unit: "ms" },
        runs(() => buildNetwork(input)),
      ),
    )
    report(
      figure(
        { bench, figure: `${tasks}, rows in, rows out`, unit: "ms" },
        runs(() => schedulePlan(input)),
      ),
    )
    benchEdits(input, tasks, target?.edit)
  }
  benchChain()
  benchForecast()
}

/** One edit at a time: of a duration, a constraint, a link or progress, anywhere in the plan. */
function benchEdits(input: PlanInput, tasks: string, target: number | undefined): void {
  const live = new LivePlan(input)
  const random = seededRandom(11)
  const [edits, reads]: [number[], number[]] = [[], []]
  for (let count = 0; count < EDITS + WARM_UP; count += 1) {
    const edit = drawEdit(input, count, random)
    const [applied, read] = [timed(() => live.apply(edit)), timed(() => live.task("t1"))]
    if (count < WARM_UP) continue
    edits.push(applied)
    reads.push(read)
  }
  const bench = "plan"
  const p95 = (values: readonly number[]) =>
    values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.95)]!
  report(figure({ bench, figure: `${tasks}, one edit`, unit: "ms" }, edits))
  const aim = target === undefined ? {} : { target }
  report(figure({ bench, figure: `${tasks}, one edit, 95th percentile`, unit: "ms", ...aim }, [p95(edits)]))
  const withLate = edits.map((edit, index) => edit + reads[index]!)
  report(figure({ bench, figure: `${tasks}, one edit and its late dates`, unit: "ms" }, withLate))
}

function drawEdit(input: PlanInput, count: number, random: () => number): PlanEdit {
  const place = 1 + below(input.tasks.length - 1, random)
  const task = input.tasks[place % 10 === 0 ? place + 1 : place]!
  const kind = count % 4
  if (kind === 0) {
    const duration = (1 + below(10, random)) * DAY
    return { edit: "task", task: { ...task, duration, remainingDuration: duration } }
  }
  if (kind === 1) {
    const date = input.project.start + below(300, random) * TENTHS_PER_DAY
    return { edit: "task", task: { ...task, constraint: { kind: "SNET", date } } }
  }
  if (kind === 2) {
    const to = input.tasks[Math.min(input.tasks.length - 1, place + 1 + below(60, random))]!
    return {
      edit: "add-link",
      link: { id: `new${count}`, from: task.id, to: to.id, kind: "FS", lag: { kind: "working", amount: 0 } },
    }
  }
  const done = Math.floor(task.duration / 2)
  const progress = { actualDuration: done, remainingDuration: task.duration - done }
  return {
    edit: "task",
    task: { ...task, ...progress, actualStart: input.project.start + below(300, random) * TENTHS_PER_DAY },
  }
}

function benchMemory(input: PlanInput, tasks: string): void {
  const collect = globalThis.gc
  if (collect === undefined) throw new Error("start the bench with --expose-gc")
  const taken = () => {
    for (let round = 0; round < 3; round += 1) collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = taken()
  const live = new LivePlan(input)
  const megabytes = (taken() - before) / 2 ** 20
  if (live.input.tasks.length !== input.tasks.length) throw new Error("tasks are missing")
  const aim = input.tasks.length === 100_000 ? { target: 40 } : {}
  report(figure({ bench: "plan", figure: `${tasks}, memory besides its rows`, unit: "MB", ...aim }, [megabytes]))
}
