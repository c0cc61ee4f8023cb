import type { JSX } from "solid-js"
import "./progress-bar.css"

export interface ProgressBarProps {
  /** How much is done, from 0 to 1. */
  readonly share: number
  /** What it measures. */
  readonly label: string
  /** The value in words; a percentage unless told. */
  readonly valueText?: string
  readonly tone?: "plain" | "good" | "late"
}

/** How far something is, 4 px high and as wide as its place. Always stands beside a number. */
export function ProgressBar(props: ProgressBarProps): JSX.Element {
  const share = () => Math.max(0, Math.min(1, props.share))
  return (
    <span
      class="progress-bar"
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share() * 100)}
      aria-valuetext={props.valueText}
      data-tone={props.tone ?? (share() === 1 ? "good" : "plain")}
    >
      <span class="progress-bar-fill" style={{ "inline-size": `${share() * 100}%` }} />
    </span>
  )
}
