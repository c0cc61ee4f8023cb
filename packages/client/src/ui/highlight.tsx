import { Show, type JSX } from "solid-js"
import { foldText } from "./option.ts"
import "./listbox.css"

export interface HighlightProps {
  readonly text: string
  /** What was typed; its first occurrence is set off. */
  readonly query: string
}

/** A name with the part that was typed set off in weight and colour. */
export function Highlight(props: HighlightProps): JSX.Element {
  const parts = () => {
    const found = props.query.trim() === "" ? -1 : foldText(props.text).indexOf(foldText(props.query.trim()))
    // Folding may change lengths for a few letters; then nothing is set off rather than the wrong part.
    if (found < 0 || foldText(props.text).length !== props.text.length) return [props.text, "", ""]
    const end = found + props.query.trim().length
    return [props.text.slice(0, found), props.text.slice(found, end), props.text.slice(end)]
  }
  return (
    <>
      {parts()[0]}
      <Show when={parts()[1]}>{part => <b class="highlight">{part()}</b>}</Show>
      {parts()[2]}
    </>
  )
}
