import { reviseDecision, trashDecision } from "@weft/model/actions/planning-session"
import type { ItemId } from "@weft/model/base/ids"
import type { Decision } from "@weft/model/schema/planning-session"
import { Show, type JSX } from "solid-js"
import { format } from "../text/index.ts"
import { sessionWords } from "../text/session.ts"
import { IconButton } from "../ui/button.tsx"
import { xIcon } from "../ui/icons.ts"
import type { Act } from "./acting.ts"
import { LineInput } from "./line-input.tsx"
import "./decision-row.css"

export interface DecisionRowProps {
  readonly decision: Decision
  readonly titleOf: (item: ItemId) => string
  readonly act: Act
  readonly mayWrite: boolean
}

/** Something that was decided in a planning session, as a row of a list: words can be changed, and all of it let go. */
export function DecisionRow(props: DecisionRowProps): JSX.Element {
  const words = sessionWords
  const one = () => ({ decision: props.decision.id })
  const says = () => {
    const { estimate, text, unit, item } = props.decision
    if (estimate === null) return text
    const value = unit === "points" ? format().number(estimate) : format().duration(estimate)
    return words().estimate(item === null ? "" : props.titleOf(item), value)
  }
  const revise = (text: string) => {
    if (text.trim() !== "") props.act(reviseDecision, { ...one(), text }, words().steps.decide)
  }
  return (
    <li class="decision">
      <Show
        when={props.decision.estimate === null && props.mayWrite}
        fallback={<span class="decision-says">{says()}</span>}
      >
        <LineInput label={words().editDecision(props.decision.text)} value={props.decision.text} onSave={revise} />
      </Show>
      <Show when={props.mayWrite}>
        <IconButton
          icon={xIcon}
          size="small"
          label={words().dropDecision(says())}
          onClick={() => void props.act(trashDecision, one(), words().steps.decide)}
        />
      </Show>
    </li>
  )
}
