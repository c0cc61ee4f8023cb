import { noteFarDates } from "@weft/model/actions/far-dates"
import type { DependencyId, SpaceId } from "@weft/model/base/ids"
import { farDatesFor, farSpacesOf, type FarDates } from "@weft/model/plan/far-dates"
import { LivePlan } from "@weft/model/plan/live-plan"
import { OWN_PLAN_KINDS } from "@weft/model/plan/followed-plan"
import { planOf } from "@weft/model/plan/plan-of-space"
import { createEffect, createMemo, createRoot, on, onCleanup } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { sameIds } from "../../parts/same-ids.ts"

/** Other plans are looked at when they have rested so long. */
const REST_MILLIS = 300

/**
 * Notes when predecessors in other spaces lie, as long as both plans are here: the one that waits goes by it at once, and
 * by the last of it where the other is not. Whoever may not write sees what others noted.
 */
export function createFarNotes(workspace: Workspace, space: SpaceData): void {
  const spaces = createMemo(
    () => {
      space.live.table("dependencies")
      return [...farSpacesOf(workspace.snapshot(space.id))].sort()
    },
    [],
    { equals: sameIds },
  )
  createEffect(
    on(spaces, ids => {
      for (const id of ids) onCleanup(createRoot(dispose => (followFar(workspace, space, id), dispose)))
    }),
  )
}

function followFar(workspace: Workspace, space: SpaceData, id: SpaceId): void {
  const other = workspace.space(id)
  let waiting: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    if (!other.ready() || !workspace.mayWrite(`space/${space.id}`)) return
    const here = workspace.snapshot(space.id)
    const there = workspace.snapshot(id)
    const dates = farDatesFor(here, there, new LivePlan(planOf(there)))
    const others = new Map<DependencyId, FarDates>()
    for (const [link, { start, finish, duration }] of dates) {
      const seen = here.dependencies.get(link)?.seen ?? null
      if (seen?.start !== start || seen.finish !== finish || seen.duration !== duration)
        others.set(link, { start, finish, duration })
    }
    // Nobody did this by hand, so it is no step to take back.
    if (others.size > 0) workspace.run(space.id, noteFarDates, { dates: others })
  }
  const lookSoon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, REST_MILLIS)
  }
  createEffect(on(other.ready, lookSoon))
  const stops = OWN_PLAN_KINDS.map(kind => other.live.observe(kind, lookSoon))
  onCleanup(() => {
    clearTimeout(waiting)
    for (const stop of stops) stop()
  })
}
