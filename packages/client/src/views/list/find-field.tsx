import { createEffect, createSignal, on, onCleanup, type JSX } from "solid-js"
import { listWords } from "../../text/list.ts"
import { Icon } from "../../ui/icon.tsx"
import { searchIcon } from "../../ui/icons.ts"
import { useList } from "./list-context.ts"

/** How long typing rests before the address says what is looked for, ms. */
const REST_MS = 150

/** Looks for titles and keys within the list, as one types. */
export function FindField(props: { readonly text: string; readonly onText: (text: string) => void }): JSX.Element {
  const list = useList()
  const [typed, setTyped] = createSignal<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(
    on(
      () => props.text,
      () => setTyped(null),
      { defer: true },
    ),
  )
  const tell = (text: string) => {
    clearTimeout(timer)
    props.onText(text)
  }
  onCleanup(() => clearTimeout(timer))
  return (
    <label class="list-find">
      <Icon icon={searchIcon} size={14} />
      <input
        type="search"
        aria-label={listWords().find}
        placeholder={listWords().find}
        value={typed() ?? props.text}
        onInput={event => {
          const text = event.currentTarget.value
          setTyped(text)
          clearTimeout(timer)
          timer = setTimeout(() => tell(text), REST_MS)
        }}
        on:keydown={event => {
          event.stopPropagation()
          if (event.isComposing) return
          if (event.key === "Enter" || event.key === "ArrowDown") {
            event.preventDefault()
            tell(event.currentTarget.value)
            list.refocus()
          } else if (event.key === "Escape") {
            tell("")
            list.refocus()
          }
        }}
      />
    </label>
  )
}
