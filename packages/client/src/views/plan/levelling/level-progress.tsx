import { Show, type JSX } from "solid-js"
import { format } from "../../../text/index.ts"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { Button } from "../../../ui/button.tsx"
import { ProgressBar } from "../../../ui/progress-bar.tsx"
import { finishDay } from "../instant-words.ts"
import { usePlan } from "../plan-state.ts"
import type { Levelling } from "./levelling-state.ts"

/** How far the search has come, and what the best schedule so far would do. */
export function LevelProgress(props: { readonly levelling: Levelling }): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const searching = () => {
    const now = props.levelling.phase()
    return now.phase === "searching" ? now : undefined
  }
  const all = () => props.levelling.choice().schedules
  const done = () => searching()?.progress?.schedules ?? 0
  const doneWords = () => words().searched(format().number(done()), format().number(all()))
  const finish = (after: number) =>
    words().finishBecomes(finishDay(state.plan().computed.dates.finish, state.today()), finishDay(after, state.today()))
  return (
    <div class="plan-levelling-part plan-levelling-search">
      <p>{words().searching}</p>
      <ProgressBar share={done() / all()} label={words().searching} valueText={doneWords()} tone="plain" />
      <p class="plan-levelling-note">{doneWords()}</p>
      <Show when={searching()?.progress}>
        {best => (
          <p class="plan-levelling-best">
            <strong>{finish(best().finish)}</strong>
            <span>{words().delayedSoFar(best().delayed)}</span>
            <Show when={best().crowded > 0}>
              <span>{words().crowdedSoFar(best().crowded)}</span>
            </Show>
          </p>
        )}
      </Show>
      <div class="plan-levelling-buttons">
        <Button disabled={searching()?.isStopping ?? true} onClick={() => props.levelling.stop()}>
          {searching()?.isStopping ? words().stopping : words().stop}
        </Button>
      </div>
    </div>
  )
}
