import type { OfferingContent } from "@weft/model/schema/offering-content"
import { createMemo, For, Show, type JSX } from "solid-js"
import { catalogueWords } from "../../text/catalogue.ts"
import { costWords } from "./cost-words.ts"
import "./offering-facts.css"

/** What somebody should know of an offering before they ask for it: cost, level, who has to approve, what it brings. */
export function OfferingFacts(props: {
  readonly content: OfferingContent
  /** Whether the person manages the space, and may see what only managers see. */
  readonly mayManage: boolean
}): JSX.Element {
  const facts = createMemo((): readonly string[] => {
    const { cost, level, approval, tasks, audience } = props.content
    const words = catalogueWords()
    return [
      ...(cost !== null && (cost.shownTo === "everybody" || props.mayManage) ? [costWords(cost)] : []),
      ...(level === "" ? [] : [words.level(level)]),
      ...(approval === null ? [] : [words.approval(approval.needed, approval.approvers.length)]),
      ...(tasks.length === 0 ? [] : [words.tasksBring(tasks.length)]),
      ...(audience === "everybody" ? [] : [words.audiences[audience]]),
    ]
  })
  return (
    <Show when={facts().length > 0}>
      <ul class="offering-facts">
        <For each={facts()}>{fact => <li>{fact}</li>}</For>
      </ul>
    </Show>
  )
}
