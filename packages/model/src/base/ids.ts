import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"
import { assert } from "./assert.ts"
import { below, type Random } from "./random.ts"

declare const brand: unique symbol

/** A string that names one kind of thing, so that the compiler keeps item ids and member ids apart. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind }

export type WorkspaceId = Id<"workspace">
export type SpaceId = Id<"space">
export type ItemId = Id<"item">
export type ItemTypeId = Id<"item-type">
export type StatusId = Id<"status">
export type LabelId = Id<"label">
export type CustomFieldId = Id<"custom-field">
export type OptionId = Id<"option">
export type CheckId = Id<"check">
export type ChecklistId = Id<"checklist">
export type ChecklistTemplateId = Id<"checklist-template">
export type ItemTemplateId = Id<"item-template">
export type RelationId = Id<"relation">
export type BoardId = Id<"board">
export type TransitionId = Id<"transition">
export type MemberId = Id<"member">
export type TeamId = Id<"team">
export type CommentId = Id<"comment">
export type AttachmentId = Id<"attachment">
export type ViewId = Id<"view">
export type PlacementId = Id<"placement">
export type SpaceTemplateId = Id<"space-template">
export type PlanId = Id<"plan">
export type DependencyId = Id<"dependency">
export type ResourceId = Id<"resource">
export type AssignmentId = Id<"assignment">
export type CalendarId = Id<"calendar">
export type CalendarWeekId = Id<"calendar-week">
export type CalendarExceptionId = Id<"calendar-exception">
export type WorkPatternId = Id<"work-pattern">
export type AbsenceId = Id<"absence">
export type BaselineId = Id<"baseline">
export type BaselinePartId = Id<"baseline-part">
export type CharterId = Id<"charter">
export type ClosingPartId = Id<"closing-part">
export type GateId = Id<"gate">
export type ApprovalId = Id<"approval">
export type RiskId = Id<"risk">
export type PlanningSessionId = Id<"planning-session">
export type VoteId = Id<"vote">
export type HeldVoteId = Id<"held-vote">
export type DecisionId = Id<"decision">
export type CostPlanId = Id<"cost-plan">
export type RateId = Id<"rate">
export type ItemCostId = Id<"item-cost">
export type RiskCostId = Id<"risk-cost">
export type BaselineCostId = Id<"baseline-cost">
export type TicketEventId = Id<"ticket-event">
export type SentDraftId = Id<"sent-draft">
export type TextModuleId = Id<"text-module">
export type MacroId = Id<"macro">
export type MessageId = Id<"message">
export type ServiceCalendarId = Id<"service-calendar">
export type ServicePolicyId = Id<"service-policy">
export type PolicyVersionId = Id<"policy-version">
export type EscalationId = Id<"escalation">
export type PutAwayNoticeId = Id<"put-away-notice">
export type ServicePromiseId = Id<"service-promise">
export type OutageId = Id<"outage">
export type AssignmentRuleId = Id<"assignment-rule">
export type SkillId = Id<"skill">
export type RotaId = Id<"rota">
export type RotaTurnId = Id<"rota-turn">
export type ContactId = Id<"contact">
export type OrganisationId = Id<"organisation">
export type TicketCategoryId = Id<"ticket-category">
export type MajorTicketId = Id<"major-ticket">
export type ChangeFreezeId = Id<"change-freeze">
export type ServiceId = Id<"service">
export type OfferingId = Id<"offering">
export type OfferingVersionId = Id<"offering-version">
export type RequestId = Id<"request">

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** How many letters a random id has: 16 of 62 are 95 bits. */
const RANDOM_ID_LENGTH = 16

/** Whether a string may stand in a key: ids, field names and members match this, so that `.` separates them. */
export function isKeySegment(text: string): boolean {
  return /^[0-9A-Za-z_-]+$/.test(text)
}

/** Computed ids start with this letter and random ones never do, so that an id says how its record is stored. */
const COMPUTED = "x"

export function isComputedId(id: string): boolean {
  return id.startsWith(COMPUTED)
}

/** A fresh id that nobody else will ever draw. */
export function newId<K extends Id<string>>(random: Random): K {
  let id = ""
  while (id.length < RANDOM_ID_LENGTH) {
    const letter = ALPHABET[below(ALPHABET.length, random)]!
    if (id !== "" || letter !== COMPUTED) id += letter
  }
  return id as K
}

/** An unguessable workspace id: 32 letters of 62 are 190 bits, which is what a link shares. */
export function newWorkspaceId(random: Random): WorkspaceId {
  return (newId<WorkspaceId>(random) + newId<WorkspaceId>(random)) as WorkspaceId
}

/**
 * The id of something that a foreign file names: the same file gives the same id on every device.
 * The parts say where it comes from, for example `("trello", "card", "5fcb…")`.
 */
export function computedId<K extends Id<string>>(...parts: readonly string[]): K {
  assert(parts.length > 0, "a computed id needs at least one part")
  const digest = sha256(utf8ToBytes(parts.map(part => `${part.length}:${part}`).join("")))
  let id = COMPUTED
  for (let position = 0; position < 21; position++) id += ALPHABET[digest[position]! % ALPHABET.length]
  return id as K
}

/** A 32-bit number from a text, the same everywhere: for a Yjs client id that two devices must agree on. */
export function computedClientId(...parts: readonly string[]): number {
  const digest = sha256(utf8ToBytes(parts.map(part => `${part.length}:${part}`).join("")))
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0)
}

/** The mark that an item shows until the relay has given it a number: four letters of its id, `7K3Q`. */
export function provisionalMark(id: string): string {
  let mark = ""
  for (let position = 1; position <= id.length && mark.length < 4; position++) {
    const letter = id[id.length - position]!.toUpperCase()
    if (/[0-9A-Z]/.test(letter)) mark += letter
  }
  return mark.padEnd(4, "0")
}
