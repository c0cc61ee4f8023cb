import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"

/*
 * Looks at schedules of activities with nothing of the leveller: the file is read by itself here, and what is taken is
 * counted unit of time by unit of time.
 */

/** A project as its file tells it; lists count from job 1 on. */
export interface Jobs {
  readonly durations: readonly number[]
  readonly demands: readonly (readonly number[])[]
  /** Job numbers from 1. */
  readonly successors: readonly (readonly number[])[]
  readonly capacities: readonly number[]
}

/** Everything that is wrong with a schedule, in words; nothing where it is sound. */
export function faultsOf({ durations, demands, successors, capacities }: Jobs, starts: ArrayLike<number>): string[] {
  const faults: string[] = []
  if (starts.length !== durations.length) return [`${starts.length} starts for ${durations.length} jobs`]
  const ends = durations.map((duration, job) => starts[job]! + duration)
  for (const [job, end] of ends.entries()) {
    if (!Number.isInteger(starts[job]) || starts[job]! < 0) faults.push(`job ${job + 1} begins at ${starts[job]}`)
    for (const next of successors[job]!)
      if (starts[next - 1]! < end)
        faults.push(`job ${next} begins at ${starts[next - 1]}, job ${job + 1} ends at ${end}`)
  }
  for (let time = 0; time < Math.max(0, ...ends); time += 1)
    for (const [resource, capacity] of capacities.entries()) {
      let taken = 0
      for (const [job, end] of ends.entries()) if (starts[job]! <= time && time < end) taken += demands[job]![resource]!
      if (taken > capacity) faults.push(`${taken} of ${capacity} of resource ${resource + 1} are taken at ${time}`)
    }
  return faults
}

/** When the last job ends. */
export function endOf({ durations }: Jobs, starts: ArrayLike<number>): number {
  return Math.max(0, ...durations.map((duration, job) => starts[job]! + duration))
}

/** Reads a file of the library by its tables alone. */
export function jobsOf(text: string): Jobs {
  const part = (title: string) => {
    const rest = text.slice(text.indexOf(title))
    return rest
      .slice(0, rest.indexOf("*****"))
      .split("\n")
      .filter(line => line.trim() !== "")
      .map(line => line.trim().split(/\s+/).map(Number))
      .filter(numbers => numbers.every(number => !Number.isNaN(number)))
  }
  const requests = part("REQUESTS/DURATIONS")
  return {
    successors: part("PRECEDENCE RELATIONS").map(row => row.slice(3)),
    durations: requests.map(row => row[2]!),
    demands: requests.map(row => row.slice(3)),
    capacities: part("RESOURCEAVAILABILITIES")[0] ?? [],
  }
}

/** Writes a project as such a file. */
export function psplibText({ durations, demands, successors, capacities }: Jobs): string {
  const resources = capacities.map((_, index) => ` R ${index + 1}`).join("")
  const row = (...numbers: readonly number[]) => numbers.map(number => ` ${number}`.padStart(5)).join("")
  const rule = "*".repeat(72)
  return [
    rule,
    "file with basedata            : drawn.bas",
    rule,
    "projects                      :  1",
    `jobs (incl. supersource/sink ):  ${durations.length}`,
    `horizon                       :  ${durations.reduce((sum, duration) => sum + duration, 0)}`,
    "RESOURCES",
    `  - renewable                 :  ${capacities.length}   R`,
    "  - nonrenewable              :  0   N",
    "  - doubly constrained        :  0   D",
    rule,
    "PRECEDENCE RELATIONS:",
    "jobnr.    #modes  #successors   successors",
    ...successors.map((next, job) => row(job + 1, 1, next.length, ...next)),
    rule,
    "REQUESTS/DURATIONS:",
    `jobnr. mode duration ${resources}`,
    "-".repeat(72),
    ...durations.map((duration, job) => row(job + 1, 1, duration, ...demands[job]!)),
    rule,
    "RESOURCEAVAILABILITIES:",
    resources,
    row(...capacities),
    rule,
    "",
  ].join("\n")
}

export interface LibraryFile {
  readonly name: string
  readonly text: string
  readonly bestKnown: number
}

/** The files of one set of the library, with the shortest makespans that anybody knows. */
export function libraryFiles(folder: string, set: string): LibraryFile[] {
  const best = new Map(
    readFileSync(join(folder, "best_known.csv"), "utf8")
      .trim()
      .split("\n")
      .map(line => line.split(","))
      .map(cells => [cells[1]!, Number(cells[4])]),
  )
  return readdirSync(join(folder, set))
    .toSorted()
    .map(file => {
      const bytes = readFileSync(join(folder, set, file))
      const name = file.replace(/\.gz$/, "")
      return {
        name,
        text: (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"),
        bestKnown: best.get(name)!,
      }
    })
}
