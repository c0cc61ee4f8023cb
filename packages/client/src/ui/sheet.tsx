import { Show, type JSX } from "solid-js"
import { Mark } from "./mark.tsx"
import "./sheet.css"

export interface SheetProps {
  readonly title: string
  /** What the page is for, in a sentence or two. */
  readonly body?: string | undefined
  readonly children?: JSX.Element
}

/** A page with one thing to do, in the middle of the window: begin, join, sign in. */
export function Sheet(props: SheetProps): JSX.Element {
  return (
    <main class="sheet-page">
      <div class="sheet">
        <Mark />
        <h1 class="sheet-title">{props.title}</h1>
        <Show when={props.body}>{body => <p class="sheet-body">{body()}</p>}</Show>
        {props.children}
      </div>
    </main>
  )
}
