import { SPLITS, type Split } from "@weft/model/service/evaluation/counted"
import { MEASURES, PERCENTILES, unitOf, type ReportMeasure } from "@weft/model/service/evaluation/measure"
import { TARGET_KINDS } from "@weft/model/service/policy"
import { Show, type JSX } from "solid-js"
import { serviceWords } from "../../../text/service.ts"
import { reportWords } from "../../../text/service-report.ts"
import { Field, Select } from "../../../ui/field.tsx"
import { useReport } from "../report-state.ts"

/** Promises that every ticket of a service can have; those held in some state differ by service. */
const TARGETS = TARGET_KINDS.filter(kind => kind !== "held")

/** Which figure of the report an improvement is measured by, in the whole or where. */
export function MeasureChoice(props: {
  readonly measure: ReportMeasure
  readonly onChange: (measure: ReportMeasure) => void
}): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const change = (part: Partial<ReportMeasure>) => props.onChange({ ...props.measure, ...part })
  const splits = () => SPLITS.filter(split => state.names.isUsed(split))
  return (
    <>
      <Choice
        label={words().measure}
        of={MEASURES}
        value={props.measure.measure}
        nameOf={measure => words().measures[measure]}
        onPick={measure => change({ measure })}
      />
      <Show when={props.measure.measure === "kept"}>
        <Choice
          label={words().target}
          of={TARGETS}
          value={props.measure.target}
          nameOf={target => serviceWords().targets[target]}
          onPick={target => change({ target })}
        />
      </Show>
      <Show when={unitOf(props.measure) === "work"}>
        <Choice
          label={words().percentile}
          of={PERCENTILES}
          value={props.measure.percentile}
          nameOf={percentile => reportWords().times.percentiles[percentile]}
          onPick={percentile => change({ percentile })}
        />
      </Show>
      <Choice
        label={words().within}
        of={["", ...splits()] as const}
        value={props.measure.split ?? ""}
        nameOf={split => (split === "" ? words().everywhere : reportWords().splits[split])}
        onPick={split =>
          change(split === "" ? { split: null, value: "" } : { split, value: state.names.valuesOf(split)[0] ?? "" })
        }
      />
      <Show when={props.measure.split}>
        {split => (
          <Choice
            label={reportWords().splits[split()]}
            of={state.names.valuesOf(split())}
            value={props.measure.value}
            nameOf={value => state.names.nameOf(split(), value)}
            onPick={value => change({ value })}
          />
        )}
      </Show>
    </>
  )
}

/** One of several by name. */
export function Choice<Value extends string | Split>(props: {
  readonly label: string
  readonly of: readonly Value[]
  readonly value: Value
  readonly nameOf: (value: Value) => string
  readonly onPick: (value: Value) => void
}): JSX.Element {
  return (
    <Field label={props.label}>
      {attributes => (
        <Select
          attributes={attributes}
          value={props.value}
          options={props.of.map(value => ({ value, label: props.nameOf(value) }))}
          onValue={props.onPick}
        />
      )}
    </Field>
  )
}
