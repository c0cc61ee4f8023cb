import type { ItemId } from "@weft/model/base/ids"
import { createSignal } from "solid-js"

const [offered, setOffered] = createSignal<{ readonly ticket: ItemId; readonly text: string } | null>(null)

/** Offers words to the reply on a ticket whose panel is open. */
export function offerWords(ticket: ItemId, text: string): void {
  setOffered({ ticket, text })
}

/** Whether words wait to be taken into the reply on a ticket. Followed. */
export function hasOfferedWords(ticket: ItemId): boolean {
  return offered()?.ticket === ticket
}

/** Takes the words that were offered, once; nothing where there are none. */
export function takeOfferedWords(ticket: ItemId): string | null {
  const standing = offered()
  if (standing?.ticket !== ticket) return null
  setOffered(null)
  return standing.text
}
