import { createEffect, createSignal, on, Show, type JSX } from "solid-js"
import { leaveField } from "./leave-field.ts"
import "./line-input.css"

export interface LineInputProps {
  /** What is edited, for assistive technology. */
  readonly label: string
  /** What stands now; shown until somebody types. */
  readonly value: string
  readonly placeholder?: string
  /**
   * Takes what was typed, when the field is left or Enter is pressed; only if it differs from what stands. Answers
   * what is wrong with it, as a sentence, or nothing.
   */
  readonly onSave: (text: string) => string | undefined | void
  /** Several lines that are pasted at once; without, they become one line. */
  readonly onPasteLines?: (lines: readonly string[]) => void
  /** Saves and stays, for a field that adds. */
  readonly stays?: boolean
  readonly inputmode?: "text" | "decimal"
  readonly class?: string
  readonly ref?: (input: HTMLInputElement) => void
}

/** A line that reads as text and is edited in place: Enter or leaving saves, Escape puts back what stood. */
export function LineInput(props: LineInputProps): JSX.Element {
  let input!: HTMLInputElement
  const [typed, setTyped] = createSignal<string>()
  const [wrong, setWrong] = createSignal<string>()
  createEffect(
    on(
      () => props.value,
      () => typed() === undefined && setWrong(undefined),
      { defer: true },
    ),
  )

  const save = (): boolean => {
    const text = typed()
    if (text === undefined || text === props.value) {
      setTyped(undefined)
      setWrong(undefined)
      return true
    }
    const problem = props.onSave(text)
    setWrong(problem ?? undefined)
    if (problem === undefined) setTyped(undefined)
    return problem === undefined
  }
  const putBack = () => {
    setTyped(undefined)
    setWrong(undefined)
    input.value = props.value
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === "Enter" && save() && !props.stays) leaveField(input)
    if (event.key === "Escape") {
      // Only what this field does with it: the panel around stays open.
      event.stopPropagation()
      putBack()
      leaveField(input)
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "")
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== "")
    if (props.onPasteLines === undefined || lines.length < 2) return
    event.preventDefault()
    props.onPasteLines(lines)
  }

  return (
    <span class={`line-input ${props.class ?? ""}`}>
      <input
        ref={element => {
          input = element
          props.ref?.(element)
        }}
        type="text"
        aria-label={props.label}
        aria-invalid={wrong() === undefined ? undefined : "true"}
        placeholder={props.placeholder}
        inputmode={props.inputmode}
        autocomplete="off"
        data-tooltip={typed() === undefined && props.value.length > 40 ? props.value : undefined}
        value={typed() ?? props.value}
        onInput={event => setTyped(event.currentTarget.value)}
        onBlur={() => {
          if (!save()) putBack()
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Show when={wrong()}>
        {sentence => (
          <span class="line-input-wrong" role="alert">
            {sentence()}
          </span>
        )}
      </Show>
    </span>
  )
}
