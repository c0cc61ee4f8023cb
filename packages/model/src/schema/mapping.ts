import { isKeySegment } from "../base/ids.ts"

/** Which id stands for which where values of one space are read in another: states, types, labels, fields, options. */
export type Mapping = Readonly<Record<string, string>>

/** More entries than any set-up has; a longer one is nothing that this program wrote. */
const MOST_ENTRIES = 5000

export function parseMapping(raw: unknown): Mapping | null {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return null
  const entries = Object.entries(raw)
  const isSound =
    entries.length <= MOST_ENTRIES && entries.every(([, to]) => typeof to === "string" && isKeySegment(to))
  return isSound ? (raw as Mapping) : null
}

/** The way back. Where two ids became one, the first in byte order stands for both. */
export function reversed(mapping: Mapping): Mapping {
  const back: Record<string, string> = {}
  for (const from of Object.keys(mapping).sort()) back[mapping[from]!] ??= from
  return back
}

/** One mapping after another. */
export function composed(first: Mapping, second: Mapping): Mapping {
  const through = Object.fromEntries(Object.entries(first).map(([from, to]) => [from, second[to] ?? to]))
  return { ...second, ...through }
}
