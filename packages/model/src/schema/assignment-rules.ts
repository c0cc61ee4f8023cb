import {
  computedId,
  type AssignmentRuleId,
  type MemberId,
  type RotaId,
  type RotaTurnId,
  type SkillId,
  type TeamId,
} from "../base/ids.ts"
import { count, countWithin, flag, oneOf, rank, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** Something that tickets may need somebody to be good at, and who is. */
const skillFields = { name: text(), members: setOf<MemberId>() }
export const skills = defineRecord<SkillId, typeof skillFields>("skills", "setup", skillFields)
export type Skill = Row<SkillId, typeof skillFields>

/** Somebody is on call in turns. When one hands over to the next is a wall-clock minute of the day in a zone. */
const rotaFields = { name: text(), zone: text("UTC"), handoverMinute: countWithin(0, 1439, 480) }
export const rotas = defineRecord<RotaId, typeof rotaFields>("rotas", "setup", rotaFields)
export type Rota = Row<RotaId, typeof rotaFields>

/** That somebody is on call from one instant to another, the second not included; in milliseconds since 1970. */
const rotaTurnFields = {
  rota: ref<RotaId>(),
  member: ref<MemberId>(),
  from: count(),
  to: count(),
  /** Stands in for whoever would be on call. */
  isOverride: flag(),
  /** When it was said, in milliseconds since 1970: of turns that overlap the one that was said last counts. */
  saidAt: count(),
}
export const rotaTurns = defineRecord<RotaTurnId, typeof rotaTurnFields>("rotaTurns", "setup", rotaTurnFields)
export type RotaTurn = Row<RotaTurnId, typeof rotaTurnFields>

/** The id of a turn: planned or overridden twice from the same instant on, it is one. */
export function rotaTurnId(rota: RotaId, from: number, isOverride: boolean): RotaTurnId {
  return computedId<RotaTurnId>("rota-turn", rota, isOverride ? "override" : "turn", String(from))
}

/** How a rule finds the one who gets a ticket: nobody but a team, always the same person, or one of several. */
export const ASSIGNMENT_MODES = ["team", "person", "round-robin", "least-load", "on-call"] as const
export type AssignmentMode = (typeof ASSIGNMENT_MODES)[number]

/** A fact of a ticket with one of these values, or with none of them; as conditions of policies are. */
export interface StoredCondition {
  readonly fact: string
  readonly values: readonly string[]
  readonly isNegated: boolean
}

const MOST_CONDITIONS = 100
const isText = (raw: unknown): raw is string => typeof raw === "string"

/** What does not fit is no condition; a rule whose list cannot be read matches nothing, see `assigneeFor`. */
function parseConditions(raw: unknown): readonly StoredCondition[] | null {
  if (!Array.isArray(raw) || raw.length > MOST_CONDITIONS) return null
  const conditions = (raw as unknown[]).map(entry => {
    const { fact, values, isNegated } = (entry ?? {}) as { fact?: unknown; values?: unknown; isNegated?: unknown }
    if (!isText(fact) || !Array.isArray(values) || !values.every(isText)) return null
    return { fact, values, isNegated: isNegated === true }
  })
  return conditions.every(condition => condition !== null) ? conditions : null
}

/** Who gets which tickets. Rules are asked in the order of their ranks; the first that finds somebody counts. */
const assignmentRuleFields = {
  name: text(),
  rank: rank(),
  /** All have to hold; an empty list holds for every ticket. */
  conditions: structured("conditions", parseConditions),
  mode: oneOf(ASSIGNMENT_MODES, "least-load"),
  /** The team that gets the ticket, or whose people can get it. */
  team: ref<TeamId>(),
  /** Who gets it where it is always the same person. */
  person: ref<MemberId>(),
  /** Who can get it besides the people of the team. */
  members: setOf<MemberId>(),
  rota: ref<RotaId>(),
  /** All of which somebody must have. */
  skills: setOf<SkillId>(),
  /** Whether it can only be somebody who is at work when the ticket is opened. */
  withinHours: flag(),
  /** Since when it gives tickets by itself that are opened from then on, in milliseconds since 1970; 0 where it suggests. */
  automaticFrom: count(),
}
export const assignmentRules = defineRecord<AssignmentRuleId, typeof assignmentRuleFields>(
  "assignmentRules",
  "setup",
  assignmentRuleFields,
)
export type AssignmentRule = Row<AssignmentRuleId, typeof assignmentRuleFields>
