import { whyNotLevelled } from "@weft/model/levelling/level-plan"
import { createMemo, Match, on, createEffect, onMount, Show, Switch, type JSX } from "solid-js"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { IconButton } from "../../../ui/button.tsx"
import { xIcon } from "../../../ui/icons.ts"
import { usePlan } from "../plan-state.ts"
import { LevelForm } from "./level-form.tsx"
import { LevelProgress } from "./level-progress.tsx"
import { createLevelling } from "./levelling-state.ts"
import { OverList } from "./over-list.tsx"
import { ProposalView } from "./proposal-view.tsx"
import "./levelling.css"

/** Who has too much, and a search for delays that end it: each is told with its reason, and taken or left by itself. */
export function LevellingPanel(): JSX.Element {
  const state = usePlan()
  const words = planLevellingWords
  const levelling = createLevelling(state)
  let panel!: HTMLElement
  onMount(() => panel.focus({ preventScroll: true }))
  const phase = createMemo(() => levelling.phase().phase)
  // What was pressed is gone with its phase, and the keyboard must not be with it.
  createEffect(
    on(
      phase,
      () => {
        panel.scrollTop = 0
        panel.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
  const close = () => {
    state.levelling.setShown(false)
    state.grid().focus({ preventScroll: true })
  }
  return (
    <section
      ref={panel}
      class="plan-levelling"
      aria-label={words().title}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        close()
      }}
    >
      <header class="plan-levelling-head">
        <h2>{words().title}</h2>
        <IconButton icon={xIcon} label={words().close} size="small" onClick={close} />
      </header>
      <Switch>
        <Match when={phase() === "asking"}>
          <OverList levelling={levelling} />
          <Show
            when={whyNotLevelled({ project: state.plan().project }) === null}
            fallback={<p class="plan-levelling-refusal">{words().fromFinish}</p>}
          >
            <LevelForm levelling={levelling} />
          </Show>
        </Match>
        <Match when={phase() === "searching"}>
          <LevelProgress levelling={levelling} />
        </Match>
        <Match when={phase() === "reviewing"}>
          <ProposalView levelling={levelling} />
        </Match>
      </Switch>
    </section>
  )
}
