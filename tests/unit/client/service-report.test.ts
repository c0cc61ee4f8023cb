import { expect, test } from "vitest"
import { VERDICTS, REASONS, type Split } from "@weft/model/service/evaluation/counted"
import { TARGET_KINDS, type TargetKind } from "@weft/model/service/policy"
import {
  reportFile,
  wallTime,
  type FileWords,
} from "../../../packages/client/src/views/service-report/desk/report-file.ts"
import { ReportDesk, type Turns } from "../../../packages/client/src/views/service-report/desk/report-desk.ts"
import type { FedTicket, Question } from "../../../packages/client/src/views/service-report/desk/report-messages.ts"
import {
  daysOfChoice,
  readChoice,
  USUAL_CHOICE,
  writeChoice,
} from "../../../packages/client/src/views/service-report/report-address.ts"
import { report as german } from "../../../packages/client/src/text/de/service-report.ts"
import { report as english } from "../../../packages/client/src/text/en/service-report.ts"
import { readCsv } from "../../support/csv.ts"
import { FORTNIGHT, NOW, TERMS, TICKETS } from "../service/evaluation/dozen-tickets.ts"
import { at, event, HOUR } from "../service/service-notation.ts"

const STRAIGHT_ON: Turns = { onProgress: () => undefined, pause: async () => undefined, isStopped: () => false }

const WORDS: FileWords = {
  columns: english.file.columns,
  splits: english.splits,
  counted: english.file.counted,
  audiences: english.audienceNames,
  promises: Object.fromEntries(TARGET_KINDS.map(kind => [kind, kind])) as Record<TargetKind, string>,
  outcomes: english.verdicts,
  reasons: english.reasons,
  ...{ yes: "yes", no: "no", names: { kim: "Kim, at the desk", ben: "=Ben" }, zone: "Europe/Berlin" },
}

const fed = (id: string, more: Partial<FedTicket> = {}): FedTicket => ({
  ...{ id, key: `SUP-${id}`, title: `About ${id}`, wasNeverMerged: false, isArchived: false },
  ...more,
})

function deskOf(tickets = TICKETS): ReportDesk {
  const desk = new ReportDesk()
  desk.hear({ tell: "terms", terms: TERMS })
  desk.hear({ tell: "tickets", tickets: [...tickets.keys()].map(id => fed(id)), gone: [] })
  desk.hear({ tell: "events", events: [...tickets.values()].flat(), gone: [] })
  return desk
}

const question = (split: Split | null = null): Question => ({
  ...{ period: FORTNIGHT, step: "day", split, filter: [], backlogOn: FORTNIGHT.to, now: NOW },
})

test("EVALUATION-9 the file of everything counted, counted again, gives the figures of the report", async () => {
  const desk = deskOf()
  const report = (await desk.report(question("owner"), STRAIGHT_ON))!
  const file = desk.file(
    (["promise", "opened", "reopened", "closed", "open", "solved", "answered"] as const).map(of => ({ of })),
    WORDS,
  )
  const lines = readCsv(file)
  const counted = (wanted: Record<string, string>) =>
    lines.filter(line => Object.entries(wanted).every(([head, value]) => line[head] === value)).length
  for (const figures of [report.whole, ...report.values]) {
    const names: Record<string, string> = { kim: "Kim, at the desk", ben: "'=Ben", "": "" }
    const own = figures.value === null ? {} : { Owner: names[figures.value]! }
    for (const { kind, verdicts, reasons } of figures.promises) {
      for (const verdict of VERDICTS)
        expect(counted({ ...own, Target: kind, Outcome: english.verdicts[verdict] })).toBe(verdicts[verdict])
      for (const reason of REASONS)
        expect(
          lines.filter(
            line =>
              line["Target"] === kind &&
              line["Reasons"]!.split("; ").includes(english.reasons[reason]) &&
              (figures.value === null || line["Owner"] === own.Owner),
          ).length,
        ).toBe(reasons[reason] ?? 0)
    }
    for (const of of ["opened", "reopened", "closed", "open"] as const)
      expect(counted({ ...own, "Counted as": english.file.counted[of] })).toBe(figures.flow[of])
    expect(counted({ ...own, "Counted as": "solved" })).toBe(figures.solved)
    expect(counted({ ...own, "Opened again": "yes" })).toBe(figures.reopened)
    expect(counted({ ...own, "First contact": "yes" })).toBe(figures.firstContact)
  }
  const hours = lines.filter(line => line["Counted as"] === "solved").map(line => Number(line["Working time (h)"]))
  expect(hours.toSorted((one, other) => one - other)).toEqual([3, 3, 4, 6.5, 9, 25])
  expect(lines.find(line => line["Ticket"] === "SUP-F" && line["Outcome"] === "Broken")).toMatchObject({
    ...{
      Target: "first-response",
      "Clock began": "2026-11-06 17:00",
      Due: "2026-11-09 11:00",
      At: "2026-11-09 11:00",
    },
    ...{ "Clock stopped": "2026-11-09 12:00", "Elapsed (h or days)": "3.00", Reasons: "Came late; Changed hands" },
  })
})

