/** Something that can be found by what it is called. */
export interface Findable {
  readonly id: string
  /** What it is called, as `foldName` gives it. */
  readonly name: string
  /** The key that people call it by, in lower case: `erp-12`; empty where it has none. */
  readonly key: string
}

/** A name as it is compared: without case, and without marks on letters. */
export function foldName(text: string): string {
  const lower = text.toLowerCase()
  return PLAIN.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "")
}

const PLAIN = /^[\0-\x7f]*$/

/** As many as are shown: nobody reads on, they type on. */
export const MOST_FOUND = 50

/** How much better the latest of what was chosen before stands than its equals; less than one way to match. */
const RECENT = 8

export interface Found<Entry> {
  readonly entry: Entry
  readonly score: number
}

/**
 * What a query finds, best first: by its key, by the beginning of its name, of a word, anywhere, by all words in any order,
 * and at last by letters that stand in it in this order. Of equals, what was chosen lately comes first, then the shorter.
 *
 * @param recent ids, the latest first
 */
export function findBest<Entry extends Findable>(
  entries: readonly Entry[],
  query: string,
  recent: readonly string[] = [],
  most: number = MOST_FOUND,
): readonly Found<Entry>[] {
  const phrase = foldName(query).trim().replace(/\s+/g, " ")
  if (phrase === "") return []
  const words = phrase.split(" ")
  const recency = new Map(recent.map((id, index) => [id, RECENT * (1 - index / recent.length)]))
  const best: Found<Entry>[] = []
  for (const entry of entries) {
    const match = scoreOf(entry, phrase, words)
    if (match === 0) continue
    const score = match + (recency.get(entry.id) ?? 0) - Math.min(entry.name.length, 400) / 400
    if (best.length === most && score <= best[most - 1]!.score) continue
    place(best, { entry, score }, most)
  }
  return best
}

/** Puts something where it stands in an order of at most so many, the best first. */
function place<Entry>(best: Found<Entry>[], found: Found<Entry>, most: number): void {
  let [low, high] = [0, best.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (best[middle]!.score >= found.score) low = middle + 1
    else high = middle
  }
  best.splice(low, 0, found)
  if (best.length > most) best.pop()
}

/** How well a name fits; 0 where it does not. Steps between the ways to fit are ten and more. */
function scoreOf({ name, key }: Findable, phrase: string, words: readonly string[]): number {
  if (key !== "" && key === phrase) return 120
  const at = name.indexOf(phrase)
  if (at === 0) return name.length === phrase.length ? 110 : 100
  if (at > 0) return isWordStart(name, at) ? 80 : 60
  if (key !== "" && key.startsWith(phrase)) return 70
  if (words.length > 1 && words.every(word => name.includes(word)))
    return words.every(word => startsWord(name, word)) ? 50 : 40
  return phrase.length < 2 ? 0 : scatteredScore(name, phrase)
}

/** How well the letters of a phrase stand in a name in their order, up to 30; more of them at beginnings of words is better. */
function scatteredScore(name: string, phrase: string): number {
  let [at, starts, together] = [-1, 0, 0]
  for (const letter of phrase) {
    if (letter === " ") continue
    const next = name.indexOf(letter, at + 1)
    if (next < 0) return 0
    if (isWordStart(name, next)) starts++
    else if (next === at + 1) together++
    at = next
  }
  const fit = (starts + together) / phrase.length
  // Letters that are strewn over a long name are there by chance.
  return fit < 0.6 ? 0 : 30 * fit
}

function startsWord(name: string, word: string): boolean {
  for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) if (isWordStart(name, at)) return true
  return false
}

function isWordStart(name: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1]!)
}
