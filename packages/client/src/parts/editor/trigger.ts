import type { EditorState } from "@tiptap/pm/state"

/** What is being looked for by typing: a person, an item, words to put there, or a block to make. */
export type Sought = "person" | "item" | "snippet" | "block"

export interface Trigger {
  readonly sought: Sought
  readonly query: string
  /** From the sign that began it up to the caret. */
  readonly from: number
  readonly to: number
}

const SIGNS: Readonly<Record<string, Sought>> = { "@": "person", "#": "item", "::": "snippet", "/": "block" }
/** A sign at the start of a line or after a space or bracket, and what was typed behind it. */
const TYPED = /(?:^|[\s(])(::|[@#/])([^\s@#/]{0,40})$/u

/** What the letters before the caret ask for; null where they ask for nothing. */
export function triggerAt(state: EditorState): Trigger | null {
  const { selection } = state
  const { $from } = selection
  if (!selection.empty || !$from.parent.isTextblock || $from.parent.type.spec.code === true) return null
  if ((state.storedMarks ?? $from.marks()).some(mark => mark.type.name === "code")) return null
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 50), $from.parentOffset, undefined, "\ufffc")
  const [, sign, query] = TYPED.exec(before) ?? []
  if (sign === undefined || query === undefined) return null
  return { sought: SIGNS[sign]!, query, from: selection.from - query.length - sign.length, to: selection.from }
}
