import { createSignal, type Accessor } from "solid-js"

/** How cards of a board may stand for one person; `hand` is the order that everybody shares. */
export const CARD_SORTS = ["hand", "due", "priority", "title", "newest"] as const
export type CardSort = (typeof CARD_SORTS)[number]

/** What one person chose for a board on this device; others do not see it. */
export interface BoardMemory {
  /** Keys of folded columns. */
  readonly foldedColumns: Accessor<ReadonlySet<string>>
  readonly foldColumn: (key: string, folded: boolean) => void
  readonly foldedLanes: Accessor<ReadonlySet<string>>
  readonly foldLane: (key: string, folded: boolean) => void
  readonly sort: Accessor<CardSort>
  readonly setSort: (sort: CardSort) => void
}

interface Stored {
  readonly columns: readonly string[]
  readonly lanes: readonly string[]
  readonly sort: CardSort
}

/** What is remembered of a board. A full or closed storage only costs the memory of it. */
export function createBoardMemory(storage: Pick<Storage, "getItem" | "setItem">, board: string): BoardMemory {
  const key = `weft-board-${board}`
  const [stored, setStored] = createSignal(read(storage, key))
  const keep = (change: Partial<Stored>): void => {
    const next = { ...stored(), ...change }
    setStored(next)
    try {
      storage.setItem(key, JSON.stringify(next))
    } catch {
      // It holds until the page is left.
    }
  }
  const toggled = (keys: readonly string[], one: string, inside: boolean): readonly string[] => {
    const others = keys.filter(other => other !== one)
    return inside ? [...others, one] : others
  }
  return {
    foldedColumns: () => new Set(stored().columns),
    foldColumn: (one, folded) => keep({ columns: toggled(stored().columns, one, folded) }),
    foldedLanes: () => new Set(stored().lanes),
    foldLane: (one, folded) => keep({ lanes: toggled(stored().lanes, one, folded) }),
    sort: () => stored().sort,
    setSort: sort => keep({ sort }),
  }
}

const NOTHING: Stored = { columns: [], lanes: [], sort: "hand" }

function read(storage: Pick<Storage, "getItem">, key: string): Stored {
  try {
    const value = JSON.parse(storage.getItem(key) ?? "null") as Partial<Record<keyof Stored, unknown>> | null
    return {
      columns: texts(value?.columns),
      lanes: texts(value?.lanes),
      sort: CARD_SORTS.find(sort => sort === value?.sort) ?? "hand",
    }
  } catch {
    return NOTHING
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === "string") : []
}
