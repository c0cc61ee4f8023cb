import type { ChangeWriter } from "../../actions/writer.ts"
import { computedId, type BaselineCostId, type BaselineId } from "../../base/ids.ts"
import type { BaselineCost } from "../../schema/money.ts"
import type { StoredBaselineRow } from "../../schema/plan-values.ts"
import { sameValue } from "../../schema/row.ts"
import type { Snapshot } from "../../schema/snapshot.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import type { RowsHere } from "./rows-here.ts"

/** Rows of a baseline to a part, as when one is taken. */
export const ROWS_OF_A_PART = 500

/** A baseline of a plan's file, as a space holds it. */
export interface BaselineInFile {
  readonly id: BaselineId
  /** 0 to 10. */
  readonly number: number
  readonly rows: readonly StoredBaselineRow[]
  /** What tells the rows from others; costs are no part of it. */
  readonly content: string
  /** Whole amounts above nothing. They are written where money is, never beside the rows. */
  readonly costs: readonly BaselineCost[]
}

/**
 * The baselines of a plan's file. One that the file has changed is another: what was once taken stays. One that was taken
 * in the space, and went out with its plan, comes in no second time.
 */
export function baselinesIn({ project, tasks }: PlanFile, here: RowsHere): readonly BaselineInFile[] {
  const said = tasks
    .filter(({ id }) => id !== project.wholeTask)
    .flatMap(({ id, baselines }) => baselines.map(baseline => ({ item: here.item(id), ...baseline })))
  return Array.from(
    Map.groupBy(said, ({ number }) => number),
    ([number, own]): BaselineInFile => {
      const rows = own.flatMap(({ item, start, finish, duration, work }): StoredBaselineRow[] =>
        start === null || finish === null ? [] : [{ item, start, finish, duration: duration ?? 0, work: work ?? 0 }],
      )
      const costs = own
        .map(({ item, cost }): BaselineCost => ({ item, cost: Math.round(cost ?? 0) }))
        .filter(({ cost }) => cost > 0)
      const content = JSON.stringify(rows)
      return { id: here.id<BaselineId>("baseline", String(number), content), number, rows, content, costs }
    },
  ).filter(({ id, rows }) => rows.length > 0 && !here.hasBaseline(id, rows))
}

/** Writes what a baseline of a file says of costs where money is; as it stands, nothing is written. */
export function writeBaselineCosts(snapshot: Snapshot, write: ChangeWriter, { id, costs }: BaselineInFile): void {
  for (let begin = 0; begin < costs.length; begin += ROWS_OF_A_PART) {
    const part = computedId<BaselineCostId>("baseline-cost", id, String(begin))
    const rows = costs.slice(begin, begin + ROWS_OF_A_PART)
    const standing = snapshot.baselineCosts.get(part)
    if (standing === undefined) write.create("baselineCosts", part, { baseline: id, rows })
    else {
      if (standing.deleted !== null) write.restore("baselineCosts", part)
      if (!sameValue(standing.rows, rows)) write.always("baselineCosts", part, "rows", rows)
    }
  }
}
