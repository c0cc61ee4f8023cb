/** A working day in minutes, unless a calendar says otherwise. */
const MINUTES_PER_DAY = 480

const UNITS: readonly (readonly [pattern: RegExp, minutes: (perDay: number) => number])[] = [
  [/^(?:w|wk|weeks?|wochen?)$/, perDay => perDay * 5],
  [/^(?:d|t|days?|tage?n?)$/, perDay => perDay],
  [/^(?:h|hrs?|hours?|std|stunden?)$/, () => 60],
  [/^(?:m|min|mins|minutes?|minuten?)$/, () => 1],
]

/**
 * The working minutes that a person wrote, or undefined if it cannot be understood.
 *
 * Understood are "2 h", "3 d", "1 d 4 h", "1.5h", "1,5 Std", "2 w", "45 min", "1:30", and a bare number of hours, in
 * English and in German alike. A day has `minutesPerDay`, a week five days.
 */
export function readTypedDuration(text: string, minutesPerDay = MINUTES_PER_DAY): number | undefined {
  const written = text.trim().toLowerCase().replaceAll(",", ".")
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(written)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  if (/^\d+(?:\.\d+)?$/.test(written)) return atMost(Number(written) * 60)
  if (!/^(?:\d+(?:\.\d+)?\s*\p{L}+\.?\s*)+$/u.test(written)) return undefined
  let minutes = 0
  for (const [, amount, unit] of written.matchAll(/(\d+(?:\.\d+)?)\s*(\p{L}+)/gu)) {
    const known = UNITS.find(([pattern]) => pattern.test(unit!))
    if (known === undefined) return undefined
    minutes += Number(amount) * known[1](minutesPerDay)
  }
  return atMost(minutes)
}

function atMost(minutes: number): number | undefined {
  const whole = Math.round(minutes)
  return Number.isSafeInteger(whole) ? whole : undefined
}
