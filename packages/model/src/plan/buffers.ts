import type { Tenths } from "../time/instant.ts"

/** A task of a critical chain: how long it takes when all goes well, and how long when one may count on it. */
export interface ChainTask {
  readonly aggressive: Tenths
  readonly safe: Tenths
}

/** How much time to put behind a chain, by different ways of reckoning. */
export interface BufferSizes {
  /** Half of the chain. */
  readonly cutAndPaste: Tenths
  /** Root squared error: twice the deviation of the chain, where each task's is half of what is safe about it. */
  readonly rootSquared: Tenths
  /** The deviation of the chain, more with denser links. */
  readonly byDensity: Tenths
  /** The deviation of the chain, more with scarcer people. */
  readonly byTightness: Tenths
}

/**
 * Sizes the buffer of a chain. `links` counts the links of the part of the plan that feeds it, `tasks` its tasks; the
 * tightness is the highest part of any resource that the plan uses.
 */
export function bufferSizes(
  chain: readonly ChainTask[],
  { links, tasks, tightness }: { readonly links: number; readonly tasks: number; readonly tightness: number },
): BufferSizes {
  const length = chain.reduce((sum, { aggressive }) => sum + aggressive, 0)
  const variance = chain.reduce((sum, { aggressive, safe }) => sum + ((safe - aggressive) / 2) ** 2, 0)
  const deviation = Math.sqrt(Math.max(0, variance))
  return {
    cutAndPaste: Math.round(length / 2),
    rootSquared: Math.round(2 * deviation),
    byDensity: Math.round(deviation * (1 + (tasks > 0 ? links / tasks : 0))),
    byTightness: Math.round(deviation * (1 + Math.max(0, tightness))),
  }
}

export type Fever = "green" | "yellow" | "red"

/**
 * How a buffer stands against its chain: the part of it that is used beside the part of the chain that is done. Green is
 * a third of it and red two thirds at the beginning, both more as the chain is done.
 */
export function feverOf(done: number, used: number): Fever {
  const part = Math.min(1, Math.max(0, done))
  if (used > 2 / 3 + part / 4) return "red"
  return used > 1 / 3 + part / 3 ? "yellow" : "green"
}
