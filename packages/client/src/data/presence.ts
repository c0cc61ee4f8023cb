import type { DocumentPath } from "@weft/model/schema/change"
import { LAST_INSTANT, type Instant } from "@weft/model/time/instant"
import { createSignal, type Accessor, type Setter } from "solid-js"

/** What somebody shows of what they are doing in a space. Never stored. */
export interface PeerState {
  readonly member: string
  readonly name: string
  /** Items that they have selected or opened. */
  readonly items: readonly string[]
  /** A card that is in their hand, and the column and neighbour over which it hovers. */
  readonly drag: PeerDrag | null
  /** A bar of a plan that is in their hand, and what it takes along. */
  readonly bars?: PeerBars | null
  /** The cell of a list that they are in. */
  readonly cell?: PeerCell | null
  /** Where they write in a text. */
  readonly caret?: PeerCaret | null
  /** What of the space they look at: a path within it with what follows the `?`. */
  readonly at?: string | null
  /** On the document of people: the space that they look at. */
  readonly space?: string | null
  readonly scroll?: PeerScroll | null
  /** The field of an item that they write in, other than a text with carets. */
  readonly typing?: PeerTyping | null
  /** The ballot of a planning session in which they have voted, as an item and a round. */
  readonly voted?: string | null
  /** Where they point on a plan while they lead a planning session. */
  readonly point?: PeerPoint | null
  /** They have not done anything for a while. */
  readonly idle?: boolean
}

/** How far a part of the screen is scrolled, in pixels; it is found by a class, and by its place among those that bear it. */
export interface PeerScroll {
  readonly part: string
  readonly index: number
  readonly top: number
  readonly left: number
}

/** Fields that are told to others while somebody writes in them: a reply is read outside, a comment in the team. */
const TYPING_FIELDS = ["title", "comment", "reply"] as const

export interface PeerTyping {
  readonly item: string
  readonly field: (typeof TYPING_FIELDS)[number]
}

/** A row of a plan and an instant in it: what is there is the same in every zoom. */
export interface PeerPoint {
  readonly item: string
  readonly at: Instant
}

/** The two ends of a selection in a text, as the editor names places; whoever draws them checks them. */
export interface PeerCaret {
  readonly anchor: unknown
  readonly head: unknown
}

export interface PeerCell {
  readonly item: string
  readonly column: string
}

export interface PeerDrag {
  readonly items: readonly string[]
  readonly column: string
  readonly lane: string
  readonly before: string | null
}

/** Where bars would lie if they were let go of: instants, the one in the hand first. */
export type PeerBars = readonly (readonly [item: string, start: number, finish: number])[]

export interface Peer extends PeerState {
  /** One per connection, so that a person with two tabs is two peers. */
  readonly peer: string
}

/** Who else is there, by document, and what this tab tells of itself. */
export class Presence {
  readonly #say: (path: DocumentPath, state: PeerState | null) => void
  /** What this tab shows: what it entered with, and what parts of the screen have told since. */
  readonly #own = new Map<DocumentPath, { entered: PeerState | null; parts: Partial<PeerState> }>()
  /** Documents of which something was told just now; `true` where more came since. */
  readonly #resting = new Map<DocumentPath, boolean>()
  readonly #peers = new Map<DocumentPath, [Accessor<readonly Peer[]>, Setter<readonly Peer[]>]>()

  constructor(say: (path: DocumentPath, state: PeerState | null) => void) {
    this.#say = say
  }

  /** The others on a document, in the order in which they came. */
  peers(path: DocumentPath): readonly Peer[] {
    return this.#at(path)[0]()
  }

  /** Tells the others what this tab does on a document; `null` on leaving. */
  show(path: DocumentPath, state: PeerState | null): void {
    // Parts stay when the screen is left: another screen of the same document may have told them already.
    const parts = this.#own.get(path)?.parts ?? {}
    this.#own.set(path, { entered: state, parts })
    this.#say(path, state === null ? null : { ...state, ...parts })
  }

  /**
   * Tells a part of what this tab does; the other parts stand. It is told once the tab has entered the document, and not
   * more often than others can follow.
   */
  tell(path: DocumentPath, part: Partial<PeerState>): void {
    const own = this.#own.get(path) ?? { entered: null, parts: {} }
    this.#own.set(path, { ...own, parts: { ...own.parts, ...part } })
    if (this.#resting.has(path)) this.#resting.set(path, true)
    else this.#sayOwn(path)
  }

  #sayOwn(path: DocumentPath): void {
    const own = this.#own.get(path)
    if (own === undefined || own.entered === null) return
    this.#say(path, { ...own.entered, ...own.parts })
    this.#resting.set(path, false)
    setTimeout(() => {
      const hasMore = this.#resting.get(path)
      this.#resting.delete(path)
      if (hasMore === true) this.#sayOwn(path)
    }, TELL_EVERY_MS)
  }

