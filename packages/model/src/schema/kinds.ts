import type { DocumentKind } from "../wire/document-name.ts"
import { majorTickets, ticketCategories, type MajorTicket, type TicketCategory } from "./classification.ts"
import { changeFreezes, type ChangeFreeze } from "./change-freeze.ts"
import { contacts, organisations, type Contact, type Organisation } from "./contact.ts"
import {
  assignmentRules,
  rotas,
  rotaTurns,
  skills,
  type AssignmentRule,
  type Rota,
  type RotaTurn,
  type Skill,
} from "./assignment-rules.ts"
import { attachments, type Attachment } from "./attachment.ts"
import { comments, receipts, type Comment, type Receipt } from "./conversation.ts"
import { escalations, putAwayNotices, type Escalation, type PutAwayNotice } from "./escalation.ts"
import { improvements, type Improvement } from "./improvement.ts"
import { items, type Item } from "./item.ts"
import { keptFiles, keptFilesWithMoney, type KeptFile, type KeptFileWithMoney } from "./kept-file.ts"
import {
  baselineCosts,
  costPlans,
  itemCosts,
  rates,
  riskCosts,
  type BaselineCosts,
  type CostPlan,
  type ItemCost,
  type Rate,
  type RiskCost,
} from "./money.ts"
import {
  offerings,
  offeringVersions,
  requests,
  services,
  type Offering,
  type OfferingVersion,
  type Request,
  type Service,
} from "./catalogue.ts"
import type { AnyRecordKind } from "./record.ts"
import {
  absences,
  assignments,
  baselineParts,
  baselines,
  calendarExceptions,
  calendars,
  calendarWeeks,
  dependencies,
  plans,
  resources,
  workPatterns,
  type Absence,
  type Assignment,
  type Baseline,
  type BaselinePart,
  type Calendar,
  type CalendarException,
  type CalendarWeek,
  type Dependency,
  type Plan,
  type Resource,
  type WorkPattern,
} from "./planning.ts"
import {
  members,
  places,
  profiles,
  teams,
  workspaces,
  type Member,
  type Place,
  type Profile,
  type Team,
  type Workspace,
} from "./space.ts"
import {
  approvals,
  charters,
  closingParts,
  gates,
  risks,
  type Approval,
  type Charter,
  type ClosingPart,
  type Gate,
  type Risk,
} from "./steering.ts"
import {
  messages,
  policyVersions,
  serviceCalendars,
  servicePolicies,
  ticketEvents,
  type Message,
  type ServiceCalendar,
  type ServicePolicy,
  type StoredPolicyVersion,
  type TicketEventRow,
} from "./service.ts"
import { outages, servicePromises, type ServicePromise, type StoredOutage } from "./service-promise.ts"
import { macros, sentDrafts, textModules, type Macro, type SentDraft, type TextModule } from "./talk.ts"
import { spaceTemplates, type SpaceTemplate } from "./space-template.ts"
import { placements, type Placement } from "./placement.ts"
import {
  decisions,
  heldVotes,
  planningSessions,
  votes,
  type Decision,
  type HeldVote,
  type PlanningSession,
  type Vote,
} from "./planning-session.ts"
import { itemTemplates, type ItemTemplate } from "./template.ts"
import { preferences, type Preferences } from "./preference.ts"
import { ownViews, views, type OwnView, type View } from "./view.ts"
import {
  boards,
  checklists,
  checks,
  importBases,
  labels,
  relations,
  transitions,
  type Board,
  type Check,
  type Checklist,
  type ImportBase,
  type Label,
  type Relation,
  type Transition,
} from "./work.ts"
import {
  checklistTemplates,
  customFields,
  itemTypes,
  options,
  statuses,
  type ChecklistTemplate,
  type CustomField,
  type ItemType,
  type Option,
  type Status,
} from "./workflow.ts"

