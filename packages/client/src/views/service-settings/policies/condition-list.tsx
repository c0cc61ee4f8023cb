import type { Condition } from "@weft/model/service/policy"
import { Index, type JSX } from "solid-js"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Select } from "../../../ui/field.tsx"
import { plusIcon, xIcon } from "../../../ui/icons.ts"
import { PickerButton } from "../../../ui/picker.tsx"
import { isPolicyFact, optionOfValue, POLICY_FACTS, valueOfOption, type FactChoices } from "./fact-choices.ts"

export interface ConditionListProps {
  readonly conditions: readonly Condition[]
  readonly choices: FactChoices
  /** What the button says that adds one. */
  readonly add: string
  readonly onConditions: (conditions: readonly Condition[]) => void
}

/** Conditions over the facts of a ticket, all of which have to hold. */
export function ConditionList(props: ConditionListProps): JSX.Element {
  const words = () => servicePoliciesWords()
  const put = (place: number, part: Partial<Condition>) =>
    props.onConditions(props.conditions.map((one, index) => (index === place ? { ...one, ...part } : one)))
  const facts = (shown: string) => [
    ...POLICY_FACTS.map(fact => ({ value: fact as string, label: words().facts[fact] })),
    ...(isPolicyFact(shown) ? [] : [{ value: shown, label: shown }]),
  ]
  const add = () => {
    const asked = new Set(props.conditions.map(({ fact }) => fact))
    const fact = POLICY_FACTS.find(one => !asked.has(one)) ?? "priority"
    props.onConditions([...props.conditions, { fact, values: [], isNegated: false }])
  }
  const chosen = ({ fact, values }: Condition) =>
    values.length === 0
      ? words().chooseValues
      : values.map(value => props.choices.valueName(fact, value)).join(` ${words().or} `)
  return (
    <div class="condition-list">
      <Index each={props.conditions}>
        {(condition, index) => (
          <div class="condition-row" data-fact={condition().fact}>
            <Select
              label={words().fact}
              value={condition().fact}
              options={facts(condition().fact)}
              onValue={fact => put(index, { fact, values: [] })}
            />
            <Select
              label={words().isOrNot(props.choices.factName(condition().fact))}
              value={condition().isNegated ? "not" : "is"}
              options={[
                { value: "is", label: words().is },
                { value: "not", label: words().isNot },
              ]}
              onValue={value => put(index, { isNegated: value === "not" })}
            />
            <PickerButton
              class="condition-values"
              opens
              multiple
              pickerLabel={words().values(props.choices.factName(condition().fact))}
              options={props.choices.values(condition().fact)}
              selected={condition().values.map(optionOfValue)}
              onChange={ids => put(index, { values: ids.map(valueOfOption) })}
            >
              {chosen(condition())}
            </PickerButton>
            <IconButton
              icon={xIcon}
              kind="quiet"
              label={words().removeCondition(props.choices.factName(condition().fact))}
              onClick={() => props.onConditions(props.conditions.filter((_, place) => place !== index))}
            />
          </div>
        )}
      </Index>
      <Button size="small" kind="quiet" icon={plusIcon} onClick={add}>
        {props.add}
      </Button>
    </div>
  )
}
