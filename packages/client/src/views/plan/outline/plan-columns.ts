import type { PlanWrite } from "@weft/model/actions/edit-plan"
import { CONSTRAINTS, type ConstraintKind } from "@weft/model/plan/input"
import type { Item } from "@weft/model/schema/item"
import { format, language } from "../../../text/index.ts"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { finishDay, lengthWords, startDay } from "../instant-words.ts"
import type { PlanColumn, PlannedRow, Reading, SheetSource } from "./plan-column.ts"
import {
  dateText,
  lengthText,
  peopleText,
  predecessorsText,
  readBoundary,
  readLength,
  readPeople,
  readPredecessors,
} from "./value-text.ts"

type Told = Pick<PlanColumn, "key" | "name" | "width" | "text"> & Partial<PlanColumn>

const column = (told: Told): PlanColumn => ({
  usualRank: null,
  isNumeric: false,
  isOfSummaries: false,
  shown: told.text,
  ...told,
})

const written = (write: PlanWrite): Reading => ({ write })
const problem = (sentence: string): Reading => ({ problem: sentence })

/** All columns that an outline can show. Names follow the language. */
export function planColumns(source: SheetSource): readonly PlanColumn[] {
  return [...ownColumns(source), ...sharedColumns(source), ...derivedColumns(source), ...baselineColumns(source)]
}

/** As wide as a day of another year is: in German it has points. */
const dateWidth = () => (language() === "de" ? 108 : 96)

/** How wide an outline is in which nothing was changed: with all that stands in it, up to the people. */
export const usualOutlineWidth = (): number => 390 + 2 * dateWidth()

/** What stands in every outline until somebody hides it. */
function ownColumns({ today, minutesPerDay }: SheetSource): PlanColumn[] {
  const { columns: names, problems } = sheetWords()
  return [
    column({
      key: "code",
      name: names.code,
      width: 60,
      usualRank: "B",
      isOfSummaries: true,
      text: ({ code }) => code,
      read: text => written({ set: "wbs", wbs: text.trim() }),
    }),
    column({
      key: "name",
      name: names.name,
      width: 196,
      usualRank: "F",
      isOfSummaries: true,
      text: ({ title }) => title,
      read: text => (text.trim() === "" ? problem(problems.name) : written({ set: "title", title: text.trim() })),
    }),
    column({
      key: "length",
      name: names.length,
      width: 68,
      isNumeric: true,
      usualRank: "J",
      shown: row => (isMilestone(row) ? "" : lengthText(lengthOf(row), isElapsed(row), minutesPerDay())),
      text: row => lengthText(lengthOf(row), isElapsed(row), minutesPerDay()),
      read: text => {
        const length = readLength(text, minutesPerDay())
        return length === undefined ? problem(problems.length) : written({ set: "duration", ...length })
      },
    }),
    column({
      key: "start",
      name: names.start,
      width: dateWidth(),
      isNumeric: true,
      usualRank: "N",
      shown: ({ dates }) => startDay(dates.start, today()),
      text: ({ dates }) => dateText(dates.start, "start"),
      read: (text, row) => {
        const at = readBoundary(text, today(), "start")
        if (at === undefined) return problem(problems.date)
        return written({ set: "start", start: row === null ? at : row.calendar.next(at) })
      },
    }),
    column({
      key: "finish",
      name: names.finish,
      width: dateWidth(),
      isNumeric: true,
      usualRank: "R",
      shown: row => (isMilestone(row) ? startDay : finishDay)(row.dates.finish, today()),
      text: row => dateText(row.dates.finish, isMilestone(row) ? "start" : "finish"),
      read: (text, row) => {
        const at = readBoundary(text, today(), "finish")
        if (at === undefined) return problem(problems.date)
        return written({ set: "finish", finish: row === null ? at : row.calendar.prev(at) })
      },
    }),
  ]
}

/** What an activity shares with others: links and people. */
function sharedColumns({
  lastKnownInto,
  codeOf,
  taskCalled,
  linksInto,
  minutesPerDay,
  sharesOf,
  people,
}: SheetSource): PlanColumn[] {
  const { columns: names, problems } = sheetWords()
  return [
    column({
      key: "predecessors",
      name: names.predecessors,
      width: 112,
      isOfSummaries: true,
      shown: ({ id }) => predecessorsText(linksInto(id), codeOf, minutesPerDay()) + lastKnownInto(id),
      text: ({ id }) => predecessorsText(linksInto(id), codeOf, minutesPerDay()),
      read: text => {
        const links = readPredecessors(text, taskCalled, minutesPerDay())
        return "unknown" in links
          ? problem(problems.predecessor(links.unknown))
          : written({ set: "predecessors", links })
      },
    }),
    column({
      key: "who",
      name: names.who,
      width: 40,
      usualRank: "V",
      text: ({ id }) => peopleText(sharesOf(id)),
      read: text => {
        const read = readPeople(text, people())
        if ("unknown" in read)
          return problem(read.is === "person" ? problems.person(read.unknown) : problems.units(read.unknown))
        return written({ set: "people", people: read })
      },
    }),
    column({
      key: "work",
      name: names.work,
      width: 72,
      isNumeric: true,
      text: ({ id }) => {
        const work = sharesOf(id).reduce((sum, share) => sum + share.work, 0)
        return work === 0 ? "" : format().duration(work / 10, Number.POSITIVE_INFINITY)
      },
    }),
  ]
}

