import type { CalendarDefinition } from "../../time/calendar-definition.ts"
import type { Instant, Tenths } from "../../time/instant.ts"
import type { PlanAssignment, PlanLink, PlanProject, PlanResource, PlanTask } from "../../plan/input.ts"
import type { XmlElement } from "../xml/element.ts"

/** What a file says of a plan, whichever program wrote it. Rows are those that the engine reads, and what else they say. */
export interface PlanFile {
  readonly project: FileProject
  readonly calendars: readonly FileCalendar[]
  /** In outline order. */
  readonly tasks: readonly FileTask[]
  /** In the order of the file, without those to nowhere. */
  readonly links: readonly FileLink[]
  readonly resources: readonly FileResource[]
  readonly assignments: readonly FileAssignment[]
  /** What the fields that somebody added are called. */
  readonly customFields: readonly FileCustomField[]
  /** What did not fit, and what stands in for it. */
  readonly warnings: readonly FileWarning[]
  /** The file that it was read from, where the format is MSPDI: writing begins with it. */
  readonly source: XmlElement | null
  /** Whether the ids of tasks are only the numbers of their rows, so that another version of the file has others. */
  readonly hasRowIds?: boolean
  /** The heads of columns of a table that nobody here understands. */
  readonly unread?: readonly string[]
  /** Whether nothing in the file says when the plan is; then its start is only a day to compute from. */
  readonly hasNoStart?: boolean
  /** The fields of tasks that a table has no columns for, so that it says nothing of them; nothing where a file says all. */
  readonly silent?: readonly (keyof FileTask)[]
}

export interface FileProject extends PlanProject {
  readonly name: string
  /** What tells the plan from all others, whatever it is called, where its program says so. */
  readonly guid?: string | null
  /** When the file was saved, on the wall clock of whoever saved it. */
  readonly savedAt?: Instant | null
  /** The task above all others that stands for the whole plan, where the file has one. */
  readonly wholeTask: string | null
  /** Up to when progress is known. */
  readonly statusDate: Instant | null
  readonly minutesPerDay: number
  readonly minutesPerWeek: number
  readonly daysPerMonth: number
}

export interface FileCalendar extends CalendarDefinition {
  readonly guid?: string | null
  readonly source: XmlElement | null
}

/** The unit that somebody typed a duration in. */
export type DurationUnit = "minutes" | "hours" | "days" | "weeks" | "months"

export interface FileTask extends PlanTask {
  readonly name: string
  readonly guid?: string | null
  /** The code of the work breakdown structure. */
  readonly wbs: string
  readonly notes: string
  /** 0 to 1000; 500 is usual, 1000 is never delayed by levelling. */
  readonly priority: number
  /** 0 to 100. */
  readonly percentComplete: number
  /** What stays when one of duration, work and units is edited. */
  readonly effort: "fixed-units" | "fixed-duration" | "fixed-work"
  /** Whether more people make it shorter. */
  readonly isEffortDriven: boolean
  readonly durationUnit: DurationUnit
  readonly isEstimated: boolean
  /** What the file says of its dates. The engine does not read them. */
  readonly stored: { readonly start: Instant | null; readonly finish: Instant | null }
  readonly baselines: readonly FileBaseline[]
  /** Values of custom fields by their ids. */
  readonly custom: Readonly<Record<string, string>>
  readonly source: XmlElement | null
}

export interface FileBaseline {
  /** 0 to 10. */
  readonly number: number
  readonly start: Instant | null
  readonly finish: Instant | null
  readonly duration: Tenths | null
  readonly work: Tenths | null
  /** In hundredths of the currency. */
  readonly cost: number | null
}

export interface FileLink extends PlanLink {
  /** The unit that its lag was typed in; percents have none. */
  readonly lagUnit: DurationUnit
  readonly source: XmlElement | null
}

export interface FileResource extends PlanResource {
  readonly name: string
  readonly guid?: string | null
  readonly initials: string
  readonly group: string
  readonly email: string
  readonly notes: string
  /** How much of it there is; 1 is one person full time. */
  readonly maxUnits: number
  readonly source: XmlElement | null
}

export interface FileAssignment extends Omit<PlanAssignment, "resource"> {
  /** Null for work that nobody does yet. */
  readonly resource: string | null
  readonly source: XmlElement | null
}

export interface FileCustomField {
  readonly id: string
  readonly name: string
}

/** Something in a file that does not fit, where, and what stands in for it. */
export interface FileWarning {
  readonly code:
    /** A calendar that is not there; the project's calendar is used, or the standard week. */
    | "unknown-calendar"
    /** A link whose other end is not in the file; it drives nothing. */
    | "link-to-nowhere"
    /** A link to a task of another file; it drives nothing. */
    | "link-to-other-file"
    /** An assignment of a task or a resource that is not there; it is left out. */
    | "assignment-to-nowhere"
    /** A date that does not exist or lies outside 1984 to 2149; it counts as absent. */
    | "impossible-date"
    /** A duration, number or code that cannot be read; the default that is named stands in. */
    | "impossible-value"
    /** The hours of a day overlap or run backwards; they are joined, or left out. */
    | "impossible-hours"
    /** The file does not say when the plan begins; its earliest date stands in. */
    | "missing-start"
    /** Something that the format written cannot hold. */
    | "left-out"
  /** The task that it is about. */
  readonly task: string | null
  /** The field, calendar, or other end that it is about. */
  readonly about: string
  /** What the file says there, and what stands in. */
  readonly found: string
  readonly instead: string
  readonly line: number
  readonly column: number
}
