import { Show, type JSX } from "solid-js"
import "./empty-state.css"

export interface EmptyStateProps {
  /** One line: what is not there. */
  readonly title: string
  /** One sentence: what the place is for. */
  readonly children?: JSX.Element
  /** The first thing to do, as a button with its shortcut. */
  readonly action?: JSX.Element
}

/** What an empty screen says: what it is for, and what to do first. */
export function EmptyState(props: EmptyStateProps): JSX.Element {
  return (
    <div class="empty-state">
      <ThreadMark />
      <h2 class="empty-state-title">{props.title}</h2>
      <Show when={props.children}>
        <p class="empty-state-text">{props.children}</p>
      </Show>
      <Show when={props.action}>
        <div class="empty-state-action">{props.action}</div>
      </Show>
    </div>
  )
}

/** Two threads of the weft, grey, and two of the warp that cross them, one over and one under. */
function ThreadMark(): JSX.Element {
  return (
    <svg class="thread-mark" width="72" height="40" viewBox="0 0 72 40" aria-hidden="true">
      <path class="thread-weft" d="M12 12.5h12M33.5 12.5H60M12 27.5h29.5M51.5 27.5H60" />
      <path class="thread-warp" d="M28.25 6.5v16M46.25 17.5v16" />
    </svg>
  )
}
