import { todayOf } from "../../data/world.ts"
import { qualityWords } from "../../text/service-quality.ts"
import { whenBrief, whenWords } from "../when.ts"

/** From when to when, with the day of the end only where it is another one. */
export function spanWords(from: number, to: number, today: string): string {
  const day = todayOf(from)
  return qualityWords().span(whenWords(from, today), todayOf(to) === day ? whenBrief(to, day) : whenWords(to, today))
}
