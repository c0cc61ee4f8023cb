import { decide, reviseDecision, trashDecision } from "@weft/model/actions/planning-session"
import { newId, type DecisionId } from "@weft/model/base/ids"
import type { Decision } from "@weft/model/schema/planning-session"
import { For, Show, type JSX } from "solid-js"
import { AddLine } from "../../parts/add-line.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { sessionWords } from "../../text/session.ts"
import { IconButton } from "../../ui/button.tsx"
import { xIcon } from "../../ui/icons.ts"
import { useSession } from "./session-state.ts"

/** What was decided so far; it stays with the project when the session is over. */
export function SessionDecisions(): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const add = (text: string) => {
    const decision = newId<DecisionId>(state.workspace.random)
    const { id: session, ballot } = state.session()
    void state.act(decide, { session, decision, item: ballot?.item ?? null, text }, words().steps.decide)
  }
  return (
    <div class="session-decisions">
      <h3 class="session-heading">{words().decisions}</h3>
      <Show when={state.decisions().length > 0} fallback={<p class="session-quiet">{words().noDecisions}</p>}>
        <ol class="session-decided">
          <For each={state.decisions()}>{decision => <Decided decision={decision} />}</For>
        </ol>
      </Show>
      <Show when={state.mayWrite()}>
        <AddLine label={words().decide} onAdd={add} />
      </Show>
    </div>
  )
}

function Decided(props: { readonly decision: Decision }): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const one = () => ({ decision: props.decision.id })
  const title = () => (props.decision.item === null ? "" : state.titleOf(props.decision.item))
  const says = () => {
    const { estimate, text } = props.decision
    return estimate === null ? text : words().estimate(title(), state.valueWords(estimate))
  }
  const revise = (text: string) => {
    if (text.trim() !== "") state.act(reviseDecision, { ...one(), text }, words().steps.decide)
  }
  return (
    <li class="session-decision">
      <Show
        when={props.decision.estimate === null && state.mayWrite()}
        fallback={<span class="session-says">{says()}</span>}
      >
        <LineInput label={words().editDecision(props.decision.text)} value={props.decision.text} onSave={revise} />
      </Show>
      <Show when={state.mayWrite()}>
        <IconButton
          icon={xIcon}
          size="small"
          label={words().dropDecision(says())}
          onClick={() => void state.act(trashDecision, one(), words().steps.decide)}
        />
      </Show>
    </li>
  )
}