/** Every kind of record, by name, and the row it is read as. */
export interface Rows {
  readonly workspaces: Workspace
  readonly members: Member
  readonly teams: Team
  readonly places: Place
  readonly spaceTemplates: SpaceTemplate
  readonly profiles: Profile
  readonly statuses: Status
  readonly itemTypes: ItemType
  readonly customFields: CustomField
  readonly options: Option
  readonly checklistTemplates: ChecklistTemplate
  readonly itemTemplates: ItemTemplate
  readonly items: Item
  readonly placements: Placement
  readonly labels: Label
  readonly checklists: Checklist
  readonly checks: Check
  readonly relations: Relation
  readonly attachments: Attachment
  readonly boards: Board
  readonly views: View
  readonly transitions: Transition
  readonly importBases: ImportBase
  readonly keptFiles: KeptFile
  readonly plans: Plan
  readonly dependencies: Dependency
  readonly resources: Resource
  readonly assignments: Assignment
  readonly calendars: Calendar
  readonly calendarWeeks: CalendarWeek
  readonly calendarExceptions: CalendarException
  readonly workPatterns: WorkPattern
  readonly absences: Absence
  readonly baselines: Baseline
  readonly baselineParts: BaselinePart
  readonly charters: Charter
  readonly closingParts: ClosingPart
  readonly gates: Gate
  readonly approvals: Approval
  readonly risks: Risk
  readonly costPlans: CostPlan
  readonly rates: Rate
  readonly itemCosts: ItemCost
  readonly riskCosts: RiskCost
  readonly baselineCosts: BaselineCosts
  readonly keptFilesWithMoney: KeptFileWithMoney
  readonly planningSessions: PlanningSession
  readonly votes: Vote
  readonly heldVotes: HeldVote
  readonly decisions: Decision
  readonly ticketEvents: TicketEventRow
  readonly improvements: Improvement
  readonly escalations: Escalation
  readonly outages: StoredOutage
  readonly serviceCalendars: ServiceCalendar
  readonly servicePolicies: ServicePolicy
  readonly policyVersions: StoredPolicyVersion
  readonly servicePromises: ServicePromise
  readonly assignmentRules: AssignmentRule
  readonly skills: Skill
  readonly rotas: Rota
  readonly rotaTurns: RotaTurn
  readonly messages: Message
  readonly services: Service
  readonly offerings: Offering
  readonly offeringVersions: OfferingVersion
  readonly requests: Request
  readonly contacts: Contact
  readonly organisations: Organisation
  readonly ticketCategories: TicketCategory
  readonly majorTickets: MajorTicket
  readonly changeFreezes: ChangeFreeze
  readonly textModules: TextModule
  readonly macros: Macro
  readonly comments: Comment
  readonly sentDrafts: SentDraft
  readonly receipts: Receipt
  readonly putAwayNotices: PutAwayNotice
  readonly ownViews: OwnView
  readonly preferences: Preferences
}

export type KindName = keyof Rows

export const KINDS = {
  workspaces,
  members,
  teams,
  places,
  spaceTemplates,
  profiles,
  statuses,
  itemTypes,
  customFields,
  options,
  checklistTemplates,
  itemTemplates,
  items,
  placements,
  labels,
  checklists,
  checks,
  relations,
  attachments,
  boards,
  views,
  transitions,
  importBases,
  keptFiles,
  plans,
  dependencies,
  resources,
  assignments,
  calendars,
  calendarWeeks,
  calendarExceptions,
  workPatterns,
  absences,
  baselines,
  baselineParts,
  charters,
  closingParts,
  gates,
  approvals,
  risks,
  costPlans,
  rates,
  itemCosts,
  riskCosts,
  baselineCosts,
  keptFilesWithMoney,
  planningSessions,
  votes,
  heldVotes,
  decisions,
  ticketEvents,
  improvements,
  escalations,
  outages,
  serviceCalendars,
  servicePolicies,
  policyVersions,
  servicePromises,
  assignmentRules,
  skills,
  rotas,
  rotaTurns,
  messages,
  services,
  offerings,
  offeringVersions,
  requests,
  contacts,
  organisations,
  ticketCategories,
  majorTickets,
  changeFreezes,
  textModules,
  macros,
  comments,
  sentDrafts,
  receipts,
  putAwayNotices,
  ownViews,
  preferences,
} as const

export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[]

/** The kinds that a kind of document holds. An archive holds what its space does. */
export function kindsOf(document: DocumentKind): readonly KindName[] {
  const holder = document === "archive" ? "space" : document
  return KIND_NAMES.filter(name => KINDS[name].document === holder)
}

export function kindNamed(name: KindName): AnyRecordKind {
  return KINDS[name] as unknown as AnyRecordKind
}

/** The version of the stored shape that this build writes; the relay may ask for a least one. */
export const SCHEMA_VERSION = 1
