import { TENTHS_PER_DAY, type Tenths } from "@weft/model/time/instant"

/** A time of day as it stands on the wall: 4800 is "08:00", the end of a day is "24:00". */
export function clockTime(time: Tenths): string {
  const minutes = Math.round(time / 10)
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
}

/** Reads "8", "8:30", "830", "8.30" or "24:00"; nothing for what is no time of day. */
export function readClockTime(text: string): Tenths | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?$/.exec(text.trim().toLowerCase())
  if (match === null) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
  const time = (hours * 60 + minutes) * 10
  return minutes < 60 && time <= TENTHS_PER_DAY ? time : null
}
