import { LAST_INSTANT, TENTHS_PER_DAY, type Instant } from "@weft/model/time/instant"

/** Which instant lies where on a chart: what its left edge shows, and how wide a day is. */
export interface TimeScale {
  /** The instant at x = 0; between two tenths while somebody zooms. */
  readonly origin: number
  /** Pixels that a day takes. */
  readonly perDay: number
}

/** From a life's work on a screen to minutes: 0.02 to 400 px an hour. */
export const LEAST_PER_DAY = 0.48
export const MOST_PER_DAY = 9_600

export function xOf(scale: TimeScale, instant: Instant): number {
  return ((instant - scale.origin) / TENTHS_PER_DAY) * scale.perDay
}

/** The instant below a point, whole tenths and within what a plan may reach. */
export function instantAt(scale: TimeScale, x: number): Instant {
  return Math.max(0, Math.min(LAST_INSTANT, Math.round(scale.origin + (x / scale.perDay) * TENTHS_PER_DAY)))
}

/** Shows what lies so many pixels to the right. */
export function panned(scale: TimeScale, pixels: number): TimeScale {
  const origin = scale.origin + (pixels / scale.perDay) * TENTHS_PER_DAY
  return { ...scale, origin: Math.max(-TENTHS_PER_DAY * 400, Math.min(LAST_INSTANT, origin)) }
}

/** Zooms so that the instant at x stays where it is. */
export function zoomedAt(scale: TimeScale, x: number, factor: number): TimeScale {
  const perDay = Math.max(LEAST_PER_DAY, Math.min(MOST_PER_DAY, scale.perDay * factor))
  const atX = scale.origin + (x / scale.perDay) * TENTHS_PER_DAY
  return { perDay, origin: atX - (x / perDay) * TENTHS_PER_DAY }
}

/** The widest days at which all from one instant to another is in view, with room on both sides for what stands there. */
const WIDEST_FITTED = 64
const ROOM_BEFORE = 24
const ROOM_AFTER = 88

export function fitted(from: Instant, to: Instant, width: number): TimeScale {
  const room = Math.max(40, width - ROOM_BEFORE - ROOM_AFTER)
  const days = Math.max(1, (to - from) / TENTHS_PER_DAY)
  const perDay = Math.max(LEAST_PER_DAY, Math.min(WIDEST_FITTED, room / days))
  return { perDay, origin: from - (ROOM_BEFORE / perDay) * TENTHS_PER_DAY }
}

/** Brings an instant into the view without zooming; the same scale where it is in view. */
export function revealed(scale: TimeScale, instant: Instant, width: number): TimeScale {
  const x = xOf(scale, instant)
  return x >= 0 && x <= width ? scale : panned(scale, x - width / 3)
}

/** What a drag goes by: a day, or an hour where a day is wide. */
export function stepOf(scale: TimeScale): number {
  return scale.perDay >= 240 ? TENTHS_PER_DAY / 24 : TENTHS_PER_DAY
}
