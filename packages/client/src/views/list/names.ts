import { compareRanked, compareText } from "@weft/model/base/rank"
import { foldText } from "../../ui/option.ts"
import { problem, type Problems, type Reading } from "./column.ts"

interface Named {
  readonly id: string
  readonly name: string
}

/** The one of some that is called so, accents and capitals aside; else why not. */
export function namedOne(
  all: readonly Named[],
  text: string,
  problems: Problems,
): { readonly id: string } | { readonly problem: string } {
  const wanted = foldText(text.trim())
  const found = all.filter(({ name }) => foldText(name) === wanted)
  if (found.length === 1) return { id: found[0]!.id }
  return { problem: found.length === 0 ? problems.unknown(text.trim()) : problems.several(text.trim()) }
}

/** The ids of several names in one cell, parted by commas, semicolons or line ends; names may hold commas themselves. */
export function namedSeveral(
  all: readonly Named[],
  text: string,
  problems: Problems,
): { readonly ids: readonly string[] } | { readonly problem: string } {
  if (text.trim() === "") return { ids: [] }
  const whole = namedOne(all, text, problems)
  if ("id" in whole) return { ids: [whole.id] }
  const ids: string[] = []
  for (const part of text.split(/[,;\n]/)) {
    if (part.trim() === "") continue
    const one = namedOne(all, part, problems)
    if (!("id" in one)) return one
    if (!ids.includes(one.id)) ids.push(one.id)
  }
  return { ids }
}

/** Reads a cell that names one of some, or none of them. */
export function readOne(
  all: readonly Named[],
  text: string,
  problems: Problems,
  write: (id: string | null) => Reading,
): Reading {
  if (text.trim() === "") return write(null)
  const one = namedOne(all, text, problems)
  return "id" in one ? write(one.id) : problem(one.problem)
}

/** Texts as they are sorted: by letters without accents and capitals, numbers within them by size. */
export function sortableText(text: string): string {
  return foldText(text).replace(/\d+/g, digits => digits.padStart(8, "0"))
}

export const byRank = compareRanked
export const byName = (left: Named, right: Named): number => compareText(left.name, right.name)
