import { describe, expect, test } from "vitest"
import { hueOf, initialsOf } from "../../../packages/client/src/parts/person-hue.ts"
import {
  addDays,
  addMonths,
  dateOfNumber,
  dayNumber,
  isCalendarDate,
  monthGrid,
  readTypedDate,
  weekday,
} from "@weft/model/time/calendar-date"
import { de } from "../../../packages/client/src/text/de.ts"
import { en } from "../../../packages/client/src/text/en.ts"
import { createFormat } from "../../../packages/client/src/text/format.ts"
import { bestOptions } from "../../../packages/client/src/ui/option.ts"
import { placeBeside } from "../../../packages/client/src/ui/placement.ts"

const TODAY = "2026-11-19"
const plain = (text: string) => text.replaceAll(/[\u202f\u2009\u00a0]/g, " ")

describe("calendar dates", () => {
  test("every day of 60 years has one number and one weekday after the other", () => {
    const first = dayNumber("1990-01-01")
    for (let number = first; number < first + 60 * 366; number++) {
      const date = dateOfNumber(number)
      expect(dayNumber(date)).toBe(number)
      expect(isCalendarDate(date)).toBe(true)
      expect(weekday(addDays(date, 1))).toBe((weekday(date) % 7) + 1)
    }
  })

  test("a day that does not exist is no date", () => {
    for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "tomorrow", ""])
      expect(isCalendarDate(text)).toBe(false)
  })

  test("the last of a long month becomes the last of a short one", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28")
    expect(addMonths("2026-01-31", -2)).toBe("2025-11-30")
    expect(addMonths("2026-11-30", 12)).toBe("2027-11-30")
  })

  test("a month is drawn from its week's first day, wherever weeks begin", () => {
    for (let firstDay = 1; firstDay <= 7; firstDay++) {
      const days = monthGrid(TODAY, firstDay).flat()
      expect(days).toHaveLength(42)
      expect(weekday(days[0] ?? "")).toBe(firstDay)
      expect(days.filter(day => day.startsWith("2026-11"))).toHaveLength(30)
    }
  })

  test("dates are read as people write them", () => {
    const written: [string, string, string | undefined][] = [
      ["2026-12-03", "en-GB", "2026-12-03"],
      ["3 dec", "en-GB", "2026-12-03"],
      ["Dec 3", "en-US", "2026-12-03"],
      ["3. Dez", "de-DE", "2026-12-03"],
      ["3.12.", "de-DE", "2026-12-03"],
      ["3.12.2027", "de-DE", "2027-12-03"],
      ["3/12", "en-GB", "2026-12-03"],
      ["12/3", "en-US", "2026-12-03"],
      ["4 jan", "en-GB", "2027-01-04"],
      ["17 nov", "en-GB", "2026-11-17"],
      ["+3d", "en-GB", "2026-11-22"],
      ["+2w", "en-GB", "2026-12-03"],
      ["31 feb", "en-GB", undefined],
      ["soon", "en-GB", undefined],
    ]
    for (const [text, locale, date] of written) expect(readTypedDate(text, TODAY, locale), text).toBe(date)
  })
})

