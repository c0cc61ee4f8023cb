import { expect, test } from "vitest"
import { dayOf, daysInMonth, isMoment, minuteOf, zoneOf } from "./moment.ts"

test("TIME-1 every day of a leap year, a plain year and the odd centuries is a moment, and no other is", () => {
  for (const year of [1900, 2000, 2026, 2028, 2100]) {
    for (let month = 0; month <= 13; month++) {
      for (let day = 0; day <= 32; day++) {
        const date = new Date(Date.UTC(year, month - 1, day))
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
        const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
        expect(isMoment(text), text).toBe(exists)
      }
      if (month >= 1 && month <= 12)
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate())
    }
  }
})

test("TIME-1 a minute has a zone, and each part is read back", () => {
  const moment = "2026-11-20T15:00[Europe/Berlin]"
  expect(isMoment(moment)).toBe(true)
  expect([dayOf(moment), minuteOf(moment), zoneOf(moment)]).toEqual(["2026-11-20", "15:00", "Europe/Berlin"])
  expect([dayOf("2026-11-20"), minuteOf("2026-11-20"), zoneOf("2026-11-20")]).toEqual(["2026-11-20", null, null])
  expect(isMoment("2026-11-20T15:00[Etc/GMT+1]")).toBe(true)
})

test("TIME-1 what is nearly a moment is none", () => {
  const nearly = [
    "2026-11-20T15:00",
    "2026-11-20T24:00[UTC]",
    "2026-11-20T15:60[UTC]",
    "2026-11-20T15:00[]",
    "2026-11-20 ",
    " 2026-11-20",
    "2026-11-20T15:00:00[UTC]",
    "26-11-20",
    "2026-11-20T15:00[Europe Berlin]",
    "",
    "tomorrow",
    "2026-02-30T10:00[UTC]",
  ]
  for (const text of nearly) expect(isMoment(text), text).toBe(false)
})
