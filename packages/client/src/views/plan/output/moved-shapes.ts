import type { Shape } from "../chart/shapes.ts"

/** The same shapes, so many pixels further right and down. */
export function movedShapes(shapes: readonly Shape[], right: number, down: number): Shape[] {
  return shapes.map(shape => {
    switch (shape.shape) {
      case "box":
      case "text":
        return { ...shape, x: shape.x + right, y: shape.y + down }
      case "path":
        return { ...shape, points: shape.points.map((at, index) => at + (index % 2 === 0 ? right : down)) }
      case "clip": {
        const { area } = shape
        return area === null ? shape : { ...shape, area: { ...area, x: area.x + right, y: area.y + down } }
      }
    }
  })
}
