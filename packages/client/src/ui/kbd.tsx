import { For, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import "./kbd.css"

export interface KbdProps {
  /**
   * Keys that go together joined by "+", keys that follow each other parted by a space: "mod+k", "shift+a", "g i".
   * "mod" is ⌘ on Apple's keyboards and Ctrl on others.
   */
  readonly keys: string
}

/** A shortcut as the keys that a person presses, one box for each press. */
export function Kbd(props: KbdProps): JSX.Element {
  return (
    <span class="kbd-keys">
      <For each={readableKeys(props.keys)}>{press => <kbd class="kbd">{press}</kbd>}</For>
    </span>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

const APPLE_SIGNS: Record<string, string> = {
  mod: "⌘",
  ctrl: "⌃",
  alt: "⌥",
  shift: "⇧",
  enter: "↵",
  backspace: "⌫",
  delete: "⌦",
}
const ARROWS: Record<string, string> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  up: "↑",
  down: "↓",
}

/** Returns one readable text for each press of a shortcut, with the names that this keyboard bears. */
function readableKeys(keys: string): readonly string[] {
  return keys.split(" ").map(press =>
    keysOf(press)
      .map(readableKey)
      .join(isApple ? "" : " "),
  )
}

/** The keys of a press. What follows a "+", or stands first, is a key also if it is the plus itself. */
function keysOf(press: string): readonly string[] {
  return press.match(/\+$|[^+]+/g) ?? []
}

function readableKey(key: string): string {
  const name = key.toLowerCase()
  const words = t().keys
  const written: Record<string, string> = {
    mod: words.control,
    ctrl: words.control,
    alt: words.alt,
    shift: words.shift,
    enter: "↵",
    escape: words.escape,
    esc: words.escape,
    delete: words.delete,
    backspace: words.backspace,
    space: words.space,
    tab: words.tab,
  }
  return (isApple ? APPLE_SIGNS[name] : undefined) ?? ARROWS[name] ?? written[name] ?? key.toUpperCase()
}

/** Returns the value of `aria-keyshortcuts` for a shortcut. */
export function ariaShortcut(keys: string): string {
  const NAMES: Record<string, string> = {
    mod: isApple ? "Meta" : "Control",
    ctrl: "Control",
    alt: "Alt",
    shift: "Shift",
  }
  return keys
    .split(" ")
    .map(press =>
      keysOf(press)
        .map(key => NAMES[key.toLowerCase()] ?? key.toUpperCase())
        .join("+"),
    )
    .join(" ")
}
