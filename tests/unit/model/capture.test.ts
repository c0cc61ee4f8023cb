import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { captureItems } from "@weft/model/actions/capture"
import { addMember } from "@weft/model/actions/space"
import { createLabel } from "@weft/model/actions/work"
import type { ItemId, LabelId, MemberId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { captureLines, MOST_LINES, readCapture, withoutChip, type CaptureSetup } from "@weft/model/tasks/capture"
import { isMoment } from "@weft/model/time/moment"
import { spokenDateAt, type Speaker } from "@weft/model/time/spoken-date"
import { foundSpace, MORNING, Person, statusNamed } from "../../support/person.ts"

/** A Monday morning in Berlin. */
const NOW: Speaker = {
  today: "2026-11-23",
  minute: "09:00",
  zone: "Europe/Berlin",
  locale: "en-GB",
  firstDayOfWeek: 1,
}
const AMERICAN: Speaker = { ...NOW, locale: "en-US", firstDayOfWeek: 7 }

function office(): Person {
  const ana = new Person("ana", 5, MORNING)
  foundSpace(ana, [])
  for (const [id, name] of [
    ["ana", "Ana Weber"],
    ["andre", "André Müller"],
    ["ben", "Ben"],
  ] as const)
    ana.do(addMember, { id: id as MemberId, name })
  ana.do(createLabel, { id: "sales" as LabelId, name: "Sales" })
  ana.do(createLabel, { id: "field" as LabelId, name: "Field work" })
  return ana
}

const SETUP: CaptureSetup = {
  ...office().snapshot,
  spaces: [
    { id: "S0", name: "Moving house" },
    { id: "S1", name: "Help desk" },
  ],
}

/** A line as title and chips: `call smith | due 2026-11-24`. */
function understood(line: string, speaker = NOW): string {
  const { title, chips } = readCapture(line, SETUP, speaker)
  const said = chips.map(({ meaning }) => {
    const { kind, ...rest } = meaning
    return [kind, ...Object.values(rest).filter(value => value !== null)].join(" ")
  })
  return [title, ...said].join(" | ")
}

const IN_BERLIN = "[Europe/Berlin]"

describe("a captured line", () => {
  test("CAPTURE-1 becomes a title and what its parts mean", () => {
    expect(understood("call smith tomorrow 3pm #sales @ana !high")).toBe(
      `call smith | due 2026-11-24T15:00${IN_BERLIN} | label sales Sales | person ana | priority high`,
    )
    expect(understood("Angebot @andre nächsten Montag !hoch ~1h30m ^help")).toBe(
      "Angebot | person andre | due 2026-11-30 | priority high | estimate 90 | space S1",
    )
    expect(understood('visit #"Field work" @muller')).toBe("visit | label field Field work | person andre")
    expect(understood("buy paint #garden")).toBe("buy paint | label garden")
    expect(understood("!1 server is down")).toBe("server is down | priority urgent")
  })

  test("CAPTURE-1 what is not understood stays in the title, and of most meanings the first stands", () => {
    expect(understood("write to @nobody about #12 !now ~soon ^nowhere")).toBe(
      "write to @nobody about #12 !now ~soon ^nowhere",
    )
    expect(understood("tomorrow: talk about friday")).toBe(": talk about friday | due 2026-11-24")
    expect(understood("mail ana@example.org and a#b")).toBe("mail ana@example.org and a#b")
    expect(understood("@ana @ben @ana")).toBe("@ana | person ana | person ben")
    expect(understood("")).toBe("")
    expect(understood("see sun cream, do it, mi casa")).toBe("see sun cream, do it, mi casa")
    expect(understood("morgenstern, heuteabend, todayish")).toBe("morgenstern, heuteabend, todayish")
  })

  test("CAPTURE-2 each chip can be turned back into text, and all of them give the line again", () => {
    const lines = [
      "call smith tomorrow 3pm #sales @ana !high",
      "next fri #garden ~2h ^help",
      "\\#sales stays",
      "in 2 weeks, 24.12. and @ben",
    ]
    for (const line of lines) {
      let text = line
      for (let chip = readCapture(text, SETUP, NOW).chips[0]; chip; chip = readCapture(text, SETUP, NOW).chips[0])
        text = withoutChip(text, chip)
      expect(readCapture(text, SETUP, NOW).title).toBe(line.replaceAll("\\", ""))
    }
    expect(understood("call tomorrow \\#sales")).toBe("call #sales | due 2026-11-24")
  })

  test("CAPTURE-2 whatever is written, every letter is in the title or in a chip", () => {
    const parts = fc.constantFrom(
      ...'# @ ! ~ ^ \\ " ana sales 3pm tomorrow next fri 24.12. 12/24 in 2 weeks . , ( ) 15:00 ü'.split(" "),
    )
    const lines = fc.array(fc.tuple(parts, fc.constantFrom("", " "))).map(all => all.flat().join(""))
    fc.assert(
      fc.property(lines, line => {
        const { title, chips } = readCapture(line, SETUP, NOW)
        let left = line
        for (const { from, to } of [...chips].reverse()) {
          expect(to).toBeGreaterThan(from)
          left = left.slice(0, from) + left.slice(to)
        }
        expect(title.replaceAll("\\", "").replaceAll(" ", "")).toBe(left.replaceAll("\\", "").replace(/\s+/g, ""))
        for (const { meaning } of chips) if (meaning.kind === "due") expect(isMoment(meaning.due)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe("a date in a line", () => {
  const said = (text: string, speaker = NOW) => {
    const date = spokenDateAt(text, 0, speaker)
    if (date === null) return null
    return date.length === text.length
      ? date.moment.replace(IN_BERLIN, "")
      : `${date.moment} and ${text.slice(date.length)}`
  }
  const cases: readonly (readonly [text: string, day: string])[] = [
    ["today", "2026-11-23"],
    ["heute", "2026-11-23"],
    ["tomorrow", "2026-11-24"],
    ["Morgen", "2026-11-24"],
    ["übermorgen", "2026-11-25"],
    ["the day after tomorrow", "2026-11-25"],
    ["friday", "2026-11-27"],
    ["by Friday", "2026-11-27"],
    ["on wed", "2026-11-25"],
    ["fri", "2026-11-27"],
    ["Freitag", "2026-11-27"],
    ["am Fr.", "2026-11-27"],
    ["bis Mittwoch", "2026-11-25"],
    ["monday", "2026-11-30"],
    ["next fri", "2026-12-04"],
    ["next friday", "2026-12-04"],
    ["this friday", "2026-11-27"],
    ["nächsten Montag", "2026-11-30"],
    ["nächsten Freitag", "2026-12-04"],
    ["kommenden Freitag", "2026-11-27"],
    ["next week", "2026-11-30"],
    ["nächste Woche", "2026-11-30"],
    ["next month", "2026-12-01"],
    ["nächsten Monat", "2026-12-01"],
    ["end of month", "2026-11-30"],
    ["Monatsende", "2026-11-30"],
    ["in 2 weeks", "2026-12-07"],
    ["in two weeks", "2026-12-07"],
    ["in zwei Wochen", "2026-12-07"],
    ["in einem Tag", "2026-11-24"],
    ["in 3 Tagen", "2026-11-26"],
    ["in a month", "2026-12-23"],
    ["in 3 Monaten", "2027-02-23"],
    ["24.12.", "2026-12-24"],
    ["24. 12.", "2026-12-24"],
    ["24.12.2027", "2027-12-24"],
    ["24.12.27", "2027-12-24"],
    ["1.2.", "2027-02-01"],
    ["23.11.", "2026-11-23"],
    ["22.11.", "2027-11-22"],
    ["29.2.", "2028-02-29"],
    ["24/12", "2026-12-24"],
    ["12/24", "2026-12-24"],
    ["3/4", "2027-04-03"],
    ["24 dec", "2026-12-24"],
    ["24. Dezember", "2026-12-24"],
    ["24th of December 2028", "2028-12-24"],
    ["Dec 24", "2026-12-24"],
    ["March 3rd, 2027", "2027-03-03"],
    ["3. März", "2027-03-03"],
    ["2027-01-31", "2027-01-31"],
    ["due 2027-01-31", "2027-01-31"],
    ["3pm", "2026-11-23T15:00"],
    ["3:30 pm", "2026-11-23T15:30"],
    ["12am", "2026-11-24T00:00"],
    ["12 pm", "2026-11-23T12:00"],
    ["8am", "2026-11-24T08:00"],
    ["09:00", "2026-11-24T09:00"],
    ["15 Uhr", "2026-11-23T15:00"],
    ["15:30 Uhr", "2026-11-23T15:30"],
    ["15 Uhr 30", "2026-11-23T15:30"],
    ["um 15 Uhr", "2026-11-23T15:00"],
    ["at noon", "2026-11-23T12:00"],
    ["tomorrow 3pm", "2026-11-24T15:00"],
    ["tomorrow at 3pm", "2026-11-24T15:00"],
    ["tomorrow, 15:00", "2026-11-24T15:00"],
    ["3pm tomorrow", "2026-11-24T15:00"],
    ["morgen 15 Uhr", "2026-11-24T15:00"],
    ["morgen um 15 Uhr", "2026-11-24T15:00"],
    ["15 Uhr am Freitag", "2026-11-27T15:00"],
    ["next fri at 9:15", "2026-12-04T09:15"],
    ["24.12. 18 Uhr", "2026-12-24T18:00"],
  ]
  for (const [text, day] of cases)
    test(`CAPTURE-3 “${text}” on a Monday morning is ${day}`, () => {
      expect(said(text)).toBe(day)
      expect(said(text.toUpperCase())).toBe(day)
    })

  test("CAPTURE-3 months stand first where people write them so, and weeks begin with their day", () => {
    expect(said("3/4", AMERICAN)).toBe("2027-03-04")
    expect(said("12/24", AMERICAN)).toBe("2026-12-24")
    expect(said("24/12", AMERICAN)).toBe("2026-12-24")
    expect(said("next week", AMERICAN)).toBe("2026-11-29")
    expect(said("next sunday", AMERICAN)).toBe("2026-11-29")
    expect(said("next sunday")).toBe("2026-12-06")
  })

  test("CAPTURE-3 what is no date is none", () => {
    for (const text of [
      "24.12",
      "31.2.",
      "32/13",
      "13pm",
      "25:00",
      "in weeks",
      "mondays",
      "10.5",
      "1/2/3/4x",
      "may",
      "2026-02-30",
      "next",
      "do",
      "so",
      "sun",
    ])
      expect(said(text), text).toBe(null)
  })
})

describe("captured items", () => {
  test("CAPTURE-4 pasted lines become items, each as deep as it is indented, without bullets", () => {
    const lines = captureLines("- Move\n  * Pack\r\n\t\t1. Boxes\n\n  - [ ] Van\n• Garden\n      deep\n")
    expect(lines.map(({ text, depth }) => `${">".repeat(depth)}${text}`)).toEqual([
      "Move",
      ">Pack",
      ">>Boxes",
      ">Van",
      "Garden",
      ">deep",
    ])
    const text = "- Move\n  1. Move it\r\n\n Van  "
    for (const { text: line, from } of captureLines(text)) expect(text.slice(from, from + line.length)).toBe(line)
    expect(captureLines("x\n".repeat(MOST_LINES + 5))).toHaveLength(MOST_LINES)
    expect(captureLines(" \n\t")).toEqual([])
    expect(captureLines("-5 degrees\n- \n3.5 tons").map(({ text }) => text)).toEqual(["-5 degrees", "-", "3.5 tons"])
  })

  test("CAPTURE-5 are made in order as one step, with the labels that are not there yet", () => {
    const ana = office()
    const [a, b, c] = [ana.newId<ItemId>(), ana.newId<ItemId>(), ana.newId<ItemId>()]
    const meaningsOf = (line: string) => readCapture(line, SETUP, NOW).chips.map(({ meaning }) => meaning)
    const written = ana.do(captureItems, {
      status: statusNamed(ana.snapshot, "Doing"),
      items: [
        { id: a, title: "Move", meanings: meaningsOf("#sales #garden @ana @ben"), parent: null },
        { id: b, title: "Pack", meanings: meaningsOf("#Garden !2 ~2h tomorrow"), parent: a },
        { id: c, title: "Boxes", meanings: [], parent: b },
      ],
    })
    const { items, labels } = ana.snapshot
    const garden = [...labels.values()].filter(({ name }) => name === "garden")
    expect(garden).toHaveLength(1)
    expect([...items.values()].sort(compareRanked).map(({ title }) => title)).toEqual(["Move", "Pack", "Boxes"])
    expect(items.get(a)).toMatchObject({ owner: "ana", assignees: ["ana", "ben"], parent: null })
    expect(new Set(items.get(a)?.labels)).toEqual(new Set(["sales", garden[0]!.id]))
    expect(items.get(b)).toMatchObject({ parent: a, priority: "high", estimateMinutes: 120, due: "2026-11-24" })
    expect(items.get(c)).toMatchObject({ parent: b, status: statusNamed(ana.snapshot, "Doing") })
    ana.undo(written)
    expect([...ana.snapshot.items.values()].filter(({ deleted }) => deleted === null)).toEqual([])
  })

  test("CAPTURE-5 a capture of nothing, or below what is not of it, is refused whole", () => {
    const ana = office()
    expect(ana.try(captureItems, { items: [] })).toMatchObject({ reason: "title-missing" })
    const items = [{ id: ana.newId<ItemId>(), title: "x", meanings: [], parent: "none" as ItemId }]
    expect(ana.try(captureItems, { items })).toMatchObject({ reason: "not-found" })
    expect(ana.snapshot.items.size).toBe(0)
  })
})
