import { TARGET_KINDS, type TargetKind } from "@weft/model/service/policy"
import type { Selection } from "@weft/model/service/evaluation/selection"
import { serviceWords } from "../../text/service.ts"
import { reportWords } from "../../text/service-report.ts"
import type { FileWords } from "./desk/report-file.ts"
import type { ReportState } from "./report-state.ts"

/** All that a report counts, in the order in which its file has it. */
export const ALL_COUNTED: readonly Selection[] = [
  { of: "promise" },
  { of: "opened" },
  { of: "reopened" },
  { of: "closed" },
  { of: "open" },
  { of: "solved" },
  { of: "answered" },
]

/** What a file of a report says, in the words of the person. Followed. */
export function fileWords(state: ReportState): FileWords {
  const { file, splits, audienceNames, verdicts, reasons } = reportWords()
  const { targets } = serviceWords()
  return {
    columns: file.columns,
    splits,
    counted: file.counted,
    audiences: audienceNames,
    promises: Object.fromEntries(TARGET_KINDS.map(kind => [kind, targets[kind]])) as Record<TargetKind, string>,
    outcomes: verdicts,
    reasons,
    yes: file.yes,
    no: file.no,
    names: state.names.all(),
    zone: state.period().zone,
  }
}
