import { paint } from "../chart/paint.ts"
import type { Shape } from "../chart/shapes.ts"
import { cssPalette, type RgbPalette } from "./rgb-palette.ts"

/** The longest side and the most pixels of a canvas that all browsers draw. */
const MOST_SIDE = 16_384
const MOST_PIXELS = 120_000_000
const RATIO = 2
/** Below this, words could not be read. */
const LEAST_RATIO = 0.75

/** How many pixels of a picture stand for one of the drawing; `null` where it would have to be too coarse to be read. */
export function pictureRatio(width: number, height: number): number | null {
  const ratio = Math.min(RATIO, MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)))
  return ratio < LEAST_RATIO ? null : ratio
}

export interface PngOptions {
  /** In pixels of the drawing, with the white around it. */
  readonly width: number
  readonly height: number
  readonly edge: number
  readonly palette: RgbPalette
  /** See {@link pictureRatio}. */
  readonly ratio: number
}

/** Shapes as a picture in PNG; `null` where the browser has no memory for it. */
export function writePng(
  shapes: readonly Shape[],
  { edge, palette, ratio, ...drawn }: PngOptions,
): Promise<Blob | null> {
  const [width, height] = [drawn.width + 2 * edge, drawn.height + 2 * edge]
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext("2d")
  if (context === null) return Promise.resolve(null)
  context.setTransform(ratio, 0, 0, ratio, edge * ratio, edge * ratio)
  const colours = cssPalette(palette)
  context.fillStyle = colours.surface
  context.fillRect(-edge, -edge, width, height)
  paint(context, colours, shapes)
  return new Promise(resolve => canvas.toBlob(resolve, "image/png"))
}
