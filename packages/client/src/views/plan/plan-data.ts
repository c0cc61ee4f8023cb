import { FollowedPlan, OWN_PLAN_KINDS, SHARED_PLAN_KINDS } from "@weft/model/plan/followed-plan"
import type { LivePlan } from "@weft/model/plan/live-plan"
import type { KindName } from "@weft/model/schema/kinds"
import { batch, createSignal, onCleanup, type Accessor } from "solid-js"
import type { LiveTables } from "../../data/tables.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { createFarNotes } from "./far-notes.ts"

/** One plan, told of by what changed in it. */
export interface PlanData {
  /** After every change. */
  readonly plan: Accessor<LivePlan>
  /** Where there are other tasks, or in another order, or with other codes. */
  readonly outline: Accessor<LivePlan>
  /** Where there are other links. */
  readonly linked: Accessor<LivePlan>
}

/**
 * The plan of a space, kept in step with its rows. The engine runs in the tab: what somebody does here is drawn in the same
 * frame, since only the tasks whose rows changed are read again. Changes that come together are followed once.
 */
export function createPlanData(workspace: Workspace, space: SpaceData): PlanData {
  const followed = new FollowedPlan(workspace.snapshot(space.id))
  const [plan, setPlan] = createSignal(followed.live, { equals: false })
  const [outline, setOutline] = createSignal(followed.live, { equals: false })
  const [linked, setLinked] = createSignal(followed.live, { equals: false })
  let waiting = new Map<KindName, Set<string>>()
  let isOver = false
  const follow = () => {
    const changed = waiting
    waiting = new Map()
    if (isOver) return
    const { values, links, outline } = followed.follow(workspace.snapshot(space.id), changed)
    batch(() => {
      if (outline) setOutline(followed.live)
      if (links) setLinked(followed.live)
      if (values || outline) setPlan(followed.live)
    })
  }
  const observe = (live: LiveTables) => (kind: KindName) =>
    live.observe(kind, changed => {
      if (waiting.size === 0) queueMicrotask(follow)
      const ids = waiting.get(kind) ?? new Set<string>()
      waiting.set(kind, ids)
      for (const id of changed.keys()) ids.add(id)
    })
  const stops = [
    ...OWN_PLAN_KINDS.map(observe(space.live)),
    ...SHARED_PLAN_KINDS.map(observe(workspace.live)),
    // What an action reads is on the screen already.
    workspace.whileActing((snapshot, work) =>
      snapshot.space === space.id ? followed.knownDuring(snapshot, work) : work(),
    ),
  ]
  onCleanup(() => {
    isOver = true
    for (const stop of stops) stop()
  })
  createFarNotes(workspace, space)
  return { plan, outline, linked }
}
