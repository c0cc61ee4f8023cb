import type { Audience } from "../schema/service.ts"
import type { BusinessCalendarDefinition } from "./business-calendar.ts"

export const TARGET_KINDS = [
  /** From the opening to the first reply of an agent. */
  "first-response",
  /** From a message of the requester after that to the next reply of an agent. */
  "next-response",
  /** From a reply of an agent to the next, whoever wrote in between. */
  "update",
  /** From being without an owner to having one. */
  "assignment",
  /** From the opening, or the reopening, to being done. */
  "resolution",
  /** As long as conditions hold: in a team's queue, or in a state of waiting for a supplier. */
  "held",
] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

/**
 * What a ticket has to be: a fact with one of these values, or with none of them. A fact of several words, such as a
 * category with those above it, is each of them as well as all of it.
 */
export interface Condition {
  readonly fact: string
  readonly values: readonly string[]
  readonly isNegated: boolean
}

/**
 * How much of a calendar may pass: working milliseconds, or days. So many days end with the so-manieth working day
 * after the day on which the clock began.
 */
export interface Amount {
  readonly unit: "time" | "days"
  readonly amount: number
}

/** One step of an escalation ladder. Before or after the due time by so much working time; negative is before. */
export interface EscalationStep {
  readonly id: string
  readonly offset: Amount
  /** What the ticket has to be when the step's time comes. */
  readonly conditions: readonly Condition[]
  readonly actions: readonly EscalationAction[]
}

export type EscalationAction =
  /** Tells its owner (`owner`), its team (`team`), or the member or team of that id. */
  | { readonly action: "notify"; readonly whom: string }
  /** Gives it to a member, or to a team; the one that is empty stays as it is. */
  | { readonly action: "reassign"; readonly owner: string; readonly queue: string }
  /** Never lowers one. */
  | { readonly action: "raise-priority"; readonly priority: string }
  | { readonly action: "add-note"; readonly text: string }

export interface Target {
  /** Names it within its version; a version has one of each kind but `held`. */
  readonly key: string
  readonly kind: TargetKind
  readonly promise: Amount
  /** States (categories) and statuses in which its clock rests. */
  readonly pausesIn: readonly string[]
  /** For `held`: as long as what. */
  readonly while: readonly Condition[]
  readonly steps: readonly EscalationStep[]
}

/** A policy as it was published once; it never changes again. Editing a policy or its calendar publishes another. */
export interface PolicyVersion {
  readonly version: number
  /** From when on it is chosen, ms since 1970, and up to when; null is without an end. */
  readonly from: number
  readonly until: number | null
  readonly conditions: readonly Condition[]
  readonly calendar: string
  readonly targets: readonly Target[]
  /** What counts of running clocks that come under this version: everything since they began, or nothing. */
  readonly onChange: "keep" | "restart"
  /** Whether open tickets come under it when it becomes valid, or only those that are opened or change later. */
  readonly appliesTo: "new-tickets" | "open-tickets"
  /** Whether what was used before a ticket was done counts when it is opened again. */
  readonly onReopen: "restart" | "continue"
}

/** Policies are asked in order; of each audience the first that matches is the ticket's. */
export interface Policy {
  readonly id: string
  readonly name: string
  readonly audience: Audience
  readonly versions: readonly PolicyVersion[]
}

/** All that clocks follow from, besides the events and the present. */
export interface ServiceTerms {
  readonly policies: readonly Policy[]
  readonly calendars: readonly BusinessCalendarDefinition[]
}

export type Facts = Readonly<Record<string, string>>

export function holds({ fact, values, isNegated }: Condition, facts: Facts): boolean {
  // Whoever wrote the condition may have called its fact by what every object inherits.
  const known = Object.hasOwn(facts, fact) ? facts[fact]! : ""
  const isOne = values.includes(known) || (known.includes(" ") && known.split(" ").some(word => values.includes(word)))
  return isOne !== isNegated
}

export function allHold(conditions: readonly Condition[], facts: Facts): boolean {
  for (const condition of conditions) if (!holds(condition, facts)) return false
  return true
}
