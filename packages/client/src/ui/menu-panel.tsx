import { For, onMount, Show, type JSX } from "solid-js"
import { Icon, IconOrGlyph } from "./icon.tsx"
import { checkIcon } from "./icons.ts"
import { ariaShortcut, Kbd } from "./kbd.tsx"
import type { MenuAction, MenuEntry } from "./menu.tsx"
import "./menu.css"

export interface MenuPanelProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly onClose: () => void
}

/** How long a row's name may be typed before typing starts anew. */
const TYPING_PAUSE_MS = 600

/** The inside of a menu: arrow keys, Home, End and the first letters of a name move; Enter and Space choose. */
export function MenuPanel(props: MenuPanelProps): JSX.Element {
  let menu!: HTMLDivElement
  let typed = ""
  let typedAt = 0

  const rows = () => [...menu.querySelectorAll<HTMLElement>("[role^='menuitem']:not([aria-disabled])")]
  const focusRow = (row: HTMLElement | undefined) => row?.focus()

  onMount(() => focusRow(menu.querySelector<HTMLElement>("[aria-checked='true']") ?? rows()[0]))

  const typeAhead = (event: KeyboardEvent, all: readonly HTMLElement[], index: number) => {
    typed = event.timeStamp - typedAt > TYPING_PAUSE_MS ? event.key : typed + event.key
    typedAt = event.timeStamp
    const from = typed.length === 1 ? index + 1 : index
    const inOrder = [...all.slice(from), ...all.slice(0, from)]
    focusRow(inOrder.find(row => row.textContent?.toLowerCase().startsWith(typed.toLowerCase())))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const all = rows()
    const index = all.indexOf(document.activeElement as HTMLElement)
    const moves: Record<string, HTMLElement | undefined> = {
      ArrowDown: all[(index + 1) % all.length],
      ArrowUp: all[(index - 1 + all.length) % all.length],
      Home: all[0],
      End: all.at(-1),
    }
    if (event.key in moves) focusRow(moves[event.key])
    else if (event.key === "Tab") props.onClose()
    else if (event.key.length === 1 && event.key !== " " && !event.metaKey && !event.ctrlKey && !event.altKey)
      typeAhead(event, all, index)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const choose = (action: MenuAction) => {
    if (action.disabled) return
    if (!action.staysOpen) props.onClose()
    action.onSelect()
  }

  return (
    <div ref={menu} class="menu" role="menu" aria-label={props.label} tabIndex={-1} onKeyDown={onKeyDown}>
      <For each={props.entries}>
        {entry => {
          if (entry.kind === "separator") return <div class="menu-separator" role="separator" />
          if (entry.kind === "heading") return <div class="menu-heading">{entry.label}</div>
          return <MenuRow action={entry} onChoose={() => choose(entry)} />
        }}
      </For>
    </div>
  )
}

function MenuRow(props: { readonly action: MenuAction; readonly onChoose: () => void }): JSX.Element {
  const role = () => {
    if (props.action.checked === undefined) return "menuitem"
    return props.action.exclusive ? "menuitemradio" : "menuitemcheckbox"
  }
  return (
    <button
      type="button"
      class="menu-row"
      role={role()}
      tabIndex={-1}
      aria-checked={props.action.checked}
      aria-disabled={props.action.disabled || undefined}
      aria-keyshortcuts={props.action.shortcut && ariaShortcut(props.action.shortcut)}
      data-danger={props.action.danger ? "" : undefined}
      onPointerMove={event => {
        if (event.pointerType === "mouse" && document.activeElement !== event.currentTarget) event.currentTarget.focus()
      }}
      onClick={() => props.onChoose()}
    >
      <span class="menu-icon">
        <IconOrGlyph icon={props.action.icon} glyph={props.action.glyph} />
      </span>
      <span class="menu-label">{props.action.label}</span>
      <Show when={props.action.checked}>
        <Icon icon={checkIcon} />
      </Show>
      <Show when={props.action.shortcut}>{shortcut => <Kbd keys={shortcut()} />}</Show>
    </button>
  )
}
