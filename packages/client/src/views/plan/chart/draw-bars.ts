import { middleOf, type BarPlace } from "./bar-place.ts"
import { LEAST_DETAIL, type ChartView } from "./chart-view.ts"
import type { Ink, Shape } from "./shapes.ts"
import { piecesOf } from "./stretches.ts"
import { xOf } from "./time-scale.ts"

/** How far below the top of a bar its baseline is. */
const BASELINE_BELOW = 15
/** Half the width of a diamond. */
const HALF = 7

/** The bar of a row, and what belongs to it: progress, float, deadline, constraint. */
export function barShapes(view: ChartView, place: BarPlace): Shape[] {
  switch (place.kind) {
    case "summary":
      return summaryShapes(view, place)
    case "milestone":
      return [...diamond(view, place), ...marks(view, place)]
    case "task":
      return [...taskShapes(view, place), ...marks(view, place)]
  }
}

function isMarked(view: ChartView, { dates, task }: BarPlace): boolean {
  return view.marksCritical && dates.isCritical && task.actualFinish === null && task.isActive
}

function taskShapes(view: ChartView, place: BarPlace): Shape[] {
  const pieces = piecesOf(view.plan, place, view.stretches)
  const y = middleOf(place)
  const gaps = pieces.slice(1).map(([from], index): Shape => {
    const points = [xOf(view.scale, pieces[index]![1]), y, xOf(view.scale, from), y]
    return { shape: "path", points, line: "bar-line", width: 1.5, dash: [2, 2] }
  })
  return [...gaps, ...pieces.flatMap((piece, index) => pieceShapes(view, place, piece, index === pieces.length - 1))]
}

/** One stretch of a bar: all of it, where work is not split. */
function pieceShapes(
  view: ChartView,
  place: BarPlace,
  [from, to]: readonly [number, number],
  isLast: boolean,
): Shape[] {
  const { top, height, done, task } = place
  const left = xOf(view.scale, from)
  const right = isLast ? Math.max(place.right, left + 1) : Math.max(left + 1, xOf(view.scale, to))
  const width = right - left
  const base = { shape: "box", x: left, y: top, width, height, radius: 3 } as const
  if (!task.isActive) return [{ ...base, edge: "text-3", isDashed: true }]
  if (task.actualFinish !== null) {
    const middle = (left + right) / 2
    const y = middleOf(place)
    const tick = [middle - 4, y, middle - 1, y + 3, middle + 4, y - 3]
    const mark: Shape[] = width < 14 ? [] : [{ shape: "path", points: tick, line: "st-done", width: 1.75 }]
    return [{ ...base, fill: "bar-done", edge: "st-done" }, ...mark]
  }
  const isCritical = isMarked(view, place)
  const isFine = view.scale.perDay >= LEAST_DETAIL && width >= 4
  const edge: Ink = isCritical ? "critical" : "bar-line"
  const body: Shape = {
    ...base,
    fill: isCritical ? "critical-fill" : "bar",
    ...(isFine ? { edge } : {}),
    ...(isCritical && width >= 4 ? { hatch: "critical" as const } : {}),
  }
  if (done <= left + 1) return [body]
  return [body, { ...base, width: Math.min(done, right) - left, fill: isCritical ? "critical" : "bar-progress" }]
}

function summaryShapes(_view: ChartView, { left, right, top }: BarPlace): Shape[] {
  const y = top + 2
  const foot = Math.min(5, (right - left) / 2)
  const points = [left, y, right, y, right, y + 10, right - foot, y + 5, left + foot, y + 5, left, y + 10]
  return [{ shape: "path", points, isClosed: true, fill: "summary" }]
}

function diamond(view: ChartView, place: BarPlace): Shape[] {
  const x = (place.left + place.right) / 2
  const y = middleOf(place)
  const ink: Ink = place.task.actualFinish !== null ? "st-done" : isMarked(view, place) ? "critical" : "summary"
  return [{ shape: "path", points: diamondAt(x, y), isClosed: true, fill: ink }]
}

export function diamondAt(x: number, y: number): number[] {
  return [x, y - HALF, x + HALF, y, x, y + HALF, x - HALF, y]
}

/** Float, deadline and constraint of a task or milestone. */
function marks(view: ChartView, place: BarPlace): Shape[] {
  if (view.scale.perDay < LEAST_DETAIL || place.task.actualFinish !== null || !place.task.isActive) return []
  return [...floatShapes(view, place), ...deadlineShapes(view, place), ...pinShapes(view, place)]
}

