import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { planOfMspdi } from "../mspdi/read.ts"
import { planOfGanttProject } from "../gantt-project/read.ts"
import { readXml, type ReadingXml } from "../xml/read.ts"
import type { PlanFile } from "./plan-file.ts"

/**
 * Reads a plan of any format that is known, told by what is in the file. Beside the refusals of each format `not-plan`
 * with the `found` root element.
 */
export async function readPlan(
  chunks: AsyncIterable<Uint8Array>,
  reading: ReadingXml = {},
): Promise<PlanFile | Refusal> {
  const root = await readXml(chunks, reading)
  if (isRefusal(root)) return root
  if (root.name === "Project") return planOfMspdi(root)
  return root.name === "project" ? planOfGanttProject(root) : refuse("not-plan", { found: root.name })
}
