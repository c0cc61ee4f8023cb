import type { Accessor, JSX } from "solid-js"

/** An item as a link to it shows it. */
export interface ShownItem {
  readonly key: string
  readonly title: string
  readonly isDone: boolean
  /** Where it is, of an item in another space; one of the same space opens beside the view. */
  readonly href?: string
  /** Its status, drawn. */
  readonly glyph: () => JSX.Element
}

/** Something that can be referred to, in a list of suggestions. */
export interface Suggested {
  readonly id: string
  /** What is written with the reference, for whoever does not know the id. */
  readonly label: string
  readonly hint?: string
  readonly glyph?: () => JSX.Element
}

/** How prose knows what its references stand for now. */
export interface References {
  readonly me: string
  /** Followed. */
  readonly memberName: (id: string) => string | undefined
  /** Follows an item until the surrounding root is gone; `undefined` for one that is not known here. */
  readonly createItem: (id: () => string) => Accessor<ShownItem | undefined>
  /** An item's key and title as they are now. */
  readonly itemText: (id: string) => string | undefined
  readonly openItem: (id: string) => void
  readonly attachment: (id: string, label: string) => JSX.Element
  readonly findPeople: (query: string) => readonly Suggested[]
  readonly findItems: (query: string) => readonly Suggested[]
}
