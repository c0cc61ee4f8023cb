import type { JSX } from "solid-js"

/** The text of an icon's file, as `icons.ts` exports it. */
export type IconShape = string

/** One row that a person can choose from a list. */
export interface Option {
  readonly id: string
  readonly label: string
  /** Said after the label in a quieter colour, such as a key or a space. */
  readonly hint?: string | undefined
  /** Words that it was found by, said after the label, with those that were looked for told apart. */
  readonly context?: readonly { readonly text: string; readonly isFound: boolean }[] | undefined
  readonly icon?: IconShape | undefined
  /** Draws a glyph or an avatar instead of an icon. */
  readonly glyph?: (() => JSX.Element) | undefined
  /** Options of the same group stand together under its name, in the order given. */
  readonly group?: string | undefined
  /** Further words that find it. */
  readonly keywords?: string | undefined
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
}

/** Most rows that a filtered list shows: nobody reads on, they type on. */
export const BEST_OPTIONS = 50

/** Returns the text as it is compared: lower case, without accents. */
export function foldText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
}

/**
 * Returns the options that hold the query, best first: whose name begins with it, then a word of it, then anywhere,
 * then in hint or keywords. All words of the query must be found. Equals keep their order.
 */
export function bestOptions<Choice extends Option>(
  options: readonly Choice[],
  query: string,
  most: number = BEST_OPTIONS,
): readonly Choice[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return options
  const phrase = words.join(" ")
  const ranked: { readonly option: Choice; readonly rank: number }[] = []
  for (const option of options) {
    const rank = rankOf(option, phrase, words)
    if (rank !== undefined) ranked.push({ option, rank })
  }
  return ranked
    .sort((left, right) => left.rank - right.rank)
    .slice(0, most)
    .map(({ option }) => option)
}

function rankOf(option: Option, phrase: string, words: readonly string[]): number | undefined {
  const name = foldText(option.label)
  if (name === phrase) return 0
  if (name.startsWith(phrase)) return 1
  if (words.every(word => (" " + name).includes(" " + word))) return 2
  if (words.every(word => name.includes(word))) return 3
  const rest = `${name} ${foldText(option.hint ?? "")} ${foldText(option.keywords ?? "")}`
  return words.every(word => rest.includes(word)) ? 4 : undefined
}
