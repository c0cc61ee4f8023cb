import { reportProgress, type Progress } from "@weft/model/actions/progress"
import type { JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { lengthWords } from "../instant-words.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { readLength } from "../outline/value-text.ts"
import { usePlan } from "../plan-state.ts"
import { Detail, DetailCell, DetailDate, DetailGroup } from "./detail-fields.tsx"

/** How far an activity is: what is done, when that was, and what is left. */
export function ProgressGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const report = (told: Omit<Progress, "items">) =>
    state.act(reportProgress, { items: [props.row.id], ...told }, planWords().steps.progress(props.row.title))
  const saveLeft = (text: string) => {
    const left = readLength(text, state.minutesPerDay())
    if (left === undefined) return words().problems.length
    return report({ left: left.duration }) ? undefined : ""
  }
  return (
    <DetailGroup name={words().groups.progress}>
      <DetailCell row={props.row} column="percent" />
      <DetailDate
        name={words().reallyBegan}
        at={props.row.task.actualStart}
        end="start"
        onSave={at => at !== null && report({ startedAt: props.row.calendar.next(at) })}
      />
      <DetailDate
        name={words().reallyFinished}
        at={props.row.task.actualFinish}
        end="finish"
        onSave={at => at !== null && report({ finishedAt: props.row.calendar.prev(at) })}
      />
      <Detail name={words().left}>
        <LineInput
          label={words().left}
          value={lengthWords(props.row.task.remainingDuration, state.minutesPerDay())}
          onSave={saveLeft}
        />
      </Detail>
    </DetailGroup>
  )
}
