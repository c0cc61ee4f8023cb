import { toBase64 } from "@weft/model/base/base64"
import regular from "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url"
import semibold from "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url"
import { jsPDF } from "jspdf"
import { fetchOwnFile } from "../../../data/own-file.ts"
import type { Ink, Shape } from "../chart/shapes.ts"
import type { PageArea } from "./paper.ts"
import { pathSteps } from "./rounded-path.ts"
import type { RgbPalette } from "./rgb-palette.ts"

type Of<Name extends Shape["shape"]> = Extract<Shape, { shape: Name }>

const POINTS_PER_MILLIMETRE = 72 / 25.4
const HATCH_STEP = 5

export interface PdfOptions {
  readonly title: string
  readonly area: PageArea
  readonly palette: RgbPalette
  /** Hears of each page that is drawn. */
  readonly onPage: (drawn: number) => void
  readonly signal: AbortSignal
  /** Lets the screen breathe between pages. */
  readonly pause: () => Promise<void>
}

/**
 * Pages of shapes as a PDF, with lines and letters as such, so that it can be enlarged and searched. Rejects where it is
 * cancelled, or the letters cannot be fetched.
 */
export async function writePdf(pages: Iterable<readonly Shape[]>, options: PdfOptions): Promise<Blob> {
  const { area, title, onPage, signal, pause } = options
  const [width, height] = area.millimetres.map(side => side * POINTS_PER_MILLIMETRE) as [number, number]
  const orientation = width > height ? "landscape" : "portrait"
  const file = new jsPDF({ unit: "pt", format: [width, height], orientation, compress: true })
  file.setDocumentProperties({ title, creator: "Weft" })
  await Promise.all([addFont(file, regular, "normal"), addFont(file, semibold, "bold")])
  let drawn = 0
  for (const shapes of pages) {
    signal.throwIfAborted()
    if (drawn > 0) file.addPage([width, height], orientation)
    drawPdfPage(file, shapes, options)
    drawn += 1
    onPage(drawn)
    await pause()
  }
  signal.throwIfAborted()
  return file.output("blob")
}

async function addFont(file: jsPDF, address: string, style: "normal" | "bold"): Promise<void> {
  const name = `Inter-${style}.ttf`
  file.addFileToVFS(name, toBase64(await fetchOwnFile(address)))
  file.addFont(name, "Inter", style)
}

/** Draws in the pixels of the drawing, which the page takes as points. */
class Pen {
  readonly #file: jsPDF
  readonly #palette: RgbPalette
  readonly #left: number
  readonly #scale: number

  constructor(file: jsPDF, { area, palette }: Pick<PdfOptions, "area" | "palette">) {
    this.#file = file
    this.#palette = palette
    this.#left = area.margin * POINTS_PER_MILLIMETRE
    this.#scale = area.perPixel * POINTS_PER_MILLIMETRE
  }

  at(pixels: number): number {
    return this.#left + pixels * this.#scale
  }

  length(pixels: number): number {
    return pixels * this.#scale
  }

  /** The colour over white: what of the ground would show through is mixed in, since every reader can draw that. */
  colour(ink: Ink, opacity = 1): [number, number, number] {
    const [red, green, blue, alpha] = this.#palette[ink]
    const covers = alpha * opacity
    return [red, green, blue].map(part => Math.round(part * covers + 255 * (1 - covers))) as [number, number, number]
  }

  line(ink: Ink, width: number, dash: readonly number[] = []): void {
    this.#file.setDrawColor(...this.colour(ink))
    this.#file.setLineWidth(this.length(width))
    this.#file.setLineDashPattern(
      dash.map(part => this.length(part)),
      0,
    )
  }
}

function drawPdfPage(file: jsPDF, shapes: readonly Shape[], options: PdfOptions): void {
  const pen = new Pen(file, options)
  let isClipped = false
  for (const shape of shapes) {
    switch (shape.shape) {
      case "box":
        drawBox(file, pen, shape)
        break
      case "path":
        drawPath(file, pen, shape)
        break
      case "text":
        drawText(file, pen, shape)
        break
      case "clip":
        if (isClipped) file.restoreGraphicsState()
        isClipped = shape.area !== null
        if (shape.area !== null) clipTo(file, pen, shape.area)
    }
  }
  if (isClipped) file.restoreGraphicsState()
}

function clipTo(file: jsPDF, pen: Pen, area: { x: number; y: number; width: number; height: number }): void {
  file.saveGraphicsState()
  file.rect(pen.at(area.x), pen.at(area.y), pen.length(area.width), pen.length(area.height), null)
  file.clip()
  file.discardPath()
}

function drawBox(file: jsPDF, pen: Pen, box: Of<"box">): void {
  const { x, y, height, radius = 0 } = box
  const width = Math.max(0, box.width)
  const round = pen.length(Math.min(radius, width / 2, height / 2))
  const draw = (inset: number, style: "F" | "S") =>
    file.roundedRect(
      pen.at(x + inset),
      pen.at(y + inset),
      pen.length(Math.max(0, width - 2 * inset)),
      pen.length(Math.max(0, height - 2 * inset)),
      round,
      round,
      style,
    )
  if (box.fill !== undefined) {
    file.setFillColor(...pen.colour(box.fill, box.opacity))
    draw(0, "F")
  }
  if (box.hatch !== undefined) drawHatch(file, pen, box, box.hatch)
  if (box.edge === undefined) return
  pen.line(box.edge, box.isDashed ? 1.5 : 1, box.isDashed ? [4, 3] : [])
  draw(0.5, "S")
}

function drawHatch(file: jsPDF, pen: Pen, { x, y, width, height }: Of<"box">, ink: Ink): void {
  clipTo(file, pen, { x, y, width, height })
  pen.line(ink, 1.4)
  for (let at = x - height; at < x + width; at += HATCH_STEP)
    file.line(pen.at(at), pen.at(y + height), pen.at(at + height), pen.at(y))
  file.restoreGraphicsState()
}

function drawPath(file: jsPDF, pen: Pen, path: Of<"path">): void {
  for (const way of pathSteps(path.points, path.radius ?? 0)) {
    const [x, y] = way.to.map(part => pen.at(part)) as [number, number]
    if (way.step === "move") file.moveTo(x, y)
    else if (way.step !== "curve") file.lineTo(x, y)
    else {
      const [cornerX, cornerY] = way.corner.map(part => pen.at(part)) as [number, number]
      file.curveTo(cornerX, cornerY, cornerX, cornerY, x, y)
    }
  }
  if (path.isClosed) file.close()
  if (path.fill !== undefined) file.setFillColor(...pen.colour(path.fill))
  if (path.line !== undefined) pen.line(path.line, path.width ?? 1, path.dash)
  if (path.fill !== undefined && path.line !== undefined) file.fillStroke()
  else if (path.fill !== undefined) file.fill()
  else if (path.line !== undefined) file.stroke()
  else file.discardPath()
}

function drawText(file: jsPDF, pen: Pen, text: Of<"text">): void {
  file.setFont("Inter", text.weight >= 600 ? "bold" : "normal")
  file.setFontSize(pen.length(text.size))
  file.setTextColor(...pen.colour(text.ink))
  file.text(text.text, pen.at(text.x), pen.at(text.y + text.size * 0.36), { align: text.align ?? "left" })
}
