import { archivedTickets } from "@weft/model/service/evaluation/evaluated-tickets"
import { stretchOf, usualStep, type Period, type Step } from "@weft/model/service/evaluation/period"
import type { Selection } from "@weft/model/service/evaluation/selection"
import type { Report } from "@weft/model/service/evaluation/tables"
import type { Condition } from "@weft/model/service/policy"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import {
  createContext,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  useContext,
  type Accessor,
} from "solid-js"
import { createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { useAct, type Act } from "../../parts/acting.ts"
import { deviceZone } from "../../parts/when.ts"
import { createAnswer } from "./desk/create-answer.ts"
import { openDesk, type OpenDesk } from "./desk/open-desk.ts"
import { createReportFeed, type Handing, type ReportFeed } from "./desk/report-feed.ts"
import type { Listing, Question } from "./desk/report-messages.ts"
import { daysOfChoice, readChoice, writeChoice, type Choice } from "./report-address.ts"
import { createValueNames, type ValueNames } from "./value-names.ts"

/** How a report comes about. */
export type Counting =
  | { readonly state: "reading"; readonly at: Handing }
  | { readonly state: "counting"; readonly at: Handing }
  | { readonly state: "counted" }
  | { readonly state: "stopped" }
  | { readonly state: "failed" }

export type ReportSection = "promises" | "flow" | "backlog" | "solving" | "times"

/** A figure that somebody looks behind. */
export interface Behind {
  /** The part of the report that shows the list. */
  readonly section: ReportSection
  readonly title: string
  readonly selection: Selection
}

/** What the parts of a report share. */
export interface ReportState {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly desk: OpenDesk
  readonly feed: ReportFeed
  readonly act: Act
  readonly names: ValueNames
  readonly today: Accessor<CalendarDate>
  readonly mayWrite: Accessor<boolean>
  /** What is chosen to be seen, which the address names. Followed. */
  readonly choice: Accessor<Choice>
  readonly choose: (part: Partial<Choice>) => void
  readonly period: Accessor<Period>
  /** The zones whose days a report can be of: those of the service's hours, and the one of this device. */
  readonly zones: Accessor<readonly string[]>
  readonly step: Accessor<Step>
  /** The day whose backlog is told by age. */
  readonly backlogOn: Accessor<CalendarDate>
  readonly counting: Accessor<Counting>
  /** The last report; it stays while another is counted. Followed. */
  readonly report: Accessor<Report | null>
  /** The question that the last report answers. */
  readonly asked: Accessor<Question | null>
  readonly count: () => void
  readonly stop: () => void
  /** Archived tickets of the period that were not read, and where they lie. Followed. */
  readonly archived: Accessor<ReturnType<typeof archivedTickets>>
  readonly behind: Accessor<Behind | null>
  readonly look: (behind: Behind | null) => void
  readonly listing: Accessor<Listing | null>
}

/** Lines that a list shows at most; the file has all of them. */
export const MOST_LISTED = 200

const ReportContext = createContext<ReportState>()

export const ReportProvider = ReportContext.Provider

/** The report that a part of the screen stands in; a fault outside of one. */
export function useReport(): ReportState {
  const state = useContext(ReportContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a report")
  return state
}

/** @param address the choice that the address names, and how it is told of another */
export function createReportState(
  space: SpaceData,
  address: { readonly view: string | undefined; readonly onView: (view: string) => void },
): ReportState {
  const workspace = useWorkspace()
  const desk = openDesk()
  onCleanup(() => desk.close())
  const feed = createReportFeed(workspace, space, desk)
  const today = createToday(() => workspace.now())
  const zones = createMemo(() => {
    const ofHours = [...space.live.table("serviceCalendars").values()].map(({ zone }) => zone)
    return [...new Set([...ofHours, deviceZone()])]
  })
  const [choice, setChoice] = createSignal(readChoice(address.view ?? ""))
  const choose = (part: Partial<Choice>) => {
    setChoice(before => ({ ...before, ...part }))
    address.onView(writeChoice(choice()))
  }
  const period = createMemo((): Period => {
    const [from, to] = daysOfChoice(choice(), today())
    return { zone: choice().zone ?? zones()[0]!, from, to }
  })
  const step = () => choice().step ?? usualStep(period())
  const backlogOn = () => {
    const { backlogOn: day } = choice()
    return day !== null && day >= period().from && day <= period().to ? day : period().to
  }
  const question = createMemo((): Omit<Question, "now"> => ({
    ...{ period: period(), step: step(), backlogOn: backlogOn() },
    ...{ split: choice().split, filter: filterOf(choice()) },
  }))
  const { counting, report, asked, count, stop } = createCounting(desk, feed, question, () => workspace.now())
  const { behind, look, listing } = createLooking(desk, report)
  const archived = createMemo(() => {
    feed.edition()
    return archivedTickets(space.live.plain, stretchOf(period()), feed.isKnown)
  })
  return {
    ...{ workspace, space, desk, feed, act: useAct(() => space.id), today },
    names: createValueNames(workspace, space),
    mayWrite: () => workspace.mayWrite(`space/${space.id}`),
    ...{ choice, choose, period, zones, step, backlogOn },
    ...{ counting, report, asked, count, stop, archived, behind, look, listing },
  }
}

/** The tickets that a choice is of; one without a value may say so in a word. */
function filterOf({ only }: Choice): readonly Condition[] {
  if (only === null) return []
  return [{ fact: only.fact, values: only.value === "" ? ["", "none"] : [only.value], isNegated: false }]
}

/** Counts anew whenever the question or the tickets are others; the last question alone is answered. */
function createCounting(
  desk: OpenDesk,
  feed: ReportFeed,
  question: Accessor<Omit<Question, "now">>,
  now: () => number,
) {
  const [shown, setShown] = createSignal<{ readonly report: Report; readonly question: Question } | null>(null)
  const [counting, setCounting] = createSignal<Exclude<Counting, { readonly state: "reading" }>>({ state: "stopped" })
  let latest = new AbortController()
  const count = () => {
    if (feed.edition() === 0) return feed.handing() === null ? feed.handAll() : undefined
    latest.abort()
    const own = (latest = new AbortController())
    const asking = { ...question(), now: now() }
    setCounting({ state: "counting", at: { done: 0, total: 1 } })
    const told = (state: Exclude<Counting, { readonly state: "reading" }>) => {
      if (own === latest) setCounting(state)
    }
    const onProgress = (done: number, total: number) => told({ state: "counting", at: { done, total } })
    const show = (report: Report | null) => {
      if (own === latest && report !== null) setShown({ report, question: asking })
      told({ state: report === null ? "stopped" : "counted" })
    }
    const answer = desk.ask({ ask: "report", question: asking }, { onProgress, signal: own.signal })
    answer.then(show, () => told({ state: "failed" }))
  }
  createEffect(on([question, feed.edition], count))
  return {
    counting: (): Counting => {
      const at = feed.handing()
      return at === null ? counting() : { state: "reading", at }
    },
    report: () => shown()?.report ?? null,
    asked: () => shown()?.question ?? null,
    count,
    stop: () => {
      feed.stop()
      latest.abort()
    },
  }
}

/** What is behind a figure of the report that is shown. */
function createLooking(desk: OpenDesk, report: Accessor<Report | null>) {
  const [behind, look] = createSignal<Behind | null>(null)
  const question = createMemo(() => {
    const figure = behind()
    return figure === null ? null : { figure, report: report() }
  })
  const listed = createAnswer(question, ({ figure }) =>
    desk.ask({ ask: "list", selection: figure.selection, most: MOST_LISTED }),
  )
  const listing = () => (behind() === null ? null : (listed.now() ?? null))
  return { behind, look: (figure: Behind | null) => void look(figure), listing }
}
