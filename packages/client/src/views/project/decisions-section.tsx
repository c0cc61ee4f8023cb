import type { MemberId } from "@weft/model/base/ids"
import type { PlanningSession } from "@weft/model/schema/planning-session"
import { decisionsOf, sessionsHeld } from "@weft/model/tasks/planning-session"
import { createMemo, For, Show, type JSX } from "solid-js"
import { Avatar } from "../../parts/avatar.tsx"
import { DecisionRow } from "../../parts/decision-row.tsx"
import { whenWords } from "../../parts/when.ts"
import { format } from "../../text/index.ts"
import { sessionWords } from "../../text/session.ts"
import { PageSection } from "../../ui/page.tsx"
import { useProject } from "./project-state.ts"

/** What was decided and estimated in the planning sessions of a project, the latest session first. */
export function DecisionsSection(): JSX.Element {
  const state = useProject()
  const words = sessionWords
  const sessions = createMemo(() => sessionsHeld(state.snapshot()).map(({ id }) => id))
  return (
    <PageSection title={words().decisions} hint={words().keptHint}>
      <Show when={sessions().length > 0} fallback={<p class="page-empty">{words().noSessions}</p>}>
        <ol class="project-sessions">
          <For each={sessions()}>
            {id => (
              <Show when={state.snapshot().planningSessions.get(id)}>{session => <Held session={session()} />}</Show>
            )}
          </For>
        </ol>
      </Show>
    </PageSection>
  )
}

function Held(props: { readonly session: PlanningSession }): JSX.Element {
  const state = useProject()
  const words = sessionWords
  const decided = createMemo(() => decisionsOf(state.snapshot(), props.session.id).map(({ id }) => id))
  const people = () => props.session.people.filter(member => member !== props.session.facilitator)
  const leader = () => {
    const { facilitator, endedAt } = props.session
    return (endedAt === null ? words().leads : words().led)(state.nameOf(facilitator))
  }
  const when = () => {
    const { startedAt, endedAt } = props.session
    const began = whenWords(startedAt, state.today())
    return endedAt === null ? words().goesOn(began) : words().lasted(began, format().duration(minutesOf(props.session)))
  }
  return (
    <li class="project-session">
      <div class="project-session-head">
        <h3>{props.session.name}</h3>
        <span class="project-note">{when()}</span>
      </div>
      <p class="project-people">
        <Person member={props.session.facilitator} />
        <span>{leader()}</span>
        <Show when={people().length > 0}>
          <span class="project-person">
            <For each={people()}>{member => <Person member={member} />}</For>
            <span>{words().tookPart(format().list(people().map(state.nameOf)))}</span>
          </span>
        </Show>
      </p>
      <Show when={decided().length > 0} fallback={<p class="page-empty">{words().noDecisions}</p>}>
        <ol class="decisions">
          <For each={decided()}>
            {id => (
              <Show when={state.snapshot().decisions.get(id)}>
                {decision => (
                  <DecisionRow
                    decision={decision()}
                    titleOf={state.titleOf}
                    act={state.act}
                    mayWrite={state.mayWrite()}
                  />
                )}
              </Show>
            )}
          </For>
        </ol>
      </Show>
    </li>
  )
}

function Person(props: { readonly member: MemberId | null }): JSX.Element {
  const state = useProject()
  return (
    <Show when={props.member}>
      {member => <Avatar person={{ id: member(), name: state.nameOf(member()) }} size={20} />}
    </Show>
  )
}

/** How long a session took, in minutes; at least one. */
function minutesOf({ startedAt, endedAt }: PlanningSession): number {
  return Math.max(1, Math.round(((endedAt ?? startedAt) - startedAt) / 60_000))
}
