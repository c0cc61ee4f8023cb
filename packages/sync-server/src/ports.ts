import { randomBytes } from "node:crypto"
import type { Random } from "@weft/model/base/random"

/** The world as the relay sees it. The composition root hands in the real one, a simulator one that it drives. */

/** Milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Calls back later, never at once. */
export interface Timers {
  /** Runs after at least so many milliseconds, unless the returned function is called before. */
  after(millis: number, run: () => void): () => void
  /** Runs when all messages that have arrived by now have been handled. */
  soon(run: () => void): void
}

/** A line for whoever runs the relay, about something they may have to act on. */
export type Report = (line: string) => void

/** Takes what the relay counts of itself. Every call is cheap. */
export interface Meter {
  frame(direction: "in" | "out", kind: string, bytes: number): void
  /** So many updates are on disk, after so many milliseconds. */
  committed(updates: number, millis: number): void
  notCommitted(): void
  /** An update or a join was refused. */
  refused(reason: string): void
  /** A socket was closed by the relay. */
  closed(reason: string): void
}

/** Counts nothing. */
export const silentMeter: Meter = {
  frame() {},
  committed() {},
  notCommitted() {},
  refused() {},
  closed() {},
}

/** Numbers in [0, 1) that nobody can guess. 48 bits are as many as such a number holds exactly. */
export const systemRandom: Random = () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() }

/** A clock that shows a given time now, in milliseconds since 1970, and goes on from there with this machine's. */
export function clockFrom(now: number): Clock {
  const ahead = now - Date.now()
  return { now: () => Date.now() + ahead }
}

/** The longest that a timer of the process takes, in milliseconds; a longer one would run at once. */
const LONGEST_MILLIS = 2 ** 31 - 1

/** The timers of this process. None of them keeps it alive. */
export const systemTimers: Timers = {
  after(millis, run) {
    if (millis > LONGEST_MILLIS) {
      let cancel = systemTimers.after(LONGEST_MILLIS, () => {
        cancel = systemTimers.after(millis - LONGEST_MILLIS, run)
      })
      return () => cancel()
    }
    const timer = setTimeout(run, millis)
    timer.unref()
    return () => clearTimeout(timer)
  },
  soon: run => void setImmediate(run),
}
