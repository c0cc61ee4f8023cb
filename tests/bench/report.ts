import { appendFileSync, mkdirSync } from "node:fs"
import { cpus, loadavg, totalmem } from "node:os"
import { fileURLToPath } from "node:url"

/** One figure of a bench: what was measured, over how many runs, and what it is held against. */
export interface Figure {
  readonly bench: string
  readonly figure: string
  readonly unit: "ms" | "MB" | "KB" | "µs" | "s" | "%" | "/s" | "documents"
  readonly median: number
  readonly min: number
  readonly max: number
  readonly runs: number
  /** The figure that an issue names; a bench reports, it never fails. */
  readonly target?: number
  /** Whether more is better, so that the target is the least and not the most. */
  readonly isMoreBetter?: true
  /** The same measured of the usual way of doing it, in the same run. */
  readonly baseline?: Baseline
  /** The same measured of others who do it, in the same run. */
  readonly peers?: readonly Baseline[]
}

export interface Baseline {
  readonly name: string
  readonly median: number
}

const RESULTS = fileURLToPath(new URL("./results/", import.meta.url))

/** Sums up the runs of one figure. */
export function figure(of: Omit<Figure, "median" | "min" | "max" | "runs">, runs: readonly number[]): Figure {
  const sorted = [...runs].sort((left, right) => left - right)
  return { ...of, median: medianOf(sorted), min: round(sorted[0]!), max: round(sorted.at(-1)!), runs: runs.length }
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  return round(sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2)
}

function isMet({ median, target = Infinity, isMoreBetter }: Figure): boolean {
  return isMoreBetter === true ? median >= target : median <= target
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Prints a figure for people and appends it to the results as one line of JSON. */
export function report(one: Figure): void {
  mkdirSync(RESULTS, { recursive: true })
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? "", memoryGiB: Math.round(totalmem() / 2 ** 30) }
  // A busy machine makes everything slow, so each line says how busy it was in the last minute.
  const load = round(loadavg()[0]!)
  const line = { at: new Date().toISOString(), node: process.versions.node, machine, load, ...one }
  appendFileSync(`${RESULTS}${one.bench}.jsonl`, `${JSON.stringify(line)}\n`)
  const others = [...(one.baseline === undefined ? [] : [one.baseline]), ...(one.peers ?? [])]
  const against = others.map(({ name, median }) => `  (${name}: ${median} ${one.unit})`).join("")
  const verdict = one.target === undefined ? "" : `  target ${one.target} ${one.unit}: ${isMet(one) ? "met" : "MISSED"}`
  console.log(
    `${one.bench}  ${one.figure}: ${one.median} ${one.unit} [${one.min} … ${one.max}] × ${one.runs}${against}${verdict}`,
  )
}
