/** A source of numbers in [0, 1), handed in by whoever composes the program; tests hand in a seeded one. */
export type Random = () => number

/**
 * A small seeded generator for tests, samples and simulations; never for secrets.
 * Source: mulberry32 by Tommy Ettinger, public domain.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An integer in [0, limit). */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit)
}
