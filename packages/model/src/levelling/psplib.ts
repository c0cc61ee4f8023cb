import { refuse, type Refusal } from "../base/result.ts"
import { activityNetwork, MOST_CAPACITY, MOST_HORIZON, type ActivityNetwork } from "./activity-network.ts"

/** No more jobs than this are read. */
const MOST_JOBS = 10_000

/**
 * Reads a single-mode instance of the Project Scheduling Problem Library (`.sm`).
 *
 * Job 1 of the file is activity 0; the dummies at both ends are activities like others. Refused with the line: what is no
 * such file, numbers that are missing or cannot be, jobs that are not there, several modes, resources that are used up,
 * a job that needs more of a resource than there is, and rings.
 */
export function readPsplib(text: string): ActivityNetwork | Refusal {
  const reading = new Reading(text)
  try {
    return reading.network()
  } catch (thrown) {
    if (thrown instanceof Unreadable) return thrown.refusal
    throw thrown
  }
}

/** Breaks off reading from within; never leaves this file. */
class Unreadable extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}

class Reading {
  readonly #lines: readonly string[]
  /** How many lines were read; also the number of the one that was read last. */
  #line = 0
  #precedencesAt = 0

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\r|\n/)
  }

  network(): ActivityNetwork {
    const jobs = this.#labelled(/^jobs\b/i, "jobs")
    if (jobs < 1 || jobs > MOST_JOBS) this.#refuse("impossible-value", { what: "jobs", found: String(jobs) })
    const renewable = this.#labelled(/^-\s*renewable\b/i, "renewable resources")
    for (const kind of ["nonrenewable", "doubly constrained"] as const)
      if (this.#labelled(new RegExp(`^-\\s*${kind}\\b`, "i"), kind) > 0) this.#refuse("not-renewable", { what: kind })
    this.#seek(/^PRECEDENCE RELATIONS/i, "PRECEDENCE RELATIONS")
    this.#next()
    this.#precedencesAt = this.#line
    const successors = this.#precedences(jobs)
    this.#seek(/^REQUESTS\/DURATIONS/i, "REQUESTS/DURATIONS")
    this.#next()
    const [requestsAt, requests] = [this.#line, this.#requests(jobs, renewable)]
    this.#seek(/^RESOURCEAVAILABILITIES/i, "RESOURCEAVAILABILITIES")
    const capacities = renewable === 0 ? [] : this.#availabilities()
    if (capacities.length !== renewable)
      this.#refuse("wrong-count", { what: "availabilities", expected: renewable, found: capacities.length })
    for (const capacity of capacities)
      if (capacity > MOST_CAPACITY)
        this.#refuse("impossible-value", { what: "an availability", found: String(capacity) })
    this.#checkDemands(requests, capacities, requestsAt)
    return this.#compiled(
      requests.map(({ duration }) => duration),
      requests.map(({ demands }) => demands),
      capacities,
      successors,
    )
  }

  #compiled(
    durations: readonly number[],
    demands: readonly (readonly number[])[],
    capacities: readonly number[],
    successors: readonly (readonly number[])[],
  ): ActivityNetwork {
    const horizon = durations.reduce((sum, duration) => sum + duration, 0)
    if (horizon > MOST_HORIZON) this.#refuse("too-long", { found: horizon, most: MOST_HORIZON })
    const network = activityNetwork({ durations, demands, capacities, successors })
    if (!("ring" in network)) return network
    const ring = [...network.ring, network.ring[0]!].map(job => job + 1).join(" → ")
    this.#line = this.#precedencesAt + network.ring[0]! + 1
    this.#refuse("ring", { ring })
  }

  #precedences(jobs: number): number[][] {
    const successors: number[][] = []
    for (let job = 1; job <= jobs; job += 1) {
      const [number, modes, count, ...rows] = this.#numbers(this.#next())
      this.#expectJob(number, job)
      if (modes !== 1) this.#refuse("several-modes", { job })
      if (count !== rows.length)
        this.#refuse("wrong-count", { what: `successors of job ${job}`, expected: count ?? 0, found: rows.length })
      for (const row of rows) if (row < 1 || row > jobs) this.#refuse("no-such-job", { job, found: row })
      successors.push([...new Set(rows)].map(row => row - 1))
    }
    return successors
  }

  #requests(jobs: number, renewable: number): { duration: number; demands: number[] }[] {
    const requests: { duration: number; demands: number[] }[] = []
    while (/^-+$/.test((this.#lines[this.#line] ?? "").trim())) this.#line += 1
    for (let job = 1; job <= jobs; job += 1) {
      const [number, mode, duration, ...demands] = this.#numbers(this.#next())
      this.#expectJob(number, job)
      if (mode !== 1) this.#refuse("several-modes", { job })
      if (duration === undefined || demands.length !== renewable)
        this.#refuse("wrong-count", { what: `requests of job ${job}`, expected: renewable, found: demands.length })
      requests.push({ duration, demands })
    }
    return requests
  }

  #checkDemands(requests: readonly { demands: readonly number[] }[], capacities: readonly number[], at: number): void {
    for (const [job, { demands }] of requests.entries())
      for (const [resource, demand] of demands.entries())
        if (demand > capacities[resource]!) {
          this.#line = this.#lineOfJob(at, job + 1)
          this.#refuse("too-little", { job: job + 1, resource: resource + 1, demand, capacity: capacities[resource]! })
        }
  }

  /** The line below the one that names the resources. */
  #availabilities(): number[] {
    this.#next()
    return this.#numbers(this.#next())
  }

  #lineOfJob(at: number, job: number): number {
    const found = this.#lines.findIndex((line, index) => index >= at && new RegExp(`^\\s*${job}\\s`).test(line))
    return found + 1
  }

  #expectJob(number: number | undefined, job: number): void {
    if (number !== job)
      this.#refuse("wrong-job", { expected: job, found: number === undefined ? "nothing" : String(number) })
  }

  /** The first number behind the colon of a line that begins so. */
  #labelled(label: RegExp, name: string): number {
    const line = this.#seek(label, name)
    const number = /:\s*(\d+)/.exec(line)?.[1]
    if (number === undefined) this.#refuse("no-number", { found: line })
    return Number(number)
  }

  /** Goes on to the next line that begins so, and beyond it. */
  #seek(label: RegExp, name: string): string {
    const from = this.#line
    const found = this.#lines.findIndex((line, index) => index >= from && label.test(line.trim()))
    if (found < 0) {
      this.#line = from === 0 ? 1 : this.#lines.length
      this.#refuse(from === 0 ? "not-psplib" : "missing-part", { what: name })
    }
    this.#line = found + 1
    return this.#lines[found]!.trim()
  }

  /** The next line that is not empty. */
  #next(): string {
    while (this.#line < this.#lines.length && this.#lines[this.#line]!.trim() === "") this.#line += 1
    if (this.#line >= this.#lines.length) this.#refuse("cut-off", {})
    return this.#lines[this.#line++]!.trim()
  }

  #numbers(line: string): number[] {
    return line.split(/\s+/).map(word => {
      if (!/^\d{1,12}$/.test(word)) this.#refuse("no-number", { found: word })
      return Number(word)
    })
  }

  #refuse(reason: string, detail: Refusal["detail"]): never {
    throw new Unreadable(refuse(reason, { line: this.#line, ...detail }))
  }
}
