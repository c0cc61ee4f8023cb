import type { WorkingCalendar } from "@weft/model/time/working-calendar"
import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { axisOf, type Axis } from "./axis.ts"
import { AXIS, AXIS_UPPER, LEAST_DETAIL, type ChartView } from "./chart-view.ts"
import type { Shape } from "./shapes.ts"
import { instantAt, xOf } from "./time-scale.ts"

/** An hour is shaded by itself from this width of a day on. */
const SHADES_HOURS = 240

/** Rows, marked rows, and time in which nobody works. */
export function groundShapes(view: ChartView, first: number, end: number): Shape[] {
  const shapes: Shape[] = [
    { shape: "box", x: 0, y: AXIS, width: view.width, height: view.height - AXIS, fill: "surface" },
    ...offTime(view),
  ]
  for (let row = first; row < end; row += 1) {
    const y = AXIS + row * view.rowHeight - view.top
    const { id } = view.rows[row]!
    const band = { shape: "box", x: 0, y, width: view.width, height: view.rowHeight } as const
    if (view.isSelected(id)) shapes.push({ ...band, fill: "accent-soft" })
    else if (view.active === id) shapes.push({ ...band, fill: "hover" })
    shapes.push({ ...band, y: y + view.rowHeight - 1, height: 1, fill: "line-soft" })
  }
  for (const { x } of axisOf(view.scale, view.width, view.words.firstDayOfWeek).lower.fields)
    shapes.push({ shape: "box", x: Math.round(x), y: AXIS, width: 1, height: view.height - AXIS, fill: "line-soft" })
  return shapes
}

function offTime({ scale, width, height, plan }: ChartView): Shape[] {
  if (scale.perDay < LEAST_DETAIL) return []
  const step = scale.perDay >= SHADES_HOURS ? TENTHS_PER_DAY / 24 : TENTHS_PER_DAY
  const from = Math.floor(instantAt(scale, 0) / step) * step
  const to = instantAt(scale, width)
  return stretchesOff(plan.computed.net.projectCalendar, from, to, step).map(([start, finish]) => ({
    shape: "box",
    x: xOf(scale, start),
    y: AXIS,
    width: xOf(scale, finish) - xOf(scale, start),
    height: height - AXIS,
    fill: "off-time",
  }))
}

/** Days or hours without work, those beside each other as one. */
function stretchesOff(calendar: WorkingCalendar, from: number, to: number, step: number): [number, number][] {
  const stretches: [number, number][] = []
  for (let at = from; at < to; at += step) {
    if (calendar.between(at, at + step) > 0) continue
    const last = stretches.at(-1)
    if (last !== undefined && last[1] === at) last[1] = at + step
    else stretches.push([at, at + step])
  }
  return stretches
}

/** The lines that go through all rows: up to when progress is reported, and today. */
export function lineShapes(view: ChartView): Shape[] {
  const line = (at: number, ink: "accent" | "soon", dash: readonly [number, number] | undefined): Shape => {
    const x = Math.round(xOf(view.scale, at)) + 0.5
    return {
      shape: "path",
      points: [x, AXIS, x, view.height],
      line: ink,
      width: 1,
      ...(dash === undefined ? {} : { dash }),
    }
  }
  const dataDate = view.plan.computed.net.input.project.dataDate ?? null
  return [
    ...(dataDate === null ? [] : [line(dataDate, "soon", [6, 3] as const)]),
    ...(view.today === null ? [] : [line(view.today, "accent", undefined)]),
  ]
}

/** The axis over the rows, with today in the person's accent. */
export function axisShapes(view: ChartView): Shape[] {
  const axis = axisOf(view.scale, view.width, view.words.firstDayOfWeek)
  return [
    { shape: "box", x: 0, y: 0, width: view.width, height: AXIS, fill: "sunken" },
    ...levelShapes(view, axis, true),
    ...levelShapes(view, axis, false),
    { shape: "box", x: 0, y: AXIS_UPPER, width: view.width, height: 1, fill: "line-soft" },
    { shape: "box", x: 0, y: AXIS - 1, width: view.width, height: 1, fill: "line" },
    ...todayPill(view),
  ]
}

function levelShapes(view: ChartView, axis: Axis, isUpper: boolean): Shape[] {
  const { words, width } = view
  const today = isUpper ? todaySpan(view) : null
  const { unit, fields } = isUpper ? axis.upper : axis.lower
  const [top, height] = isUpper ? [0, AXIS_UPPER] : [AXIS_UPPER, AXIS - AXIS_UPPER]
  return fields.flatMap((field): Shape[] => {
    // What began before the left edge is named at the edge, as long as there is room for it.
    const text = words.fieldOf(unit, field.from, isUpper, field.width)
    const edge = isUpper ? Math.max(field.x, 0) : field.x
    const isUnderToday = today !== null && edge < today[1] && edge + 12 + text.length * LETTER > today[0]
    const x = isUnderToday ? Math.max(edge, today[1]) : edge
    const room = Math.min(field.x + field.width, isUpper ? Infinity : width + field.width) - x - 8
    return [
      { shape: "box", x: Math.round(field.x), y: top, width: 1, height, fill: "line" },
      {
        shape: "text",
        x: x + 6,
        y: top + height / 2,
        text,
        ink: isUpper ? "text-2" : "text-3",
        size: 11,
        weight: 520,
        room,
      },
    ]
  })
}

/** About how wide a letter of the axis is. */
const LETTER = 6.4

/** Where today is named: over its line, and whole as long as that is in view. */
function todaySpan(view: ChartView): readonly [left: number, right: number] | null {
  if (view.today === null) return null
  const x = xOf(view.scale, view.today)
  if (x < 0 || x > view.width) return null
  const width = 12 + view.words.today.length * LETTER
  const left = Math.max(2, Math.min(view.width - width - 2, x - width / 2))
  return [left, left + width]
}

function todayPill(view: ChartView): Shape[] {
  const span = todaySpan(view)
  if (span === null) return []
  const [left, right] = span
  return [
    { shape: "box", x: left, y: 2, width: right - left, height: 16, radius: 4, fill: "accent-fill" },
    {
      shape: "text",
      x: (left + right) / 2,
      y: 10,
      text: view.words.today,
      ink: "on-accent",
      size: 11,
      weight: 520,
      align: "center",
    },
  ]
}
