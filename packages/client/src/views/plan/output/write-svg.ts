import type { Shape } from "../chart/shapes.ts"
import { cssColour, type RgbPalette } from "./rgb-palette.ts"

type Of<Name extends Shape["shape"]> = Extract<Shape, { shape: Name }>

export interface SvgOptions {
  readonly palette: RgbPalette
  /** In pixels of the drawing. */
  readonly width: number
  readonly height: number
  /** How large it is on paper; as many CSS pixels as the drawing has where nothing is said. */
  readonly millimetres?: readonly [width: number, height: number]
  /** Names of what it defines begin with this, so that several may stand on one page. */
  readonly prefix?: string
}

const FAMILY = "Inter, system-ui, sans-serif"

/** Shapes as a document of Scalable Vector Graphics 1.1; what people entered is escaped. */
export function writeSvg(shapes: readonly Shape[], options: SvgOptions): string {
  const { width, height, millimetres, prefix = "weft" } = options
  const size = millimetres === undefined ? [`${width}`, `${height}`] : millimetres.map(side => `${side}mm`)
  const definitions: string[] = []
  const hatches = new Set<string>()
  const body: string[] = []
  let isClipped = false
  const hatch = (box: Of<"box">): string => {
    const name = `${prefix}-hatch-${box.hatch!}`
    if (!hatches.has(name)) {
      hatches.add(name)
      definitions.push(hatchPattern(name, cssColour(options.palette[box.hatch!])))
    }
    return name
  }
  for (const shape of shapes) {
    if (shape.shape !== "clip") {
      body.push(elementOf(shape, options.palette, hatch))
      continue
    }
    if (isClipped) body.push("</g>")
    isClipped = shape.area !== null
    if (shape.area === null) continue
    const name = `${prefix}-clip-${definitions.length}`
    definitions.push(element("clipPath", { id: name }, element("rect", shape.area)))
    body.push(`<g clip-path="url(#${name})">`)
  }
  if (isClipped) body.push("</g>")
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width: size[0]!,
    height: size[1]!,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": FAMILY,
  }
  return element("svg", attributes, element("defs", {}, definitions.join("")) + body.join(""))
}

function elementOf(
  shape: Exclude<Shape, { shape: "clip" }>,
  palette: RgbPalette,
  hatch: (box: Of<"box">) => string,
): string {
  switch (shape.shape) {
    case "box":
      return boxElement(shape, palette, hatch)
    case "path":
      return pathElement(shape, palette)
    case "text":
      return textElement(shape, palette)
  }
}

function boxElement(box: Of<"box">, palette: RgbPalette, hatch: (box: Of<"box">) => string): string {
  const { x, y, width, height, radius = 0, opacity = 1 } = box
  const at = { x, y, width: Math.max(0, width), height, ...(radius > 0 ? { rx: Math.min(radius, width / 2) } : {}) }
  const covers = opacity === 1 ? {} : { "fill-opacity": opacity }
  const parts: string[] = []
  if (box.fill !== undefined) parts.push(element("rect", { ...at, fill: cssColour(palette[box.fill]), ...covers }))
  if (box.hatch !== undefined) parts.push(element("rect", { ...at, fill: `url(#${hatch(box)})` }))
  if (box.edge !== undefined) {
    const inside = { x: x + 0.5, y: y + 0.5, width: Math.max(0, width - 1), height: height - 1 }
    const line = { stroke: cssColour(palette[box.edge]), ...(box.isDashed ? { "stroke-dasharray": "4 3" } : {}) }
    parts.push(element("rect", { ...at, ...inside, fill: "none", ...line }))
  }
  return parts.join("")
}

function pathElement(path: Of<"path">, palette: RgbPalette): string {
  const { line, fill, dash, width = 1 } = path
  return element("path", {
    d: pathData(path),
    fill: fill === undefined ? "none" : cssColour(palette[fill]),
    ...(line === undefined ? {} : { stroke: cssColour(palette[line]), "stroke-width": width }),
    ...(dash === undefined ? {} : { "stroke-dasharray": dash.join(" ") }),
  })
}

/** The way of a path; where its corners are round, each is cut by a curve. */
function pathData({ points, isClosed, radius = 0 }: Of<"path">): string {
  const parts = [`M${rounded(points[0]!)} ${rounded(points[1]!)}`]
  for (let index = 2; index < points.length; index += 2) {
    const corner = [points[index]!, points[index + 1]!] as const
    if (radius === 0 || index + 3 >= points.length) parts.push(`L${corner.map(rounded).join(" ")}`)
    else {
      const into = towards(corner, [points[index - 2]!, points[index - 1]!], radius)
      const out = towards(corner, [points[index + 2]!, points[index + 3]!], radius)
      parts.push(`L${into.map(rounded).join(" ")}Q${[...corner, ...out].map(rounded).join(" ")}`)
    }
  }
  return parts.join("") + (isClosed ? "Z" : "")
}

/** The point that lies so far from one on the way to another, at most half of it. */
export function towards(
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  distance: number,
): readonly [number, number] {
  const length = Math.hypot(toX - x, toY - y)
  if (length === 0) return [x, y]
  const share = Math.min(distance, length / 2) / length
  return [x + (toX - x) * share, y + (toY - y) * share]
}

function textElement(text: Of<"text">, palette: RgbPalette): string {
  const anchors = { left: "start", center: "middle", right: "end" }
  const halo = text.hasHalo
    ? { stroke: cssColour(palette.surface), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }
    : {}
  return element(
    "text",
    {
      x: text.x,
      // Readers differ in where they put the middle of letters, so their foot is given.
      y: text.y + text.size * 0.36,
      "font-size": text.size,
      "font-weight": text.weight,
      "text-anchor": anchors[text.align ?? "left"],
      fill: cssColour(palette[text.ink]),
      ...halo,
    },
    escaped(text.text),
  )
}

function hatchPattern(name: string, colour: string): string {
  const lines = element("path", { d: "M-1 1L1 -1M0 5L5 0M4 6L6 4", stroke: colour, "stroke-width": 1.4 })
  return element("pattern", { id: name, patternUnits: "userSpaceOnUse", width: 5, height: 5 }, lines)
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, inside = ""): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`)
    .join("")
  return inside === "" ? `<${name}${said}/>` : `<${name}${said}>${inside}</${name}>`
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100)
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Text for XML 1.0: its own signs as entities, and without the control characters that it does not allow. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, sign => ENTITIES[sign]!).replaceAll(/[^\P{Cc}\t\n]/gu, "")
}
