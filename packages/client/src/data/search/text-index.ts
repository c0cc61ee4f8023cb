import MiniSearch from "minisearch"
import type { DocumentPath } from "@weft/model/schema/change"
import { foldedWord, wordsIn } from "./text-words.ts"

/** Shorter words have too many neighbours: a typing error in them is not forgiven. */
const FORGIVEN_FROM = 5

/** How much of a word may be wrong, as a part of its letters, and how many letters at most. */
const FORGIVEN_PART = 0.2
const MOST_FORGIVEN = 2

/** A text in which words were found, with those of its words that they are, folded. */
export interface TextHit {
  readonly path: DocumentPath
  readonly words: readonly string[]
}

/** Which words stand in which texts; the texts themselves are not kept. */
export class TextIndex {
  readonly #index = new MiniSearch<{ id: DocumentPath; text: string }>({
    fields: ["text"],
    tokenize: wordsIn,
    processTerm: foldedWord,
    searchOptions: {
      combineWith: "AND",
      prefix: term => term.length > 1,
      fuzzy: term => (term.length < FORGIVEN_FROM ? false : FORGIVEN_PART),
      maxFuzzy: MOST_FORGIVEN,
    },
  })
  readonly #letters = new Map<DocumentPath, number>()
  #size = 0

  /** How many texts are in it. */
  get amount(): number {
    return this.#letters.size
  }

  /** How many letters all its texts have, which is what its memory goes by. */
  get size(): number {
    return this.#size
  }

  /** Takes a text in, in place of what it said before; one without a word is not kept. */
  put(path: DocumentPath, text: string): void {
    this.remove(path)
    if (text.trim() === "") return
    this.#index.add({ id: path, text })
    this.#letters.set(path, text.length)
    this.#size += text.length
  }

  remove(path: DocumentPath): void {
    const letters = this.#letters.get(path)
    if (letters === undefined) return
    this.#index.discard(path)
    this.#letters.delete(path)
    this.#size -= letters
  }

  /**
   * The texts in which every word stands or one that begins so, the likeliest first. Words of five letters and more are
   * found with a typing error in them, those of eight and more with two.
   */
  search(query: string): readonly TextHit[] {
    return this.#index.search(query).map(({ id, match }) => ({ path: id as DocumentPath, words: Object.keys(match) }))
  }
}