/** The dotted line to where a task may slip without the project, and the tick to where it may without any other. */
function floatShapes({ plan, scale }: ChartView, place: BarPlace): Shape[] {
  const { dates, right, task } = place
  const y = middleOf(place) + 4
  const shapes: Shape[] = []
  const late = xOf(scale, dates.lateFinish)
  if (dates.totalSlack > 0 && late > right + 3) {
    shapes.push({ shape: "path", points: [right, y, late, y], line: "float", width: 1.5, dash: [1.5, 2.5] })
    shapes.push({ shape: "path", points: [late, y - 4, late, y + 3], line: "float", width: 1.5 })
  }
  if (dates.freeSlack > 0 && dates.freeSlack < dates.totalSlack) {
    const { net } = plan.computed
    const calendar = net.calendars[net.calendar[net.indexOf.get(task.id)!]!]!
    const free = task.isElapsed ? dates.finish + dates.freeSlack : calendar.add(dates.finish, dates.freeSlack)
    const x = xOf(scale, free)
    if (x > right + 3) shapes.push({ shape: "path", points: [x, y - 3, x, y + 2], line: "float", width: 1 })
  }
  return shapes
}

/** An arrow down at the deadline; in the colour of what is late where it is broken. */
function deadlineShapes({ scale }: ChartView, { task, dates, top }: BarPlace): Shape[] {
  if (task.deadline === null) return []
  const x = xOf(scale, task.deadline)
  const ink: Ink = dates.finish > task.deadline ? "late" : "text-1"
  const head = [x - 3.5, top + 4, x + 3.5, top + 4, x, top + 9]
  return [
    // An edge of the ground, so that it is seen on a bar too.
    { shape: "path", points: [x, top - 4, x, top + 5], line: "surface", width: 4 },
    { shape: "path", points: head, isClosed: true, line: "surface", width: 3 },
    { shape: "path", points: [x, top - 3, x, top + 5], line: ink, width: 1.5 },
    { shape: "path", points: head, isClosed: true, fill: ink },
  ]
}

/** A pin at the date of a constraint, pointing to where the task may go. */
function pinShapes({ scale }: ChartView, place: BarPlace): Shape[] {
  const { kind, date } = place.task.constraint
  if (date === null || kind === "ASAP" || kind === "ALAP") return []
  const x = xOf(scale, date)
  const y = place.top - 2
  const isHard = kind === "MSO" || kind === "MFO"
  const back = kind === "SNLT" || kind === "FNLT" ? -4 : 4
  const ink: Ink = isHard ? "text-1" : "text-3"
  const head = isHard ? diamondAtSize(x, y, 3) : [x, y - 3, x + back, y, x, y + 3]
  return [
    { shape: "path", points: [x, y - 3, x, y + 8], line: ink, width: 1.25 },
    { shape: "path", points: head, isClosed: true, fill: ink },
  ]
}

function diamondAtSize(x: number, y: number, size: number): number[] {
  return [x, y - size, x + size, y, x, y + size, x - size, y]
}

/** How far below the top of a bar its baselines are, and how high each is, by how many there are. */
const BASELINES: readonly (readonly [height: number, below: readonly number[]])[] = [
  [3, [BASELINE_BELOW]],
  [2, [14, 17]],
  [1.75, [14, 16.5, 19]],
]
/** The first baseline is the one that counts; those beside it are fainter. */
const OPACITY = [1, 0.65, 0.45]

/** Where a task stood in the baselines that are shown: thin bars below its own, or hollow diamonds. */
export function baselineShapes(view: ChartView, place: BarPlace): Shape[] {
  const [height, below] = BASELINES[Math.min(view.baselines.length, BASELINES.length) - 1] ?? BASELINES[0]!
  return view.baselines.slice(0, BASELINES.length).flatMap((baseline, index): Shape[] => {
    const before = baseline.get(place.task.id)
    if (before === undefined) return []
    const [left, right] = [xOf(view.scale, before.start), xOf(view.scale, before.finish)]
    const y = place.top + below[index]!
    if (place.kind === "milestone" || before.start === before.finish)
      return [{ shape: "path", points: diamondAtSize(right, y, 4), isClosed: true, line: "baseline", width: 1.25 }]
    const box = { shape: "box", x: left, y, width: Math.max(2, right - left), height, radius: height / 2 } as const
    return [{ ...box, fill: "baseline", opacity: OPACITY[index]! }]
  })
}

/** What can be taken hold of: a dot at either end for links, and the handle of progress. */
export function handleShapes(place: BarPlace): Shape[] {
  const y = middleOf(place)
  const dots = [place.left - 8, place.right + 8].map((x): Shape => ({
    shape: "box",
    x: x - 3.5,
    y: y - 3.5,
    width: 7,
    height: 7,
    radius: 3.5,
    fill: "surface",
    edge: "accent",
  }))
  if (place.kind !== "task" || place.task.actualFinish !== null) return dots
  const bottom = place.top + place.height
  const points = [place.done - 4, bottom + 5, place.done + 4, bottom + 5, place.done, bottom - 1]
  return [...dots, { shape: "path", points, isClosed: true, fill: "accent" }]
}
