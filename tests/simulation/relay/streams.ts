import { seededRandom, type Random } from "@weft/model/base/random"

/**
 * A stream of random numbers of its own for one part of a simulation. What one part draws changes nothing for the
 * others, so a plan from which steps are dropped stays as like itself as it can.
 */
export function stream(seed: number, ...parts: readonly (string | number)[]): Random {
  let mixed = seed >>> 0
  for (const letter of parts.join("/")) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return seededRandom(mixed)
}

/** A number between two others. */
export function between(least: number, most: number, random: Random): number {
  return least + (most - least) * random()
}
