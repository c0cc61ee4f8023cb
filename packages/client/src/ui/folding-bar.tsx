import { createSignal, onCleanup, onMount, Show, type JSX } from "solid-js"
import { ellipsisIcon } from "./icons.ts"
import { IconMenuButton, type MenuEntry } from "./menu.tsx"
import "./folding-bar.css"

export interface FoldingBarProps {
  /** The name of the bar, for assistive technology. */
  readonly label: string
  /** What the button is called that opens what had no room. */
  readonly moreLabel: string
  readonly class?: string
  /** What cannot be pressed only shows while it has room; each button is a direct child. */
  readonly children: JSX.Element
  /** What stands at the end whatever has room, such as what closes the bar. */
  readonly end?: JSX.Element
}

/**
 * A toolbar of one line. The buttons that have no room on it stand in a menu at its end, the last ones first.
 *
 * What has no room wraps below the edge of the bar, so the browser decides what that is, at every width, in every
 * language and with every number on a button.
 */
export function FoldingBar(props: FoldingBarProps): JSX.Element {
  let line!: HTMLDivElement
  const [folded, setFolded] = createSignal<readonly HTMLButtonElement[]>([])
  onMount(() => {
    const room = new IntersectionObserver(
      seen => {
        for (const { target, isIntersecting } of seen) target.toggleAttribute("data-folded", !isIntersecting)
        setFolded([...line.querySelectorAll<HTMLButtonElement>(":scope > button[data-folded]")])
      },
      { root: line },
    )
    const observe = () => {
      for (const button of line.querySelectorAll(":scope > button")) room.observe(button)
    }
    // A button that comes or goes moves the others, and one that went is folded no more.
    const children = new MutationObserver(() => {
      room.disconnect()
      observe()
    })
    children.observe(line, { childList: true })
    observe()
    onCleanup(() => {
      room.disconnect()
      children.disconnect()
    })
  })
  return (
    <div class={`folding-bar ${props.class ?? ""}`} role="toolbar" aria-label={props.label}>
      <div ref={line} class="folding-bar-line">
        {props.children}
      </div>
      <Show when={folded().length > 0}>
        <IconMenuButton icon={ellipsisIcon} label={props.moreLabel} align="end" entries={() => folded().map(entryOf)} />
      </Show>
      {props.end}
    </div>
  )
}

/** The row of the menu that presses a button for which there is no room. */
function entryOf(button: HTMLButtonElement): MenuEntry {
  const pressed = button.getAttribute("aria-pressed")
  return {
    label: nameOf(button),
    // Names line up, also that of a button without an icon.
    glyph: () => (button.querySelector("svg")?.cloneNode(true) as JSX.Element) ?? <span />,
    shortcut: button.dataset["tooltipShortcut"],
    disabled: button.disabled,
    ...(pressed === null ? {} : { checked: pressed === "true" }),
    onSelect: () => button.click(),
  }
}

/** What a button is called: by its label, or by its words without what is only seen. */
function nameOf(button: HTMLButtonElement): string {
  const label = button.getAttribute("aria-label")
  if (label !== null) return label
  const copy = (button.querySelector(".button-label") ?? button).cloneNode(true) as Element
  for (const seen of copy.querySelectorAll("[aria-hidden=true]")) seen.remove()
  const read = [...copy.querySelectorAll(".visually-hidden")].map(words => {
    words.remove()
    return words.textContent
  })
  return [copy.textContent, ...read].join(" · ")
}
