import { agreeEstimate, callVote, castVote, revealVotes } from "@weft/model/actions/planning-session"
import { newId, type DecisionId, type ItemId } from "@weft/model/base/ids"
import type { Ballot } from "@weft/model/schema/planning-session"
import { createSignal, For, Match, Show, Switch, type JSX } from "solid-js"
import { Avatar } from "../../parts/avatar.tsx"
import { openItemPicker } from "../../parts/item-picker.tsx"
import { sessionWords } from "../../text/session.ts"
import { Button } from "../../ui/button.tsx"
import { Select } from "../../ui/field.tsx"
import { announce } from "../../ui/live-region.tsx"
import { useSession } from "./session-state.ts"

/** What people vote with: minutes of a working day of eight hours, and points as the Fibonacci numbers go. */
const CARDS = {
  time: [60, 120, 240, 480, 960, 1440, 2400, 4800],
  points: [0, 1, 2, 3, 5, 8, 13, 21],
} as const

/** What is voted on, the cards to vote with, and the votes once they are on the table. */
export function SessionBallot(props: { readonly openItem: ItemId | null }): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const call = (item: ItemId) => {
    if (state.act(callVote, { session: state.session().id, item }, "")) announce(words().ballot(state.titleOf(item)))
  }
  const choose = (anchor: HTMLElement) =>
    openItemPicker({
      anchor,
      label: words().chooseItem,
      snapshot: () => state.workspace.snapshot(state.space.id),
      selected: () => state.session().ballot?.item ?? null,
      onPick: item => item !== null && call(item),
    })
  return (
    <div class="session-ballot">
      <Show
        when={state.session().ballot}
        fallback={
          <p class="session-quiet">
            {state.leads() ? words().nothing : words().waitForLead(state.nameOf(state.session().facilitator))}
          </p>
        }
      >
        {ballot => (
          <>
            <h2 class="session-question">
              {words().ballot(state.titleOf(ballot().item))}
              <Show when={ballot().round > 1}>
                <span class="session-round">{words().round(ballot().round)}</span>
              </Show>
            </h2>
            <Cards />
            <Show when={ballot().isRevealed} fallback={<Waiting />}>
              <Result ballot={ballot()} onAgain={() => call(ballot().item)} />
            </Show>
          </>
        )}
      </Show>
      <Show when={state.leads()}>
        <div class="session-actions">
          <Show when={props.openItem !== null && props.openItem !== state.session().ballot?.item && props.openItem}>
            {item => (
              <Button size="small" onClick={() => call(item())}>
                {words().voteOnOpen(state.titleOf(item()))}
              </Button>
            )}
          </Show>
          <Button size="small" onClick={event => choose(event.currentTarget)}>
            {words().voteOn}
          </Button>
        </div>
      </Show>
    </div>
  )
}

/** The cards of the session's unit; the one that was chosen can be changed as long as people talk about it. */
function Cards(): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const vote = (value: number | null) => void state.act(castVote, { session: state.session().id, value }, "")
  const values = (): readonly (number | null)[] => [...CARDS[state.session().unit], null]
  return (
    <div class="session-cards" role="radiogroup" aria-label={words().cards}>
      <For each={values()}>
        {value => (
          <button
            type="button"
            class="session-card numeric"
            role="radio"
            aria-checked={state.ownVote() === value}
            aria-label={value === null ? words().unsureName : undefined}
            disabled={!state.mayWrite()}
            onClick={() => vote(value)}
          >
            {value === null ? words().unsure : state.valueWords(value)}
          </button>
        )}
      </For>
    </div>
  )
}

/** How many have voted, and for whoever leads the way on. */
function Waiting(): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const people = () => state.session().people
  const done = () => people().filter(member => state.hasVoted(member)).length
  return (
    <div class="session-actions">
      <span class="session-quiet numeric">{words().voted(done(), people().length)}</span>
      <Show when={state.leads()}>
        <Button
          kind="primary"
          size="small"
          onClick={() => void state.act(revealVotes, { session: state.session().id }, "")}
        >
          {words().reveal}
        </Button>
      </Show>
    </div>
  )
}

function Result(props: { readonly ballot: Ballot; readonly onAgain: () => void }): JSX.Element {
  const state = useSession()
  const words = sessionWords
  const result = () => state.result()!
  const [chosen, setChosen] = createSignal<number>()
  const offered = () =>
    [...new Set([...CARDS[state.session().unit], result().middle ?? 0])].sort((one, other) => one - other)
  const value = () => chosen() ?? result().middle ?? offered()[0]!
  const agree = () => {
    const { item } = props.ballot
    const title = state.titleOf(item)
    const decision = newId<DecisionId>(state.workspace.random)
    const done = state.act(
      agreeEstimate,
      { session: state.session().id, decision, value: value() },
      words().steps.agree(title),
    )
    if (done) announce(words().agreed(title, state.valueWords(value())))
  }
  return (
    <>
      <ul class="session-votes" aria-label={words().revealed}>
        <For each={result().votes}>
          {vote => (
            <li class="session-vote">
              <Avatar person={{ id: vote.by ?? "", name: state.nameOf(vote.by) }} decorative />
              <span>{words().vote(state.nameOf(vote.by), state.valueWords(vote.value))}</span>
            </li>
          )}
        </For>
      </ul>
      <div class="session-actions">
        <span class="session-quiet">
          <Switch fallback={words().apart(state.valueWords(result().least), state.valueWords(result().most))}>
            <Match when={result().votes.length === 0}>{words().noVotes}</Match>
            <Match when={result().least === result().most}>{words().alike}</Match>
          </Switch>
        </span>
        <Show when={state.leads()}>
          <Button size="small" onClick={() => props.onAgain()}>
            {words().again}
          </Button>
          <span class="session-agree">
            <Select
              label={words().agree}
              value={String(value())}
              options={offered().map(one => ({ value: String(one), label: state.valueWords(one) }))}
              onValue={one => setChosen(Number(one))}
            />
            <Button kind="primary" onClick={agree}>
              {words().agree}
            </Button>
          </span>
        </Show>
      </div>
    </>
  )
}
