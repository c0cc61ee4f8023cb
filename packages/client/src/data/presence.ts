import type { DocumentPath } from "@weft/model/schema/change"
import { createSignal, type Accessor, type Setter } from "solid-js"

/** What somebody shows of what they are doing in a space. Never stored. */
export interface PeerState {
  readonly member: string
  readonly name: string
  /** Items that they have selected or opened. */
  readonly items: readonly string[]
  /** A card that is in their hand, and the column and neighbour over which it hovers. */
  readonly drag: PeerDrag | null
  /** The cell of a list that they are in. */
  readonly cell?: PeerCell | null
  /** Where they write in a text. */
  readonly caret?: PeerCaret | null
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

export interface Peer extends PeerState {
  /** One per connection, so that a person with two tabs is two peers. */
  readonly peer: string
}

/** Who else is there, by document, and what this tab tells of itself. */
export class Presence {
  readonly #say: (path: DocumentPath, state: PeerState | null) => void
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
    this.#say(path, state)
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

const MOST_ITEMS = 50

/** Reads what a peer said, which may be anything: what does not fit is as if they had left. */
function readPeerState(said: unknown): PeerState | null {
  if (typeof said !== "object" || said === null) return null
  const { member, name, items, drag, cell, caret } = said as Record<string, unknown>
  if (typeof member !== "string" || typeof name !== "string") return null
  return {
    member,
    name: name.slice(0, 100),
    items: texts(items),
    drag: readDrag(drag),
    cell: readCell(cell),
    caret: readCaret(caret),
  }
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

function texts(said: unknown): readonly string[] {
  return Array.isArray(said) ? said.filter((text): text is string => typeof text === "string").slice(0, MOST_ITEMS) : []
}
