import { dayOf, writeDay, type Instant } from "@weft/model/time/instant"
import { Show, type JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { t } from "../../../text/index.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { IconButton } from "../../../ui/button.tsx"
import { openDatePicker } from "../../../ui/date-picker.tsx"
import { calendarIcon } from "../../../ui/icons.ts"
import { finishDay, startDay } from "../instant-words.ts"
import type { PlannedRow } from "../outline/plan-column.ts"
import { saveCell } from "../outline/sheet.ts"
import { readBoundary } from "../outline/value-text.ts"
import { usePlan } from "../plan-state.ts"

/** Some fields under a name. */
export function DetailGroup(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <fieldset class="plan-details-group">
      <legend>{props.name}</legend>
      {props.children}
    </fieldset>
  )
}

/** A field with its name before it. */
export function Detail(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class="plan-detail">
      <span class="plan-detail-name" aria-hidden="true">
        {props.name}
      </span>
      {props.children}
    </div>
  )
}

/** The value of a column of the outline, written as in its cell; only read where the outline has it so. */
export function DetailCell(props: { readonly row: PlannedRow; readonly column: string }): JSX.Element {
  const state = usePlan()
  const column = () => state.sheet.all().find(({ key }) => key === props.column)!
  const mayWrite = () =>
    state.mayWrite() && column().read !== undefined && (!props.row.isSummary || column().isOfSummaries)
  const save = (text: string) =>
    saveCell(state, { item: props.row.id, column: props.column, text, selectsAll: false }, text) ?? undefined
  return (
    <Detail name={column().name}>
      <Show when={mayWrite()} fallback={<span class="plan-detail-value">{column().shown(props.row)}</span>}>
        <LineInput label={column().name} value={column().shown(props.row)} onSave={save} />
      </Show>
    </Detail>
  )
}

export interface DetailDateProps {
  readonly name: string
  readonly at: Instant | null
  readonly end: "start" | "finish"
  /** Whether there may be none. */
  readonly isOptional?: boolean
  readonly isFixed?: boolean
  /** Nothing takes it away. Answers whether it was done. */
  readonly onSave: (at: Instant | null) => boolean
}

/** A date that is typed, or chosen from a month. */
export function DetailDate(props: DetailDateProps): JSX.Element {
  const state = usePlan()
  const shown = () => {
    if (props.at === null) return ""
    return (props.end === "start" ? startDay : finishDay)(props.at, state.today())
  }
  const save = (text: string): string | undefined => {
    if (text.trim() === "" && props.isOptional) return props.onSave(null) ? undefined : ""
    const at = readBoundary(text, state.today(), props.end)
    if (at === undefined) return sheetWords().problems.date
    return props.onSave(at) ? undefined : ""
  }
  const day = () =>
    props.at === null ? undefined : writeDay(dayOf(props.end === "finish" ? Math.max(0, props.at - 1) : props.at))
  return (
    <Detail name={props.name}>
      <Show when={state.mayWrite() && !props.isFixed} fallback={<span class="plan-detail-value">{shown()}</span>}>
        <LineInput label={props.name} value={shown()} placeholder={t().time.noDate} onSave={save} />
        <IconButton
          icon={calendarIcon}
          label={props.name}
          size="small"
          onClick={event =>
            openDatePicker({
              anchor: event.currentTarget,
              label: props.name,
              value: day(),
              today: state.today(),
              onPick: picked => {
                if (picked !== undefined) save(picked)
                else if (props.isOptional) props.onSave(null)
              },
            })
          }
        />
      </Show>
    </Detail>
  )
}
