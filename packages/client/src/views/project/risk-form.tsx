import { setRiskCost } from "@weft/model/actions/cost"
import { linkRisk, patchRisk, trashRisk, type RiskFields } from "@weft/model/actions/risk"
import { riskCostId } from "@weft/model/schema/money"
import { MOST_GRADE, RISK_RESPONSES, RISK_STATES, type Risk } from "@weft/model/schema/steering"
import { For, Show, type JSX } from "solid-js"
import { lengthWords } from "../../parts/instant-day.ts"
import { LineInput } from "../../parts/line-input.tsx"
import { t } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { trash2Icon, xIcon } from "../../ui/icons.ts"
import { Labelled, PersonField, TimeInput } from "./form-parts.tsx"
import { LongText } from "../../parts/long-text.tsx"
import { MoneyInput } from "./money-input.tsx"
import { PickItemButton } from "./pick-item-button.tsx"
import { useProject } from "./project-state.ts"
import { StandingValues } from "./standing-values.tsx"

const KINDS = ["risk", "issue"] as const

/** All that is said of one risk; each field is kept when it is left. */
export function RiskForm(props: { readonly risk: Risk; readonly onGone: () => void }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().risks
  const says = () => words().did(props.risk.title)
  const patch = (fields: RiskFields) => void state.act(patchRisk, { id: props.risk.id, ...fields }, says())
  const names = (): Readonly<Record<string, string>> => {
    const {
      kind,
      owner,
      state: at,
      response,
      measures,
      trigger,
      probability,
      impact,
      residual,
      contingencyTime,
    } = words()
    return {
      ...{ title: words().name, kind, owner, state: at, response, measures, trigger, probability, impact },
      residualProbability: `${residual}: ${probability}`,
      residualImpact: `${residual}: ${impact}`,
      contingencyTenths: contingencyTime,
    }
  }
  /** Words for the values that are not said as they stand. */
  const valueWords = (field: string, value: unknown): string | undefined => {
    const { kinds, states, responses } = words()
    const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      kind: kinds,
      state: states,
      response: responses,
    }
    if (field === "contingencyTenths") return lengthWords(Number(value), state.plan().minutesPerDay)
    return choices[field]?.[String(value)]
  }
  const link = (item: Risk["items"][number], linked: boolean) =>
    void state.act(linkRisk, { id: props.risk.id, item, linked }, says())
  return (
    <div class="project-form">
      <StandingValues
        kind="risks"
        id={props.risk.id}
        conflicts={props.risk.conflicts}
        nameOf={field => names()[field]}
        wordsOf={valueWords}
        says={says()}
      />
      <div class="project-fields">
        <Labelled label={words().name}>
          <LineInput
            label={words().name}
            value={props.risk.title}
            onSave={title => (title.trim() === "" ? t().general.titleMissing : patch({ title }))}
          />
        </Labelled>
        <Choice
          label={words().kind}
          of={KINDS}
          value={props.risk.kind}
          words={words().kinds}
          onPick={kind => patch({ kind })}
        />
        <Choice
          label={words().state}
          of={RISK_STATES}
          value={props.risk.state}
          words={words().states}
          onPick={value => patch({ state: value })}
        />
        <PersonField label={words().owner} value={props.risk.owner} onPick={owner => patch({ owner })} />
        <Grade
          label={words().probability}
          value={props.risk.probability}
          onPick={probability => patch({ probability })}
        />
        <Grade label={words().impact} value={props.risk.impact} onPick={impact => patch({ impact })} />
        <Choice
          label={words().response}
          of={RISK_RESPONSES}
          value={props.risk.response}
          words={words().responses}
          onPick={response => patch({ response })}
        />
        <Labelled label={words().contingencyTime}>
          <TimeInput
            label={words().contingencyTime}
            value={props.risk.contingencyTenths}
            onSave={contingencyTenths => patch({ contingencyTenths })}
          />
        </Labelled>
        <Show when={state.mayMoney()}>
          <Labelled label={words().contingencyMoney}>
            <MoneyInput
              label={words().contingencyMoney}
              value={state.snapshot().riskCosts.get(riskCostId(props.risk.id))?.contingency ?? null}
              onSave={contingency => void state.act(setRiskCost, { risk: props.risk.id, contingency }, says())}
            />
          </Labelled>
        </Show>
        <Grade
          unset
          label={`${words().residual}: ${words().probability}`}
          value={props.risk.residualProbability}
          onPick={residualProbability => patch({ residualProbability })}
        />
        <Grade
          unset
          label={`${words().residual}: ${words().impact}`}
          value={props.risk.residualImpact}
          onPick={residualImpact => patch({ residualImpact })}
        />
      </div>
      <LongText label={words().measures} value={props.risk.measures} onSave={measures => patch({ measures })} />
      <LongText
        label={words().trigger}
        hint={words().triggerHint}
        value={props.risk.trigger}
        onSave={trigger => patch({ trigger })}
      />
      <Labelled label={words().items}>
        <span class="project-people">
          <For each={props.risk.items}>
            {item => (
              <span class="project-chip">
                {state.titleOf(item)}
                <IconButton
                  icon={xIcon}
                  size="small"
                  label={words().removeItem(state.titleOf(item))}
                  onClick={() => link(item, false)}
                />
              </span>
            )}
          </For>
          <PickItemButton
            size="small"
            label={words().addItem}
            offers={item => !props.risk.items.includes(item.id)}
            onPick={item => link(item, true)}
          />
        </span>
      </Labelled>
      <div class="project-actions">
        <Button
          size="small"
          kind="quiet"
          icon={trash2Icon}
          onClick={() => {
            if (state.act(trashRisk, { id: props.risk.id }, says())) props.onGone()
          }}
        >
          {words().remove}
        </Button>
      </div>
    </div>
  )
}

function Choice<Value extends string>(props: {
  readonly label: string
  readonly of: readonly Value[]
  readonly value: Value
  readonly words: Readonly<Record<Value, string>>
  readonly onPick: (value: Value) => void
}): JSX.Element {
  return (
    <Field label={props.label}>
      {attributes => (
        <Select
          attributes={attributes}
          value={props.value}
          options={props.of.map(value => ({ value, label: props.words[value] }))}
          onValue={props.onPick}
        />
      )}
    </Field>
  )
}

/** A grade from 1 to 5; with `unset` also none, which is 0. */
function Grade(props: {
  readonly label: string
  readonly value: number
  readonly unset?: boolean
  readonly onPick: (grade: number) => void
}): JSX.Element {
  const grades = () => Array.from({ length: MOST_GRADE }, (_, index) => String(index + 1))
  return (
    <Field label={props.label}>
      {attributes => (
        <Select
          attributes={attributes}
          value={String(props.value)}
          options={[
            ...(props.unset ? [{ value: "0", label: projectWords().risks.ungraded }] : []),
            ...grades().map(value => ({ value, label: value })),
          ]}
          onValue={grade => props.onPick(Number(grade))}
        />
      )}
    </Field>
  )
}
