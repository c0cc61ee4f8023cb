import type { PlanWrite } from "@weft/model/actions/edit-plan"
import type { ItemId, MemberId, ResourceId } from "@weft/model/base/ids"
import type { PlanTask } from "@weft/model/plan/input"
import type { BaselineRow } from "@weft/model/plan/baseline"
import type { ScheduledTask } from "@weft/model/plan/schedule-rows"
import type { WorkingCalendar } from "@weft/model/time/working-calendar"
import type { ArrangedColumn } from "../../../parts/column-arrangement.ts"

/** What a text that somebody typed or pasted means for a cell: a write, or why it means none, as a sentence. */
export type Reading = { readonly write: PlanWrite } | { readonly problem: string }

export function isProblem(reading: Reading): reading is { readonly problem: string } {
  return "problem" in reading
}

/** One activity with what the engine makes of it. */
export interface PlannedRow {
  readonly id: ItemId
  readonly code: string
  readonly title: string
  readonly isSummary: boolean
  readonly task: PlanTask
  readonly dates: ScheduledTask
  readonly calendar: WorkingCalendar
}

/** Who works on an activity. */
export interface Share {
  readonly resource: MemberId | ResourceId
  readonly name: string
  readonly units: number
  readonly work: number
}

/** What cells read beside the activity of their row. */
export interface SheetSource {
  readonly today: () => string
  readonly minutesPerDay: () => number
  readonly codeOf: (task: string) => string
  readonly taskCalled: (code: string) => ItemId | undefined
  readonly sharesOf: (task: string) => readonly Share[]
  readonly people: () => readonly { readonly id: MemberId | ResourceId; readonly name: string }[]
  readonly linksInto: (task: string) => readonly PlanLinkInto[]
  /** The day on which somebody last saw what an activity waits for in spaces that are not here, as words; empty for none. */
  readonly lastKnownInto: (task: string) => string
  /** What the first baseline that is shown says of an activity. */
  readonly baselineOf: (task: string) => BaselineRow | undefined
}

export interface PlanLinkInto {
  readonly from: string
  readonly kind: "FF" | "FS" | "SF" | "SS"
  readonly lag: { readonly kind: "working" | "elapsed" | "percent" | "elapsed-percent"; readonly amount: number }
}

/** One column of the outline. */
export interface PlanColumn extends ArrangedColumn {
  /** Numbers and dates end where their column ends. */
  readonly isNumeric: boolean
  /** The value in words, as it is shown. */
  readonly shown: (row: PlannedRow) => string
  /** The value as it is edited and copied, and can be read again. Empty for none. */
  readonly text: (row: PlannedRow) => string
  /** What such words mean; a column without cannot be written. */
  readonly read?: (text: string, row: PlannedRow | null) => Reading
  /** Whether the cells of summaries can be written too. */
  readonly isOfSummaries: boolean
}
