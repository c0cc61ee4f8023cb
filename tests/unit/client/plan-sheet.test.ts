import { afterEach, describe, expect, test, vi } from "vitest"
import { editPlan } from "@weft/model/actions/edit-plan"
import { seededRandom } from "@weft/model/base/random"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { planOf } from "@weft/model/plan/plan-of-space"
import { chooseLanguage, type Language } from "../../../packages/client/src/text/index.ts"
import type { SheetSource } from "../../../packages/client/src/views/plan/outline/plan-column.ts"
import { planColumns } from "../../../packages/client/src/views/plan/outline/plan-columns.ts"
import { planPaste } from "../../../packages/client/src/views/plan/outline/plan-paste.ts"
import {
  lagText,
  lengthText,
  predecessorsText,
  readBoundary,
  readLag,
  readLength,
  readPeople,
  readPredecessors,
} from "../../../packages/client/src/views/plan/outline/value-text.ts"
import { foundSpace, itemOf, MORNING, Person } from "../../support/person.ts"
import { at, datesOf, makePlan } from "../../support/planned-space.ts"

const DAY = 4800
const PER_DAY = 480

const speak = (language: Language) => chooseLanguage(language, [language])

// The page says in which language it speaks.
vi.stubGlobal("document", { documentElement: {} })
afterEach(() => speak("en"))

describe("GANTT-12 values are read as people write them, in English and in German", () => {
  test("lengths: a bare number is days, and what is marked so runs by the clock", async () => {
    const lengths = (...texts: string[]) => texts.map(text => readLength(text, PER_DAY)?.duration)
    expect(lengths("3", "3 d", "1,5 t", "4 h", "2 w", "45 min", "0", "soon")).toEqual([
      3 * DAY,
      3 * DAY,
      1.5 * DAY,
      2400,
      10 * DAY,
      450,
      0,
      undefined,
    ])
    expect(readLength("2 ed", PER_DAY)).toEqual({ duration: 28_800, isElapsed: true, unit: "days" })
    expect(readLength("1 fw", PER_DAY)).toEqual({ duration: 7 * 14_400, isElapsed: true, unit: "weeks" })
    for (const [duration, isElapsed] of [
      [3 * DAY, false],
      [28_800, true],
      [30 * 600, true],
      [2400, false],
    ] as const)
      for (const language of ["en", "de"] as const) {
        await speak(language)
        const text = lengthText(duration, isElapsed, PER_DAY)
        expect(readLength(text, PER_DAY), text).toMatchObject({ duration, isElapsed })
      }
  })

  test("dates stand for the beginning or the end of their day, unless a time is written", () => {
    const read = (text: string, end: "start" | "finish") => readBoundary(text, "2026-11-23", end)
    expect(read("1 Dec", "start")).toBe(at("2026-12-01"))
    expect(read("2026-12-01", "finish")).toBe(at("2026-12-02"))
    expect(read("1 Dec 14:30", "start")).toBe(at("2026-12-01T14:30"))
    expect(read("someday", "start")).toBeUndefined()
  })

  test("lags come back as they were written", () => {
    for (const [text, amount, kind] of [
      ["+2d", 2 * DAY, "working"],
      ["-1w", -5 * DAY, "working"],
      ["+4h", 2400, "working"],
      ["+2ed", 28_800, "elapsed"],
      ["-50%", -50, "percent"],
    ] as const) {
      const lag = readLag(text, PER_DAY)
      expect(lag, text).toMatchObject({ amount, kind })
      expect(readLag(lagText(lag!, PER_DAY), PER_DAY), text).toMatchObject({ amount, kind })
    }
    expect(readLag("", PER_DAY)).toBeNull()
    expect(readLag("+much", PER_DAY)).toBeUndefined()
  })

  test("predecessors are a code, a kind and a lag, and what means nothing is named", async () => {
    const codes = new Map([
      ["3", "c"],
      ["2.1", "b"],
      ["ss", "s"],
      ["erp-12", "far"],
    ])
    const read = (text: string) => readPredecessors(text, code => codes.get(code.toLowerCase()), PER_DAY)
    expect(read("3, 2.1SS; 3FS+2d")).toEqual([
      { from: "c", kind: "FS", lag: null },
      { from: "b", kind: "SS", lag: null },
      { from: "c", kind: "FS", lag: { kind: "working", amount: 2 * DAY, unit: "days" } },
    ])
    expect(read("3EE-1t")).toEqual([{ from: "c", kind: "FF", lag: { kind: "working", amount: -DAY, unit: "days" } }])
    expect(read("SS")).toEqual([{ from: "s", kind: "FS", lag: null }])
    expect(read("erp-12FS+2d, ERP-12-2d, ERP-12")).toEqual([
      { from: "far", kind: "FS", lag: { kind: "working", amount: 2 * DAY, unit: "days" } },
      { from: "far", kind: "FS", lag: { kind: "working", amount: -2 * DAY, unit: "days" } },
      { from: "far", kind: "FS", lag: null },
    ])
    expect(read("3, 9FS")).toEqual({ unknown: "9FS" })
    const links = [
      { from: "b", kind: "SS", lag: { kind: "working", amount: 2 * DAY } },
      { from: "c", kind: "FS", lag: { kind: "working", amount: 0 } },
    ] as const
    const codeOf = (id: string) => (id === "b" ? "2.1" : "3")
    expect(predecessorsText(links, codeOf, PER_DAY)).toBe("2.1SS+2d, 3")
    await speak("de")
    expect(predecessorsText(links, codeOf, PER_DAY)).toMatch(/^2\.1AA\+2[dT], 3$/)
    expect(read(predecessorsText(links, codeOf, PER_DAY))).toMatchObject([{ from: "b", kind: "SS" }, { from: "c" }])
  })

  test("people are called by as much of their name as tells them apart, with a share", () => {
    const people = [
      { id: "a" as MemberId, name: "Ana" },
      { id: "b" as MemberId, name: "Ben Fox" },
      { id: "c" as MemberId, name: "Ben Hill" },
    ]
    expect(readPeople("Ana 50 %, Ben F[20%]", people)).toEqual([
      { resource: "a", units: 0.5 },
      { resource: "b", units: 0.2 },
    ])
    expect(readPeople("Ben", people)).toEqual({ unknown: "Ben", is: "person" })
    expect(readPeople("Ana 0%", people)).toEqual({ unknown: "Ana 0%", is: "units" })
    expect(readPeople("", people)).toEqual([])
  })
})

