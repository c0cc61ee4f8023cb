import { expect, test } from "vitest"
import type { HolidayList, HolidayPlaces } from "@weft/model/wire/holidays"
import { holidaysDoor } from "@weft/sync-server/api/holidays"

const door = holidaysDoor()
const ask = async <Answer>(path: string) => {
  const answer = await door.request(path)
  return { status: answer.status, body: (await answer.json()) as Answer }
}

test("TERMS-8 a relay gives the holidays of a place for some years, in a language, and says where they are from", async () => {
  const { status, body } = await ask<HolidayList>("/api/holidays?place=DE-SN&from=2026&to=2027&language=de")
  expect(status).toBe(200)
  const days = body.days.filter(({ kind }) => kind === "public").map(({ date, name }) => `${date} ${name}`)
  expect(days).toContain("2026-11-18 Buß- und Bettag")
  expect(days).toContain("2027-10-31 Reformationstag")
  expect(body.source).toContain("CC BY-SA 3.0")
})

test("TERMS-8 a relay names the countries that it knows and the parts of one", async () => {
  const { places } = (await ask<HolidayPlaces>("/api/holidays/places?language=de")).body
  expect(places).toContainEqual({ code: "AT", name: "Österreich" })
  expect((await ask<HolidayPlaces>("/api/holidays/places/de")).body.places).toContainEqual({
    code: "SN",
    name: "Sachsen",
  })
  expect((await ask("/api/holidays/places/QQ")).status).toBe(404)
})

test("TERMS-8 years that nobody needs and places that are none are refused, and never counted through", async () => {
  for (const years of ["from=2026&to=2038", "from=2027&to=2026", "from=0001&to=0002", "from=soon&to=2027", "from=2026"])
    expect((await ask(`/api/holidays?place=DE&${years}`)).status, years).toBe(400)
  for (const place of ["", "QQ", "DE-QQ", "..%2Fetc"])
    expect((await ask(`/api/holidays?place=${place}&from=2026&to=2026`)).status, place).toBe(404)
})

test("TERMS-8 of many who ask at once, whoever comes too late is told to ask again, and then is answered", async () => {
  const path = "/api/holidays?place=MY&from=2026&to=2037"
  const answers = await Promise.all(Array.from({ length: 10 }, () => door.request(path)))
  expect(answers.map(({ status }) => status)).toEqual([...Array(4).fill(200), ...Array(6).fill(429)])
  expect(answers.at(-1)!.headers.get("retry-after")).toBe("1")
  expect((await ask(path)).status).toBe(200)
})
