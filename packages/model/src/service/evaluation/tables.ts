import type { Condition } from "../policy.ts"
import {
  ageOf,
  passes,
  promiseKey,
  valueOf,
  type Age,
  type Counted,
  type CountedBase,
  type CountedOpen,
  type CountedPromise,
  type Reason,
  type Split,
  type Verdict,
} from "./counted.ts"
import { openAt, type Evaluation } from "./evaluate.ts"
import type { Part } from "./period.ts"

/** What somebody wants to see of an evaluation. */
export interface View {
  /** By what it is split; nothing for the whole alone. */
  readonly split: Split | null
  /** What tickets have to be when what is counted happens. */
  readonly filter: readonly Condition[]
  /** The parts of the period, for what is told over time. */
  readonly parts: readonly Part[]
  /** The instant with which the day ends whose backlog is told by age. */
  readonly backlogAt: number
}

/** How often promises of a kind came out how, in the whole or under one value of the split. */
export interface PromiseCounts extends Pick<CountedPromise, "audience" | "kind" | "target"> {
  /** See `promiseKey`. */
  readonly key: string
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly reasons: Readonly<Partial<Record<Reason, number>>>
}

/** What came, left and waited at the end. Those that came back are told beside those that came. */
export interface Flow {
  readonly opened: number
  readonly reopened: number
  readonly closed: number
  readonly open: number
}

/** The value of which so many per cent are no greater: the smallest that is there, so that some ticket has it. In ms. */
export interface Percentiles {
  readonly count: number
  /** Tickets for which no working time is known. */
  readonly unmeasured: number
  readonly median: number | null
  readonly p85: number | null
  readonly p95: number | null
}

/** All figures of the whole, or of one value of the split. */
export interface Figures {
  /** Nothing for the whole; empty where a ticket had no value. */
  readonly value: string | null
  readonly promises: readonly PromiseCounts[]
  readonly flow: Flow
  readonly ages: Readonly<Partial<Record<Age, number>>>
  readonly solved: number
  readonly reopened: number
  readonly firstContact: number
  readonly firstResponse: Percentiles
  readonly resolution: Percentiles
}

export interface Report {
  readonly whole: Figures
  /** By value, the most tickets first; empty without a split. They add up to the whole. */
  readonly values: readonly Figures[]
  /** The flow of the whole in each part of the period; `open` is what waited at its end. */
  readonly parts: readonly (Flow & { readonly part: Part })[]
  /** Tickets that were read. */
  readonly tickets: number
}

/** The figures of an evaluation as a view wants them: counted in one go, so that the values add up to the whole. */
export function reportOf(evaluation: Evaluation, view: View): Report {
  const { split, filter, parts, backlogAt } = view
  const counted = evaluation.counted.filter(one => passes(one, filter))
  const openOn = (instant: number) => openAt(evaluation, instant).filter(one => passes(one, filter))
  const all = { counted, aged: openOn(backlogAt), atEnd: openOn(evaluation.end) }
  return {
    whole: figuresOf(null, all),
    values: split === null ? [] : byValue(split, all).sort(byWeight),
    parts: flowOfParts(counted, parts, openOn),
    tickets: evaluation.lives.length,
  }
}

/** What figures are counted from: what happened, what waits on the day whose ages are told, and what at the end. */
interface Basis {
  readonly counted: readonly Counted[]
  readonly aged: readonly CountedOpen[]
  readonly atEnd: readonly CountedOpen[]
}

function byValue(split: Split, { counted, aged, atEnd }: Basis): Figures[] {
  const group = <C extends CountedBase>(all: readonly C[]) => Map.groupBy(all, one => valueOf(one, split))
  const groups = { counted: group(counted), aged: group(aged), atEnd: group(atEnd) }
  const values = new Set([...groups.counted.keys(), ...groups.aged.keys(), ...groups.atEnd.keys()])
  return [...values].map(value =>
    figuresOf(value, {
      counted: groups.counted.get(value) ?? [],
      aged: groups.aged.get(value) ?? [],
      atEnd: groups.atEnd.get(value) ?? [],
    }),
  )
}

function flowOfParts(
  counted: readonly Counted[],
  parts: readonly Part[],
  openOn: (instant: number) => readonly CountedOpen[],
): (Flow & { readonly part: Part })[] {
  const turns = counted.filter(({ of }) => of === "opened" || of === "reopened" || of === "closed")
  const byPart = Map.groupBy(turns, ({ at }) => parts.findLastIndex(({ start }) => at >= start))
  return parts.map((part, place) => ({ part, ...flowOf(byPart.get(place) ?? [], openOn(part.end).length) }))
}

function byWeight(one: Figures, other: Figures): number {
  const weight = ({ flow, solved }: Figures) => flow.opened + flow.open + solved
  return weight(other) - weight(one) || (one.value! < other.value! ? -1 : 1)
}

function flowOf(counted: readonly Counted[], open: number): Flow {
  const flow = { opened: 0, reopened: 0, closed: 0, open }
  for (const { of } of counted) if (of === "opened" || of === "reopened" || of === "closed") flow[of] += 1
  return flow
}

function figuresOf(value: string | null, { counted, aged, atEnd }: Basis): Figures {
  const solvings = counted.filter(one => one.of === "solved")
  const answers = counted.filter(one => one.of === "answered")
  const ages: Partial<Record<Age, number>> = {}
  for (const one of aged) ages[ageOf(one)] = (ages[ageOf(one)] ?? 0) + 1
  return {
    value,
    promises: promiseCounts(counted.filter(one => one.of === "promise")),
    flow: flowOf(counted, atEnd.length),
    ages,
    solved: solvings.length,
    reopened: solvings.filter(({ isReopened }) => isReopened).length,
    firstContact: solvings.filter(({ isFirstContact }) => isFirstContact).length,
    firstResponse: percentilesOf(answers),
    resolution: percentilesOf(solvings),
  }
}

function promiseCounts(promises: readonly CountedPromise[]): PromiseCounts[] {
  const byKey = Map.groupBy(promises, promiseKey)
  return [...byKey]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, own]) => {
      const verdicts: Record<Verdict, number> = { met: 0, breached: 0, exempt: 0, open: 0, ended: 0 }
      const reasons: Partial<Record<Reason, number>> = {}
      for (const one of own) {
        verdicts[one.verdict] += 1
        for (const reason of one.reasons) reasons[reason] = (reasons[reason] ?? 0) + 1
      }
      const { audience, kind, target } = own[0]!
      return { key, audience, kind, target, verdicts, reasons }
    })
}

/** Which part of the promises that were decided was kept, 0 to 1; nothing where none was decided. */
export function keptShare({ met, breached }: Readonly<Record<Verdict, number>>): number | null {
  return met + breached === 0 ? null : met / (met + breached)
}

/** A part of a whole, 0 to 1; nothing of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function percentilesOf(measured: readonly { readonly work: number | null }[]): Percentiles {
  const times = measured.flatMap(({ work }) => (work === null ? [] : [work])).sort((one, other) => one - other)
  const rank = (share: number) => times[Math.max(0, Math.ceil(share * times.length) - 1)] ?? null
  return {
    count: times.length,
    unmeasured: measured.length - times.length,
    median: rank(0.5),
    p85: rank(0.85),
    p95: rank(0.95),
  }
}
