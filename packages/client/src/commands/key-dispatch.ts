import { onCleanup, onMount } from "solid-js"
import { COMMAND_IDS, COMMANDS, type CommandId } from "./commands.ts"
import type { CommandRegistry } from "./registry.ts"

/** How long after the first press of a sequence the second one may come, ms. */
const SEQUENCE = 1_500

/** Runs commands by their keys, from anywhere but a field or a dialog; what a screen hears itself is left to it. */
export function createKeyDispatch(registry: CommandRegistry): void {
  let begun: { readonly press: string; readonly at: number } | null = null
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return
    const press = pressOf(event)
    if (isTyping(event.target) && press !== "mod+k") return
    if (document.querySelector("dialog[open]") !== null) return
    const sequence = begun !== null && event.timeStamp - begun.at < SEQUENCE ? `${begun.press} ${press}` : null
    begun = null
    const command = (sequence === null ? null : commandOf(sequence)) ?? commandOf(press)
    if (command !== null && registry.run(command)) event.preventDefault()
    else if (beginsSequence(press)) begun = { press, at: event.timeStamp }
  }
  onMount(() => window.addEventListener("keydown", listen))
  onCleanup(() => window.removeEventListener("keydown", listen))
}

/** A press as `COMMANDS` writes it. Shift is told only where the key does not say it itself. */
export function pressOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  const isModified = ctrlKey || metaKey
  const named = key.length === 1 && !isModified ? key : key.toLowerCase()
  return `${isModified ? "mod+" : ""}${isModified && shiftKey ? "shift+" : ""}${named}`
}

/** The command of the frame that a press or a sequence of two means; `null` for none. */
export function commandOf(press: string): CommandId | null {
  return (
    COMMAND_IDS.find(id => {
      const { heardBy, keys } = COMMANDS[id]
      return heardBy === "frame" && (keys as readonly string[]).includes(press)
    }) ?? null
  )
}

function beginsSequence(press: string): boolean {
  return COMMAND_IDS.some(id => COMMANDS[id].keys.some(keys => keys.startsWith(`${press} `)))
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]") !== null
  )
}
