/** The colours of a chart, by the names of the tokens. */
export const INKS = [
  "accent",
  "accent-soft",
  "accent-fill",
  "on-accent",
  "bar",
  "baseline",
  "bar-done",
  "bar-line",
  "bar-progress",
  "critical",
  "critical-fill",
  "float",
  "good",
  "hover",
  "late",
  "line",
  "line-soft",
  "link",
  "off-time",
  "soon",
  "st-done",
  "summary",
  "sunken",
  "surface",
  "text-1",
  "text-2",
  "text-3",
  "p1",
  "p2",
  "p3",
  "p4",
  "p5",
  "p6",
  "p7",
  "p8",
] as const
export type Ink = (typeof INKS)[number]

/**
 * One thing on a chart, in pixels from its top left. What draws a chart on a canvas draws these one after the other, and
 * so would whatever writes it into a file.
 */
export type Shape =
  | {
      readonly shape: "box"
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly radius?: number
      readonly fill?: Ink
      /** Lines at 45° over the fill. */
      readonly hatch?: Ink
      readonly edge?: Ink
      readonly isDashed?: boolean
      /** How much of the fill covers what is below; all of it where nothing is said. */
      readonly opacity?: number
    }
  | {
      readonly shape: "path"
      /** x and y in turn. */
      readonly points: readonly number[]
      readonly isClosed?: boolean
      readonly fill?: Ink
      readonly line?: Ink
      readonly width?: number
      readonly dash?: readonly [number, number]
      /** Of the corners. */
      readonly radius?: number
    }
  | {
      readonly shape: "text"
      readonly x: number
      /** Of the middle of the letters. */
      readonly y: number
      readonly text: string
      readonly ink: Ink
      readonly size: 11 | 12 | 16
      readonly weight: 420 | 520 | 640
      readonly align?: "left" | "center" | "right"
      /** An edge in the colour of the ground, where it stands over other things. */
      readonly hasHalo?: boolean
      /** The most that it may take; what does not fit is left out. */
      readonly room?: number
    }
  /** Draws what follows only here; nothing is everywhere again. */
  | { readonly shape: "clip"; readonly area: { x: number; y: number; width: number; height: number } | null }
