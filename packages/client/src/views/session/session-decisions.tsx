import { decide } from "@weft/model/actions/planning-session"
import { newId, type DecisionId } from "@weft/model/base/ids"
import { For, Show, type JSX } from "solid-js"
import { AddLine } from "../../parts/add-line.tsx"
import { DecisionRow } from "../../parts/decision-row.tsx"
import { sessionWords } from "../../text/session.ts"
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
      <h2 class="session-heading">{words().decisions}</h2>
      <Show when={state.decisions().length > 0} fallback={<p class="session-quiet">{words().noDecisions}</p>}>
        <ol class="decisions">
          <For each={state.decisions()}>
            {decision => (
              <DecisionRow decision={decision} titleOf={state.titleOf} act={state.act} mayWrite={state.mayWrite()} />
            )}
          </For>
        </ol>
      </Show>
      <Show when={state.mayWrite()}>
        <AddLine label={words().decide} onAdd={add} />
      </Show>
    </div>
  )
}
