import { gatesOf } from "@weft/model/plan/gates-of-space"
import { createMemo, For, type JSX } from "solid-js"
import { planWords } from "../../../text/plan.ts"
import { usePlan } from "../plan-state.ts"
import "./held-by-gate.css"

/** The gates without approval that an activity waits for: its dates say when it could begin, these that it may not yet. */
export function HeldByGate(props: { readonly item: string | null }): JSX.Element {
  const state = usePlan()
  const gates = createMemo(() => {
    if (state.space.live.table("gates").size === 0) return []
    state.space.live.table("approvals")
    // Links and progress come with the plan.
    state.plan()
    return gatesOf(state.workspace.snapshot(state.space.id)).filter(({ isApproved }) => !isApproved)
  })
  const holding = () => gates().filter(({ holds, passed }) => [...holds, ...passed].some(held => held === props.item))
  return <For each={holding()}>{({ item }) => <p class="plan-why-held">{planWords().reasons.gate(item.title)}</p>}</For>
}
