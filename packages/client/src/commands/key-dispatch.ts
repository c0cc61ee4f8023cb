import { onCleanup, onMount } from "solid-js"
import { COMMAND_IDS, COMMANDS, type CommandId } from "./commands.ts"
import type { CommandHost } from "./command-host.ts"

/** How long after the first press of a sequence the second one may come, ms. */
const SEQUENCE = 1_500

/** Runs commands by their keys, from anywhere but a field or a dialog; what a screen hears itself is left to it. */
export function createKeyDispatch(host: CommandHost): void {
  let begun: { readonly press: string; readonly at: number } | null = null
  const isOurs = (event: KeyboardEvent) =>
    !event.defaultPrevented && !event.isComposing && !event.altKey && !event.repeat
  /** The second press of a sequence is heard before any screen takes it for one of its own. */
  const listenFirst = (event: KeyboardEvent) => {
    const first = begun
    begun = null
    if (first === null || event.timeStamp - first.at > SEQUENCE || !isOurs(event) || isElsewhere(event)) return
    const command = commandOf(`${first.press} ${pressOf(event)}`)
    if (command === null || !host.run(command)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const listen = (event: KeyboardEvent) => {
    if (!isOurs(event) || isElsewhere(event)) return
    const press = pressOf(event)
    const command = commandOf(press)
    if (command !== null && host.run(command)) event.preventDefault()
    else if (beginsSequence(press)) begun = { press, at: event.timeStamp }
  }
  onMount(() => {
    window.addEventListener("keydown", listenFirst, { capture: true })
    window.addEventListener("keydown", listen)
  })
  onCleanup(() => {
    window.removeEventListener("keydown", listenFirst, { capture: true })
    window.removeEventListener("keydown", listen)
  })
}

/** Whether a press is about a dialog or a text that is being written, which only the palette takes it from. */
function isElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) return true
  return isTyping(event.target) && pressOf(event) !== "mod+k"
}

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">

/** A press as `COMMANDS` writes it. Shift is told of letters and named keys; a sign such as `?` says it itself. */
export function pressOf({ key, ctrlKey, metaKey, shiftKey }: Press): string {
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  return `${ctrlKey || metaKey ? "mod+" : ""}${shiftKey && !isSign ? "shift+" : ""}${key.toLowerCase()}`
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
