import { loadsOf, type Load } from "@weft/model/capacity/allocations"
import type { Instant } from "@weft/model/time/instant"
import { createEffect, createMemo, For, Show, type JSX } from "solid-js"
import { Avatar } from "../../../parts/avatar.tsx"
import { format } from "../../../text/index.ts"
import { planLoadWords } from "../../../text/plan-load.ts"
import { Icon } from "../../../ui/icon.tsx"
import { triangleAlertIcon } from "../../../ui/icons.ts"
import { openMenu, type MenuEntry } from "../../../ui/menu.tsx"
import { axisOf } from "../chart/axis.ts"
import { createPalette } from "../chart/live-palette.ts"
import { paint } from "../chart/paint.ts"
import type { Shape } from "../chart/shapes.ts"
import { instantAt } from "../chart/time-scale.ts"
import { showTasks } from "../health/show-tasks.ts"
import { finishDay, startDay } from "../instant-words.ts"
import { usePlan } from "../plan-state.ts"
import { createPlanLoad, type PersonLoad } from "./load-data.ts"
import { LANE, laneShapes } from "./load-shapes.ts"
import "./plan-load.css"

/**
 * Who has how much to do, below the chart and in step with it. A press on a bar names what fills it; for the keyboard,
 * everybody's name opens the times when it is too much.
 */
export function PlanLoad(): JSX.Element {
  const state = usePlan()
  const words = planLoadWords
  let lanes!: HTMLDivElement
  let canvas!: HTMLCanvasElement
  let probe!: HTMLSpanElement
  const people = createPlanLoad(state)
  const palette = createPalette(() => probe)
  /** The beginnings of the fields of the axis, and the end of the last. */
  const edges = createMemo((): readonly Instant[] => {
    const { fields } = axisOf(state.scale(), state.viewport().width, format().firstDayOfWeek).lower
    return fields.length === 0 ? [] : [...fields.map(({ from }) => from), fields.at(-1)!.to]
  })
  const loads = (person: PersonLoad) => loadsOf(person.own, person.calendar, person.units, edges())
  const shapes = createMemo((): readonly Shape[] => {
    const percent = (share: number) => format().percent(share)
    return people().flatMap((person, row) => laneShapes(loads(person), state.scale(), row * LANE, percent))
  })
  createEffect(() => {
    const [colours, drawn, { width }] = [palette(), shapes(), state.viewport()]
    const height = people().length * LANE
    const ratio = window.devicePixelRatio
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    canvas.style.height = `${height}px`
    const context = canvas.getContext("2d")
    if (context === null || colours === null || canvas.width === 0 || height === 0) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(context, colours, drawn)
  })
  const openAt = (event: MouseEvent) => {
    const box = lanes.getBoundingClientRect()
    const person = people()[Math.floor((event.clientY - box.top) / LANE)]
    if (person === undefined) return
    const at = instantAt(state.scale(), event.clientX - box.left)
    const load = loads(person).find(({ from, to }) => from <= at && at < to)
    if (load === undefined || load.by.length === 0) return
    openMenu({
      anchor: { x: event.clientX, y: event.clientY },
      label: loadWords(person, load),
      entries: () => takers(person, load),
    })
  }
  const hours = (tenths: number) => format().duration(tenths / 10, state.minutesPerDay())
  const dayOf = (from: Instant) => startDay(from, state.today())
  const loadWords = (person: PersonLoad, { from, booked, available }: Load) =>
    words().loadOf(person.name, dayOf(from), hours(booked), hours(available))
  const takers = (person: PersonLoad, load: Load): readonly MenuEntry[] => [
    { kind: "heading", label: loadWords(person, load) },
    ...load.by.map(({ source, booked }) => ({
      label: words().taker(state.titleOf(source.id), hours(booked)),
      onSelect: () => showTasks(state, [source.id]),
    })),
  ]
  const times = (person: PersonLoad): readonly MenuEntry[] => [
    { kind: "heading", label: words().overWhen(person.name) },
    ...person.over.map(({ from, to, units, tasks }) => ({
      label: words().stretch(dayOf(from), finishDay(to, state.today()), format().percent(units / person.units)),
      onSelect: () => showTasks(state, tasks),
    })),
  ]
  /** As wide as outline and chart are drawn, also beside a panel, so that both charts are in step. */
  const widths = () => {
    const { room, width } = state.viewport()
    return { "--plan-outline": `${room - width}px`, "--plan-chart": `${width}px` }
  }
  return (
    <section class="plan-load" aria-label={words().region} style={widths()}>
      <Show when={people().length > 0} fallback={<p class="plan-load-none">{words().none}</p>}>
        <ul class="plan-load-people">
          <For each={people()}>
            {person => (
              <li class="plan-load-person">
                <Avatar person={person} decorative />
                <Show
                  when={person.over.length > 0}
                  fallback={
                    <>
                      <span class="plan-load-name">{person.name}</span>
                      <span class="plan-load-fits">{words().fits}</span>
                    </>
                  }
                >
                  <button
                    type="button"
                    class="plan-load-over"
                    aria-haspopup="menu"
                    onClick={event =>
                      openMenu({
                        anchor: event.currentTarget,
                        label: words().overWhen(person.name),
                        entries: () => times(person),
                      })
                    }
                  >
                    <span class="plan-load-name">{person.name}</span>
                    <span class="plan-load-times">
                      <Icon icon={triangleAlertIcon} size={12} />
                      {words().over(person.over.length)}
                    </span>
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div ref={lanes} class="plan-load-lanes" aria-hidden="true" onClick={openAt}>
        <canvas ref={canvas} class="plan-load-canvas" />
        <span ref={probe} class="plan-probe" />
      </div>
    </section>
  )
}
