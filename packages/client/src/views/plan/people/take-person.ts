import { assign } from "@weft/model/actions/assignment"
import { perform } from "@weft/model/actions/define"
import type { ItemId, MemberId, ResourceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { planOf } from "@weft/model/plan/plan-of-space"
import { patchesOf } from "@weft/model/schema/apply"
import { applyPatches } from "@weft/model/schema/patch"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { announce } from "../../../ui/live-region.tsx"
import { AXIS } from "../chart/chart-view.ts"
import { follow } from "../chart/follow.ts"
import { GhostPlan, type Ghost } from "../chart/ghost.ts"
import type { PlanState } from "../plan-state.ts"

/** Somebody who can be put on an activity. */
export interface Assignable {
  readonly id: MemberId | ResourceId
  readonly name: string
}

/** Puts somebody on activities, one step for each. */
export function assignTo(state: PlanState, person: Assignable, items: readonly ItemId[]): void {
  const words = sheetWords()
  if (items.length === 0) return announce(words.chooseFirst, "urgent")
  for (const item of items) {
    const title = state.titleOf(item)
    if (state.act(assign, { item, resource: person.id }, words.steps.people(title)))
      announce(words.assigned(person.name, title))
  }
}

/** Drags somebody from the strip of people on to a bar or a row; what that would do is shown before they are let go of. */
export function takePerson(state: PlanState, chip: HTMLElement, person: Assignable, down: PointerEvent): void {
  const plan = state.plan()
  const grid = state.grid()
  const chart = grid.querySelector<HTMLElement>(".plan-chart")!
  const nothing = GhostPlan.between(plan, plan.input)
  let over: { readonly item: string; readonly ghost: Ghost } | null = null
  follow(chip, down, {
    move: event => {
      const box = grid.getBoundingClientRect()
      const isOverGrid = event.clientX >= box.left && event.clientX < box.right
      const y = event.clientY - box.top - AXIS
      const row = isOverGrid && y >= 0 ? state.rows()[Math.floor((y + grid.scrollTop) / state.rowHeight())] : undefined
      const item = row === undefined || row.isSummary ? null : row.id
      if (item === null) over = null
      else if (over?.item !== item) over = { item, ghost: ghostOf(state, person, item) ?? nothing }
      const place = chart.getBoundingClientRect()
      state.setHeld({
        item: over?.item ?? "",
        kind: "assign",
        ghost: over?.ghost ?? nothing,
        isHeldBack: false,
        x: event.clientX - place.left,
        y: event.clientY - place.top,
        percent: null,
        link: null,
        person: person.name,
      })
    },
    end: isDropped => {
      state.setHeld(null)
      if (isDropped && over !== null) assignTo(state, person, [over.item as ItemId])
    },
  })
}

/** What becomes of the plan when somebody joins; nothing where they cannot. */
function ghostOf(state: PlanState, person: Assignable, item: string): Ghost | null {
  const { workspace, space } = state
  const snapshot = workspace.snapshot(space.id)
  const acting = { me: workspace.me, now: workspace.now(), random: workspace.random }
  const changes = perform(assign, snapshot, { item: item as ItemId, resource: person.id }, acting)
  if (isRefusal(changes)) return null
  const after = { ...applyPatches(snapshot, patchesOf(snapshot, changes, 0)), space: snapshot.space }
  return GhostPlan.between(state.plan(), planOf(after))
}
