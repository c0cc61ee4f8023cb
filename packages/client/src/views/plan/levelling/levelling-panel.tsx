import { whyNotLevelled } from "@weft/model/levelling/level-plan"
import { createEffect, createMemo, Match, on, Show, Switch, type JSX } from "solid-js"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { usePlan } from "../plan-state.ts"
import { SidePanel } from "../side-panel/side-panel.tsx"
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
  return (
    <SidePanel
      ref={element => (panel = element)}
      label={words().title}
      heading={words().title}
      closeLabel={words().close}
      takesFocus
      isWide
      onClose={() => state.levelling.setShown(false)}
    >
      <div class="plan-levelling">
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
      </div>
    </SidePanel>
  )
}
