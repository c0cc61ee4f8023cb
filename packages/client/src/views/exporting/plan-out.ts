import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import { outlineLosses, type OutlineLoss } from "@weft/model/exchange/outline/losses"
import { writeOutline } from "@weft/model/exchange/outline/write"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { keptKeys, unpackFile } from "@weft/model/exchange/plan-space/kept-file"
import { planFileOut, type Descriptions } from "@weft/model/exchange/plan-space/plan-file-out"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { living, type Snapshot } from "@weft/model/schema/snapshot"

export type PlanFormat = "mspdi" | "csv"

/** Something that does not go out in a format; a count where it can be counted. */
export interface PlanLoss {
  readonly what: OutlineLoss["what"] | "texts" | "more-baselines"
  readonly count: number | null
}

/** What a plan that is about to be written holds, and what would be left out in each format. */
export interface PlanOutline {
  readonly tasks: number
  readonly links: number
  /** Whether it is written into the file that it came from. */
  readonly isKept: boolean
  readonly losses: Readonly<Record<PlanFormat, readonly PlanLoss[]>>
}

/** The most baselines that a file of Microsoft Project holds. */
const MOST_BASELINES = 11

/** The plan of a space as it goes out, and what is to be told of it before. */
export async function planOut(
  snapshot: Snapshot,
  descriptions: Descriptions,
): Promise<{ readonly file: PlanFile; readonly outline: PlanOutline }> {
  const [key] = keptKeys(snapshot)
  const kept = key === undefined ? null : await unpackFile(snapshot, key)
  const file = planFileOut(snapshot, kept === null || key === undefined ? null : { key, file: kept }, descriptions)
  const tasks = file.tasks.length - (file.project.wholeTask === null ? 0 : 1)
  const outline = { tasks, links: file.links.length, isKept: kept !== null, losses: lossesOf(file, snapshot) }
  return { file, outline }
}

function lossesOf(file: PlanFile, snapshot: Snapshot): PlanOutline["losses"] {
  const texts: PlanLoss = { what: "texts", count: null }
  const more = living(snapshot.baselines).length - MOST_BASELINES
  return {
    mspdi: [texts, ...(more > 0 ? [{ what: "more-baselines" as const, count: more }] : [])],
    csv: [texts, ...outlineLosses(file)],
  }
}

const TYPES = { mspdi: "application/xml", csv: "text/csv" } as const

/** The file in a format. */
export function writtenPlan(file: PlanFile, format: PlanFormat): Blob {
  const schedule = schedulePlan(toPlanInput(file))
  const pieces = format === "mspdi" ? [...writeMspdi(file, schedule)] : ["\ufeff", writeOutline(file, schedule)]
  return new Blob(pieces, { type: `${TYPES[format]};charset=utf-8` })
}
