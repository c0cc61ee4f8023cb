import { below, type Random } from "@weft/model/base/random"

/** One of a list, or nothing of an empty one. */
export function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[below(list.length, random)]
}

/** Some of a list, at least one where there is one, in random order. */
export function some<T>(list: readonly T[], most: number, random: Random): T[] {
  const left = [...list]
  const taken: T[] = []
  for (let count = 1 + below(most, random); count > 0 && left.length > 0; count--) {
    taken.push(...left.splice(below(left.length, random), 1))
  }
  return taken
}

export function chance(share: number, random: Random): boolean {
  return random() < share
}

/** A name drawn in proportion to its weight. */
export function weighted<Name extends string>(weights: Readonly<Record<Name, number>>, random: Random): Name {
  const names = Object.keys(weights) as Name[]
  let left = random() * names.reduce((sum, name) => sum + weights[name], 0)
  for (const name of names) {
    left -= weights[name]
    if (left < 0) return name
  }
  return names.at(-1)!
}
