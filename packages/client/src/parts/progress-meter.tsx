import { Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { ProgressBar } from "../ui/progress-bar.tsx"
import "./progress-meter.css"

export interface ProgressMeterProps {
  readonly done: number
  readonly total: number
  /** What is counted, such as "Checks". */
  readonly label: string
  /** The number stands beside the bar. */
  readonly showsNumber?: boolean
  /** Width of the bar in px: 40 in rows, 64 in heads. */
  readonly width?: 40 | 64
  /** Green from the first one on, as for a list of checks; else only when all are done. */
  readonly tone?: "plain" | "good"
}

/** How many of some are done, as a short bar and, if asked, as words. */
export function ProgressMeter(props: ProgressMeterProps): JSX.Element {
  const words = () => t().item.checkProgress(props.done, props.total)
  return (
    <span class="progress-meter" data-width={props.width ?? 40}>
      <Show when={props.showsNumber}>
        <span class="progress-meter-number" aria-hidden="true">
          {words()}
        </span>
      </Show>
      <ProgressBar
        share={props.total === 0 ? 0 : props.done / props.total}
        label={props.label}
        valueText={words()}
        {...(props.tone && { tone: props.tone })}
      />
    </span>
  )
}
