import type { Level, Priority } from "../../schema/item.ts"
import type { Category } from "../../schema/workflow.ts"
import type { Moment } from "../../time/moment.ts"
import type { ImportWarning, LeftOut } from "./left-out.ts"

/** The programs whose files are read; a table is a file of comma-separated values of any origin. */
export const PROGRAMS = ["trello", "wekan", "deck", "ticktick", "table"] as const
export type Program = (typeof PROGRAMS)[number]

/** What is read of a board of another program: everything that Weft takes over, and enough of the rest to say what it leaves. */
export interface ForeignBoard {
  readonly program: Program
  /** The program's own, or computed from the name where a file has none: a board's space is the same on every device. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly url: string
  readonly lists: readonly ForeignList[]
  readonly cards: readonly ForeignCard[]
  readonly labels: readonly ForeignLabel[]
  readonly checklists: readonly ForeignChecklist[]
  readonly people: readonly ForeignPerson[]
  readonly customFields: readonly ForeignField[]
  readonly comments: readonly ForeignComment[]
  /** How many actions the file holds in all; an export has at most 1,000. */
  readonly actions: number
  /** How many actions other than comments it holds, by type. */
  readonly otherActions: Readonly<Record<string, number>>
  /** Records of power-ups on the board itself. */
  readonly powerUps: number
  readonly hasBackground: boolean
  /** What a reader leaves out by itself, beside what the board's own tables tell. */
  readonly leftOut?: readonly LeftOut[]
  /** Values that are not taken because they are none, each with its place in the file. */
  readonly notices?: readonly Notice[]
  readonly warnings?: readonly ImportWarning[]
  /** The select field that the board's swimlanes show, by its id. */
  readonly lanesBy?: string
  /** The file has no order of its own that holds from one export to the next: it counts once, when an item is made. */
  readonly isUnordered?: boolean
  /** Fields of items that the file says nothing of: what stands in Weft is no difference to it. */
  readonly silent?: readonly SilentField[]
}

export type SilentField = "status" | "archived" | "start" | "due" | "owner" | "source" | "assignees" | "labels"

export const NOTICES = [
  "wrong-date",
  "wrong-number",
  "wrong-value",
  /** A row with another number of cells than the head. */
  "wrong-width",
  "no-title",
  /** A parent that the file does not hold, or that would lie below itself. */
  "unknown-parent",
] as const

/** A cell that says something which cannot be, in a row that comes over without it. */
export interface Notice {
  readonly what: (typeof NOTICES)[number]
  /** As editors count, from 1. */
  readonly line: number
  /** The column's head, or the field's path. */
  readonly column: string
  readonly found: string
}

/** A time as a file has it: an instant in milliseconds since 1970, or as people mean it. */
export type ForeignTime = number | Moment

/** Positions are any number, the smaller stands first. */
export interface ForeignList {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly position: number
  /** The list's soft limit of cards, or `null`. */
  readonly limit: number | null
  /** What the program itself says that the list means, where it does. */
  readonly category?: Category
}

export interface ForeignCard {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly description: string
  readonly url: string
  readonly archived: boolean
  readonly position: number
  /** The list's id; empty for a card in none. */
  readonly list: string
  readonly labels: readonly string[]
  /** Their order is the file's: the first becomes the owner. */
  readonly people: readonly string[]
  readonly start: ForeignTime | null
  readonly due: ForeignTime | null
  readonly dueComplete: boolean
  readonly createdAt: number | null
  readonly createdBy: string | null
  /** When it came into its list, as far as the file tells. */
  readonly movedAt: number | null
  readonly custom: readonly ForeignValue[]
  readonly attachments: readonly ForeignAttachment[]
  /** What Weft leaves out. */
  readonly votes: number
  readonly stickers: number
  readonly powerUps: number
  readonly hasCover: boolean
  readonly hasLocation: boolean
  readonly hasReminder: boolean
  readonly isTemplate: boolean
  /** Mirrors, separators and links are cards of a special role. */
  readonly role: string | null
  /** Further values; only a file that can say them has them, so that another says nothing of what stands. */
  readonly values?: CardValues
  /** When the work was done, in milliseconds since 1970. */
  readonly doneAt?: number | null
}

/** Values of a card by the item's own fields. */
export interface CardValues {
  readonly priority?: Priority
  /** The card that it lies under, by id. */
  readonly parent?: string | null
  readonly owner?: string | null
  readonly estimateMinutes?: number | null
  readonly remainingMinutes?: number | null
  readonly points?: number | null
  readonly importance?: Level | null
  readonly urgency?: Level | null
}

export interface ForeignAttachment {
  readonly name: string
  readonly url: string
  /** Whether Trello keeps the file itself, rather than only an address. */
  readonly isUpload: boolean
}

export interface ForeignLabel {
  readonly id: string
  readonly name: string
  readonly color: string | null
}

export interface ForeignChecklist {
  readonly id: string
  readonly name: string
  readonly card: string
  readonly position: number
  readonly rows: readonly ForeignCheck[]
}

export interface ForeignCheck {
  readonly id: string
  readonly name: string
  readonly done: boolean
  readonly position: number
  readonly person: string | null
  readonly due: ForeignTime | null
}

export interface ForeignPerson {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly mail: string
}

export const FIELD_TYPES = ["checkbox", "date", "list", "number", "text", "money"] as const

export type FieldType = (typeof FIELD_TYPES)[number]

export interface ForeignField {
  readonly id: string
  readonly name: string
  /** `null` for a type that this build does not know. */
  readonly type: FieldType | null
  readonly position: number
  readonly onCards: boolean
  readonly options: readonly ForeignOption[]
  /** Of money, ISO 4217. */
  readonly currency?: string
}

export interface ForeignOption {
  readonly id: string
  readonly name: string
  readonly position: number
}

/** The value as the file has it: numbers and truths are text there. */
export interface ForeignValue {
  readonly field: string
  readonly option: string | null
  readonly text: string | null
  readonly number: string | null
  readonly checked: string | null
  readonly date: ForeignTime | null
}

export interface ForeignComment {
  readonly id: string
  readonly card: string
  readonly text: string
  readonly at: number
  readonly person: string | null
}
