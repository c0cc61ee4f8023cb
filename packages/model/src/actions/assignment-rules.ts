import type { AssignmentRuleId, MemberId, RotaId, SkillId, TeamId } from "../base/ids.ts"
import { refuse, type Refusal } from "../base/result.ts"
import type { AssignmentMode, AssignmentRule, StoredCondition } from "../schema/assignment-rules.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"

/** What a rule says besides who can get tickets by it. */
export interface AssignmentRuleFields {
  readonly name?: string
  readonly conditions?: readonly StoredCondition[]
  readonly mode?: AssignmentMode
  readonly team?: TeamId | null
  readonly person?: MemberId | null
  readonly rota?: RotaId | null
  readonly withinHours?: boolean
}

export interface CreateAssignmentRule extends AssignmentRuleFields {
  readonly id: AssignmentRuleId
  readonly name: string
  readonly members?: readonly MemberId[]
  readonly skills?: readonly SkillId[]
}

/** Makes a rule, which is asked after all others. It suggests until somebody lets it give tickets by itself. */
export const createAssignmentRule = defineAction<CreateAssignmentRule>(
  "assignment-rule.create",
  ({ snapshot, write, random }, { id, ...rule }) => {
    if (snapshot.assignmentRules.has(id)) return refuse("exists")
    const answer = refusedRule(rule)
    if (answer !== undefined) return answer
    const rank = rankBefore(living(snapshot.assignmentRules), null, null, random)
    write.create("assignmentRules", id, { ...trimmed(rule), conditions: rule.conditions ?? [], rank })
  },
)

/** Somebody who can get tickets by a rule or cannot any more, or a skill that it needs or not. */
export interface RuleMember {
  readonly field: "members" | "skills"
  readonly member: MemberId | SkillId
  readonly inside: boolean
}

export interface PatchAssignmentRule {
  readonly rule: AssignmentRuleId
  readonly fields: AssignmentRuleFields
  readonly members?: readonly RuleMember[]
}

/** Changes what a rule says; each field and each member goes by itself, so that two people can edit one rule (MERGE T61). */
export const patchAssignmentRule = defineAction<PatchAssignmentRule>(
  "assignment-rule.patch",
  ({ snapshot, write }, { rule, fields, members = [] }) => {
    if (!isThere(snapshot, rule)) return refuse("not-found")
    const answer = refusedRule(fields)
    if (answer !== undefined) return answer
    write.patch("assignmentRules", rule, trimmed(fields))
    for (const { field, member, inside } of members)
      if (inside) write.add("assignmentRules", rule, field, member)
      else write.remove("assignmentRules", rule, field, member)
  },
)

/** Lets a rule give tickets by itself that are opened from now on, or only suggest; what it gave stays. */
export const setRuleAutomatic = defineAction<{ readonly rule: AssignmentRuleId; readonly isAutomatic: boolean }>(
  "assignment-rule.automatic",
  ({ snapshot, write, now }, { rule, isAutomatic }) => {
    const row = snapshot.assignmentRules.get(rule)
    if (row?.deleted !== null) return refuse("not-found")
    if (row.automaticFrom > 0 === isAutomatic) return
    write.patch("assignmentRules", rule, { automaticFrom: isAutomatic ? now : 0 })
  },
)

/** Asks a rule before another, or last. */
export const moveAssignmentRule = defineAction<{
  readonly rule: AssignmentRuleId
  readonly before: AssignmentRuleId | null
}>("assignment-rule.move", ({ snapshot, write, random }, { rule, before }) => {
  if (!isThere(snapshot, rule)) return refuse("not-found")
  const rank = rankBefore(living(snapshot.assignmentRules), before, rule, random)
  write.patch("assignmentRules", rule, { rank })
})

export const trashAssignmentRule = defineAction<{ readonly rule: AssignmentRuleId }>(
  "assignment-rule.trash",
  ({ snapshot, write, me }, { rule }) => {
    if (!isThere(snapshot, rule)) return refuse("not-found")
    write.trash("assignmentRules", rule, me)
  },
)

function isThere({ assignmentRules }: Snapshot, rule: AssignmentRuleId): boolean {
  return assignmentRules.get(rule)?.deleted === null
}

function refusedRule({ name, conditions }: AssignmentRuleFields): Refusal | undefined {
  if (name?.trim() === "") return refuse("name-missing")
  const empty = conditions?.find(({ fact, values }) => fact === "" || values.length === 0)
  return empty === undefined ? undefined : refuse("condition-without-values")
}

function trimmed<F extends Partial<Pick<AssignmentRule, "name">>>(fields: F): F {
  return fields.name === undefined ? fields : { ...fields, name: fields.name.trim() }
}
