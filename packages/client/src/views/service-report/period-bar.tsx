import { SPLITS, type Split } from "@weft/model/service/evaluation/counted"
import { whyNoPeriod } from "@weft/model/service/evaluation/period"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import { Show, type JSX } from "solid-js"
import { sayRefusal } from "../../parts/acting.ts"
import { reportWords } from "../../text/service-report.ts"
import { DateButton } from "../../ui/date-picker.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { PRESETS } from "./report-address.ts"
import { useReport } from "./report-state.ts"

/** Of when, by what and of which tickets a report tells. */
export function PeriodBar(): JSX.Element {
  const state = useReport()
  const words = reportWords
  const splits = () => SPLITS.filter(split => state.names.isUsed(split))
  const splitOptions = () => splits().map(split => ({ value: split, label: words().splits[split] }))
  const between = (from: CalendarDate, to: CalendarDate) => {
    const refusal = whyNoPeriod({ ...state.period(), from, to })
    if (refusal === null) state.choose({ preset: "own", days: [from, to] })
    else sayRefusal(refusal)
  }
  return (
    <div class="report-bar">
      <Field label={words().period}>
        {attributes => (
          <Select
            attributes={attributes}
            value={state.choice().preset}
            options={PRESETS.map(value => ({ value, label: words().presets[value] }))}
            onValue={preset => state.choose({ preset, days: [state.period().from, state.period().to] })}
          />
        )}
      </Field>
      <Show when={state.choice().preset === "own"}>
        <DayChoice
          label={words().from}
          day={state.period().from}
          onPick={from => between(from, from > state.period().to ? from : state.period().to)}
        />
        <DayChoice
          label={words().to}
          day={state.period().to}
          earliest={state.period().from}
          onPick={to => between(state.period().from, to < state.period().from ? state.period().from : to)}
        />
      </Show>
      <Show when={state.zones().length > 1}>
        <Field label={words().zone}>
          {attributes => (
            <Select
              attributes={attributes}
              value={state.period().zone}
              options={state.zones().map(zone => ({ value: zone, label: zone }))}
              onValue={zone => state.choose({ zone })}
            />
          )}
        </Field>
      </Show>
      <Field label={words().split}>
        {attributes => (
          <Select
            attributes={attributes}
            value={state.choice().split ?? ""}
            options={[{ value: "", label: words().noSplit }, ...splitOptions()]}
            onValue={split => state.choose({ split: split === "" ? null : (split as Split) })}
          />
        )}
      </Field>
      <Field label={words().only}>
        {attributes => (
          <Select
            attributes={attributes}
            value={state.choice().only?.fact ?? ""}
            options={[{ value: "", label: words().everything }, ...splitOptions()]}
            onValue={fact => onlyBy(fact as Split | "")}
          />
        )}
      </Field>
      <Show when={state.choice().only}>
        {only => (
          <Field label={words().onlyValue}>
            {attributes => (
              <Select
                attributes={attributes}
                value={only().value}
                options={valueOptions(only().fact)}
                onValue={value => state.choose({ only: { fact: only().fact, value } })}
              />
            )}
          </Field>
        )}
      </Show>
    </div>
  )

  function onlyBy(fact: Split | "") {
    state.choose({ only: fact === "" ? null : { fact, value: valueOptions(fact)[0]!.value } })
  }

  function valueOptions(split: Split) {
    const named = state.names
      .valuesOf(split)
      .filter(value => value !== "none")
      .map(value => ({ value, label: state.names.nameOf(split, value) }))
    return [...named, { value: "", label: words().without[split] }]
  }
}

function DayChoice(props: {
  readonly label: string
  readonly day: CalendarDate
  readonly earliest?: CalendarDate
  readonly onPick: (day: CalendarDate) => void
}): JSX.Element {
  const state = useReport()
  return (
    <div class="field">
      <span class="field-label" aria-hidden="true">
        {props.label}
      </span>
      <DateButton
        dateLabel={props.label}
        value={props.day}
        today={state.today()}
        {...(props.earliest === undefined ? {} : { earliest: props.earliest })}
        onPick={day => day !== undefined && props.onPick(day)}
      />
    </div>
  )
}
