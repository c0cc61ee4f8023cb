import type { DocumentPath } from "@weft/model/schema/change"

/** Letters of a text, and whether they are what was looked for. */
export interface ContextRun {
  readonly text: string
  readonly isFound: boolean
}

/** A description or the comments of an item in which something was found. */
export interface FoundText {
  readonly path: DocumentPath
  readonly space: string
  readonly item: string
  readonly of: "description" | "comments"
  /** The line around the first of what was found. */
  readonly context: readonly ContextRun[]
}

/** What was found in the texts of this device, the likeliest first, and how much of them was looked at. */
export interface SearchedTexts {
  readonly found: readonly FoundText[]
  /** Texts that were searched. */
  readonly searched: number
  /** Texts of this device that are still to be read: asked again later, the answer has them. */
  readonly waiting: number
  /** Texts of this device for which there was no room. */
  readonly leftOut: number
}
