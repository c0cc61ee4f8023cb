import type { SpaceId } from "@weft/model/base/ids"
import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import { outlineLosses, type OutlineLoss } from "@weft/model/exchange/outline/losses"
import { writeOutline } from "@weft/model/exchange/outline/write"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { keptKeys, unpackFile } from "@weft/model/exchange/plan-space/kept-file"
import { planFileOut } from "@weft/model/exchange/plan-space/plan-file-out"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"

export type PlanFormat = "mspdi" | "csv"

/** Something that does not go out in a format; a count where it can be counted. */
export interface PlanLoss {
  readonly what: OutlineLoss["what"] | "texts" | "more-baselines"
  readonly count: number | null
}

/** A plan that is about to be written. */
export interface PlanOut {
  readonly file: PlanFile
  /** Whether it is written into the file that it came from. */
  readonly isKept: boolean
  readonly losses: Readonly<Record<PlanFormat, readonly PlanLoss[]>>
}

/** The most baselines that a file of Microsoft Project holds. */
const MOST_BASELINES = 11

/** The plan of a space as it would go out, and what would be left out in each format. */
export async function planOut(workspace: Workspace, space: SpaceId): Promise<PlanOut> {
  await spaceReady(workspace.space(space))
  const snapshot = workspace.snapshot(space)
  const [key] = keptKeys(snapshot)
  const kept = key === undefined ? null : await unpackFile(snapshot, key)
  const file = planFileOut(snapshot, kept === null || key === undefined ? null : { key, file: kept })
  return { file, isKept: kept !== null, losses: lossesOf(file, snapshot) }
}

function lossesOf(file: PlanFile, snapshot: Snapshot): PlanOut["losses"] {
  const texts: PlanLoss = { what: "texts", count: null }
  const more = living(snapshot.baselines).length - MOST_BASELINES
  return {
    mspdi: [texts, ...(more > 0 ? [{ what: "more-baselines" as const, count: more }] : [])],
    csv: [texts, ...outlineLosses(file)],
  }
}

const TYPES = { mspdi: "application/xml", csv: "text/csv" } as const
const ENDINGS = { mspdi: "xml", csv: "csv" } as const

/** The file and what it is called. */
export function writtenPlan({ file }: PlanOut, format: PlanFormat, space: string): { name: string; bytes: Blob } {
  const schedule = schedulePlan(toPlanInput(file))
  const pieces = format === "mspdi" ? [...writeMspdi(file, schedule)] : ["\ufeff", writeOutline(file, schedule)]
  const name = (space.replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ").trim() || "plan").slice(0, 100)
  return { name: `${name}.${ENDINGS[format]}`, bytes: new Blob(pieces, { type: `${TYPES[format]};charset=utf-8` }) }
}
