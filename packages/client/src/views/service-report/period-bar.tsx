import { SPLITS, type Split } from "@weft/model/service/evaluation/counted"
import { addDays, addMonths, firstOfMonth, type CalendarDate } from "@weft/model/time/calendar-date"
import { createSignal, Show, type JSX } from "solid-js"
import { reportWords } from "../../text/service-report.ts"
import { DateButton } from "../../ui/date-picker.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { useReport } from "./report-state.ts"

const PRESETS = ["days", "month", "lastMonth", "quarter", "own"] as const
type Preset = (typeof PRESETS)[number]

/** The days of a choice of period; nothing where somebody chooses them. */
function daysOfPreset(preset: Preset, today: CalendarDate): readonly [from: CalendarDate, to: CalendarDate] | null {
  const month = firstOfMonth(today)
  switch (preset) {
    case "days":
      return [addDays(today, -29), today]
    case "month":
      return [month, today]
    case "lastMonth":
      return [addMonths(month, -1), addDays(month, -1)]
    case "quarter":
      return [addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3)), today]
    case "own":
      return null
  }
}

/** Of when, by what and of which tickets a report tells. */
export function PeriodBar(): JSX.Element {
  const state = useReport()
  const words = reportWords
  const [preset, setPreset] = createSignal<Preset>("days")
  const choose = (next: Preset) => {
    setPreset(next)
    const days = daysOfPreset(next, state.today())
    if (days !== null) state.setPeriod(...days)
  }
  const splits = () => SPLITS.filter(split => state.names.isUsed(split))
  const splitOptions = () => splits().map(split => ({ value: split, label: words().splits[split] }))
  const filtered = () => state.filter()[0]
  const filterBy = (fact: Split | "") =>
    state.setFilter(fact === "" ? [] : [{ fact, values: [state.names.valuesOf(fact)[0] ?? ""], isNegated: false }])
  return (
    <div class="report-bar">
      <Field label={words().period}>
        {attributes => (
          <Select
            attributes={attributes}
            value={preset()}
            options={PRESETS.map(value => ({ value, label: words().presets[value] }))}
            onValue={choose}
          />
        )}
      </Field>
      <Show when={preset() === "own"}>
        <DayChoice
          label={words().from}
          day={state.period().from}
          onPick={from => state.setPeriod(from, from > state.period().to ? from : state.period().to)}
        />
        <DayChoice
          label={words().to}
          day={state.period().to}
          earliest={state.period().from}
          onPick={to => state.setPeriod(state.period().from, to < state.period().from ? state.period().from : to)}
        />
      </Show>
      <Show when={state.zones().length > 1}>
        <Field label={words().zone}>
          {attributes => (
            <Select
              attributes={attributes}
              value={state.period().zone}
              options={state.zones().map(zone => ({ value: zone, label: zone }))}
              onValue={zone => state.setZone(zone)}
            />
          )}
        </Field>
      </Show>
      <Field label={words().split}>
        {attributes => (
          <Select
            attributes={attributes}
            value={state.split() ?? ""}
            options={[{ value: "", label: words().noSplit }, ...splitOptions()]}
            onValue={split => state.setSplit(split === "" ? null : (split as Split))}
          />
        )}
      </Field>
      <Field label={words().only}>
        {attributes => (
          <Select
            attributes={attributes}
            value={filtered()?.fact ?? ""}
            options={[{ value: "", label: words().everything }, ...splitOptions()]}
            onValue={fact => filterBy(fact as Split | "")}
          />
        )}
      </Field>
      <Show when={filtered()}>
        {condition => (
          <Field label={words().onlyValue}>
            {attributes => (
              <Select
                attributes={attributes}
                value={condition().values[0] ?? ""}
                options={valueOptions(condition().fact as Split)}
                onValue={value =>
                  state.setFilter([
                    { fact: condition().fact, values: value === "" ? ["", "none"] : [value], isNegated: false },
                  ])
                }
              />
            )}
          </Field>
        )}
      </Show>
    </div>
  )

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
