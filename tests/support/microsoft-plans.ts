import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import { isRefusal } from "@weft/model/base/result"
import { readMspdi } from "@weft/model/exchange/mspdi/read"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import type { PlanInput } from "@weft/model/plan/input"
import type { PlanSchedule } from "@weft/model/plan/schedule-rows"
import { CalendarSet } from "@weft/model/time/calendar-set"
import { readInstant, writeInstant } from "@weft/model/time/instant"

/** What Microsoft Project stored of a task: dates as text, slacks in minutes. */
interface StoredTask {
  readonly uid: number
  readonly name: string | null
  readonly totalSlack: number | null
  readonly freeSlack: number | null
  readonly critical: boolean | null
  readonly [date: string]: unknown
}

export interface MicrosoftPlan {
  readonly name: string
  /** A: everything stored follows from rules. B: all early dates do. C: needs work day by day. */
  readonly tier: string
  readonly input: PlanInput
  readonly stored: readonly StoredTask[]
}

/** Reads the plans of a folder that were stored by Microsoft Project, of the tiers A, B and C. */
export async function microsoftPlans(folder: string): Promise<MicrosoftPlan[]> {
  const rows = readFileSync(join(folder, "INDEX.csv"), "utf8").split("\n").slice(1)
  const listed = rows.map(row => row.split(",")).filter(([name = "", tier = ""]) => name !== "" && "ABC".includes(tier))
  return Promise.all(
    listed.map(async ([name = "", tier = ""]) => {
      const file = await readMspdi([bytesOf(folder, `${name}.xml`)])
      if (isRefusal(file)) throw new Error(`${name}: ${file.reason}`)
      const { tasks } = JSON.parse(bytesOf(folder, `${name}.expected.json`).toString()) as { tasks: StoredTask[] }
      return { name, tier, input: toPlanInput(file), stored: tasks }
    }),
  )
}

function bytesOf(folder: string, name: string): Buffer {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`))
}

export const EARLY_DATES = ["start", "finish", "earlyStart", "earlyFinish"] as const
export const LATE_DATES = ["lateStart", "lateFinish"] as const
export const SLACKS = ["totalSlack", "freeSlack"] as const
type Field = (typeof EARLY_DATES)[number] | (typeof LATE_DATES)[number] | (typeof SLACKS)[number]

/** Tenths of a minute that two dates may differ by. */
const TOLERANCE = 3

export interface Comparison {
  readonly compared: number
  /** What differs, as sentences. */
  readonly wrong: readonly string[]
}

/** Compares fields of a schedule with what was stored; dates by the working time between them. */
export function compare(
  { name, input, stored }: MicrosoftPlan,
  { tasks }: PlanSchedule,
  fields: readonly Field[],
): Comparison {
  const calendars = new CalendarSet(input.calendars)
  const places = new Map(tasks.map(({ id }, index) => [id, index]))
  const wrong: string[] = []
  let compared = 0
  for (const want of stored) {
    const place = places.get(String(want.uid))
    // Some files leave out tasks that lie in another file.
    if (place === undefined) continue
    const [got, row] = [tasks[place]!, input.tasks[place]!]
    const calendar = calendars.get(row.calendar ?? input.project.calendar)
    for (const field of fields) {
      const value = want[field]
      if (value === null || value === undefined) continue
      compared += 1
      const apart =
        typeof value === "number" ? got[field] - value * 10 : calendar.between(readInstant(String(value))!, got[field])
      if (Math.abs(apart) <= TOLERANCE) continue
      const found = typeof value === "number" ? String(got[field] / 10) : writeInstant(got[field])
      wrong.push(`${name} ${want.uid} ${want.name ?? ""} ${field}: ${found} instead of ${String(value)}`)
    }
  }
  return { compared, wrong }
}

/** The tasks that one of both calls critical, as sentences. */
export function compareCritical({ name, stored }: MicrosoftPlan, { tasks }: PlanSchedule): string[] {
  const isCritical = new Map(tasks.map(task => [task.id, task.isCritical]))
  return stored
    .filter(({ uid, critical }) => critical !== null && (isCritical.get(String(uid)) ?? critical) !== critical)
    .map(({ uid, critical }) => `${name} ${uid} is ${critical === true ? "" : "not "}critical`)
}
