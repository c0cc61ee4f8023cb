import type { LevelledTask } from "@weft/model/levelling/level-plan"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Icon } from "../../../ui/icon.tsx"
import { circleCheckIcon, triangleAlertIcon } from "../../../ui/icons.ts"
import { brokenWords } from "../chart/broken-words.ts"
import { showTasks } from "../health/show-tasks.ts"
import { startDay } from "../instant-words.ts"
import { usePlan } from "../plan-state.ts"
import type { Levelling } from "./levelling-state.ts"
import { endWords, leftWords, reasonWords, workingShift } from "./levelling-words.ts"
import { OverTime } from "./over-list.tsx"

/** As many moves are listed at first. */
const MOST_LISTED = 100
/** As many broken promises, and times that are still too much, are told. */
const MOST_TOLD = 12

/** What is proposed: where the plan would end, each delay with its reason, and what would still be too much. */
export function ProposalView(props: { readonly levelling: Levelling }): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const [showsAll, setShowsAll] = createSignal(false)
  const proposal = createMemo(() => {
    const now = props.levelling.phase()
    return now.phase === "reviewing" ? now.proposal : null
  })
  const schedules = () => {
    const now = props.levelling.phase()
    return now.phase === "reviewing" ? now.schedules : 0
  }
  const moves = () => proposal()?.moves ?? []
  const isClearing = () => proposal()?.options === null
  const taken = createMemo(() => moves().filter(({ task }) => props.levelling.isTaken(task)).length)
  const listed = () => (showsAll() ? moves() : moves().slice(0, MOST_LISTED))
  const end = () => {
    const review = props.levelling.review()
    return review === null ? undefined : endWords(state, review.ghost.finishBefore, review.ghost.finishAfter)
  }
  const left = () => props.levelling.review()?.left ?? []
  const broken = () => props.levelling.review()?.ghost.broken ?? []
  const others = () => props.levelling.review()?.ghost.others ?? 0
  return (
    <>
      <section class="plan-levelling-part">
        <h3>{isClearing() ? words().proposalOfClearing : words().proposal}</h3>
        <Show when={props.levelling.isStale()}>
          <p class="plan-levelling-stale">
            <Icon icon={triangleAlertIcon} size={16} />
            <span>{words().stale}</span>
            <Button size="small" onClick={() => (isClearing() ? props.levelling.clear() : props.levelling.level())}>
              {isClearing() ? words().clear(props.levelling.delays()) : words().levelAgain}
            </Button>
          </p>
        </Show>
        <Show when={moves().length > 0} fallback={<p>{words().noMoves}</p>}>
          <Show when={end()}>
            {told => (
              <p class="plan-levelling-end">
                {told().text}{" "}
                <Show when={told().shift}>{shift => <span class="plan-levelling-shift">{shift()}</span>}</Show>
              </p>
            )}
          </Show>
        </Show>
        <p class="plan-levelling-left" data-clear={left().length === 0 ? "" : undefined}>
          <Icon icon={left().length === 0 ? circleCheckIcon : triangleAlertIcon} size={16} />
          {words().leftOver(left().length)}
        </p>
        <Show when={schedules() > 0}>
          <p class="plan-levelling-note">{words().bestOf(format().number(schedules()))}</p>
        </Show>
      </section>
      <Show when={moves().length > 0}>
        <section class="plan-levelling-part">
          <h3>{words().moves}</h3>
          <div class="plan-levelling-all">
            <Checkbox
              checked={taken() === moves().length}
              mixed={taken() > 0 && taken() < moves().length}
              onChange={isTaken =>
                props.levelling.take(
                  moves().map(({ task }) => task),
                  isTaken,
                )
              }
            >
              {words().taken(taken(), moves().length)}
            </Checkbox>
            <Show when={others() > 0}>
              <span class="plan-levelling-note">{words().moveAlong(others())}</span>
            </Show>
          </div>
          <ul class="plan-levelling-moves">
            <For each={listed()}>
              {move => <MoveLine move={move} levelling={props.levelling} isClearing={isClearing()} />}
            </For>
          </ul>
          <Show when={!showsAll() && moves().length > MOST_LISTED}>
            <Button kind="quiet" size="small" onClick={() => setShowsAll(true)}>
              {words().showAll(moves().length)}
            </Button>
          </Show>
        </section>
      </Show>
      <Show when={broken().length > 0}>
        <section class="plan-levelling-part">
          <h3>{words().breaks}</h3>
          <ul>
            <For each={broken().slice(0, MOST_TOLD)}>
              {one => (
                <li>
                  <button type="button" class="plan-levelling-link" onClick={() => showTasks(state, [one.task])}>
                    {brokenWords(state, one)}
                  </button>
                </li>
              )}
            </For>
          </ul>
          <More of={broken().length} />
        </section>
      </Show>
      <Show when={left().length > 0}>
        <section class="plan-levelling-part">
          <h3>{words().stillTooMuch}</h3>
          <ul>
            <For each={left().slice(0, MOST_TOLD)}>
              {over => (
                <li>
                  <OverTime over={over} named />
                  <Show when={over.why}>
                    {why => <p class="plan-levelling-why">{leftWords(state, why(), over.tasks.length)}</p>}
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <More of={left().length} />
        </section>
      </Show>
      <div class="plan-levelling-buttons plan-levelling-foot">
        <Show when={state.mayWrite() && moves().length > 0}>
          <Button kind="primary" disabled={taken() === 0} onClick={() => props.levelling.apply()}>
            {isClearing() ? words().applyClearing(taken()) : words().apply(taken())}
          </Button>
        </Show>
        <Button onClick={() => props.levelling.discard()}>{words().discard}</Button>
      </div>
    </>
  )
}

function More(props: { readonly of: number }): JSX.Element {
  return (
    <Show when={props.of > MOST_TOLD}>
      <p class="plan-levelling-note">{planLevellingWords().more(props.of - MOST_TOLD)}</p>
    </Show>
  )
}

interface MoveLineProps {
  readonly move: LevelledTask
  readonly levelling: Levelling
  readonly isClearing: boolean
}

/** One delay: of what, from when to when, and why. */
function MoveLine(props: MoveLineProps): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const id = () => props.move.task
  const isThere = () => state.plan().taskOf(id()) !== undefined
  const isTaken = () => props.levelling.isTaken(id())
  /** As the plan is now, and as it would be with all that is taken; what is left out is told as it was proposed. */
  const from = () => state.plan().task(id()).start
  const to = () => (isTaken() ? (props.levelling.review()?.startOf(id()) ?? props.move.start) : props.move.start)
  return (
    <li class="plan-levelling-move" data-left-out={isTaken() ? undefined : ""}>
      <Checkbox
        label={words().takeMove(state.titleOf(id()))}
        checked={isTaken()}
        disabled={!isThere()}
        onChange={taken => props.levelling.take([id()], taken)}
      />
      <Show when={isThere()} fallback={<span>{`${state.titleOf(id())}: ${words().gone}`}</span>}>
        <button type="button" class="plan-levelling-link" onClick={() => showTasks(state, [id()])}>
          <span class="plan-levelling-when">
            <span class="plan-levelling-name">{state.titleOf(id())}</span>
            <span class="plan-levelling-shift">{workingShift(state, id(), from(), to())}</span>
          </span>
          <span class="plan-levelling-dates">
            {words().fromTo(startDay(from(), state.today()), startDay(to(), state.today()))}
          </span>
          <Show when={!props.isClearing}>
            <span class="plan-levelling-note">{reasonWords(state, props.move)}</span>
          </Show>
        </button>
      </Show>
    </li>
  )
}
