import { createMemo, Show, type JSX } from "solid-js"
import { hueOf } from "../../../parts/person-hue.ts"
import { PresenceFlag } from "../../../parts/presence-flag.tsx"
import { AXIS } from "../chart/chart-view.ts"
import { xOf } from "../chart/time-scale.ts"
import { usePlan } from "../plan-state.ts"
import { createSessionLeader } from "./session-leader.ts"
import "./pointing.css"

/** Where whoever leads the planning session points: at the same instant and row, whatever is in view here. */
export function LeaderPointer(): JSX.Element {
  const state = usePlan()
  const leader = createSessionLeader(state.space)
  const peer = createMemo(() =>
    state.workspace.presence
      .peers(`space/${state.space.id}`)
      .find(({ member, point }) => member === leader() && point != null),
  )
  /** The row, or the summary under which it is folded away. */
  const rowOf = (item: string): number => {
    const items = state.space.live.table("items")
    const seen = new Set<string>()
    for (let at: string | null = item; at !== null && !seen.has(at); at = items.get(at)?.parent ?? null) {
      seen.add(at)
      const row = state.indexOf(at)
      if (row >= 0) return row
    }
    return -1
  }
  const place = () => {
    const point = peer()?.point
    if (point == null) return undefined
    const row = rowOf(point.item)
    const { top, width, height } = state.viewport()
    const x = xOf(state.scale(), point.at)
    const y = AXIS + (row + 0.5) * state.rowHeight() - top
    return row < 0 || x < 0 || x > width || y < AXIS || y > height ? undefined : { x, y }
  }
  return (
    <Show when={place()}>
      {at => (
        <Show when={peer()}>
          {who => (
            <span
              class="plan-pointer"
              data-hue={hueOf(who().member)}
              style={{ transform: `translate(${at().x}px, ${at().y}px)` }}
            >
              <svg viewBox="0 0 14 18" width="14" height="18">
                <path d="M1 1v14.5l3.8-3.3 2.3 5 2.6-1.2-2.3-4.8 5-.4z" />
              </svg>
              <PresenceFlag memberId={who().member} place="inline">
                {who().name}
              </PresenceFlag>
            </span>
          )}
        </Show>
      )}
    </Show>
  )
}
