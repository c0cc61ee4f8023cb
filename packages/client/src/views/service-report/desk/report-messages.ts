import type { Counted } from "@weft/model/service/evaluation/counted"
import type { ReportMeasure } from "@weft/model/service/evaluation/measure"
import type { Period, Step } from "@weft/model/service/evaluation/period"
import type { Selection } from "@weft/model/service/evaluation/selection"
import type { Report, View } from "@weft/model/service/evaluation/tables"
import type { Condition, ServiceTerms } from "@weft/model/service/policy"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { CalendarDate } from "@weft/model/time/calendar-date"
import type { FileWords } from "./report-file.ts"

/** A ticket as lists and files name it. */
export interface FedTicket {
  readonly id: string
  readonly key: string
  readonly title: string
  /** See `wasNeverMerged`. */
  readonly wasNeverMerged: boolean
  /** What happened to it may have gone to the archive. */
  readonly isArchived: boolean
}

/** What somebody wants to know of a service. */
export interface Question {
  readonly period: Period
  readonly step: Step
  readonly split: View["split"]
  readonly filter: readonly Condition[]
  /** The day at whose end the backlog is told by age. */
  readonly backlogOn: CalendarDate
  /** The present, ms since 1970: nothing later is read. */
  readonly now: number
}

/** A measure that is asked for in a period. */
export interface WantedMeasure {
  readonly id: string
  readonly measure: ReportMeasure
  readonly period: Period
}

/** One line of a list: what was counted, of which ticket. */
export interface ListedLine {
  readonly counted: Counted
  readonly ticket: FedTicket
}

export interface Listing {
  readonly lines: readonly ListedLine[]
  /** How many there are in all. */
  readonly total: number
}

/** What is told to the desk, and is not answered. */
export type DeskNews =
  | { readonly tell: "terms"; readonly terms: ServiceTerms }
  | { readonly tell: "tickets"; readonly tickets: readonly FedTicket[]; readonly gone: readonly string[] }
  | { readonly tell: "events"; readonly events: readonly TicketEvent[]; readonly gone: readonly string[] }
  /** Each ticket that others were merged into, with those. */
  | { readonly tell: "merged"; readonly merged: ReadonlyMap<string, readonly string[]> }
  /** A question need not be answered any more. */
  | { readonly tell: "stop"; readonly request: number }

/** What the desk is asked; of the last question each answer is. */
export type DeskQuestion =
  | { readonly ask: "report"; readonly question: Question }
  | { readonly ask: "list"; readonly selection: Selection; readonly most: number }
  | { readonly ask: "file"; readonly selections: readonly Selection[]; readonly words: FileWords }
  | { readonly ask: "measures"; readonly wanted: readonly WantedMeasure[]; readonly now: number }

export interface DeskAnswers {
  /** Nothing where it was stopped. */
  readonly report: Report | null
  readonly list: Listing
  readonly file: string
  /** By the ids of what was wanted; nothing where it was stopped. */
  readonly measures: Readonly<Record<string, number | null>> | null
}

export type DeskRequest = DeskNews | (DeskQuestion & { readonly request: number })

export type DeskReply =
  | { readonly reply: "progress"; readonly request: number; readonly done: number; readonly total: number }
  | { readonly reply: "answer"; readonly request: number; readonly answer: DeskAnswers[keyof DeskAnswers] }
  | { readonly reply: "failed"; readonly request: number }
