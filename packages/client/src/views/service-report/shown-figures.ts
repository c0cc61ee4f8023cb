import type { Figures, Report } from "@weft/model/service/evaluation/tables"
import type { Selection } from "@weft/model/service/evaluation/selection"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import type { Behind, ReportSection, ReportState } from "./report-state.ts"

/** One line of what a report tells: the whole, or a value of its split. */
export interface ShownFigures {
  readonly name: string
  readonly figures: Figures
}

/** The most values that are drawn; the table and the file have all of them. */
const MOST_DRAWN = 12

/** The whole and each value of the split, in the words of the person. Followed. */
export function shownFigures(state: ReportState, { whole, values }: Report): readonly ShownFigures[] {
  const split = state.asked()?.split ?? null
  return [
    { name: reportWords().whole, figures: whole },
    ...(split === null
      ? []
      : values.map(figures => ({ name: state.names.nameOf(split, figures.value ?? ""), figures }))),
  ]
}

/** What a chart has room for: the whole, and the first values of the split. */
export function drawn(shown: readonly ShownFigures[]): readonly ShownFigures[] {
  return shown.slice(0, MOST_DRAWN + 1)
}

/** What the lines of a table are: values of the split, or all tickets. Followed. */
export function splitHead(state: ReportState): string {
  const split = state.asked()?.split ?? null
  return split === null ? reportWords().backlog.tickets : reportWords().splits[split]
}

/** What is behind a figure of one line. */
export function behindOf(
  section: ReportSection,
  { name, figures }: ShownFigures,
  what: string,
  selection: Selection,
): Behind {
  const title = figures.value === null ? what : `${what}, ${name}`
  return { section, title, selection: figures.value === null ? selection : { ...selection, value: figures.value } }
}

const HOUR = 3_600_000

/** Longer than any day, so that working time is told in hours and minutes. */
const NO_DAYS = 1e9

/** Working time in hours and minutes. */
export function workWords(milliseconds: number): string {
  return format().duration(milliseconds / 60_000, NO_DAYS)
}

/** A length in milliseconds as hours, with their fraction. */
export function inHours(milliseconds: number): number {
  return milliseconds / HOUR
}
