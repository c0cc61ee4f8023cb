import { expect, test } from "vitest"
import { holidaysOfCountry } from "@weft/sync-server/holidays/country-holidays"
import { holidaysThatCount, PUBLIC_HOLIDAYS } from "@weft/model/service/holiday"
import { isRefusal } from "@weft/model/base/result"

async function publicIn(place: string, year: number) {
  const holidays = await holidaysOfCountry(place, year, year, "en")
  if (isRefusal(holidays)) throw new Error(holidays.reason)
  return holidaysThatCount(holidays, PUBLIC_HOLIDAYS).map(({ date }) => date)
}

test("SLA-6 a country's public holidays are known by part, and its observances stand apart", async () => {
  const [bavaria, berlin] = [await publicIn("DE-BY", 2026), await publicIn("DE-BE", 2026)]
  expect(bavaria).toEqual(
    expect.arrayContaining([
      "2026-01-01",
      "2026-01-06",
      "2026-04-03",
      "2026-04-06",
      "2026-06-04",
      "2026-11-01",
      "2026-12-25",
    ]),
  )
  expect(bavaria).not.toContain("2026-02-14")
  expect(berlin).toContain("2026-03-08")
  expect(berlin).not.toContain("2026-01-06")
  const all = await holidaysOfCountry("de-by", 2026, 2026, "de")
  expect(all).toContainEqual({ date: "2026-12-24", name: "Heiliger Abend", kind: "bank", from: 14 * 600 })
  expect(all).toContainEqual({ date: "2026-02-14", name: "Valentinstag", kind: "observance", from: 0 })
})

test("SLA-6 a country or part that there is none of is refused by name", async () => {
  expect(await holidaysOfCountry("QQ", 2026, 2026, "en")).toMatchObject({
    reason: "unknown-country",
    detail: { country: "QQ" },
  })
  expect(await holidaysOfCountry("DE-QQ", 2026, 2026, "en")).toMatchObject({
    reason: "unknown-part",
    detail: { part: "QQ" },
  })
})
