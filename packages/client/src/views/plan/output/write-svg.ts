import { element, type XmlElement } from "@weft/model/exchange/xml/element"
import { xmlPieces } from "@weft/model/exchange/xml/write"
import type { Ink, Shape } from "../chart/shapes.ts"
import { cssColour, type RgbPalette } from "./rgb-palette.ts"
import { pathSteps } from "./rounded-path.ts"

type Of<Name extends Shape["shape"]> = Extract<Shape, { shape: Name }>
type Attributes = Readonly<Record<string, string | number>>

export interface SvgOptions {
  readonly palette: RgbPalette
  /** In pixels of the drawing, which are CSS pixels. */
  readonly width: number
  readonly height: number
  /** White around the drawing, in its pixels; none where nothing is said. */
  readonly edge?: number
  /** Names of what it defines begin with this, so that several may stand on one page. */
  readonly prefix?: string
}

const FAMILY = "Inter, 'Inter Variable', system-ui, sans-serif"

/** Shapes as a document of Scalable Vector Graphics 1.1. */
export function writeSvg(shapes: readonly Shape[], options: SvgOptions): string {
  const { palette, edge = 0, prefix = "weft" } = options
  const [width, height] = [options.width + 2 * edge, options.height + 2 * edge]
  const drawing = new Drawing(palette, prefix)
  drawing.add({ shape: "box", x: -edge, y: -edge, width, height, fill: "surface" })
  for (const shape of shapes) drawing.add(shape)
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `${-edge} ${-edge} ${width} ${height}`,
  }
  return [...xmlPieces(tag("svg", { ...attributes, "font-family": FAMILY }, drawing.content))].join("")
}

/** The elements of a drawing, and what they refer to. */
class Drawing {
  readonly #palette: RgbPalette
  readonly #prefix: string
  readonly #definitions: XmlElement[] = []
  readonly #body: XmlElement[] = []
  readonly #hatches = new Map<Ink, string>()
  /** Where elements go: the drawing, or what is clipped now. */
  #open = this.#body

  constructor(palette: RgbPalette, prefix: string) {
    this.#palette = palette
    this.#prefix = prefix
  }

  get content(): XmlElement[] {
    return [tag("defs", {}, this.#definitions), ...this.#body]
  }

  add(shape: Shape): void {
    switch (shape.shape) {
      case "box":
        return this.#box(shape)
      case "path":
        return void this.#open.push(this.#path(shape))
      case "text":
        return void this.#open.push(this.#text(shape))
      case "clip":
        return this.#clip(shape)
    }
  }

  #clip({ area }: Of<"clip">): void {
    this.#open = this.#body
    if (area === null) return
    const id = `${this.#prefix}-clip-${this.#definitions.length}`
    this.#definitions.push(tag("clipPath", { id }, [tag("rect", area)]))
    this.#open = []
    this.#body.push(tag("g", { "clip-path": `url(#${id})` }, this.#open))
  }

  #box(box: Of<"box">): void {
    const { x, y, width, height, radius = 0, opacity = 1 } = box
    const round = radius > 0 ? { rx: Math.min(radius, width / 2) } : {}
    const whole = { x, y, width: Math.max(0, width), height, ...round }
    const covers = opacity === 1 ? {} : { "fill-opacity": opacity }
    if (box.fill !== undefined) this.#rect({ ...whole, fill: this.#colour(box.fill), ...covers })
    if (box.hatch !== undefined) this.#rect({ ...whole, fill: `url(#${this.#hatch(box.hatch)})` })
    if (box.edge === undefined) return
    const inside = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: height - 1, ...round }
    const dash = box.isDashed ? { "stroke-dasharray": "4 3" } : {}
    this.#rect({ ...inside, fill: "none", stroke: this.#colour(box.edge), ...dash })
  }

  #rect(attributes: Attributes): void {
    this.#open.push(tag("rect", attributes))
  }

  /** The name of the lines at 45° in a colour. */
  #hatch(ink: Ink): string {
    const standing = this.#hatches.get(ink)
    if (standing !== undefined) return standing
    const id = `${this.#prefix}-hatch-${ink}`
    const lines = { d: "M-1 1L1 -1M0 5L5 0M4 6L6 4", stroke: this.#colour(ink), "stroke-width": 1.4 }
    const pattern = { id, patternUnits: "userSpaceOnUse", width: 5, height: 5 }
    this.#definitions.push(tag("pattern", pattern, [tag("path", lines)]))
    this.#hatches.set(ink, id)
    return id
  }

  #path(path: Of<"path">): XmlElement {
    const { line, fill, dash, width = 1 } = path
    return tag("path", {
      d: pathData(path),
      fill: fill === undefined ? "none" : this.#colour(fill),
      ...(line === undefined ? {} : { stroke: this.#colour(line), "stroke-width": width }),
      ...(dash === undefined ? {} : { "stroke-dasharray": dash.join(" ") }),
    })
  }

  #text(text: Of<"text">): XmlElement {
    const anchors = { left: "start", center: "middle", right: "end" }
    const halo = { stroke: this.#colour("surface"), "stroke-width": 3, "paint-order": "stroke" }
    const attributes = {
      x: text.x,
      // Readers differ in where they put the middle of letters, so their foot is given.
      y: text.y + text.size * 0.36,
      "font-size": text.size,
      "font-weight": text.weight,
      "text-anchor": anchors[text.align ?? "left"],
      fill: this.#colour(text.ink),
      ...(text.hasHalo ? halo : {}),
    }
    return tag("text", attributes, text.text)
  }

  #colour(ink: Ink): string {
    return cssColour(this.#palette[ink])
  }
}

function pathData({ points, isClosed, radius = 0 }: Of<"path">): string {
  const steps = pathSteps(points, radius).map(way => {
    const to = way.to.map(rounded).join(" ")
    if (way.step === "curve") return `Q${way.corner.map(rounded).join(" ")} ${to}`
    return `${way.step === "move" ? "M" : "L"}${to}`
  })
  return steps.join("") + (isClosed ? "Z" : "")
}

function tag(name: string, attributes: Attributes, content: string | XmlElement[] = []): XmlElement {
  const said = Object.entries(attributes).map(([key, value]) => [
    key,
    typeof value === "number" ? rounded(value) : value,
  ])
  return element(name, content, Object.fromEntries(said) as Record<string, string>)
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100)
}
