import { locale } from "../text/index.ts"

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const

/** How big a file is, as people say it: "1.2 MB". Counted in thousands, as the systems show it that files come from. */
export function fileSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  const digits = step === 0 || value >= 100 ? 0 : 1
  const format = { style: "unit", unit: UNITS[step]!, unitDisplay: "short", maximumFractionDigits: digits } as const
  return new Intl.NumberFormat(locale(), format).format(value)
}
