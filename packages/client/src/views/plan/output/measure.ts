import { FAMILY } from "../chart/paint.ts"
import type { Shape } from "../chart/shapes.ts"

export type TextShape = Extract<Shape, { shape: "text" }>
type Letters = Pick<TextShape, "text" | "size" | "weight">

/** How wide letters are, in pixels. */
export type Measure = (letters: Letters) => number

/** Measures as a canvas of the page does, whose font a file has as well. */
export function createMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d")
  return ({ text, size, weight }) => {
    if (context === null) return text.length * size * 0.55
    context.font = `${weight} ${size}px ${FAMILY}`
    return context.measureText(text).width
  }
}

/** The text as far as it fits, with an ellipsis where some of it does not. */
export function cutText(letters: Letters, room: number, measure: Measure): string {
  if (measure(letters) <= room) return letters.text
  const signs = [...letters.text]
  let [fits, over] = [0, signs.length]
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    const width = measure({ ...letters, text: `${signs.slice(0, middle).join("")}…` })
    if (width <= room) fits = middle
    else over = middle
  }
  return fits === 0 ? "" : `${signs.slice(0, fits).join("").trimEnd()}…`
}

/** Shapes without the texts that have no room, for writers that cannot measure. */
export function withRoom(shapes: readonly Shape[], measure: Measure): Shape[] {
  return shapes.filter(shape => shape.shape !== "text" || shape.room === undefined || measure(shape) <= shape.room)
}
