import { For, type JSX } from "solid-js"
import { planWords } from "../../../text/plan.ts"
import { usePlan } from "../plan-state.ts"
import "./held-by-gate.css"

/** The gates without approval that an activity waits for: its dates say when it could begin, these that it may not yet. */
export function HeldByGate(props: { readonly item: string | null }): JSX.Element {
  const state = usePlan()
  const holding = () =>
    state.openGates().filter(({ holds, passed }) => [...holds, ...passed].some(held => held === props.item))
  return <For each={holding()}>{({ item }) => <p class="plan-why-held">{planWords().reasons.gate(item.title)}</p>}</For>
}
