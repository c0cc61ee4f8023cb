import type { Random } from "@weft/model/base/random"
import { givenAhead } from "./given-time.ts"

/** Randomness good enough for ids and workspace links: from the platform's cryptographic source, drawn in blocks. */
export function cryptographicRandom(): Random {
  const block = new Uint32Array(256)
  let next = block.length
  return () => {
    if (next === block.length) {
      crypto.getRandomValues(block)
      next = 0
    }
    return block[next++]! / 4294967296
  }
}

const AHEAD = givenAhead()

/** Wall time of this device, milliseconds since 1970. */
export const wallClock = (): number => Date.now() + AHEAD

/** The calendar date of this device, `YYYY-MM-DD`. */
export function todayOf(milliseconds: number): string {
  const date = new Date(milliseconds)
  const two = (value: number): string => String(value).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
