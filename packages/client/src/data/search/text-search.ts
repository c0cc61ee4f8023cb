import type { DocumentPath } from "@weft/model/schema/change"
import type { FoundText, SearchedTexts } from "./found-text.ts"
import type { TextHit, TextIndex } from "./text-index.ts"
import { contextOf } from "./text-words.ts"

/** So many texts are read at once; what people type is taken in between. */
const READ_AT_ONCE = 40

/** How many items are answered; nobody reads on, they type on. */
const MOST_FOUND = 12

/** How many letters are indexed of one text, and of all: one takes about five bytes of memory. */
const MOST_OF_ONE = 50_000
const MOST_IN_ALL = 12 * 1024 * 1024

export interface TextSearchOptions {
  /** The documents of text that are on this device. */
  readonly known: () => Iterable<DocumentPath>
  /** What documents say in plain text; those that are not here any more are left out. */
  readonly read: (paths: readonly DocumentPath[]) => Promise<ReadonlyMap<DocumentPath, string>>
  /** The part that searches is loaded when somebody first does. */
  readonly load: () => Promise<TextIndex>
  /** Lets everything else have its turn. */
  readonly pause: () => Promise<void>
}

/**
 * Finds words in the descriptions and comments on this device.
 *
 * Nothing is read before somebody searches, since most never do and an index weighs more than its texts. It is not kept
 * across starts: reading the texts again takes less than writing the whole index whenever one of them changes.
 */
export class TextSearch {
  readonly #options: TextSearchOptions
  #index: Promise<TextIndex> | null = null
  /** Texts that have changed since they were read, or were never read. */
  readonly #waiting = new Set<DocumentPath>()
  readonly #leftOut = new Set<DocumentPath>()
  /** How many texts are being read right now; they wait no more, and are not in the index yet. */
  #underWay = 0
  #isReading = false

  constructor(options: TextSearchOptions) {
    this.#options = options
  }

  /** A document has changed, or is here now. */
  changed(path: DocumentPath): void {
    if (this.#index === null || !isText(path)) return
    this.#waiting.add(path)
    void this.#readAll()
  }

  /** A document has left this device: nothing of it is found any more. */
  gone(path: DocumentPath): void {
    this.#waiting.delete(path)
    this.#leftOut.delete(path)
    void this.#index?.then(index => index.remove(path))
  }

  /** What is found in the texts that have been read by now; an empty query begins to read them. */
  async search(query: string): Promise<SearchedTexts> {
    const index = await this.#begun()
    const hits = query.trim() === "" ? [] : likeliest(index.search(query))
    const texts = await this.#options.read(hits.map(({ path }) => path))
    const found = hits.flatMap(hit => foundIn(hit, texts.get(hit.path)))
    return { found, searched: index.amount, waiting: this.#waiting.size + this.#underWay, leftOut: this.#leftOut.size }
  }

  #begun(): Promise<TextIndex> {
    if (this.#index !== null) return this.#index
    for (const path of this.#options.known()) if (isText(path)) this.#waiting.add(path)
    const loading = this.#options.load()
    this.#index = loading
    // Whoever asks next tries again.
    loading.then(
      () => void this.#readAll(),
      () => (this.#index = null),
    )
    return loading
  }

  async #readAll(): Promise<void> {
    const index = await this.#index
    if (this.#isReading || index === null) return
    this.#isReading = true
    try {
      while (this.#waiting.size > 0) {
        const paths = firstOf(this.#waiting, READ_AT_ONCE)
        this.#underWay = paths.length
        for (const path of paths) this.#waiting.delete(path)
        const texts = await this.#options.read(paths)
        for (const path of paths) this.#take(index, path, texts.get(path) ?? "")
        this.#underWay = 0
        await this.#options.pause()
      }
    } finally {
      this.#underWay = 0
      this.#isReading = false
    }
  }

  #take(index: TextIndex, path: DocumentPath, text: string): void {
    const hasRoom = index.size < MOST_IN_ALL
    index.put(path, hasRoom ? text.slice(0, MOST_OF_ONE) : "")
    if (text.length > MOST_OF_ONE || (!hasRoom && text !== "")) this.#leftOut.add(path)
    else this.#leftOut.delete(path)
  }
}

function firstOf(paths: Iterable<DocumentPath>, amount: number): DocumentPath[] {
  const first: DocumentPath[] = []
  for (const path of paths) if (first.push(path) === amount) break
  return first
}

function isText(path: DocumentPath): boolean {
  return path.startsWith("text/") || path.startsWith("comments/")
}

/** The first of each item. */
function likeliest(hits: readonly TextHit[]): readonly TextHit[] {
  const items = new Map<string, TextHit>()
  for (const hit of hits) {
    const item = hit.path.slice(hit.path.indexOf("/"))
    if (!items.has(item)) items.set(item, hit)
    if (items.size === MOST_FOUND) break
  }
  return [...items.values()]
}

function foundIn({ path, words }: TextHit, text: string | undefined): readonly FoundText[] {
  const [kind, space, item] = path.split("/")
  if (text === undefined || space === undefined || item === undefined) return []
  const context = contextOf(text, new Set(words))
  return [{ path, space, item, of: kind === "text" ? "description" : "comments", context }]
}