test("EVALUATION-9 a list has what a figure counts, the first so many and how many there are", async () => {
  const desk = deskOf()
  await desk.report(question(), STRAIGHT_ON)
  const { lines, total } = desk.list({ of: "opened" }, 3)
  expect([lines.map(({ ticket }) => ticket.key), total]).toEqual([["SUP-A", "SUP-B", "SUP-C"], 10])
  expect(desk.list({ of: "promise", promise: "customer resolution", verdict: "exempt" }, 10).lines).toMatchObject([
    { ticket: { title: "About K" }, counted: { cycle: 1 } },
  ])
})

test("EVALUATION-11 an evaluation that was stopped says nothing, and the next one is whole", async () => {
  const many = new Map(Array.from({ length: 1500 }, (_, place) => [`t${place}`, TICKETS.get("A")!] as const))
  const tickets = new Map(
    [...many].map(([id, events]) => [id, events.map(told => ({ ...told, ticket: id, id: `${id} ${told.id}` }))]),
  )
  const desk = deskOf(tickets)
  const seen: string[] = []
  const onProgress = (done: number, total: number) => void seen.push(`${done} of ${total}`)
  expect(await desk.report(question(), { ...STRAIGHT_ON, onProgress, isStopped: () => seen.length === 2 })).toBeNull()
  expect(seen).toEqual(["500 of 1500", "1000 of 1500"])
  expect((await desk.report(question(), STRAIGHT_ON))?.whole.flow.opened).toBe(1500)
})

test("EVALUATION-3 two tickets that were merged into each other wait as one; what was said on both counts for it", async () => {
  const desk = new ReportDesk()
  const told = (ticket: string, ...events: readonly (readonly [string, Parameters<typeof event>[0], object?])[]) =>
    events.map(([when, kind, facts]) => event(kind, at(`2026-11-${when}`), { ...facts }, { ticket }))
  desk.hear({ tell: "terms", terms: TERMS })
  desk.hear({ tell: "tickets", tickets: [fed("one", { wasNeverMerged: true }), fed("two")], gone: [] })
  desk.hear({ tell: "merged", merged: new Map([["one", ["two"]]]) })
  const events = [
    ...told("one", ["02 09:00", "opened"], ["02 10:00", "changed", { merged: "two" }]),
    ...told("two", ["02 09:30", "opened"], ["02 10:00", "changed", { merged: "one" }], ["02 10:30", "agent-reply"]),
  ]
  desk.hear({ tell: "events", events, gone: [] })
  const { flow, promises, firstResponse } = (await desk.report(question(), STRAIGHT_ON))!.whole
  expect(flow).toEqual({ opened: 2, reopened: 0, closed: 1, open: 1 })
  const verdicts = promises.find(({ kind }) => kind === "first-response")?.verdicts
  expect(verdicts).toEqual({ met: 1, breached: 0, exempt: 0, open: 0, ended: 1 })
  expect(firstResponse.median).toBe(1.5 * HOUR)
})

test("EVALUATION-2 what was broken on a ticket that was merged never came there", async () => {
  const desk = new ReportDesk()
  desk.hear({ tell: "terms", terms: TERMS })
  desk.hear({ tell: "tickets", tickets: [fed("late")], gone: [] })
  const told = [
    event("opened", "2026-11-02 09:00", {}, { ticket: "late" }),
    event("changed", "2026-11-02 15:00", { merged: "other" }, { ticket: "late" }),
  ]
  desk.hear({ tell: "events", events: told, gone: [] })
  const { promises } = (await desk.report(question(), STRAIGHT_ON))!.whole
  // Its answer was due at 11; its resolution would have been at 17.
  expect(promises.map(({ kind, verdicts, reasons }) => [kind, verdicts.breached, verdicts.ended, reasons])).toEqual([
    ["first-response", 1, 0, { "never-came": 1, unowned: 1 }],
    ["resolution", 0, 1, {}],
  ])
})

