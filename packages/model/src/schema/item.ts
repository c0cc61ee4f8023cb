import type {
  CalendarId,
  ContactId,
  CustomFieldId,
  ItemId,
  ItemTypeId,
  LabelId,
  MemberId,
  OfferingId,
  ServiceId,
  SpaceId,
  StatusId,
  TeamId,
  TicketCategoryId,
} from "../base/ids.ts"
import type { Rank } from "../base/rank.ts"
import { isRank } from "../base/rank.ts"
import type { Quarter } from "../time/quarter.ts"
import {
  claimable,
  count,
  family,
  flag,
  instant,
  maybe,
  moment,
  oneOf,
  rank,
  ref,
  setOf,
  structured,
  text,
} from "./fields.ts"
import { parseMapping } from "./mapping.ts"
import { DURATION_UNITS, segments } from "./plan-values.ts"
import { defineRecord, type Row } from "./record.ts"

export const PRIORITIES = ["urgent", "high", "medium", "low", "none"] as const
export type Priority = (typeof PRIORITIES)[number]

export const LEVELS = ["high", "medium", "low"] as const
export type Level = (typeof LEVELS)[number]

/** The ways on which a ticket can come; `agent` is what an agent noticed without being asked. */
export const CHANNELS = [
  "none",
  "mail",
  "form",
  "portal",
  "phone",
  "api",
  "agent",
  "chat",
  "person",
  "monitoring",
  "import",
] as const
export type Channel = (typeof CHANNELS)[number]

export const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo", "zff"] as const

/** Where a card was put on one board: the column it was dropped in and its rank there. It counts only while its column is the attribute's. */
export type BoardPlace = readonly [column: string, rank: Rank]

export function parsePlace(raw: unknown): BoardPlace | null {
  if (!Array.isArray(raw) || raw.length !== 2) return null
  const [column, place] = raw as unknown[]
  return typeof column === "string" && typeof place === "string" && isRank(place) ? [column, place] : null
}

/** A plain value of a custom field: text, a number, a truth, or ids. Which of them fits is the field's matter, see `tasks/custom-value`. */
export type CustomValue = string | number | boolean | readonly string[]

function parseCustomValue(raw: unknown): CustomValue | null {
  if (typeof raw === "string" || typeof raw === "boolean") return raw
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : null
  return Array.isArray(raw) && raw.length <= 1000 && raw.every(entry => typeof entry === "string")
    ? (raw as string[])
    : null
}

