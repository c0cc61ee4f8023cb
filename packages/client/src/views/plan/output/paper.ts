/** Sizes of paper in millimetres, upright, as ISO 216 has them. */
export const PAPERS = {
  A4: [210, 297],
  A3: [297, 420],
  A2: [420, 594],
  A1: [594, 841],
  A0: [841, 1189],
} as const
export type Paper = keyof typeof PAPERS

/** CSS pixels in a millimetre: 96 in an inch. At this size the smallest words of a plan are 8 points high. */
const PIXELS_PER_MILLIMETRE = 96 / 25.4

/** White edge of a page, which no printer reaches. */
const MARGIN = 10

export interface PageFormat {
  readonly paper: Paper
  readonly isLandscape: boolean
  /** How much smaller or larger than on a screen everything is; 1 is as large. */
  readonly size: number
}

/** A page in millimetres, and what of it is drawn on in the pixels of the drawing. */
export interface PageArea {
  readonly millimetres: readonly [width: number, height: number]
  readonly margin: number
  readonly width: number
  readonly height: number
  /** Millimetres that a pixel of the drawing takes. */
  readonly perPixel: number
}

export function pageArea({ paper, isLandscape, size }: PageFormat): PageArea {
  const [short, long] = PAPERS[paper]
  const millimetres = isLandscape ? ([long, short] as const) : ([short, long] as const)
  const perPixel = size / PIXELS_PER_MILLIMETRE
  const drawn = (side: number) => Math.floor((side - 2 * MARGIN) / perPixel)
  return { millimetres, margin: MARGIN, perPixel, width: drawn(millimetres[0]), height: drawn(millimetres[1]) }
}
