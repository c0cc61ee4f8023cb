const MINUTES = { w: 2400, d: 480, h: 60, m: 1 } as const

/**
 * Minutes from one word such as `2h`, `1h30m`, `1.5h` or `3d`, or a bare number of hours; `null` for anything else. A day
 * is eight hours, a week five days.
 */
export function readMinutes(text: string): number | null {
  const lower = text.toLowerCase()
  if (/^\d{1,5}(\.\d{1,3})?$/.test(lower)) return Math.round(Number(lower) * 60)
  if (!/^(\d{1,5}(\.\d{1,3})?[wdhm])+$/.test(lower)) return null
  const parts = [...lower.matchAll(/(\d+(?:\.\d+)?)([wdhm])/g)]
  return Math.round(
    parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * MINUTES[unit as keyof typeof MINUTES], 0),
  )
}

/** Minutes in one word that reads back as them: `1h30m`, `45m`. */
export function minutesToText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours === 0 ? `${rest}m` : rest === 0 ? `${hours}h` : `${hours}h${rest}m`
}
