import type { JSX } from "solid-js"
import { hueOf } from "./person-hue.ts"
import "./presence.css"

export interface PresenceFlagProps {
  readonly memberId: string
  /** The name, or what the person is doing: "Ben is moving to In review". */
  readonly children: JSX.Element
  /** `above` sits on the upper edge of a card, whose corner it shares; `inline` stands in a dense row. */
  readonly place?: "above" | "inline"
}

/**
 * Who is at work here now, in their hue.
 *
 * With `above`, the outlined element is positioned and has the class `presence-outline` and `data-hue`.
 */
export function PresenceFlag(props: PresenceFlagProps): JSX.Element {
  return (
    <span class="presence-flag" data-hue={hueOf(props.memberId)} data-place={props.place ?? "above"}>
      {props.children}
    </span>
  )
}
