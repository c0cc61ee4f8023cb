import type { MemberId } from "@weft/model/base/ids"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { dayOf as dayOfMoment, type Moment } from "@weft/model/time/moment"
import { type JSX } from "solid-js"
import { LineInput } from "../../parts/line-input.tsx"
import { PersonButton } from "../../parts/person-button.tsx"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { readTypedDuration } from "../../text/typed-duration.ts"
import { DateButton } from "../../ui/date-picker.tsx"
import { useProject } from "./project-state.ts"

/** A label over a control that is no native one. */
export function Labelled(props: { readonly label: string; readonly hint?: string; readonly children: JSX.Element }) {
  return (
    <div class="field">
      <span class="field-label" aria-hidden="true">
        {props.label}
      </span>
      <span class="project-control">{props.children}</span>
      {props.hint && <p class="field-note">{props.hint}</p>}
    </div>
  )
}

/** A day that is chosen, or none. */
export function DayField(props: {
  readonly label: string
  readonly hint?: string
  readonly value: Moment | null
  readonly onPick: (day: CalendarDate | null) => void
}): JSX.Element {
  const state = useProject()
  return (
    <Labelled label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
      <DateButton
        dateLabel={props.label}
        value={props.value === null ? undefined : dayOfMoment(props.value)}
        today={state.today()}
        onPick={date => props.onPick(date ?? null)}
      />
    </Labelled>
  )
}

/** A person who is chosen, or nobody. */
export function PersonField(props: {
  readonly label: string
  readonly value: MemberId | null
  readonly onPick: (member: MemberId | null) => void
}): JSX.Element {
  return (
    <Labelled label={props.label}>
      <PersonButton label={props.label} value={props.value} nobody={projectWords().nobody} onPick={props.onPick} />
    </Labelled>
  )
}

/** A working time that is typed, in tenths of a minute. */
export function TimeInput(props: {
  readonly label: string
  readonly value: number
  readonly onSave: (tenths: number) => void
}): JSX.Element {
  const state = useProject()
  const perDay = () => state.plan().minutesPerDay
  return (
    <LineInput
      class="project-number"
      label={props.label}
      placeholder={projectWords().none}
      value={props.value === 0 ? "" : format().duration(props.value / 10, perDay())}
      onSave={text => {
        const minutes = text.trim() === "" ? 0 : readTypedDuration(text, perDay())
        if (minutes === undefined) return projectWords().progress.notATime
        props.onSave(minutes * 10)
        return undefined
      }}
    />
  )
}
