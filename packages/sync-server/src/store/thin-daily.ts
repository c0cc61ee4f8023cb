import type { Clock, Report, Timers } from "../ports.ts"
import type { LogStore } from "./log-store.ts"

const MINUTE_MILLIS = 60_000
const DAY_MILLIS = 24 * 60 * MINUTE_MILLIS

export interface ThinDailyOptions {
  readonly store: Pick<LogStore, "thin">
  readonly clock: Clock
  readonly timers: Timers
  readonly report: Report
}

/** Thins the history a while after the start and once a day from then on, and returns what ends that. */
export function thinDaily({ store, clock, timers, report }: ThinDailyOptions): () => void {
  let cancel = timers.after(MINUTE_MILLIS, () => void thin())
  let hasEnded = false

  async function thin(): Promise<void> {
    try {
      await store.thin(clock.now())
    } catch (error) {
      report(`history was not thinned: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (!hasEnded) cancel = timers.after(DAY_MILLIS, () => void thin())
  }

  return () => {
    hasEnded = true
    cancel()
  }
}
