import { INKS, type Ink, type Shape } from "./shapes.ts"

export type Palette = Readonly<Record<Ink, string>>

/** The colours as the theme has them now, read off an element of the page. */
export function readPalette(probe: HTMLElement): Palette {
  const read = (ink: Ink) => {
    probe.style.color = `var(--${ink})`
    return [ink, getComputedStyle(probe).color] as const
  }
  return Object.fromEntries(INKS.map(read)) as Palette
}

export const FAMILY = '"Inter Variable", system-ui, sans-serif'
const HATCH_STEP = 5

/** Draws shapes in their order. */
export function paint(context: CanvasRenderingContext2D, palette: Palette, shapes: readonly Shape[]): void {
  let isClipped = false
  for (const shape of shapes) {
    switch (shape.shape) {
      case "box":
        paintBox(context, palette, shape)
        break
      case "path":
        paintPath(context, palette, shape)
        break
      case "text":
        paintText(context, palette, shape)
        break
      case "clip":
        if (isClipped) context.restore()
        isClipped = shape.area !== null
        if (shape.area === null) break
        context.save()
        context.beginPath()
        context.rect(shape.area.x, shape.area.y, shape.area.width, shape.area.height)
        context.clip()
    }
  }
  if (isClipped) context.restore()
}

type Of<Name extends Shape["shape"]> = Extract<Shape, { shape: Name }>

function paintBox(context: CanvasRenderingContext2D, palette: Palette, box: Of<"box">): void {
  const { x, y, width, height, radius = 0 } = box
  if (radius === 0 && box.fill !== undefined && box.edge === undefined && box.hatch === undefined) {
    context.globalAlpha = box.opacity ?? 1
    context.fillStyle = palette[box.fill]
    context.fillRect(x, y, width, height)
    context.globalAlpha = 1
    return
  }
  context.beginPath()
  context.roundRect(x, y, Math.max(0, width), height, Math.min(radius, Math.max(0, width / 2)))
  if (box.fill !== undefined) {
    context.globalAlpha = box.opacity ?? 1
    context.fillStyle = palette[box.fill]
    context.fill()
    context.globalAlpha = 1
  }
  if (box.hatch !== undefined) paintHatch(context, palette[box.hatch], box)
  if (box.edge === undefined) return
  context.strokeStyle = palette[box.edge]
  context.lineWidth = box.isDashed ? 1.5 : 1
  context.setLineDash(box.isDashed ? [4, 3] : [])
  context.beginPath()
  context.roundRect(x + 0.5, y + 0.5, Math.max(0, width - 1), height - 1, Math.min(radius, Math.max(0, width / 2)))
  context.stroke()
  context.setLineDash([])
}

function paintHatch(context: CanvasRenderingContext2D, colour: string, { x, y, width, height }: Of<"box">): void {
  context.save()
  context.clip()
  context.strokeStyle = colour
  context.lineWidth = 1.4
  context.beginPath()
  // The lines stand still while the bar grows, and only those within the canvas are drawn.
  const first = Math.max(x, -height) - height
  const last = Math.min(x + width, context.canvas.width)
  for (let at = first - (first % HATCH_STEP); at < last; at += HATCH_STEP) {
    context.moveTo(at, y + height)
    context.lineTo(at + height, y)
  }
  context.stroke()
  context.restore()
}

function paintPath(context: CanvasRenderingContext2D, palette: Palette, path: Of<"path">): void {
  const { points, radius = 0 } = path
  context.beginPath()
  context.moveTo(points[0]!, points[1]!)
  for (let index = 2; index < points.length; index += 2) {
    const isCorner = radius > 0 && index + 3 < points.length
    if (isCorner) context.arcTo(points[index]!, points[index + 1]!, points[index + 2]!, points[index + 3]!, radius)
    else context.lineTo(points[index]!, points[index + 1]!)
  }
  if (path.isClosed) context.closePath()
  if (path.fill !== undefined) {
    context.fillStyle = palette[path.fill]
    context.fill()
  }
  if (path.line === undefined) return
  context.strokeStyle = palette[path.line]
  context.lineWidth = path.width ?? 1
  context.setLineDash(path.dash === undefined ? [] : [...path.dash])
  context.stroke()
  context.setLineDash([])
}

function paintText(context: CanvasRenderingContext2D, palette: Palette, text: Of<"text">): void {
  context.font = `${text.weight} ${text.size}px ${FAMILY}`
  context.textBaseline = "middle"
  context.textAlign = text.align ?? "left"
  if (text.room !== undefined && context.measureText(text.text).width > text.room) return
  if (text.hasHalo) {
    context.strokeStyle = palette.surface
    context.lineWidth = 3
    context.lineJoin = "round"
    context.strokeText(text.text, text.x, text.y + 0.5)
  }
  context.fillStyle = palette[text.ink]
  context.fillText(text.text, text.x, text.y + 0.5)
}
