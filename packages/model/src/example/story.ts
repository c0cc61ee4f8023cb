import type { AssignmentStory } from "./assignment-story.ts"
import type { Reaction } from "../schema/conversation.ts"
import type { Level, Priority } from "../schema/item.ts"
import type { DependencyKind } from "../schema/planning.ts"
import type { SpaceKind } from "../schema/space.ts"
import type { Behaviour, Category, CustomFieldType, TicketKind } from "../schema/workflow.ts"
import type { RelationType } from "../schema/work.ts"
import type { CatalogueStory } from "./catalogue-story.ts"
import type { Requester } from "./requesters.ts"
import type { ImprovementStory } from "./improvement-story.ts"
import type { ServiceStory, TalkStory } from "./service-story.ts"
import type { TalkSetUpStory } from "./talk-story.ts"
import type { StructureStory } from "./structure-story.ts"

/** The languages that the example is told in. */
export type StoryLanguage = "en" | "de"

/** The same words in each of them. */
export type Said = Readonly<Record<StoryLanguage, string>>

export const say = (en: string, de: string): Said => ({ en, de })

/** The team of the example; the first of them is who opens it. */
export const TEAM = ["ana", "ben", "clara", "david", "elif", "finn"] as const
export type Teammate = (typeof TEAM)[number]

/** A working day, counted from the present day: 0 is today, whatever day that is, and -1 the working day before it. */
export type Day = number

export interface CommentStory {
  readonly by: Teammate
  readonly on: Day
  /** `@name` mentions a teammate. */
  readonly text: Said
  readonly reactions?: readonly (readonly [Reaction, Teammate])[]
}

export interface ChecklistStory {
  readonly name: Said
  readonly rows: readonly Said[]
  /** How many of the rows are done, from the first. */
  readonly done: number
}

/** What becomes of an item from day to day. It is in the first state of its space until it is ready or begun. */
export interface ItemStory {
  /** What other items call it. */
  readonly key?: string
  readonly title: Said
  readonly made: Day
  readonly ready?: Day
  readonly begun?: Day
  readonly paused?: Day
  readonly resumed?: Day
  readonly done?: Day
  /** A day on which it was taken up again after it was done, and done again. */
  readonly cameBack?: Day
  readonly trashed?: Day
  /** Who made it; else its owner, else the first of the team. */
  readonly by?: Teammate
  readonly owner?: Teammate
  readonly helpers?: readonly Teammate[]
  /** The key of the item above it. */
  readonly under?: string
  /** The key of a type of its space; else the first type. */
  readonly type?: string
  readonly start?: Day
  readonly due?: Day
  readonly hours?: number
  readonly hoursLeft?: number
  readonly percent?: number
  readonly milestone?: boolean
  readonly priority?: Priority
  readonly urgency?: Level
  readonly importance?: Level
  readonly impact?: Level
  readonly labels?: readonly string[]
  /** Who asked, of a ticket; else who asks for its department. */
  readonly requester?: Requester
  /** The key of a category of its space; else the first label that is one. */
  readonly category?: string
  /** By the key of a custom field: a value, or the key of an option. */
  readonly custom?: Readonly<Record<string, string | number | boolean>>
  readonly about?: Said
  readonly checks?: ChecklistStory
  readonly comments?: readonly CommentStory[]
  readonly talk?: readonly TalkStory[]
}

export interface FieldStory {
  readonly name: Said
  readonly type: CustomFieldType
  readonly onCards?: boolean
  readonly options?: Readonly<Record<string, Said>>
}

export interface BoardStory {
  readonly key: string
  readonly name: Said
  /** A grouping, or the key of a custom field. */
  readonly columnsBy: string
  readonly lanesBy?: string
}

/** A condition with keys in the place of ids. */
export interface ConditionStory {
  readonly field: string
  readonly operator: string
  readonly values: readonly string[]
}

export interface ViewStory {
  readonly name: Said
  readonly isOwn?: boolean
  readonly isPinned?: boolean
  /** Whether it shows the queue rather than the list. */
  readonly isQueue?: boolean
  readonly groupBy?: string
  readonly conditions: readonly ConditionStory[]
}

/** How a space plans, and what waits for what. */
export interface PlanStory {
  /** What the working days of the space are called. */
  readonly calendar: Said
  readonly baseline: { readonly on: Day; readonly name: Said }
  /** With a lag in working days. */
  readonly dependencies: readonly (readonly [from: string, kind: DependencyKind, to: string, lagDays?: number])[]
}

export interface SpaceStory {
  readonly name: Said
  readonly kind: SpaceKind
  readonly prefix: string
  readonly about: Said
  readonly board: Said
  readonly type: Said
  readonly statuses: Readonly<Record<Exclude<Category, "cancelled">, Said>>
  readonly types: Readonly<
    Record<string, { readonly name: Said; readonly behaviour: Behaviour; readonly ticketKind?: TicketKind }>
  >
  readonly labels: Readonly<Record<string, Said>>
  readonly fields: Readonly<Record<string, FieldStory>>
  readonly boards: readonly BoardStory[]
  /** How much fits into the columns of the first board. */
  readonly limits: Readonly<Partial<Record<Category, number>>>
  readonly personLimit?: number
  readonly views: readonly ViewStory[]
  readonly items: readonly ItemStory[]
  readonly relations: readonly (readonly [from: string, type: RelationType, to: string])[]
  readonly plan?: PlanStory
  readonly service?: ServiceStory
  /** Who gets the tickets of a service. */
  readonly assignment?: AssignmentStory
  /** Text modules and macros of its agents. */
  readonly talk?: TalkSetUpStory
  /** What its tickets are about; what lies under another comes after it. */
  readonly categories?: Readonly<Record<string, { readonly name: Said; readonly under?: string }>>
  readonly catalogue?: CatalogueStory
  readonly structures?: StructureStory
  /** What a service tries so that it gets better. */
  readonly improvements?: readonly ImprovementStory[]
  /** Items kept as templates, by key. */
  readonly templates: Readonly<Record<string, Said>>
}
