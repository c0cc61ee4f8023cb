import { ContactBook } from "@weft/model/service/contact-book"
import { createMemo, createRoot, type Accessor } from "solid-js"
import type { Workspace } from "../../data/workspace.ts"

const books = new WeakMap<Workspace, Accessor<ContactBook>>()

/** Who asks for service in a workspace, read once for all that show them; empty to whoever may not read it. Followed. */
export function contactBook(workspace: Workspace): ContactBook {
  const standing = books.get(workspace)
  if (standing !== undefined) return standing()
  // It lives as long as the workspace does, whichever screen asked first.
  const book = createRoot(() =>
    createMemo(() => {
      const live = workspace.withContacts()
      return new ContactBook({ contacts: live.table("contacts"), organisations: live.table("organisations") })
    }),
  )
  books.set(workspace, book)
  return book()
}

/** Whether somebody may see who asks for service. Followed. */
export function mayReadContacts(workspace: Workspace): boolean {
  return workspace.right("contacts") !== "none"
}
