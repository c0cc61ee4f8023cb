import type { AssignmentRuleId, MemberId, RotaId, SkillId } from "../base/ids.ts"
import type { AssignmentRule } from "../schema/assignment-rules.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import {
  assignmentTermsOf,
  candidatesOf,
  hasSkills,
  type AssignablePeople,
  type AssignmentTerms,
} from "./assignment.ts"
import { onCallBetween } from "./on-call.ts"
import { contradictedFact, widerValuesIn } from "./policy-findings.ts"

/** Something about assignment rules that somebody should know, as tickets would wait unnoticed. */
export type AssignmentFinding =
  /** Its conditions on one fact cannot hold together. */
  | { readonly finding: "never-matches"; readonly rule: AssignmentRuleId; readonly fact: string }
  /** Its conditions were written by a build that knows more; it is passed over here. */
  | { readonly finding: "unreadable"; readonly rule: AssignmentRuleId }
  /** An earlier rule gives every ticket to somebody, so that this one is never asked. */
  | { readonly finding: "never-asked"; readonly rule: AssignmentRuleId; readonly other: AssignmentRuleId }
  /** Nobody whom it names is there. */
  | { readonly finding: "names-nobody"; readonly rule: AssignmentRuleId }
  /** Of those whom it names nobody has all the skills that it needs. */
  | { readonly finding: "nobody-has-skills"; readonly rule: AssignmentRuleId; readonly skills: readonly SkillId[] }
  /** It asks a rota that is not there. */
  | { readonly finding: "no-rota"; readonly rule: AssignmentRuleId }
  /** Somebody who has left is on call. */
  | { readonly finding: "gone-on-call"; readonly rota: RotaId; readonly member: MemberId; readonly from: number }
  /** Nobody is on call in the days that come; in milliseconds since 1970. */
  | { readonly finding: "gap"; readonly rota: RotaId; readonly from: number; readonly to: number }

const LOOK_AHEAD_DAYS = 28
const DAY_MILLIS = 86_400_000

/** What is doubtful about the rules of a space, rule by rule in their order, and then about the rotas that they ask. */
export function assignmentFindings(
  snapshot: Snapshot,
  people: Pick<AssignablePeople, "isHere">,
  now: number,
): AssignmentFinding[] {
  const terms = assignmentTermsOf(snapshot)
  const wider = widerValuesIn(snapshot.ticketCategories)
  const asked = new Set(terms.rules.flatMap(({ mode, rota }) => (mode === "on-call" && rota !== null ? [rota] : [])))
  return [
    ...terms.rules.flatMap((rule, place): AssignmentFinding[] => {
      const { id, conditions } = rule
      const fact = conditions === null ? undefined : contradictedFact(conditions, wider)
      const other = terms.rules.slice(0, place).find(one => takesAll(one, terms, people))
      return [
        ...(conditions === null ? [{ finding: "unreadable", rule: id } as const] : []),
        ...(fact === undefined ? [] : [{ finding: "never-matches", rule: id, fact } as const]),
        ...(other === undefined ? [] : [{ finding: "never-asked", rule: id, other: other.id } as const]),
        ...findingsOfPeople(rule, snapshot, terms, people),
      ]
    }),
    ...[...asked].sort().flatMap(rota => findingsOfRota(rota, snapshot, people, now)),
  ]
}

/** Whether a rule finds somebody for whatever ticket, at any time. */
function takesAll(rule: AssignmentRule, terms: AssignmentTerms, { isHere }: Pick<AssignablePeople, "isHere">): boolean {
  if (rule.conditions?.length !== 0 || rule.mode === "on-call") return false
  if (rule.mode === "team") return rule.team !== null && terms.teams.get(rule.team)?.deleted === null
  return !rule.withinHours && namedPeople(rule, terms).some(who => isHere(who) && hasSkills(rule, who, terms.skills))
}

function namedPeople(rule: AssignmentRule, { teams }: AssignmentTerms): readonly MemberId[] {
  if (rule.mode === "person") return rule.person === null ? [] : [rule.person]
  return candidatesOf(rule, teams)
}

function findingsOfPeople(
  rule: AssignmentRule,
  snapshot: Snapshot,
  terms: AssignmentTerms,
  { isHere }: Pick<AssignablePeople, "isHere">,
): AssignmentFinding[] {
  if (rule.mode === "on-call") {
    const isThere = rule.rota !== null && snapshot.rotas.get(rule.rota)?.deleted === null
    return isThere ? [] : [{ finding: "no-rota", rule: rule.id }]
  }
  if (rule.mode === "team") {
    const isThere = rule.team !== null && terms.teams.get(rule.team)?.deleted === null
    return isThere ? [] : [{ finding: "names-nobody", rule: rule.id }]
  }
  const here = namedPeople(rule, terms).filter(isHere)
  if (here.length === 0) return [{ finding: "names-nobody", rule: rule.id }]
  if (here.some(member => hasSkills(rule, member, terms.skills))) return []
  return [{ finding: "nobody-has-skills", rule: rule.id, skills: rule.skills }]
}

function findingsOfRota(
  rota: RotaId,
  snapshot: Snapshot,
  { isHere }: Pick<AssignablePeople, "isHere">,
  now: number,
): AssignmentFinding[] {
  if (snapshot.rotas.get(rota)?.deleted !== null) return []
  const turns = [...snapshot.rotaTurns.values()]
  return onCallBetween(turns, rota, now, now + LOOK_AHEAD_DAYS * DAY_MILLIS).flatMap(
    ({ member, from, to }): AssignmentFinding[] => {
      if (member === null) return [{ finding: "gap", rota, from, to }]
      return isHere(member) ? [] : [{ finding: "gone-on-call", rota, member, from }]
    },
  )
}
