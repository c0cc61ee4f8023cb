import { writeDay, dayOf } from "@weft/model/time/instant"
import { Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { usePlan } from "../plan-state.ts"
import { EFFORTS, type LevellingChoice } from "./level-question.ts"
import type { Levelling } from "./levelling-state.ts"

/** How to level, and what begins it. */
export function LevelForm(props: { readonly levelling: Levelling }): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const choice = () => props.levelling.choice()
  const choose = (part: Partial<LevellingChoice>) => props.levelling.choose(part)
  const keptBefore = (): { value: LevellingChoice["keeps"]; label: string }[] => {
    const dataDate = state.plan().project.dataDate ?? null
    const shown = (date: string) => format().shortDate(date, state.today())
    return [
      { value: "nothing", label: words().keptBefore.nothing },
      { value: "today", label: words().keptBefore.today },
      ...(dataDate === null
        ? []
        : [
            {
              value: "status-date" as const,
              label: words().keptBefore["status-date"](shown(writeDay(dayOf(Math.max(0, dataDate - 1))))),
            },
          ]),
    ]
  }
  const hasFailed = () => {
    const now = props.levelling.phase()
    return now.phase === "asking" && now.hasFailed
  }
  const needsSelection = () => choice().scope === "selected" && state.chosen().length === 0
  return (
    <>
      <section class="plan-levelling-part">
        <h3>{words().options}</h3>
        <div class="plan-levelling-form">
          <Field label={words().order}>
            {attributes => (
              <Select<LevellingChoice["order"]>
                attributes={attributes}
                value={choice().order}
                options={(["standard", "priority-first"] as const).map(value => ({
                  value,
                  label: words().orders[value],
                }))}
                onValue={order => choose({ order })}
              />
            )}
          </Field>
          <Field label={words().keeps}>
            {attributes => (
              <Select<LevellingChoice["keeps"]>
                attributes={attributes}
                value={choice().keeps}
                options={keptBefore()}
                onValue={keeps => choose({ keeps })}
              />
            )}
          </Field>
          <Field label={words().scope}>
            {attributes => (
              <Select<LevellingChoice["scope"]>
                attributes={attributes}
                value={choice().scope}
                options={[
                  { value: "all", label: words().scopes.all },
                  { value: "selected", label: words().scopes.selected(state.chosen().length) },
                ]}
                onValue={scope => choose({ scope })}
              />
            )}
          </Field>
          <Field label={words().schedules}>
            {attributes => (
              <Select<`${LevellingChoice["schedules"]}`>
                attributes={attributes}
                value={`${choice().schedules}`}
                options={EFFORTS.map(schedules => ({
                  value: `${schedules}` as const,
                  label: words().effort(format().number(schedules)),
                }))}
                onValue={chosen => choose({ schedules: EFFORTS.find(effort => `${effort}` === chosen)! })}
              />
            )}
          </Field>
          <Checkbox checked={choice().withinSlack} onChange={withinSlack => choose({ withinSlack })}>
            {words().withinSlack}
          </Checkbox>
        </div>
        <Show when={hasFailed()}>
          <p class="plan-levelling-refusal" role="alert">
            {words().failed}
          </p>
        </Show>
      </section>
      <div class="plan-levelling-buttons plan-levelling-foot">
        <Button
          kind="primary"
          disabled={((props.levelling.over() ?? []).length === 0 && props.levelling.delays() === 0) || needsSelection()}
          onClick={() => props.levelling.level()}
        >
          {words().level}
        </Button>
        <Show when={state.mayWrite() && props.levelling.delays() > 0}>
          <Button onClick={() => props.levelling.clear()}>{words().clear(props.levelling.delays())}</Button>
        </Show>
      </div>
    </>
  )
}
