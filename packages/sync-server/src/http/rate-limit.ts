import type { Clock } from "../ports.ts"

/** So many keys are remembered; beyond that the one that waited longest is forgotten, so that memory stays bounded. */
const MAX_KEYS = 10_000

interface Level {
  readonly tokens: number
  readonly at: number
}

export interface Rate {
  /** How often at once. */
  readonly burst: number
  /** After how many milliseconds once more. */
  readonly everyMillis: number
}

/** Allows so much for each key, say an address: a burst, then a steady rate. What is refused costs nothing. */
export class RateLimit {
  readonly #clock: Clock
  readonly #rate: Rate
  readonly #levels = new Map<string, Level>()

  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock
    this.#rate = rate
  }

  /** Counts one more and returns 0, or returns after how many milliseconds to come again. */
  take(key: string): number {
    const { burst, everyMillis } = this.#rate
    const now = this.#clock.now()
    const before = this.#levels.get(key) ?? { tokens: burst, at: now }
    // A clock that steps back fills nothing.
    const tokens = Math.min(burst, before.tokens + Math.max(0, now - before.at) / everyMillis)
    const isAllowed = tokens >= 1
    this.#keep(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now })
    return isAllowed ? 0 : Math.ceil((1 - tokens) * everyMillis)
  }

  #keep(key: string, level: Level): void {
    // Put in again, it is the youngest of the map.
    this.#levels.delete(key)
    this.#levels.set(key, level)
    if (this.#levels.size <= MAX_KEYS) return
    const [oldest] = this.#levels.keys()
    if (oldest !== undefined) this.#levels.delete(oldest)
  }
}

/**
 * What one customer of a network has: an address, or, of the longer kind, the
 * half that they are given, out of whose other half they may take any.
 */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address
  const [head = "", tail = ""] = address.split("::")
  const [before, after] = [head, tail].map(half => half.split(":").filter(group => group !== ""))
  const zeros = Array<string>(Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0))).fill("0")
  return [...(before ?? []), ...zeros, ...(after ?? [])].slice(0, 4).join(":")
}
