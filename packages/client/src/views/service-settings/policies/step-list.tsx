import { newId } from "@weft/model/base/ids"
import { PRIORITIES } from "@weft/model/schema/item"
import type { Amount, EscalationAction, EscalationStep } from "@weft/model/service/policy"
import { Index, Match, Show, Switch, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { t } from "../../../text/index.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Select, TextArea } from "../../../ui/field.tsx"
import { plusIcon, trash2Icon, xIcon } from "../../../ui/icons.ts"
import { MenuButton } from "../../../ui/menu.tsx"
import { AmountField } from "./amount-field.tsx"
import { ConditionList } from "./condition-list.tsx"
import type { FactChoices } from "./fact-choices.ts"

export interface StepListProps {
  readonly steps: readonly EscalationStep[]
  /** Steps of a promise in hours are counted in hours. */
  readonly unit: Amount["unit"]
  readonly choices: FactChoices
  readonly onSteps: (steps: readonly EscalationStep[]) => void
}

const HOUR = 3_600_000
const ACTIONS = ["notify", "reassign", "raise-priority", "add-note"] as const

/** What happens before and after a target is due, step by step. */
export function StepList(props: StepListProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const put = (place: number, part: Partial<EscalationStep>) =>
    props.onSteps(props.steps.map((step, index) => (index === place ? { ...step, ...part } : step)))
  const add = () => {
    const offset = { unit: "time", amount: -HOUR } as const
    const actions = [{ action: "notify", whom: "owner" }] as const
    props.onSteps([...props.steps, { id: newId(workspace.random), offset, conditions: [], actions }])
  }
  return (
    <div class="step-list">
      <Index each={props.steps}>
        {(step, index) => (
          <div class="step-row" role="group" aria-label={words().step(index + 1)} data-step={step().id}>
            <div class="step-when">
              <Show when={step().offset.amount !== 0}>
                <AmountField
                  label={words().stepOffset(index + 1)}
                  unitLabel={words().stepUnit(index + 1)}
                  isTimeOnly={props.unit === "time"}
                  amount={{ ...step().offset, amount: Math.abs(step().offset.amount) }}
                  onAmount={({ unit, amount }) =>
                    put(index, { offset: { unit, amount: Math.sign(step().offset.amount) * amount } })
                  }
                />
              </Show>
              <Select
                label={words().stepSide(index + 1)}
                value={sideOf(step().offset)}
                options={(["before", "at", "after"] as const).map(value => ({ value, label: words().sides[value] }))}
                onValue={side => put(index, { offset: onSide(step().offset, side) })}
              />
              <IconButton
                icon={trash2Icon}
                kind="quiet"
                label={words().removeStep(index + 1)}
                onClick={() => props.onSteps(props.steps.filter((_, place) => place !== index))}
              />
            </div>
            <StepActions
              place={index + 1}
              actions={step().actions}
              choices={props.choices}
              onActions={actions => put(index, { actions })}
            />
            <div class="step-if">
              <Show when={step().conditions.length > 0}>
                <span class="step-if-word">{words().stepIf}</span>
              </Show>
              <ConditionList
                conditions={step().conditions}
                choices={props.choices}
                add={words().addStepIf}
                onConditions={conditions => put(index, { conditions })}
              />
            </div>
          </div>
        )}
      </Index>
      <Button size="small" kind="quiet" icon={plusIcon} onClick={add}>
        {words().addStep}
      </Button>
    </div>
  )
}

type Side = "before" | "at" | "after"

function sideOf({ amount }: Amount): Side {
  return amount < 0 ? "before" : amount === 0 ? "at" : "after"
}

function onSide({ unit, amount }: Amount, side: Side): Amount {
  if (side === "at") return { unit: "time", amount: 0 }
  const size = amount === 0 ? HOUR : Math.abs(amount)
  return { unit: amount === 0 ? "time" : unit, amount: side === "before" ? -size : size }
}

interface StepActionsProps {
  readonly place: number
  readonly actions: readonly EscalationAction[]
  readonly choices: FactChoices
  readonly onActions: (actions: readonly EscalationAction[]) => void
}

function StepActions(props: StepActionsProps): JSX.Element {
  const words = () => servicePoliciesWords()
  const put = (place: number, action: EscalationAction) =>
    props.onActions(props.actions.map((one, index) => (index === place ? action : one)))
  return (
    <div class="step-actions">
      <Index each={props.actions}>
        {(action, index) => (
          <div class="step-action">
            <Select
              label={words().action(props.place)}
              value={action().action}
              options={ACTIONS.map(value => ({ value, label: words().actions[value] }))}
              onValue={kind => put(index, newAction(kind))}
            />
            <ActionArgument action={action()} choices={props.choices} onAction={next => put(index, next)} />
            <IconButton
              icon={xIcon}
              kind="quiet"
              label={words().removeAction(words().actions[action().action])}
              onClick={() => props.onActions(props.actions.filter((_, place) => place !== index))}
            />
          </div>
        )}
      </Index>
      <MenuButton
        size="small"
        kind="quiet"
        icon={plusIcon}
        menuLabel={words().addAction}
        entries={() =>
          ACTIONS.map(kind => ({
            label: words().actions[kind],
            onSelect: () => props.onActions([...props.actions, newAction(kind)]),
          }))
        }
      >
        {words().addAction}
      </MenuButton>
    </div>
  )
}

function newAction(kind: EscalationAction["action"]): EscalationAction {
  switch (kind) {
    case "notify":
      return { action: kind, whom: "owner" }
    case "reassign":
      return { action: kind, owner: "", queue: "" }
    case "raise-priority":
      return { action: kind, priority: "urgent" }
    case "add-note":
      return { action: kind, text: "" }
  }
}

interface ActionArgumentProps {
  readonly action: EscalationAction
  readonly choices: FactChoices
  readonly onAction: (action: EscalationAction) => void
}

/** Whom, to whom, how much or which text: what an action of a step needs. */
function ActionArgument(props: ActionArgumentProps): JSX.Element {
  const words = () => servicePoliciesWords()
  const options = (all: readonly { readonly id: string; readonly label: string }[]) =>
    all.map(({ id, label }) => ({ value: id, label }))
  const people = () => options(props.choices.people())
  const teams = () => options(props.choices.teams())
  const as = <Kind extends EscalationAction["action"]>(kind: Kind) =>
    props.action.action === kind && (props.action as Extract<EscalationAction, { action: Kind }>)
  return (
    <Switch>
      <Match when={as("notify")}>
        {action => (
          <Select
            label={words().whom}
            value={action().whom}
            options={[
              { value: "owner", label: words().owner },
              { value: "team", label: words().team },
              ...people(),
              ...teams(),
            ]}
            onValue={whom => props.onAction({ action: "notify", whom })}
          />
        )}
      </Match>
      <Match when={as("reassign")}>
        {action => (
          <Select
            label={words().actions.reassign}
            value={action().owner || action().queue}
            options={[{ value: "", label: words().chooseValues }, ...people(), ...teams()]}
            onValue={id => {
              const isTeam = props.choices.teams().some(team => team.id === id)
              props.onAction({ action: "reassign", owner: isTeam ? "" : id, queue: isTeam ? id : "" })
            }}
          />
        )}
      </Match>
      <Match when={as("raise-priority")}>
        {action => (
          <Select
            label={words().priority}
            value={action().priority}
            options={PRIORITIES.filter(one => one !== "none").map(value => ({
              value: value as string,
              label: t().priorities[value],
            }))}
            onValue={priority => props.onAction({ action: "raise-priority", priority })}
          />
        )}
      </Match>
      <Match when={as("add-note")}>
        {action => (
          <TextArea
            aria-label={words().note}
            placeholder={words().note}
            minRows={1}
            value={action().text}
            onValue={text => props.onAction({ action: "add-note", text })}
          />
        )}
      </Match>
    </Switch>
  )
}
