/** Colours that labels are called by, each as it is written on the web. */
const NAMED: readonly (readonly [name: string, red: number, green: number, blue: number])[] = [
  ["red", 0xe0, 0x3e, 0x3e],
  ["orange", 0xf0, 0x8c, 0x2e],
  ["yellow", 0xf1, 0xdb, 0x50],
  ["lime", 0x8a, 0xd1, 0x3c],
  ["green", 0x31, 0xcc, 0x7c],
  ["sky", 0x49, 0xc0, 0xe6],
  ["blue", 0x31, 0x7c, 0xcc],
  ["purple", 0x8e, 0x5a, 0xd0],
  ["pink", 0xf0, 0x7a, 0xb8],
  ["black", 0x33, 0x33, 0x33],
]

/** The colour by name that is nearest to six hexadecimal figures; null where they are none. */
export function colourName(hex: string): string | null {
  const figures = /^#?([0-9a-f]{6})$/i.exec(hex)?.[1]
  if (figures === undefined) return null
  const part = (index: number) => Number.parseInt(figures.slice(index * 2, index * 2 + 2), 16)
  const far = ([, red, green, blue]: (typeof NAMED)[number]) =>
    (red - part(0)) ** 2 + (green - part(1)) ** 2 + (blue - part(2)) ** 2
  return NAMED.reduce((nearest, named) => (far(named) < far(nearest) ? named : nearest))[0]
}
