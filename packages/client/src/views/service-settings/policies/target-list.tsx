import { newId } from "@weft/model/base/ids"
import { TARGET_KINDS, type Target, type TargetKind } from "@weft/model/service/policy"
import { Index, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { serviceWords } from "../../../text/service.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import { IconButton } from "../../../ui/button.tsx"
import { Select } from "../../../ui/field.tsx"
import { plusIcon, trash2Icon } from "../../../ui/icons.ts"
import { MenuButton } from "../../../ui/menu.tsx"
import { PickerButton } from "../../../ui/picker.tsx"
import { format } from "../../../text/index.ts"
import { AmountField } from "./amount-field.tsx"
import { ConditionList } from "./condition-list.tsx"
import type { FactChoices } from "./fact-choices.ts"
import { StepList } from "./step-list.tsx"

export interface TargetListProps {
  readonly targets: readonly Target[]
  readonly choices: FactChoices
  readonly onTargets: (targets: readonly Target[]) => void
}

const HOUR = 3_600_000
const USUAL_HOURS: Readonly<Record<TargetKind, number>> = {
  "first-response": 8,
  "next-response": 8,
  update: 24,
  assignment: 2,
  resolution: 40,
  held: 8,
}

/** What a policy promises, target by target: each kind once, but as many that are held by conditions as one wants. */
export function TargetList(props: TargetListProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const put = (place: number, part: Partial<Target>) =>
    props.onTargets(props.targets.map((target, index) => (index === place ? { ...target, ...part } : target)))
  const free = (own?: TargetKind) =>
    TARGET_KINDS.filter(kind => kind === "held" || kind === own || !props.targets.some(one => one.kind === kind))
  const keyOf = (kind: TargetKind) => (kind === "held" ? newId(workspace.random) : kind)
  const add = (kind: TargetKind) =>
    props.onTargets([
      ...props.targets,
      {
        key: keyOf(kind),
        kind,
        promise: { unit: "time", amount: USUAL_HOURS[kind] * HOUR },
        pausesIn: kind === "resolution" ? ["paused"] : [],
        while: [],
        steps: [],
      },
    ])
  const restWords = (target: Target) => {
    const named = props.choices.resting().filter(({ id }) => target.pausesIn.includes(id))
    return named.length === 0 ? words().restsNowhere : format().list(named.map(({ label }) => label))
  }
  return (
    <>
      <Index each={props.targets}>
        {(target, index) => {
          const name = () => serviceWords().targets[target().kind]
          return (
            <div class="target" role="group" aria-label={name()} data-target={target().key} tabIndex={-1}>
              <div class="target-promise">
                <Select
                  label={words().targetKind}
                  value={target().kind}
                  options={free(target().kind).map(kind => ({ value: kind, label: words().targetKinds[kind] }))}
                  onValue={kind => put(index, { kind, key: keyOf(kind) })}
                />
                <span class="target-within">{words().within}</span>
                <AmountField
                  label={words().amount(name())}
                  unitLabel={words().unit(name())}
                  amount={target().promise}
                  onAmount={promise => put(index, { promise })}
                />
                <IconButton
                  icon={trash2Icon}
                  kind="quiet"
                  label={words().removeTarget(name())}
                  onClick={() => props.onTargets(props.targets.filter((_, place) => place !== index))}
                />
              </div>
              <Show when={target().kind === "held"}>
                <div class="target-part">
                  <span class="target-word">{words().while}</span>
                  <ConditionList
                    conditions={target().while}
                    choices={props.choices}
                    add={words().addCondition}
                    onConditions={conditions => put(index, { while: conditions })}
                  />
                </div>
              </Show>
              <div class="target-part">
                <span class="target-word">{words().rests}</span>
                <PickerButton
                  size="small"
                  opens
                  multiple
                  pickerLabel={words().rests}
                  options={props.choices.resting()}
                  selected={target().pausesIn}
                  onChange={pausesIn => put(index, { pausesIn })}
                >
                  {restWords(target())}
                </PickerButton>
              </div>
              <div class="target-part">
                <span class="target-word">{words().steps}</span>
                <StepList
                  steps={target().steps}
                  unit={target().promise.unit}
                  choices={props.choices}
                  onSteps={steps => put(index, { steps })}
                />
              </div>
            </div>
          )
        }}
      </Index>
      <MenuButton
        icon={plusIcon}
        size="small"
        entries={() => free().map(kind => ({ label: words().targetKinds[kind], onSelect: () => add(kind) }))}
      >
        {words().addTarget}
      </MenuButton>
    </>
  )
}
