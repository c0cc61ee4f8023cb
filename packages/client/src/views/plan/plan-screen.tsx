import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense, untrack, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { planWords } from "../../text/plan.ts"
import { Icon } from "../../ui/icon.tsx"
import { plusIcon } from "../../ui/icons.ts"
import { isFreePress } from "../../ui/free-press.ts"
import { PlanBar } from "./plan-bar.tsx"
import { PlanChart } from "./chart/plan-chart.tsx"
import { createPlanKeys } from "./plan-keys.ts"
import { cellElementId, rowElementId } from "./outline/outline-ids.ts"
import { OutlineSplitter } from "./outline/outline-splitter.tsx"
import { PlanOutline } from "./outline/plan-outline.tsx"
import { tellPlanPeers } from "./plan-peers.ts"
import { createPlanState, PlanProvider, usePlan } from "./plan-state.ts"
import { addActivity } from "./plan-steps.ts"
import { WhyPanel } from "./reasons/why-panel.tsx"
import "./plan.css"

const ActivityDetails = lazy(async () => ({
  default: (await import("./details/activity-details.tsx")).ActivityDetails,
}))
const PeopleStrip = lazy(async () => ({ default: (await import("./people/people-strip.tsx")).PeopleStrip }))
const PlanOverview = lazy(async () => ({ default: (await import("./overview/plan-overview.tsx")).PlanOverview }))
const PlanLoad = lazy(async () => ({ default: (await import("./load/plan-load.tsx")).PlanLoad }))
const HealthPanel = lazy(async () => ({ default: (await import("./health/health-panel.tsx")).HealthPanel }))

const LevellingPanel = lazy(async () => ({
  default: (await import("./levelling/levelling-panel.tsx")).LevellingPanel,
}))

export interface PlanScreenProps {
  readonly space: SpaceData
  /** The item that is open beside the plan. */
  readonly openItem: string | null
  readonly onOpenItem: (id: string) => void
}

/** The items of a space as a plan: an outline, and beside it a chart of when each is worked on. */
export function PlanScreen(props: PlanScreenProps): JSX.Element {
  let grid!: HTMLDivElement
  const state = createPlanState({
    space: untrack(() => props.space),
    openItem: () => props.openItem,
    onOpenItem: id => props.onOpenItem(id),
    grid: () => grid,
  })
  tellPlanPeers(state.workspace, state.space.id, {
    selected: state.selection.selected,
    active: state.active,
    column: () => state.sheet.column()?.key ?? null,
    openItem: state.openItem,
    held: state.held,
  })
  // What is shown no more is neither active nor selected.
  createEffect(
    on(state.rows, () => {
      const id = state.active()
      if (id !== null && state.indexOf(id) < 0) state.setActive(null)
    }),
  )
  const keys = createPlanKeys(state)
  onMount(() => {
    const chart = grid.querySelector<HTMLElement>(".plan-chart")!
    const look = () =>
      state.setViewport({
        top: grid.scrollTop,
        room: grid.clientWidth,
        width: chart.clientWidth,
        height: grid.clientHeight,
      })
    look()
    state.fit()
    const sizes = new ResizeObserver(look)
    sizes.observe(grid)
    sizes.observe(chart)
    const listen = (event: KeyboardEvent) => {
      if (isFreePress(event) && event.key !== "c" && event.key !== "Tab") keys(event)
    }
    document.addEventListener("keydown", listen)
    grid.addEventListener("scroll", look, { passive: true })
    if (document.activeElement === document.body) grid.focus({ preventScroll: true })
    onCleanup(() => {
      sizes.disconnect()
      document.removeEventListener("keydown", listen)
    })
  })
  const words = planWords
  const activeElement = () => {
    const id = state.active()
    if (id === null) return undefined
    const { top, height } = state.viewport()
    const at = state.indexOf(id) * state.rowHeight()
    if (at < top - state.rowHeight() || at >= top + height) return undefined
    const column = state.sheet.column()
    return column === null ? rowElementId(id) : cellElementId(id, column.key)
  }
  /** The name takes what the other columns leave. */
  const columnTracks = () =>
    state.sheet
      .columns()
      .map(column => {
        const width = `${state.sheet.widthOf(column)}px`
        return column.key === "name" ? `minmax(${width}, 1fr)` : width
      })
      .join(" ")
  return (
    <PlanProvider value={state}>
      <div class="plan-view" data-narrow={state.narrow() ? "" : undefined}>
        <PlanBar />
        <Show when={state.strips.people() && state.mayWrite()}>
          <Suspense>
            <PeopleStrip />
          </Suspense>
        </Show>
        <div class="plan-body">
          <div
            ref={grid}
            class="plan-grid"
            role="treegrid"
            aria-label={words().grid}
            aria-multiselectable="true"
            aria-rowcount={state.rows().length + 1}
            aria-readonly={state.mayWrite() ? undefined : true}
            aria-activedescendant={activeElement()}
            tabIndex={0}
            style={{
              "--plan-row": `${state.rowHeight()}px`,
              "--plan-outline": `${state.sheet.width()}px`,
              "--plan-columns": columnTracks(),
            }}
            onKeyDown={event => {
              if (event.target === grid) keys(event)
            }}
            onFocus={event => {
              if (event.target === grid && state.active() === null && state.rows().length > 0)
                state.setActive(state.rows()[Math.floor(state.viewport().top / state.rowHeight())]!.id)
            }}
          >
            <PlanOutline />
            <PlanChart />
          </div>
          <Show when={!state.narrow()}>
            <OutlineSplitter />
          </Show>
          <Show when={state.showsDetails()}>
            <Suspense>
              <ActivityDetails />
            </Suspense>
          </Show>
          <Show when={state.showsWhy()}>
            <WhyPanel />
          </Show>
          <Show when={state.health.isShown()}>
            <Suspense>
              <HealthPanel />
            </Suspense>
          </Show>
          <Show when={state.levelling.isShown()}>
            <Suspense>
              <LevellingPanel />
            </Suspense>
          </Show>
        </div>
        <Show when={state.rows().length === 0}>
          <div class="plan-empty">
            <p class="plan-empty-title">{words().empty}</p>
            <p>{words().emptyBody}</p>
          </div>
        </Show>
        <Show when={state.strips.load()}>
          <Suspense>
            <PlanLoad />
          </Suspense>
        </Show>
        <Show when={state.strips.overview()}>
          <Suspense>
            <PlanOverview />
          </Suspense>
        </Show>
        <Show when={state.mayWrite()}>
          <AddActivity />
        </Show>
      </div>
    </PlanProvider>
  )
}

/** The line for new activities, one after the other. */
function AddActivity(): JSX.Element {
  const state = usePlan()
  const [text, setText] = createSignal("")
  const add = () => {
    if (text().trim() === "") return
    const id = addActivity(state, text())
    if (id === null) return
    setText("")
    // The engine reads it in a microtask that was asked for before this one. A timer might come behind the next key,
    // and take the row that it went to from under it.
    queueMicrotask(() => {
      if (state.indexOf(id) < 0) return
      state.setActive(id)
      state.reveal(id)
    })
  }
  return (
    <div class="plan-add">
      <Icon icon={plusIcon} size={14} />
      <input
        class="plan-add-input"
        aria-label={planWords().add}
        placeholder={planWords().addPlaceholder}
        autocomplete="off"
        value={text()}
        onInput={event => setText(event.currentTarget.value)}
        on:keydown={event => {
          event.stopPropagation()
          if (event.isComposing) return
          if (event.key === "Enter") add()
          if (event.key === "Escape") state.grid().focus()
        }}
      />
    </div>
  )
}
