import { isRefusal } from "@weft/model/base/result"
import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { PlanSchedule } from "@weft/model/plan/schedule-rows"
import { writeInstant } from "@weft/model/time/instant"

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The plan of a file, which must be one. */
export async function planIn(file: string | Uint8Array): Promise<PlanFile> {
  const plan = await readPlan([typeof file === "string" ? bytesOf(file) : file])
  if (isRefusal(plan)) throw new Error(`${plan.reason} ${JSON.stringify(plan.detail)}`)
  return plan
}

export const scheduleOf = (plan: PlanFile): PlanSchedule => schedulePlan(toPlanInput(plan))

/** The file that a plan is written as. */
export const mspdiText = (plan: PlanFile): string => [...writeMspdi(plan, scheduleOf(plan))].join("")

/** What a schedule says of each task in order, without the ids by which another format may name it. */
export const datesIn = ({ tasks }: PlanSchedule) => tasks.map(dates => ({ ...dates, id: null }))

/** Starts and finishes by the names of tasks. */
export function spansIn(plan: PlanFile): Record<string, string> {
  const names = new Map(plan.tasks.map(({ id, name }) => [id, name]))
  return Object.fromEntries(
    scheduleOf(plan).tasks.map(({ id, start, finish }) => [
      names.get(id)!,
      `${writeInstant(start).slice(0, 16)} ${writeInstant(finish).slice(0, 16)}`,
    ]),
  )
}

/** A file of Microsoft Project with these sections; the project begins on Monday, 2 March 2026. */
export function mspdi(sections: string, project = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
<Name>house.xml</Name>
<StartDate>2026-03-02T08:00:00</StartDate>
${project}
${sections}
</Project>`
}

/** A task of such a file: an element for each field. */
export function task(uid: number, fields: Readonly<Record<string, string | number>> = {}, more = ""): string {
  const all = { UID: uid, Name: `Task ${uid}`, OutlineLevel: 1, Duration: "PT8H0M0S", ...fields }
  const elements = Object.entries(all).map(([name, value]) => `<${name}>${value}</${name}>`)
  return `<Task>${elements.join("")}${more}</Task>`
}

/** A link of a task to its predecessor. */
export function after(uid: number, type = 1, lag = 0, format = 7): string {
  return `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>${type}</Type><LinkLag>${lag}</LinkLag><LagFormat>${format}</LagFormat></PredecessorLink>`
}
