import type { KindName, Rows } from "@weft/model/schema/kinds"
import { createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import type { LiveRow } from "./row.ts"
import type { LiveTables } from "./tables.ts"

/** Which rows of a kind are wanted, and in which order. */
export interface Wanted<R> {
  readonly live: LiveTables
  readonly matches: (row: R) => boolean
  readonly compare: (left: R, right: R) => number
}

/**
 * The few rows of a large table that matter to one part of the screen, such as the sub-items of an item. The table is
 * searched once; after that only what changes is looked at, and who reads is woken only if the answer is another.
 *
 * `wanted` is followed: with another answer the search begins anew.
 */
export function createRowsWhere<K extends KindName>(
  kind: K,
  wanted: () => Wanted<Rows[K]>,
): Accessor<readonly Rows[K][]> {
  const found = createMemo(() => {
    const { live, matches, compare } = wanted()
    const rows = new Map<string, Rows[K]>()
    for (const row of live.plain[kind].values() as Iterable<Rows[K]>) if (matches(row)) rows.set(row.id, row)
    const inOrder = (): readonly Rows[K][] => [...rows.values()].sort(compare)
    const [answer, setAnswer] = createSignal(inOrder())
    const stop = live.observe(kind, changed => {
      let touched = false
      for (const [id, row] of changed as ReadonlyMap<string, Rows[K] | undefined>) {
        if (row !== undefined && matches(row)) rows.set(id, row)
        else if (!rows.delete(id)) continue
        touched = true
      }
      if (touched) setAnswer(inOrder())
    })
    onCleanup(stop)
    return answer
  })
  return () => found()()
}

/** A row for the screen whose coming and going is followed too; `undefined` while it is not there. */
export function createRow<K extends KindName>(
  kind: K,
  of: () => { readonly live: LiveTables; readonly id: string },
): Accessor<LiveRow<Rows[K]> | undefined> {
  const found = createMemo(() => {
    const { live, id } = of()
    const [row, setRow] = createSignal(live.row(kind, id))
    onCleanup(
      live.observe(kind, changed => {
        if (changed.has(id)) setRow(() => live.row(kind, id))
      }),
    )
    return row
  })
  return () => found()()
}
