import { foldText } from "../base/fold-text.ts"
import type { Named } from "./filter-values.ts"

/** All that are called by a name, as people compare names. Two rows may have the same one. */
export function calledBy(name: string, rows: readonly Named[]): readonly Named[] {
  const wanted = foldText(name)
  const exact = rows.filter(row => row.name.toLowerCase() === name.toLowerCase())
  return exact.length > 0 ? exact : rows.filter(row => foldText(row.name) === wanted)
}

/**
 * What a row is called so that its name leads back to it and to no other; `null` where there is no such name.
 */
export function ownNameOf(id: string, rows: readonly Named[]): string | null {
  const row = rows.find(one => one.id === id)
  if (row === undefined || row.name.trim() === "" || /\s\s|^\s|\s$|[\n\t]/.test(row.name)) return null
  const called = calledBy(row.name, rows)
  return called.length === 1 && called[0]!.id === id ? row.name : null
}

/** The name nearest to what was written, where somebody may have meant it; `null` where none is near. */
export function nearestName(written: string, names: readonly string[]): string | null {
  const wanted = foldText(written)
  let best: { readonly name: string; readonly distance: number } | null = null
  for (const name of names) {
    const folded = foldText(name)
    const distance = folded.startsWith(wanted) && wanted.length > 1 ? 0.5 : editsBetween(wanted, folded)
    const near = Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3))
    if (distance <= near && (best === null || distance < best.distance)) best = { name, distance }
  }
  return best?.name ?? null
}

/** How many letters are put in, left out, changed or swapped with their neighbour between two words. */
function editsBetween(left: string, right: string): number {
  let [earlier, before]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= left.length; row++) {
    const now = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      let least = Math.min(before[column]! + 1, now[column - 1]! + 1, before[column - 1]! + (same ? 0 : 1))
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (swapped) least = Math.min(least, earlier[column - 2]! + 1)
      now.push(least)
    }
    ;[earlier, before] = [before, now]
  }
  return before[right.length]!
}
