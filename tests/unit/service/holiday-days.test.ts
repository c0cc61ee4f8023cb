import { expect, test } from "vitest"
import { holidaysThatCount, PUBLIC_HOLIDAYS, type Holiday } from "@weft/model/service/holiday"
import { holidayDays, isDayOff, withDayOff } from "@weft/model/service/holiday-days"

const holiday = (date: string, name: string, kind: Holiday["kind"], from = 0): Holiday => ({ date, name, kind, from })

const LIST: readonly Holiday[] = [
  holiday("2027-10-31", "Reformation Day", "public"),
  holiday("2026-10-31", "Halloween", "observance"),
  holiday("2026-10-31", "Reformation Day", "public"),
  holiday("2026-12-24", "Christmas Eve", "bank", 8400),
  holiday("2026-02-14", "Valentine's Day", "observance"),
]
const DAYS = holidayDays(LIST)
const REFORMATION = DAYS.find(({ date }) => date === "2026-10-31")!
const VALENTINE = DAYS.find(({ date }) => date === "2026-02-14")!

const datesOff = (choice: Parameters<typeof isDayOff>[1]) =>
  DAYS.filter(day => isDayOff(day, choice)).map(({ date }) => date)

test("TERMS-7 SLA-6 what falls on one day is one day, called first by what makes it off", () => {
  expect(DAYS.map(({ date, names, kind, from }) => [date, names.join(), kind, from])).toEqual([
    ["2026-02-14", "Valentine's Day", "observance", 0],
    ["2026-10-31", "Reformation Day,Halloween", "public", 0],
    ["2026-12-24", "Christmas Eve", "bank", 8400],
    ["2027-10-31", "Reformation Day", "public", 0],
  ])
  expect(datesOff(PUBLIC_HOLIDAYS)).toEqual(["2026-10-31", "2027-10-31"])
})

test("TERMS-7 a day is taken out of one year or of all, and in again", () => {
  const once = withDayOff(PUBLIC_HOLIDAYS, DAYS, REFORMATION, false, false)
  expect(datesOff(once)).toEqual(["2027-10-31"])
  const always = withDayOff(PUBLIC_HOLIDAYS, DAYS, REFORMATION, false, true)
  expect(datesOff(always)).toEqual([])
  expect(withDayOff(always, DAYS, REFORMATION, true, true)).toEqual(PUBLIC_HOLIDAYS)
})

test("TERMS-7 an observance can be off, and what clocks count is what the list shows", () => {
  const choice = withDayOff(PUBLIC_HOLIDAYS, DAYS, VALENTINE, true, false)
  expect(choice).toEqual({ kinds: ["public"], selected: ["2026-02-14"], deselected: [] })
  const without = withDayOff(choice, DAYS, REFORMATION, false, false)
  expect(datesOff(without)).toEqual([...new Set(holidaysThatCount(LIST, without).map(({ date }) => date))])
  expect(withDayOff(without, DAYS, VALENTINE, false, false).selected).toEqual([])
})
