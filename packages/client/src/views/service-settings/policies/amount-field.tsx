import type { Amount } from "@weft/model/service/policy"
import { createSignal, untrack, type JSX } from "solid-js"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Select } from "../../../ui/field.tsx"
import { NumberInput } from "../number-input.tsx"
import { amountOf, AMOUNT_UNITS, countIn, unitOf, type AmountUnit } from "./amounts.ts"

export interface AmountFieldProps {
  readonly amount: Amount
  /** The names of its two controls. */
  readonly label: string
  readonly unitLabel: string
  /** Without working days, where they cannot be counted. */
  readonly isTimeOnly?: boolean
  readonly onAmount: (amount: Amount) => void
}

/** An amount of working time, in minutes, hours or days; the unit that was chosen stays while the number changes. */
export function AmountField(props: AmountFieldProps): JSX.Element {
  const [chosen, setChosen] = createSignal<AmountUnit>(untrack(() => unitOf(props.amount)))
  const unit = (): AmountUnit => {
    const isDays = props.amount.unit === "days"
    if (isDays !== (chosen() === "days")) return unitOf(props.amount)
    return chosen() === "hours" && countIn(props.amount, "minutes") % 60 !== 0 ? "minutes" : chosen()
  }
  const units = () => AMOUNT_UNITS.filter(one => one !== "days" || props.isTimeOnly !== true)
  return (
    <span class="amount-field">
      <NumberInput
        label={props.label}
        value={countIn(props.amount, unit())}
        least={1}
        most={99_999}
        onValue={count => props.onAmount(amountOf(count, unit()))}
      />
      <Select
        label={props.unitLabel}
        value={unit()}
        options={units().map(value => ({ value, label: servicePoliciesWords().units[value] }))}
        onValue={next => {
          const count = Math.max(1, countIn(props.amount, unit()))
          setChosen(next)
          props.onAmount(amountOf(count, next))
        }}
      />
    </span>
  )
}
