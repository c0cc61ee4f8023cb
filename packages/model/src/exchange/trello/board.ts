/** What is read of a Trello board's export: everything that Weft takes over, and enough of the rest to say what it leaves. */
export interface TrelloBoard {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly url: string
  readonly lists: readonly TrelloList[]
  readonly cards: readonly TrelloCard[]
  readonly labels: readonly TrelloLabel[]
  readonly checklists: readonly TrelloChecklist[]
  readonly people: readonly TrelloPerson[]
  readonly customFields: readonly TrelloCustomField[]
  readonly comments: readonly TrelloComment[]
  /** How many actions the file holds in all; an export has at most 1,000. */
  readonly actions: number
  /** How many actions other than comments it holds, by type. */
  readonly otherActions: Readonly<Record<string, number>>
  /** Records of power-ups on the board itself. */
  readonly powerUps: number
  readonly hasBackground: boolean
}

/** Positions are Trello's: any positive number, the smaller stands first. */
export interface TrelloList {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly position: number
  /** The list's soft limit of cards, or `null`. */
  readonly limit: number | null
}

export interface TrelloCard {
  readonly id: string
  readonly name: string
  readonly number: number
  readonly description: string
  readonly url: string
  readonly archived: boolean
  readonly position: number
  readonly list: string
  readonly labels: readonly string[]
  /** Their order is the file's: the first becomes the owner. */
  readonly people: readonly string[]
  /** Instants in milliseconds since 1970, or `null`. */
  readonly start: number | null
  readonly due: number | null
  readonly dueComplete: boolean
  readonly createdAt: number | null
  readonly createdBy: string | null
  /** When it came into its list, as far as the file tells. */
  readonly movedAt: number | null
  readonly custom: readonly TrelloCustomValue[]
  readonly attachments: readonly TrelloAttachment[]
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
}

export interface TrelloAttachment {
  readonly name: string
  readonly url: string
  /** Whether Trello keeps the file itself, rather than only an address. */
  readonly isUpload: boolean
}

export interface TrelloLabel {
  readonly id: string
  readonly name: string
  readonly color: string | null
}

export interface TrelloChecklist {
  readonly id: string
  readonly name: string
  readonly card: string
  readonly position: number
  readonly rows: readonly TrelloCheck[]
}

export interface TrelloCheck {
  readonly id: string
  readonly name: string
  readonly done: boolean
  readonly position: number
  readonly person: string | null
  readonly due: number | null
}

export interface TrelloPerson {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly mail: string
}

export const TRELLO_FIELD_TYPES = ["checkbox", "date", "list", "number", "text"] as const

export interface TrelloCustomField {
  readonly id: string
  readonly name: string
  /** `null` for a type that this build does not know. */
  readonly type: (typeof TRELLO_FIELD_TYPES)[number] | null
  readonly position: number
  readonly onCards: boolean
  readonly options: readonly TrelloOption[]
}

export interface TrelloOption {
  readonly id: string
  readonly name: string
  readonly position: number
}

/** The value as the file has it: numbers and truths are text there. */
export interface TrelloCustomValue {
  readonly field: string
  readonly option: string | null
  readonly text: string | null
  readonly number: string | null
  readonly checked: string | null
  readonly date: number | null
}

export interface TrelloComment {
  readonly id: string
  readonly card: string
  readonly text: string
  readonly at: number
  readonly person: string | null
}
