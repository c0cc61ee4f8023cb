import { editPlan, type PlanWrite } from "@weft/model/actions/edit-plan"
import { setDeadline } from "@weft/model/actions/schedule-items"
import { Show, type JSX } from "solid-js"
import { sheetWords } from "../../../text/plan-sheet.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { usePlan } from "../plan-state.ts"
import { DetailCell, DetailDate, DetailGroup } from "./detail-fields.tsx"

/** Length and dates of an activity, and by when it must be done. */
export function TimeGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const says = (column: string) => words().steps.cell(column, props.row.title)
  const write = (column: string, wanted: PlanWrite) =>
    state.act(editPlan, { edits: [{ item: props.row.id, write: wanted }] }, says(column))
  return (
    <DetailGroup name={words().groups.time}>
      <DetailCell row={props.row} column="name" />
      <DetailCell row={props.row} column="length" />
      <DetailDate
        name={words().columns.start}
        at={props.row.dates.start}
        end="start"
        isFixed={props.row.isSummary || props.row.task.actualStart !== null}
        onSave={at => at !== null && write(words().columns.start, { set: "start", start: props.row.calendar.next(at) })}
      />
      <DetailDate
        name={words().columns.finish}
        at={props.row.dates.finish}
        end="finish"
        isFixed={props.row.isSummary || props.row.task.actualFinish !== null}
        onSave={at =>
          at !== null && write(words().columns.finish, { set: "finish", finish: props.row.calendar.prev(at) })
        }
      />
      <DetailDate
        name={words().columns.deadline}
        at={props.row.task.deadline}
        end="finish"
        isOptional
        onSave={date => state.act(setDeadline, { items: [props.row.id], date }, says(words().columns.deadline))}
      />
      <Show when={!props.row.isSummary}>
        <DetailCell row={props.row} column="totalSlack" />
        <DetailCell row={props.row} column="freeSlack" />
      </Show>
    </DetailGroup>
  )
}
