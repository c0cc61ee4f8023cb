import {
  patchPlanning,
  setConstraint,
  setDuration,
  setSchedulingMode,
  type PlanningPatch,
} from "@weft/model/actions/schedule-items"
import type { CalendarId } from "@weft/model/base/ids"
import { NEVER_MOVED } from "@weft/model/levelling/levelling-options"
import { CONSTRAINTS, type ConstraintKind } from "@weft/model/plan/input"
import type { Item } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { Show, type JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Select } from "../../../ui/field.tsx"
import type { PlannedRow } from "../outline/plan-column.ts"
import { endOf, isDateless, storedKind } from "../outline/plan-columns.ts"
import { usePlan } from "../plan-state.ts"
import { Detail, DetailDate, DetailGroup } from "./detail-fields.tsx"

const EFFORTS = ["fixed-units", "fixed-duration", "fixed-work"] as const
const NO_CALENDAR = "plan"

/** By what an activity is scheduled: its mode, constraint, calendar and effort rule. */
export function RulesGroup(props: { readonly row: PlannedRow }): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const item = () => state.space.live.row("items", props.row.id)
  const items = () => [props.row.id]
  const says = (column: string) => words().steps.cell(column, props.row.title)
  const patch = (column: string, fields: PlanningPatch) =>
    state.act(patchPlanning, { items: items(), fields }, says(column))
  const kind = () => props.row.task.constraint.kind
  const constrain = (wanted: ConstraintKind, date: number | null) => {
    const at = isDateless(wanted) ? null : (date ?? props.row.dates[endOf(wanted)])
    return state.act(
      setConstraint,
      { items: items(), kind: storedKind(wanted), date: at },
      says(words().columns.constraint),
    )
  }
  const calendars = () => [
    { value: NO_CALENDAR, label: words().calendarOfPlan },
    ...living(state.space.live.table("calendars")).map(({ id, name }) => ({ value: id as string, label: name })),
  ]
  const savePriority = (text: string): string | undefined => {
    const levellingPriority = Number(text)
    if (!/^\d{1,4}$/.test(text.trim()) || levellingPriority > NEVER_MOVED) return words().problems.priority
    return patch(words().priority, { levellingPriority }) ? undefined : ""
  }
  return (
    <DetailGroup name={words().groups.rules}>
      <Show when={!props.row.isSummary}>
        <Detail name={words().columns.mode}>
          <Select<Item["schedulingMode"]>
            label={words().columns.mode}
            disabled={!state.mayWrite()}
            value={item()?.read("schedulingMode") ?? "auto"}
            options={(["auto", "manual"] as const).map(value => ({ value, label: words().modes[value] }))}
            onValue={mode => state.act(setSchedulingMode, { items: items(), mode }, says(words().columns.mode))}
          />
        </Detail>
      </Show>
      <Detail name={words().columns.constraint}>
        <Select<ConstraintKind>
          label={words().columns.constraint}
          disabled={!state.mayWrite()}
          value={kind()}
          options={CONSTRAINTS.map(value => ({ value, label: planWords().constraints[value] }))}
          onValue={wanted => constrain(wanted, isDateless(kind()) ? null : props.row.task.constraint.date)}
        />
      </Detail>
      <Show when={!isDateless(kind())}>
        <DetailDate
          name={words().constraintDate}
          at={props.row.task.constraint.date}
          end={endOf(kind())}
          onSave={date => constrain(kind(), date)}
        />
      </Show>
      <Detail name={words().calendar}>
        <Select
          label={words().calendar}
          disabled={!state.mayWrite()}
          value={item()?.read("calendar") ?? NO_CALENDAR}
          options={calendars()}
          onValue={id => patch(words().calendar, { calendar: id === NO_CALENDAR ? null : (id as CalendarId) })}
        />
      </Detail>
      <Show when={!props.row.isSummary}>
        <Detail name={words().effort}>
          <Select<Item["effort"]>
            label={words().effort}
            disabled={!state.mayWrite()}
            value={item()?.read("effort") ?? "fixed-units"}
            options={EFFORTS.map(value => ({ value, label: words().efforts[value] }))}
            onValue={effort => patch(words().effort, { effort })}
          />
        </Detail>
        <Detail name={words().priority}>
          <Show
            when={state.mayWrite()}
            fallback={<span class="plan-detail-value">{item()?.read("levellingPriority")}</span>}
          >
            <LineInput
              label={words().priority}
              inputmode="decimal"
              value={String(item()?.read("levellingPriority") ?? "")}
              onSave={savePriority}
            />
          </Show>
        </Detail>
        <p class="plan-details-note">{words().priorityHint}</p>
        <div class="plan-details-checks">
          <Checkbox
            disabled={!state.mayWrite()}
            checked={item()?.read("effortDriven") ?? false}
            onChange={effortDriven => void patch(words().effortDriven, { effortDriven })}
          >
            {words().effortDriven}
          </Checkbox>
          <Checkbox
            disabled={!state.mayWrite() || props.row.task.actualFinish !== null}
            checked={props.row.task.isMilestone}
            onChange={isMilestone => {
              const duration = isMilestone ? 0 : state.minutesPerDay() * 10
              state.act(setDuration, { items: items(), duration }, says(words().isMilestone))
            }}
          >
            {words().isMilestone}
          </Checkbox>
          <Checkbox
            disabled={!state.mayWrite()}
            checked={!props.row.task.isActive}
            onChange={inactive => void patch(words().isInactive, { inactive })}
          >
            {words().isInactive}
          </Checkbox>
        </div>
      </Show>
    </DetailGroup>
  )
}
