/** Which of the eight hues a person has. */
export type Hue = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** The hues, in the order of their numbers. */
export const HUES: readonly Hue[] = [1, 2, 3, 4, 5, 6, 7, 8]

/**
 * Returns the hue of a person, the same on every device: the one they chose, else a hash (FNV-1a) of the id.
 *
 * Set it as `data-hue` on an element; inside, `--person`, `--person-soft` and `--person-ink` are the person's colours.
 */
export function hueOf(memberId: string, chosen: number | null = null): Hue {
  const own = HUES.find(hue => hue === chosen)
  if (own !== undefined) return own
  let hash = 0x811c9dc5
  for (let index = 0; index < memberId.length; index++) hash = Math.imul(hash ^ memberId.charCodeAt(index), 0x01000193)
  return ((((hash ^ (hash >>> 15)) >>> 0) % 8) + 1) as Hue
}

/** Returns the two letters that stand for a name, the second one small: "An" for Ana, "Ö" for one letter. */
export function initialsOf(name: string): string {
  const [first = "", second = ""] = [...name.trim()]
  return first.toLocaleUpperCase() + second.trim().toLocaleLowerCase()
}
