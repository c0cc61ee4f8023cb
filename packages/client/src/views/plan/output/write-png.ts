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

/** Shapes as a picture in PNG; `null` where the browser has no memory for it. */
export function writePng(
  shapes: readonly Shape[],
  { width, height, palette, ratio }: { width: number; height: number; palette: RgbPalette; ratio: number },
): Promise<Blob | null> {
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext("2d")
  if (context === null) return Promise.resolve(null)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  paint(context, cssPalette(palette), shapes)
  return new Promise(resolve => canvas.toBlob(resolve, "image/png"))
}