function derivedColumns({ today, minutesPerDay }: SheetSource): PlanColumn[] {
  const { columns: names, problems, modes } = sheetWords()
  const slack = (key: "totalSlack" | "freeSlack") =>
    column({
      key,
      name: names[key],
      width: 84,
      isNumeric: true,
      text: ({ dates, task }) => (task.actualFinish === null ? lengthWords(dates[key], minutesPerDay()) : ""),
    })
  return [
    column({
      key: "percent",
      name: names.percent,
      width: 64,
      isNumeric: true,
      text: row => format().percent(shareDone(row)),
      read: text => {
        const percent = Math.round(Number(text.replace("%", "").replace(",", ".").trim()))
        const isShare = text.trim() !== "" && percent >= 0 && percent <= 100
        return isShare ? written({ set: "percent", percent }) : problem(problems.percent)
      },
    }),
    slack("totalSlack"),
    slack("freeSlack"),
    column({
      key: "constraint",
      name: names.constraint,
      width: 168,
      isOfSummaries: true,
      shown: ({ task }) =>
        constraintText(task.constraint, (at, end) => (end === "start" ? startDay : finishDay)(at, today())),
      text: ({ task }) => constraintText(task.constraint, dateText),
      read: text => readConstraint(text, today()) ?? problem(problems.constraint),
    }),
    column({
      key: "deadline",
      name: names.deadline,
      width: dateWidth(),
      isNumeric: true,
      isOfSummaries: true,
      shown: ({ task }) => (task.deadline === null ? "" : finishDay(task.deadline, today())),
      text: ({ task }) => (task.deadline === null ? "" : dateText(task.deadline, "finish")),
      read: text => {
        if (text.trim() === "") return written({ set: "deadline", date: null })
        const date = readBoundary(text, today(), "finish")
        return date === undefined ? problem(problems.date) : written({ set: "deadline", date })
      },
    }),
    column({
      key: "mode",
      name: names.mode,
      width: 104,
      text: ({ task }) => modes[task.mode === "manual" ? "manual" : "auto"],
      read: text => {
        const isManual = text.trim() !== "" && modes.manual.toLowerCase().startsWith(text.trim().toLowerCase())
        return written({ set: "mode", mode: isManual ? "manual" : "auto" })
      },
    }),
  ]
}

/** How far activities are from the first baseline that is shown: later, longer and more is positive. */
function baselineColumns({ today, minutesPerDay, baselineOf, sharesOf }: SheetSource): PlanColumn[] {
  const names = sheetWords().columns
  type Told =
    "baselineStart" | "baselineFinish" | "startVariance" | "finishVariance" | "lengthVariance" | "workVariance"
  const against = (
    key: Told,
    width: number,
    text: (row: PlannedRow, was: NonNullable<ReturnType<typeof baselineOf>>) => string,
  ) =>
    column({
      key,
      name: names[key],
      width,
      isNumeric: true,
      text: row => {
        const was = baselineOf(row.id)
        return was === undefined ? "" : text(row, was)
      },
    })
  const varied = (tenths: number) => {
    const told = lengthWords(Math.abs(tenths), minutesPerDay())
    return tenths === 0 ? "0" : `${tenths < 0 ? "−" : "+"}${told}`
  }
  return [
    against("baselineStart", 96, (_, was) => startDay(was.start, today())),
    against("baselineFinish", 100, (_, was) => finishDay(was.finish, today())),
    against("startVariance", 96, ({ dates, calendar }, was) => varied(calendar.between(was.start, dates.start))),
    against("finishVariance", 100, ({ dates, calendar }, was) => varied(calendar.between(was.finish, dates.finish))),
    against("lengthVariance", 100, (row, was) => varied(lengthOf(row) - was.duration)),
    against("workVariance", 96, ({ id }, was) =>
      varied(sharesOf(id).reduce((sum, { work }) => sum + work, 0) - was.work),
    ),
  ]
}

export function isMilestone({ isSummary, task }: Pick<PlannedRow, "isSummary" | "task">): boolean {
  return !isSummary && task.duration === 0
}

const isElapsed = ({ isSummary, task }: PlannedRow) => !isSummary && task.isElapsed

function lengthOf({ isSummary, task, dates, calendar }: PlannedRow): number {
  return isSummary ? calendar.between(dates.start, dates.finish) : task.duration
}

function shareDone({ task }: PlannedRow): number {
  if (task.actualFinish !== null) return 1
  return task.duration > 0 ? Math.min(1, task.actualDuration / task.duration) : 0
}

function constraintText(
  { kind, date }: PlannedRow["task"]["constraint"],
  dateWords: (at: number, end: "start" | "finish") => string,
): string {
  if (kind === "ASAP") return ""
  const words = planWords().constraints[kind]
  return date === null ? words : `${words} ${dateWords(date, endOf(kind))}`
}

/** Reads "SNET 3 Nov", the same in words, or nothing for as soon as possible. */
function readConstraint(text: string, today: string): Reading | undefined {
  const wanted = text.trim()
  if (wanted === "") return written({ set: "constraint", kind: "asap", date: null })
  const words = planWords().constraints
  for (const kind of CONSTRAINTS)
    for (const name of [kind, words[kind]]) {
      if (!wanted.toLowerCase().startsWith(name.toLowerCase())) continue
      const rest = wanted.slice(name.length).trim()
      if (isDateless(kind)) {
        if (rest === "") return written({ set: "constraint", kind: storedKind(kind), date: null })
        continue
      }
      const date = readBoundary(rest, today, endOf(kind))
      if (date !== undefined) return written({ set: "constraint", kind: storedKind(kind), date })
    }
  return undefined
}

/** Which end of an activity a constraint is about. */
export function endOf(kind: ConstraintKind): "start" | "finish" {
  return kind.startsWith("F") || kind === "MFO" ? "finish" : "start"
}

/** Whether a constraint is kept without a date. */
export function isDateless(kind: ConstraintKind): boolean {
  return kind === "ASAP" || kind === "ALAP" || kind === "ZFF"
}

export const storedKind = (kind: ConstraintKind) => kind.toLowerCase() as Item["constraint"]