test("EVALUATION-3 what went to the archive happened all the same; what was taken back did not", async () => {
  const desk = deskOf()
  const ids = (ticket: string) => TICKETS.get(ticket)!.map(({ id }) => id)
  const opened = async () => (await desk.report(question(), STRAIGHT_ON))!.whole.flow.opened
  expect(await opened()).toBe(10)
  desk.hear({ tell: "tickets", tickets: [fed("A", { isArchived: true })], gone: [] })
  desk.hear({ tell: "events", events: [], gone: ids("A") })
  expect(await opened()).toBe(10)
  desk.hear({ tell: "events", events: [], gone: ids("B") })
  expect(await opened()).toBe(9)
  desk.hear({ tell: "tickets", tickets: [], gone: ["C"] })
  expect(await opened()).toBe(8)
})

test("IMPROVE-2 measures are taken each in its own period, whatever the report shows", async () => {
  const desk = deskOf()
  const measure = { measure: "opened", target: "resolution", percentile: "median", split: null, value: "" } as const
  const october = { zone: "UTC", from: "2026-10-19", to: "2026-11-01" }
  const wanted = [
    { id: "now", measure, period: FORTNIGHT },
    { id: "before", measure, period: october },
    { id: "kept", measure: { ...measure, measure: "kept" } as const, period: FORTNIGHT },
  ]
  expect(await desk.measures(wanted, NOW, STRAIGHT_ON)).toEqual({ now: 10, before: 2, kept: 4 / 7 })
})

test("EVALUATION-10 times of a file are those on the wall of the zone", () => {
  expect(wallTime(at("2026-11-23 16:00"), "Asia/Kathmandu")).toBe("2026-11-23 21:45")
  expect(reportFile([], WORDS).trim().split(",").at(-1)).toBe("Promise")
})

test("EVALUATION-9 no two columns of a file are called the same, in any language", () => {
  for (const { file, splits } of [english, german]) {
    const heads = [...Object.values(file.columns), ...Object.values(splits)]
    expect(heads.toSorted()).toEqual([...new Set(heads)].toSorted())
  }
})

test("EVALUATION-13 the address of a report says of when, by what and of which tickets it is", () => {
  const choices = [
    USUAL_CHOICE,
    { ...USUAL_CHOICE, preset: "lastMonth", split: "category", step: "week" },
    { ...USUAL_CHOICE, only: { fact: "owner", value: "" }, backlogOn: "2026-11-03" },
    { ...USUAL_CHOICE, preset: "own", days: ["2026-10-01", "2026-10-31"], zone: "Asia/Kathmandu" },
    { ...USUAL_CHOICE, only: { fact: "policy", value: "x1_a-b" }, split: "queue" },
  ] as const
  for (const choice of choices) expect(readChoice(writeChoice(choice))).toEqual(choice)
  expect(writeChoice(USUAL_CHOICE)).toBe("")
  const misfits = "period:2026-10-31_2026-10-01~zone:Mars/Olympus~by:mood~step:hour~on:soon~only:mood=x~~:"
  expect(readChoice(misfits)).toEqual(USUAL_CHOICE)
  expect(readChoice("period:2026-01-01_2096-01-01")).toEqual(USUAL_CHOICE)
})

test("EVALUATION-13 a period that is told in words goes with the day", () => {
  const days = (preset: "days" | "month" | "lastMonth" | "quarter", today: string) =>
    daysOfChoice({ ...USUAL_CHOICE, preset }, today).join(" ")
  expect(days("days", "2026-11-23")).toBe("2026-10-25 2026-11-23")
  expect(days("month", "2026-11-23")).toBe("2026-11-01 2026-11-23")
  expect(days("lastMonth", "2026-03-31")).toBe("2026-02-01 2026-02-28")
  expect(days("quarter", "2026-11-23")).toBe("2026-10-01 2026-11-23")
  expect(days("quarter", "2026-03-31")).toBe("2026-01-01 2026-03-31")
})
