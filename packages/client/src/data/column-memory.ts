import { headsText, type Table } from "@weft/model/exchange/table/table"
import {
  keptMapping,
  mappingFrom,
  type GuessedMapping,
  type KeptMapping,
  type TableMapping,
} from "@weft/model/exchange/table/mapping"

type Box = Pick<Storage, "getItem" | "setItem">

const KEY = "weft-import-columns"

/** The most sets of columns that are remembered; the oldest goes. */
const MOST_SETS = 40

type Sets = readonly (readonly [heads: string, kept: KeptMapping])[]

/** The mapping that was chosen on this device for a table with these columns, else the guess. */
export function recalledMapping(storage: Box, table: Table, guess: GuessedMapping): TableMapping {
  const kept = setsIn(storage).find(([heads]) => heads === headsText(table))?.[1]
  return kept === undefined ? guess : mappingFrom(kept, table, guess)
}

/** Remembers what was chosen for these columns. A full or closed storage only costs the memory of it. */
export function rememberMapping(storage: Box, table: Table, mapping: TableMapping): void {
  const heads = headsText(table)
  const others = setsIn(storage).filter(([known]) => known !== heads)
  try {
    storage.setItem(KEY, JSON.stringify([...others, [heads, keptMapping(table, mapping)]].slice(-MOST_SETS)))
  } catch {
    // The next file with these columns is guessed again.
  }
}

function setsIn(storage: Box): Sets {
  try {
    const sets = JSON.parse(storage.getItem(KEY) ?? "[]") as unknown
    return Array.isArray(sets) ? (sets.filter(isSet) as Sets) : []
  } catch {
    return []
  }
}

function isSet(set: unknown): boolean {
  if (!Array.isArray(set) || typeof set[0] !== "string") return false
  const kept = set[1] as Partial<KeptMapping> | null
  const isOrdered = kept?.order === "dmy" || kept?.order === "mdy"
  return (
    isOrdered && (kept.decimal === "." || kept.decimal === ",") && typeof kept.uses === "object" && kept.uses !== null
  )
}