describe("GANTT-12 rows of a spreadsheet become activities", () => {
  function sheetOf(person: Person): SheetSource {
    const { tasks } = planOf(person.snapshot)
    const codes = new Map(tasks.map(({ id }, index) => [String(index + 1), id as ItemId]))
    return {
      today: () => "2026-11-23",
      minutesPerDay: () => PER_DAY,
      codeOf: id => [...codes].find(([, task]) => task === id)?.[0] ?? "",
      taskCalled: code => codes.get(code),
      sharesOf: () => [],
      people: () => [{ id: "ana" as MemberId, name: "Ana" }],
      linksInto: () => [],
      lastKnownInto: () => "",
      baselineOf: () => undefined,
    }
  }

  function paste(person: Person, cells: readonly (readonly string[])[], columns = ["name", "length"]) {
    const source = sheetOf(person)
    const named = planColumns(source)
    return planPaste(cells, {
      rows: [],
      columns: columns.map(key => named.find(column => column.key === key)!),
      named,
      parent: null,
      source,
      random: seededRandom(4),
    })
  }

  function planner(): Person {
    const ana = new Person("ana", 1, MORNING)
    foundSpace(ana, ["ana"])
    makePlan(ana, { Kickoff: 1 })
    return ana
  }

  test("indented names lie under what they are indented below, and take their lengths", () => {
    const ana = planner()
    const { edits, made, problems } = paste(ana, [
      ["House", "9 d"],
      ["  Dig", "2 d"],
      ["  Build", "3"],
      ["Party", "4 h"],
    ])
    expect(problems).toEqual([])
    ana.do(editPlan, { edits, made })
    const rows = planOf(ana.snapshot).tasks.map(({ id, parent }) => [
      itemOf(ana.snapshot, id as ItemId).title,
      parent === null ? null : itemOf(ana.snapshot, parent as ItemId).title,
    ])
    expect(rows).toEqual([
      ["Kickoff", null],
      ["House", null],
      ["Dig", "House"],
      ["Build", "House"],
      ["Party", null],
    ])
    expect(datesOf(ana.snapshot)).toMatchObject({ House: "11-30T08 – 12-02T17", Party: "11-30T08 – 11-30T12" })
  })

  test("a first row that names columns decides, codes say who lies under whom and who waits for whom", () => {
    const ana = planner()
    const { edits, made, problems } = paste(ana, [
      ["No.", "Predecessors", "Activity", "Length", "Who"],
      ["5", "", "House", "", ""],
      ["5.1", "1FS+1d", "Dig", "2 d", "Ana 50%"],
      ["5.2", "5.1", "Build", "1 d", ""],
    ])
    expect(problems).toEqual([])
    ana.do(editPlan, { edits, made })
    expect(datesOf(ana.snapshot)).toEqual({
      Kickoff: "11-30T08 – 11-30T17",
      House: "12-02T08 – 12-04T17",
      Dig: "12-02T08 – 12-03T17",
      Build: "12-04T08 – 12-04T17",
    })
    expect(planOf(ana.snapshot).assignments).toMatchObject([{ resource: "ana", units: 0.5 }])
  })

  test("what cannot be read is told by row and column, before anything is written", () => {
    const { problems } = paste(planner(), [
      ["Dig", "soon"],
      ["", "2 d"],
    ])
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      ["Dig", "Length"],
      ["2", "Activity"],
    ])
  })
})
