import type { JSX } from "solid-js"
import { LineInput } from "../../parts/line-input.tsx"
import { projectWords } from "../../text/project.ts"
import { readMoney, typedMoney } from "./money-words.ts"
import { useProject } from "./project-state.ts"

/** An amount of money that is typed; empty is none. */
export function MoneyInput(props: {
  readonly label: string
  readonly value: number | null
  readonly placeholder?: string
  readonly onSave: (amount: number | null) => void
}): JSX.Element {
  const state = useProject()
  return (
    <LineInput
      class="project-number"
      inputmode="decimal"
      label={props.label}
      placeholder={props.placeholder ?? projectWords().none}
      value={typedMoney(state, props.value)}
      onSave={text => {
        const amount = readMoney(state, text)
        if (amount === undefined) return projectWords().cost.notMoney
        props.onSave(amount)
        return undefined
      }}
    />
  )
}