  heard(path: DocumentPath, peer: string, said: unknown): void {
    const state = readPeerState(said)
    const [, setPeers] = this.#at(path)
    setPeers(peers => {
      const others = peers.filter(other => other.peer !== peer)
      if (state === null) return others
      const index = peers.findIndex(other => other.peer === peer)
      return others.toSpliced(index < 0 ? others.length : index, 0, { ...state, peer })
    })
  }

  #at(path: DocumentPath): [Accessor<readonly Peer[]>, Setter<readonly Peer[]>] {
    const standing = this.#peers.get(path)
    if (standing !== undefined) return standing
    const made = createSignal<readonly Peer[]>([])
    this.#peers.set(path, made)
    return made
  }
}

/** The least time between two tellings, so that a drag is told at most 20 times a second. */
const TELL_EVERY_MS = 50

const MOST_ITEMS = 50

/** Reads what a peer said, which may be anything: what does not fit is as if they had left. */
function readPeerState(said: unknown): PeerState | null {
  if (typeof said !== "object" || said === null) return null
  const { member, name, items, drag, bars, cell, caret, at, space, scroll, typing, voted, point, idle } =
    said as Record<string, unknown>
  if (typeof member !== "string" || typeof name !== "string") return null
  return {
    member,
    name: name.slice(0, 100),
    items: texts(items),
    drag: readDrag(drag),
    bars: readBars(bars),
    cell: readCell(cell),
    caret: readCaret(caret),
    at: isPlace(at) ? at : null,
    space: typeof space === "string" && /^[0-9A-Za-z_-]{1,64}$/.test(space) ? space : null,
    scroll: readScroll(scroll),
    typing: readTyping(typing),
    voted: typeof voted === "string" ? voted.slice(0, 100) : null,
    point: readPoint(point),
    idle: idle === true,
  }
}

/** The longest place that is told, in letters: a presence is 2 KB, and a place without its filter leads as far. */
const MOST_PLACE = 400

/** Whether somebody may be followed there: a path within a space, and nothing that leads out of it. */
export function isPlace(said: unknown): said is string {
  return (
    typeof said === "string" &&
    said.length <= MOST_PLACE &&
    /^[a-z]{1,32}(\/[0-9A-Za-z_-]{1,64})?(\?[!-~]*)?$/.test(said) &&
    !said.includes("#")
  )
}

function readScroll(said: unknown): PeerScroll | null {
  if (typeof said !== "object" || said === null) return null
  const { part, index, top, left } = said as Record<string, unknown>
  if (typeof part !== "string" || !/^[a-z][a-z-]{0,40}$/.test(part)) return null
  const numbers = [index, top, left]
  if (!numbers.every(number => typeof number === "number" && Number.isSafeInteger(number) && number >= 0)) return null
  return { part, index: index as number, top: top as number, left: left as number }
}

function readTyping(said: unknown): PeerTyping | null {
  if (typeof said !== "object" || said === null) return null
  const { item, field } = said as Record<string, unknown>
  const known = TYPING_FIELDS.find(one => one === field)
  return typeof item === "string" && known !== undefined ? { item, field: known } : null
}

function readCaret(said: unknown): PeerCaret | null {
  if (typeof said !== "object" || said === null) return null
  const { anchor, head } = said as Record<string, unknown>
  return anchor === undefined || head === undefined ? null : { anchor, head }
}

function readCell(said: unknown): PeerCell | null {
  if (typeof said !== "object" || said === null) return null
  const { item, column } = said as Record<string, unknown>
  return typeof item === "string" && typeof column === "string" ? { item, column } : null
}

function readDrag(said: unknown): PeerDrag | null {
  if (typeof said !== "object" || said === null) return null
  const { items, column, lane, before } = said as Record<string, unknown>
  if (typeof column !== "string") return null
  return {
    items: texts(items),
    column,
    lane: typeof lane === "string" ? lane : "",
    before: typeof before === "string" ? before : null,
  }
}

function isInstant(said: unknown): said is Instant {
  return typeof said === "number" && Number.isSafeInteger(said) && said >= 0 && said <= LAST_INSTANT
}

function readPoint(said: unknown): PeerPoint | null {
  if (typeof said !== "object" || said === null) return null
  const { item, at } = said as Record<string, unknown>
  return typeof item === "string" && isInstant(at) ? { item: item.slice(0, 64), at } : null
}

/** As many bars of a drag are told; with their dates they stay well within the 2 KB of a presence. */
export const MOST_BARS = 16

function readBars(said: unknown): PeerBars | null {
  if (!Array.isArray(said) || said.length === 0) return null
  return (said as unknown[]).slice(0, MOST_BARS).flatMap((bar): PeerBars => {
    if (!Array.isArray(bar)) return []
    const [item, start, finish] = bar as unknown[]
    const isBar = typeof item === "string" && isInstant(start) && isInstant(finish) && start <= finish
    return isBar ? [[item.slice(0, 64), start, finish]] : []
  })
}

function texts(said: unknown): readonly string[] {
  return Array.isArray(said) ? said.filter((text): text is string => typeof text === "string").slice(0, MOST_ITEMS) : []
}
