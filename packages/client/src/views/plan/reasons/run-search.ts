import type { PlanInput } from "@weft/model/plan/input"
import { searchWays, type Way } from "@weft/model/plan/ways"
import type { Instant } from "@weft/model/time/instant"

/** How far a search has come; `ways` are there once it is done. */
export interface Search {
  /** The plan that was searched. */
  readonly input: PlanInput
  readonly tried: number
  readonly all: number
  readonly ways: readonly Way[] | null
  /** Whether nothing had to be searched. */
  readonly isInTime: boolean
}

/** How long a slice of a search takes: what is left of a frame is for whoever looks on. */
const SLICE_MILLIS = 8

export interface SearchOptions {
  readonly input: PlanInput
  /** The activity that should end sooner, and by when. */
  readonly id: string
  readonly by: Instant
  /** Milliseconds, from whenever. */
  readonly now: () => number
  readonly onFound: (search: Search) => void
}

/** Searches for what would make an activity end by an instant, a slice at a time. Answers how to stop. */
export function runSearch({ input, id, by, now, onFound }: SearchOptions): () => void {
  const steps = searchWays(input, id, by)
  let isOver = false
  let hasTried = false
  const slice = () => {
    if (isOver) return
    const end = now() + SLICE_MILLIS
    for (;;) {
      const step = steps.next()
      if (step.done === true) return onFound({ input, tried: 0, all: 0, ways: step.value, isInTime: !hasTried })
      hasTried = true
      if (now() < end) continue
      onFound({ input, ...step.value, ways: null, isInTime: false })
      setTimeout(slice)
      return
    }
  }
  setTimeout(slice)
  return () => void (isOver = true)
}
