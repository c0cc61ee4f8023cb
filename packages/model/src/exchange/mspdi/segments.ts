import type { Segment } from "../../plan/input.ts"
import { readInstant, type Instant, type Tenths } from "../../time/instant.ts"
import type { WorkingCalendar } from "../../time/working-calendar.ts"
import { childOf, elementsIn, leafText, type XmlElement } from "../xml/element.ts"
import { readDuration } from "./values.ts"

/** Codes of `TimephasedData/Type` for the work of an assignment. */
const REMAINING_WORK = "1"
const ACTUAL_WORK = "2"
/** Codes of `WorkContour`: the same all along, and edited by hand. */
const FLAT = "0"
const EDITED = "8"

/** The average rate of each named contour as a part of its peak, which is what the units say. */
const CONTOUR_RATES: Readonly<Record<string, number>> = {
  // Back and front loaded.
  "1": 0.6,
  "2": 0.6,
  // Double, early and late peak.
  "3": 0.5,
  "4": 0.5,
  "5": 0.5,
  // Bell and turtle.
  "6": 0.5,
  "7": 0.7,
}

/** Working tenths up to which a gap is a matter of rounding. */
const ROUNDING = 10

/** How much is worked between two instants. */
interface Slot {
  readonly start: Instant
  readonly finish: Instant
  readonly work: Tenths
}

/**
 * The stretches of an assignment that is split or contoured, from the work that the file says for each day or hour; null
 * where it is worked in one at the same rate, or where the file does not say.
 */
export function readSegments(
  assignment: XmlElement,
  work: Tenths,
  units: number,
  hours: () => WorkingCalendar,
): Segment[] | null {
  const slots = readSlots(assignment)
  const contour = leafText(childOf(assignment, "WorkContour")) ?? FLAT
  if (slots.length === 0) return contoured(work, units, contour)
  const rate = contour === FLAT || contour === EDITED ? Math.max(units, 0.01) : null
  const segments = joinedSlots(slots, rate, hours())
  return segments.length > 1 || (segments.length === 1 && contour !== FLAT) ? segments : null
}

/** Contoured work takes longer than at full rate, in one stretch. */
function contoured(work: Tenths, units: number, contour: string): Segment[] | null {
  const rate = CONTOUR_RATES[contour]
  return rate === undefined || !(units > 0) || !(work > 0) ? null : [{ at: 0, length: Math.round(work / units / rate) }]
}

function readSlots(assignment: XmlElement): Slot[] {
  const slots: Slot[] = []
  for (const child of elementsIn(assignment)) {
    if (child.name !== "TimephasedData") continue
    const type = leafText(childOf(child, "Type"))
    if (type !== REMAINING_WORK && type !== ACTUAL_WORK) continue
    const start = readInstant(leafText(childOf(child, "Start")) ?? "")
    const finish = readInstant(leafText(childOf(child, "Finish")) ?? "")
    const work = readDuration(leafText(childOf(child, "Value")) ?? "") ?? 0
    if (start !== null && finish !== null && finish > start) slots.push({ start, finish, work })
  }
  return slots.sort((one, other) => one.start - other.start)
}

/**
 * Slots that follow each other without working time between them are one stretch. A slot beside a pause may be worked
 * only in part: then the part next to the other work counts.
 */
function joinedSlots(slots: readonly Slot[], rate: number | null, calendar: WorkingCalendar): Segment[] {
  const workable = slots.filter(({ start, finish }) => calendar.between(start, finish) > 0)
  const first = workable.find(({ work }) => work > 0)
  if (first === undefined) return []
  const origin = calendar.workBefore(first.start)
  const segments: { at: Tenths; length: Tenths }[] = []
  for (const [index, { start, finish, work }] of workable.entries()) {
    if (work <= 0) continue
    const from = calendar.workBefore(start) - origin
    const room = calendar.between(start, finish)
    const pausesBefore = workable[index - 1]?.work === 0
    const pausesAfter = workable[index + 1]?.work === 0
    const needed = rate === null || !(pausesBefore || pausesAfter) ? room : Math.min(room, Math.round(work / rate))
    const at = pausesBefore && !pausesAfter ? from + room - needed : from
    const last = segments.at(-1)
    if (last !== undefined && last.at + last.length + ROUNDING >= at)
      last.length = Math.max(last.length, at + needed - last.at)
    else segments.push({ at, length: needed })
  }
  const begin = segments[0]!.at
  return segments.map(({ at, length }) => ({ at: at - begin, length }))
}
