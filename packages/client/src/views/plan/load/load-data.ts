import { planAllocations, type Allocation } from "@weft/model/capacity/allocations"
import { overAllocationsOf, type OverAllocation } from "@weft/model/levelling/over-allocation"
import { unitsOf } from "@weft/model/plan/plan-of-space"
import type { WorkingCalendar } from "@weft/model/time/working-calendar"
import { createMemo, type Accessor } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import type { MemberId, ResourceId } from "@weft/model/base/ids"
import type { PlanState } from "../plan-state.ts"

/** What somebody has to do in a plan, and when it is too much. */
export interface PersonLoad {
  readonly id: string
  readonly name: string
  /** The colour that the person chose. */
  readonly hue: number | null
  /** How much there is of them; 1 is full time. */
  readonly units: number
  readonly calendar: WorkingCalendar
  readonly own: readonly Allocation[]
  readonly over: readonly OverAllocation[]
}

/** Everybody who is assigned, those with too much first, then by name. Followed. */
export function createPlanLoad(state: PlanState): Accessor<readonly PersonLoad[]> {
  return createMemo(() => {
    const { computed } = state.plan()
    const { net, dates } = computed
    const snapshot = state.workspace.snapshot(state.space.id)
    const units = (resource: string) => unitsOf(snapshot, resource)
    const allocations = Map.groupBy(planAllocations(net, dates, units), ({ who }) => who)
    const over = Map.groupBy(overAllocationsOf(computed, units), ({ resource }) => resource)
    const loads = net.input.resources.flatMap(({ id, calendar }): PersonLoad[] => {
      const own = allocations.get(id)
      if (own === undefined) return []
      const member = memberNamed(state.workspace.live, id as MemberId)
      const name = member?.name ?? state.space.live.table("resources").get(id as ResourceId)?.name ?? ""
      const hours = net.calendars[net.calendarTable.ofResource(calendar)]!
      return [{ id, name, hue: member?.hue ?? null, units: units(id), calendar: hours, own, over: over.get(id) ?? [] }]
    })
    return loads.sort(
      (left, right) =>
        Number(right.over.length > 0) - Number(left.over.length > 0) || left.name.localeCompare(right.name),
    )
  })
}
