import type { ChangeLink } from "@weft/model/actions/dependency"
import type { Lag, LinkKind } from "@weft/model/plan/input"
import { DEPENDENCY_KINDS } from "@weft/model/schema/planning"
import { Show, type JSX } from "solid-js"
import { LineInput } from "../../../parts/line-input.tsx"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { IconButton } from "../../../ui/button.tsx"
import { Select } from "../../../ui/field.tsx"
import { xIcon } from "../../../ui/icons.ts"
import { lagText, readLag } from "../outline/value-text.ts"
import { usePlan } from "../plan-state.ts"

export interface LinkFieldsProps {
  /** The other end, for assistive technology. */
  readonly title: string
  readonly kind: LinkKind
  readonly lag: Lag
  /** Answers whether it was done. */
  readonly onChange: (change: Pick<ChangeLink, "kind" | "lag">) => boolean
  readonly onRemove: () => void
  /** More buttons, before the one that removes. */
  readonly children?: JSX.Element
}

/** Kind and lag of a link, and its way out, as fields of its row. */
export function LinkFields(props: LinkFieldsProps): JSX.Element {
  const state = usePlan()
  const words = sheetWords
  const saveLag = (text: string) => {
    const lag = readLag(text, state.minutesPerDay())
    if (lag === undefined) return words().lagExample
    return props.onChange({ lag }) ? undefined : ""
  }
  return (
    <>
      <Select<LinkKind>
        label={words().kindOf(props.title)}
        disabled={!state.mayWrite()}
        value={props.kind}
        options={DEPENDENCY_KINDS.map(value => ({ value, label: planWords().kinds[value] }))}
        onValue={kind => props.onChange({ kind })}
      />
      <LineInput
        label={words().lagOf(props.title)}
        value={lagText(props.lag, state.minutesPerDay())}
        placeholder={words().noLag}
        onSave={saveLag}
      />
      <Show when={state.mayWrite()}>
        <span class="plan-details-tools">
          {props.children}
          <IconButton icon={xIcon} label={words().removeLink(props.title)} size="small" onClick={props.onRemove} />
        </span>
      </Show>
    </>
  )
}
