import { createSignal, type Accessor } from "solid-js"
import { openDraft } from "../../data/drafts.ts"

/** What somebody edits and did not publish: it stays on this device, through a reload, until it is let go. */
export interface KeptDraft<Content> {
  /** Nothing where nothing is edited. Followed. */
  readonly content: Accessor<Content | null>
  /** Edits it; null lets it go. */
  readonly edit: (content: Content | null) => void
}

/** A draft under a name; what was kept is read with `read`, which answers null for what does not fit. */
export function createKeptDraft<Content>(name: string, read: (raw: unknown) => Content | null): KeptDraft<Content> {
  const draft = openDraft(localStorage, name)
  const [content, setContent] = createSignal<Content | null>(read(draft.kept()))
  return {
    content,
    edit(next) {
      setContent(() => next)
      draft.keep(next)
    },
  }
}