const itemFields = {
  title: text(),
  type: ref<ItemTypeId>(),
  status: ref<StatusId>(),
  parent: ref<ItemId>(),
  /** The parent that the latest move left, so that a move set aside falls back to it. Written with `parent`, under its stamp. */
  parentBefore: ref<ItemId>(),
  rank: rank(),
  owner: claimable<MemberId>("claimed"),
  /** Written with `owner` by who takes the item while nobody has it. It says nothing by itself. */
  claimed: flag(),
  /** Stands in for the owner until there is one, see `standInOf`. */
  team: ref<TeamId>(),
  assignees: setOf<MemberId>(),
  watchers: setOf<MemberId>(),
  labels: setOf<LabelId>(),
  start: moment(),
  due: moment(),
  priority: oneOf(PRIORITIES, "none"),
  importance: maybe(oneOf(LEVELS, "medium")),
  estimateMinutes: maybe(count()),
  remainingMinutes: maybe(count()),
  points: maybe(count()),
  archived: flag(),
  /** Milliseconds since 1970, by the clock of the device that made it. */
  createdAt: count(),
  createdBy: ref<MemberId>(),
  /** The number that the relay gave it, once. */
  number: maybe(count()),
  /** The space that it lies in since it was moved; nothing where it never was. See `whereItLies`. */
  movedTo: ref<SpaceId>(),
  /** What stands in that space for states, types, labels, fields and options of the one before. Written with `movedTo`. */
  movedAs: structured("mapping", parseMapping),
  /** The quarter in whose archive document lies what belongs to it, `2026-Q3`, while it is archived; the last one after. */
  archivedIn: ref<Quarter>(),
  /** When it was last brought back from the archive, in milliseconds since 1970: its age counts from then. */
  broughtBackAt: count(),
  /** Spaces that show it as well, for whoever looks from here; what counts is the placement there. */
  placedIn: setOf<SpaceId>(),
  /** Where an imported item came from, for people: an address or a name. */
  source: text(),
  custom: family<CustomValue>(structured("custom", parseCustomValue)),
  /** By board. */
  place: family<BoardPlace>(structured("placement", parsePlace)),

  // Planning facet. What the engine makes of it is never stored, see `plan/plan-of-space`.
  /** Whether its dates follow from links and constraints, or are as somebody typed them. */
  schedulingMode: oneOf(["auto", "manual"], "auto"),
  /** The typed dates of a manual item. */
  plannedStart: instant(),
  plannedFinish: instant(),
  /** Tenths of a working minute, or of a clock minute where `durationElapsed`. */
  durationTenths: maybe(count()),
  durationElapsed: flag(),
  durationUnit: oneOf(DURATION_UNITS, "days"),
  durationEstimated: flag(),
  milestone: flag(),
  inactive: flag(),
  constraint: oneOf(CONSTRAINTS, "asap"),
  constraintAt: instant(),
  /** Tightens its late finish, never its early dates. */
  deadlineAt: instant(),
  calendar: ref<CalendarId>(),
  ignoresResourceCalendars: flag(),
  /** What stays when one of duration, work and units is edited. */
  effort: oneOf(["fixed-units", "fixed-duration", "fixed-work"], "fixed-units"),
  effortDriven: flag(),
  startedAt: instant(),
  finishedAt: instant(),
  /** The part of the duration that is done, 0 to 100; `actualTenths` says it exactly where somebody did. */
  percentComplete: count(),
  actualTenths: maybe(count()),
  /** What is left by a new estimate; not given, it is the rest of the duration. */
  remainingTenths: maybe(count()),
  /** How much of the result is there, 0 to 100, whatever time it took. */
  physicalPercent: maybe(count()),
  /** Where interrupted work goes on. */
  resumeAt: instant(),
  /** By the clock. */
  levellingDelay: count(),
  /** 0 to 1000; 1000 is never delayed by levelling. */
  levellingPriority: count(500),
  /** The stretches of split work that nobody is assigned to. */
  segments: segments(),
  /** A code of the work breakdown structure that somebody gave it. */
  wbs: text(),

  // Service facet.
  /** The ticket that this one was merged into; see `survivorOf` for what merges both ways. */
  mergedInto: ref<ItemId>(),
  /** The incident that this ticket is one report of many of; see `parentIncidentOf` for what merges to a ring. */
  parentIncident: ref<ItemId>(),
  /** The project that the ticket became. */
  becameProject: ref<SpaceId>(),
  /** Of a problem: that its cause is known and not yet removed, and how one gets by meanwhile. */
  knownError: flag(),
  workaround: text(),
  /** Of a change. */
  changeRisk: maybe(oneOf(LEVELS, "medium")),
  changePlan: text(),
  backOutPlan: text(),
  reviewNote: text(),
  /** Whose organisation is the ticket's, as `organisationOf` finds it. */
  requester: ref<ContactId>(),
  service: ref<ServiceId>(),
  /** What of the service was asked for; the version of it is told by the request, see `requests`. */
  offering: ref<OfferingId>(),
  affectedServices: setOf<ServiceId>(),
  category: ref<TicketCategoryId>(),
  channel: oneOf(CHANNELS, "none"),
  /** Written with the priority that follows from them, see `actions/classify`. */
  impact: maybe(oneOf(LEVELS, "medium")),
  urgency: maybe(oneOf(LEVELS, "medium")),
}

/** A work item, the smallest unit of organised work: a card, an activity and a ticket are this with different facets in use. */
export const items = defineRecord<ItemId, typeof itemFields>("items", "space", itemFields)

export type Item = Row<ItemId, typeof itemFields>

export type CustomValues = Readonly<Record<CustomFieldId, CustomValue>>
