import { Show, type JSX } from "solid-js"
import { format, t } from "../../text/index.ts"
import { Chip } from "../../ui/chip.tsx"
import { triangleAlertIcon } from "../../ui/icons.ts"
import type { BoardModel, Fill } from "./board-model.ts"

export interface FillCountProps {
  readonly model: BoardModel
  readonly fill: Fill
  /** What stands there as long as the limit holds. */
  readonly children: JSX.Element
  /** What is counted, where that is not all that stands there: "in progress". */
  readonly of?: string
}

/** How full a column or lane is; over its limit, a warning of how far. A limit never stops anybody. */
export function FillCount(props: FillCountProps): JSX.Element {
  const over = () => {
    const { load, limit } = props.fill
    return limit !== null && load > limit ? limit : undefined
  }
  const amount = (value: number) =>
    props.model.board().limitBy === "count" ? format().number(value) : format().duration(value)
  return (
    <Show when={over()} fallback={<span class="column-count">{props.children}</span>}>
      {limit => (
        <Chip tone="soon" icon={triangleAlertIcon}>
          <span aria-hidden="true">{t().boards.overLimit(amount(props.fill.load), amount(limit()))}</span>
          <span class="visually-hidden">{t().boards.overLimitSpoken(amount(props.fill.load), amount(limit()))}</span>
          <Show when={props.of}>{of => <> {of()}</>}</Show>
        </Chip>
      )}
    </Show>
  )
}
