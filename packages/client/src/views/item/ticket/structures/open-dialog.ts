import type { ItemId } from "@weft/model/base/ids"
import { createSignal } from "solid-js"

/** What is asked about a ticket before it is done, and what the question was opened with. */
export type StructureDialog =
  | { readonly ask: "reply-to-all"; readonly solves: boolean }
  /** What only the requester of the ticket itself is told. */
  | { readonly ask: "tell"; readonly text: string }
  | { readonly ask: "approval" }
  | { readonly ask: "project" }
  | { readonly ask: "task" }
  | { readonly ask: "merge"; readonly into: ItemId }

const [opened, setOpened] = createSignal<{ readonly ticket: ItemId; readonly dialog: StructureDialog } | null>(null)

/** The question that is open about a ticket. Followed. */
export function dialogOf(ticket: ItemId): StructureDialog | null {
  const standing = opened()
  return standing?.ticket === ticket ? standing.dialog : null
}

/** Opens a question about a ticket whose panel is open, from its menu or by a command. */
export function openStructureDialog(ticket: ItemId, dialog: StructureDialog): void {
  setOpened({ ticket, dialog })
}

/** Lets the open question go, whichever ticket it is about. */
export function closeStructureDialog(): void {
  setOpened(null)
}
