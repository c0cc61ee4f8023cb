import { askApproval } from "@weft/model/actions/gate"
import type { GateState } from "@weft/model/plan/gates-of-space"
import { Show, type JSX } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import { gatesHref } from "../../../parts/space-link.ts"
import { whenWords } from "../../../parts/when.ts"
import { planHealthWords } from "../../../text/plan-health.ts"
import { Button } from "../../../ui/button.tsx"
import { usePlan } from "../plan-state.ts"

/** What can be done about a gate that is not approved: its approvers are asked, and it is opened where they say so. */
export function GateActions(props: { readonly state: GateState }): JSX.Element {
  const plan = usePlan()
  const words = planHealthWords
  const item = () => props.state.item
  const asked = () => {
    const { askedAt, askedBy } = props.state.gate
    const who = memberNamed(plan.workspace.live, askedBy)?.name
    return askedAt === null || who === undefined ? "" : words().asked(who, whenWords(askedAt, plan.today()))
  }
  const ask = () => {
    plan.act(askApproval, { item: item().id }, words().steps.ask(item().title))
    plan.health.look()
  }
  return (
    <div class="plan-health-remedies">
      <Show
        when={asked()}
        fallback={
          <Show when={plan.mayWrite() && props.state.gate.approvers.length > 0}>
            <Button size="small" onClick={ask}>
              {words().ask}
            </Button>
          </Show>
        }
      >
        <span class="plan-health-note">{asked()}</span>
      </Show>
      <a
        class="plan-health-go"
        href={gatesHref(plan.workspace.id, plan.space.id)}
        aria-label={words().openGate(item().title)}
      >
        {words().open}
      </a>
    </div>
  )
}
