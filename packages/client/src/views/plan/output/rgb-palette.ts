import { readPalette, type Palette } from "../chart/paint.ts"
import { INKS, type Ink } from "../chart/shapes.ts"

/** A colour as files have it: red, green and blue from 0 to 255, and how much it covers from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number, alpha: number]
export type RgbPalette = Readonly<Record<Ink, Rgb>>

/** The colours of the light theme, whatever theme is on: paper is white. `isGrey` leaves only how light each one is. */
export function paperPalette(isGrey: boolean): RgbPalette {
  const probe = document.createElement("span")
  probe.style.colorScheme = "light"
  probe.hidden = true
  document.body.append(probe)
  const palette = readPalette(probe)
  probe.remove()
  const colours = INKS.map(ink => [ink, rgbOf(palette, ink)] as const)
  return Object.fromEntries(colours.map(([ink, rgb]) => [ink, isGrey ? greyOf(rgb) : rgb])) as RgbPalette
}

/** Asks a canvas: styles give colours in spaces that files do not know. */
function rgbOf(palette: Palette, ink: Ink): Rgb {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  if (context === null) return [0, 0, 0, 1]
  context.fillStyle = palette[ink]
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}

/** The luma of Recommendation ITU-R BT.709. */
function greyOf([red, green, blue, alpha]: Rgb): Rgb {
  const grey = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
  return [grey, grey, grey, alpha]
}

/** The palette as a canvas takes it. */
export function cssPalette(palette: RgbPalette): Palette {
  return Object.fromEntries(INKS.map(ink => [ink, cssColour(palette[ink])])) as Palette
}

/** What of a colour is opaque as styles write it; {@link Rgb}'s last part is written apart by whoever cannot. */
export function cssColour([red, green, blue, alpha]: Rgb): string {
  return alpha === 1 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${alpha.toFixed(3)})`
}
