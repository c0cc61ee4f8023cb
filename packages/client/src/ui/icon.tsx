import { Show, type JSX } from "solid-js"
import type { IconShape } from "./option.ts"
import "./icon.css"

export type { IconShape } from "./option.ts"

export interface IconProps {
  /** One of the exports of `icons.ts`. */
  readonly icon: IconShape
  /** Edge in px: 16 unless told. Smaller ones are drawn with a heavier line, so that they stay as dark. */
  readonly size?: 12 | 14 | 16 | 20 | 24
  /** What it means, if no word stands beside it. Without a label it is hidden from assistive technology. */
  readonly label?: string
  readonly class?: string
}

const shapes = new Map<IconShape, SVGGElement>()

/** Returns a fresh copy of the lines of an icon; each file is parsed once. */
function copyShape(icon: IconShape): Node {
  let shape = shapes.get(icon)
  if (!shape) {
    shape = document.createElementNS("http://www.w3.org/2000/svg", "g")
    const drawing = new DOMParser().parseFromString(icon, "image/svg+xml").documentElement
    shape.append(...[...drawing.children].map(child => document.importNode(child, true)))
    shapes.set(icon, shape)
  }
  return shape.cloneNode(true)
}

/** An icon of the set, in the colour of the text around it. */
export function Icon(props: IconProps): JSX.Element {
  const size = () => props.size ?? 16
  return (
    <svg
      class={`icon ${props.class ?? ""}`}
      width={size()}
      height={size()}
      viewBox="0 0 24 24"
      stroke-width={size() < 16 ? 2 : 1.75}
      role={props.label ? "img" : undefined}
      aria-label={props.label}
      aria-hidden={props.label ? undefined : "true"}
    >
      {copyShape(props.icon)}
    </svg>
  )
}

export interface IconOrGlyphProps {
  readonly icon?: IconShape | undefined
  /** Draws something of the caller's own instead of an icon, such as an avatar. */
  readonly glyph?: (() => JSX.Element) | undefined
  readonly size?: 12 | 14 | 16
}

/** The small picture before a label: an icon, a glyph of the caller's, or nothing. */
export function IconOrGlyph(props: IconOrGlyphProps): JSX.Element {
  return (
    <Show
      when={props.glyph}
      fallback={<Show when={props.icon}>{icon => <Icon icon={icon()} size={props.size ?? 16} />}</Show>}
    >
      {glyph => glyph()()}
    </Show>
  )
}
