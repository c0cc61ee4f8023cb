import { createSignal, type JSX } from "solid-js"
import "./visually-hidden.css"

interface Announcement {
  readonly text: string
  readonly count: number
}

const [polite, setPolite] = createSignal<Announcement>({ text: "", count: 0 })
const [assertive, setAssertive] = createSignal<Announcement>({ text: "", count: 0 })

/**
 * Has a screen reader say something: after what it is saying now, or at once if `urgent`.
 *
 * The same sentence twice is said twice.
 */
export function announce(text: string, urgency: "polite" | "urgent" = "polite"): void {
  const set = urgency === "urgent" ? setAssertive : setPolite
  set(last => ({ text, count: last.count + 1 }))
}

/**
 * The place that screen readers listen to. The shell has one, and each modal dialog one more, because a modal dialog
 * silences everything outside it.
 */
export function LiveRegion(): JSX.Element {
  // A repeated sentence is no change to a node. Two nodes take turns, so each announcement changes one.
  const turn = (announcement: Announcement, parity: number) =>
    announcement.count % 2 === parity ? announcement.text : ""
  return (
    <div class="visually-hidden">
      <div role="status">{turn(polite(), 0)}</div>
      <div role="status">{turn(polite(), 1)}</div>
      <div role="alert">{turn(assertive(), 0)}</div>
      <div role="alert">{turn(assertive(), 1)}</div>
    </div>
  )
}