describe("formats", () => {
  const english = createFormat("en-GB", en)
  const german = createFormat("de-DE", de)

  test("a due date says how it lies to today", () => {
    expect(english.relativeDay("2026-11-19", TODAY).text).toBe("Today")
    expect(english.relativeDay("2026-11-20", TODAY).text).toBe("Tomorrow")
    expect(english.relativeDay("2026-11-17", TODAY)).toMatchObject({ text: "17 Nov", days: -2 })
    expect(plain(english.relativeDay("2026-11-17", TODAY).lateText ?? "")).toBe("2 d late")
    expect(plain(german.relativeDay("2026-11-17", TODAY).lateText ?? "")).toBe("2 T zu spät")
  })

  test("a date of another year names it", () => {
    expect(english.shortDate("2026-11-17", TODAY)).toBe("17 Nov")
    expect(english.shortDate("2027-01-04", TODAY)).toBe("4 Jan 2027")
  })

  test("the shown day is the written day, whatever zone the device is in", () => {
    const zone = process.env["TZ"]
    for (const west of ["Pacific/Pago_Pago", "Pacific/Kiritimati", "America/Sao_Paulo"]) {
      process.env["TZ"] = west
      expect(createFormat("en-GB", en).longDate("2026-11-17")).toBe("Tuesday, 17 November 2026")
    }
    if (zone === undefined) delete process.env["TZ"]
    else process.env["TZ"] = zone
  })

  test("a range says its month once", () => {
    expect(plain(english.dateRange("2026-11-20", "2026-11-25"))).toBe("20 – 25 Nov")
    expect(plain(english.dateRange("2026-11-25", "2026-11-25"))).toBe("25 Nov")
    expect(english.dateRange(undefined, undefined)).toBe("No date")
  })

  test("durations are days and hours, or hours and minutes", () => {
    const spoken: [number, string][] = [
      [0, "0 h"],
      [30, "30 min"],
      [60, "1 h"],
      [165, "2 h 45 min"],
      [480, "1 d"],
      [1440, "3 d"],
      [1680, "3 d 4 h"],
      [959, "2 d"],
      [-90, "−1 h 30 min"],
    ]
    for (const [minutes, text] of spoken) expect(plain(english.duration(minutes)), String(minutes)).toBe(text)
  })

  test("the week begins as the region has it", () => {
    expect(english.weekdays("long")[0]).toBe("Monday")
    expect(german.weekdays("long")[0]).toBe("Montag")
    expect(createFormat("en-US", en).weekdays("long")[0]).toBe("Sunday")
  })
})

test("both languages count one and many", () => {
  expect(en.sync.offlineWith(1)).toBe("Offline · 1 change on this device")
  expect(en.sync.offlineWith(12)).toBe("Offline · 12 changes on this device")
  expect(de.sync.refused(1)).toBe("Abgelehnt · 1 Änderung")
  expect(de.sync.refused(1200)).toBe("Abgelehnt · 1.200 Änderungen")
})

test("the best options begin with what was typed, and accents do not matter", () => {
  const options = ["Über uns", "Load test", "The last load", "Reload", "Uber", "Other"].map(label => ({
    id: label,
    label,
  }))
  expect(bestOptions(options, "load").map(option => option.label)).toEqual(["Load test", "The last load", "Reload"])
  expect(bestOptions(options, "uber").map(option => option.label)).toEqual(["Uber", "Über uns"])
  expect(bestOptions(options, "")).toBe(options)
  expect(bestOptions(options, "zzz")).toEqual([])
  const many = Array.from({ length: 500 }, (_, index) => ({ id: `${index}`, label: `Load ${index}` }))
  expect(bestOptions(many, "load")).toHaveLength(50)
})

test("what opens stays inside the window and beside its anchor, wherever the anchor is", () => {
  const viewport = { width: 400, height: 600 }
  const size = { width: 200, height: 150 }
  for (let left = 0; left <= 380; left += 20)
    for (let top = 0; top <= 580; top += 20)
      for (const side of ["below", "above", "right"] as const) {
        const anchor = { left, top, right: left + 20, bottom: top + 20 }
        const place = placeBeside(anchor, size, viewport, side, "start")
        expect(place.left).toBeGreaterThanOrEqual(8)
        expect(place.top).toBeGreaterThanOrEqual(8)
        expect(place.left + size.width).toBeLessThanOrEqual(392)
        expect(place.top + size.height).toBeLessThanOrEqual(592)
        const covers = place.top < anchor.bottom && place.top + size.height > anchor.top
        if (side !== "right") expect(covers, `${left} ${top} ${side}`).toBe(false)
      }
})

test("hues spread over eight, and a name has two letters", () => {
  const counts = new Map<number, number>()
  for (let index = 0; index < 8000; index++) {
    const hue = hueOf(`member-${index}`)
    counts.set(hue, (counts.get(hue) ?? 0) + 1)
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  for (const count of counts.values()) expect(count).toBeGreaterThan(800)
  expect(["Ana", "ben ruiz", "Ö", "", "Łukasz"].map(initialsOf)).toEqual(["An", "Be", "Ö", "", "Łu"])
})
