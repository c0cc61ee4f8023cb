import { computedClientId, type AssignmentRuleId, type MemberId, type TeamId } from "../base/ids.ts"
import { compareRanked, compareText } from "../base/rank.ts"
import type { AssignmentRule, RotaTurn, Skill, StoredCondition } from "../schema/assignment-rules.ts"
import { living, type Snapshot, type Table } from "../schema/snapshot.ts"
import type { Team } from "../schema/space.ts"
import { turnAt } from "./on-call.ts"
import { holds, type Facts } from "./policy.ts"

/** A ticket that nobody has, as rules see it. */
export interface UnownedTicket {
  readonly id: string
  readonly facts: Facts
}

/** What a service says about who gets its tickets. */
export interface AssignmentTerms {
  /** In the order in which they are asked. */
  readonly rules: readonly AssignmentRule[]
  readonly skills: Table<Skill>
  readonly turns: readonly RotaTurn[]
  readonly teams: Table<Team>
}

/** What is known of people. Whoever asks on another device has to be told the same. */
export interface AssignablePeople {
  /** Whether somebody is there to be asked: a member who has not left. */
  readonly isHere: (member: MemberId) => boolean
  /** Whether somebody works at an instant, in milliseconds since 1970. */
  readonly isAtWork: (member: MemberId, at: number) => boolean
  readonly loadOf: (member: MemberId) => WorkAhead
}

/** The work of the next days against the hours that there are for it, in minutes. */
export interface WorkAhead {
  readonly wanted: number
  readonly available: number
}

/** Why somebody of a rule could not get the ticket. */
export type PassedOver = { readonly member: MemberId; readonly why: "gone" | "skill" | "not-at-work" }

/** What a rule said of a ticket. */
export type RuleVerdict =
  /** A condition does not hold; nothing where the rule cannot be read. */
  | { readonly verdict: "other-ticket"; readonly condition: StoredCondition | null }
  /** It names nobody who is there and can. */
  | { readonly verdict: "nobody"; readonly passedOver: readonly PassedOver[] }
  /** Nobody is on call. */
  | { readonly verdict: "nobody-on-call" }
  /** It gives the ticket to a person, of so many who could have got it, or to a team. */
  | {
      readonly verdict: "chosen"
      readonly of: number
      readonly passedOver: readonly PassedOver[]
      readonly load: WorkAhead | null
    }

/** Who should get a ticket, and why: what each rule said that was asked, in order. */
export interface Assignment {
  readonly member: MemberId | null
  /** The team that stands in until a person takes the ticket. */
  readonly team: TeamId | null
  /** The rule that found them; nothing where none did. */
  readonly rule: AssignmentRule | null
  readonly asked: readonly { readonly rule: AssignmentRuleId; readonly verdict: RuleVerdict }[]
}

/** The rules of a space as they are asked, with all that they name. */
export function assignmentTermsOf(
  snapshot: Pick<Snapshot, "assignmentRules" | "skills" | "rotaTurns" | "teams">,
): AssignmentTerms {
  return {
    rules: living(snapshot.assignmentRules).sort(compareRanked),
    skills: snapshot.skills,
    turns: living(snapshot.rotaTurns),
    teams: snapshot.teams,
  }
}

/**
 * Who gets a ticket that was opened at an instant: the same on every device that knows the same. Rules are asked in order,
 * and the first that finds somebody counts.
 *
 * In turn means by a hash of the ticket and of everybody who could get it, so that nobody has to count; of those with the
 * same load the hash decides as well.
 *
 * @param openedAt milliseconds since 1970
 */
export function assigneeFor(
  ticket: UnownedTicket,
  terms: AssignmentTerms,
  people: AssignablePeople,
  openedAt: number,
): Assignment {
  const asked: { rule: AssignmentRuleId; verdict: RuleVerdict }[] = []
  for (const rule of terms.rules) {
    const { verdict, ...found } = ask(rule, ticket, { terms, people, openedAt })
    asked.push({ rule: rule.id, verdict })
    if (verdict.verdict === "chosen") return { member: null, team: null, ...found, rule, asked }
  }
  return { member: null, team: null, rule: null, asked }
}

/** Whether a rule gives a ticket that was opened at an instant by itself. */
export function isAutomaticFor({ automaticFrom }: AssignmentRule, openedAt: number): boolean {
  return automaticFrom > 0 && openedAt >= automaticFrom
}

interface Asking {
  readonly terms: AssignmentTerms
  readonly people: AssignablePeople
  readonly openedAt: number
}

interface Answer {
  readonly verdict: RuleVerdict
  readonly member?: MemberId
  readonly team?: TeamId
}

function ask(rule: AssignmentRule, ticket: UnownedTicket, asking: Asking): Answer {
  const { conditions } = rule
  const unmet = conditions?.find(condition => !holds(condition, ticket.facts))
  if (conditions === null || unmet !== undefined)
    return { verdict: { verdict: "other-ticket", condition: unmet ?? null } }
  if (rule.mode === "team") return teamOf(rule, asking.terms)
  const named = namedBy(rule, asking)
  if (named === null) return { verdict: { verdict: "nobody-on-call" } }
  const { able, passedOver } = ableOf(rule, named, asking)
  if (able.length === 0) return { verdict: { verdict: "nobody", passedOver } }
  const member = chosenOf(rule, ticket.id, able, asking.people)
  const load = rule.mode === "least-load" ? asking.people.loadOf(member) : null
  return { member, verdict: { verdict: "chosen", of: able.length, passedOver, load } }
}

function teamOf({ team }: AssignmentRule, { teams }: AssignmentTerms): Answer {
  if (team === null || teams.get(team)?.deleted !== null) return { verdict: { verdict: "nobody", passedOver: [] } }
  return { team, verdict: { verdict: "chosen", of: 1, passedOver: [], load: null } }
}

/** Everybody whom a rule names, in byte order; nothing where nobody is on call. */
function namedBy(rule: AssignmentRule, { terms, openedAt }: Asking): readonly MemberId[] | null {
  if (rule.mode === "person") return rule.person === null ? [] : [rule.person]
  if (rule.mode !== "on-call") return candidatesOf(rule, terms.teams)
  const turn = rule.rota === null ? null : turnAt(terms.turns, rule.rota, openedAt)
  return turn === null ? null : [turn.member!]
}

/** The people of a rule's team and those whom it names besides, in byte order. */
export function candidatesOf({ team, members }: AssignmentRule, teams: Table<Team>): readonly MemberId[] {
  const row = team === null ? undefined : teams.get(team)
  const inTeam = row === undefined || row.deleted !== null ? [] : row.members
  return [...new Set([...inTeam, ...members])].sort(compareText)
}

function ableOf(rule: AssignmentRule, named: readonly MemberId[], { terms, people, openedAt }: Asking) {
  const passedOver: PassedOver[] = []
  const able = named.filter(member => {
    const why = !people.isHere(member)
      ? "gone"
      : !hasSkills(rule, member, terms.skills)
        ? "skill"
        : rule.withinHours && !people.isAtWork(member, openedAt)
          ? "not-at-work"
          : null
    if (why !== null) passedOver.push({ member, why })
    return why === null
  })
  return { able, passedOver }
}

/** Whether somebody has all skills that a rule needs; one that is not there any more is needed by nobody. */
export function hasSkills({ skills: needed }: AssignmentRule, member: MemberId, skills: Table<Skill>): boolean {
  return needed.every(id => {
    const skill = skills.get(id)
    return skill === undefined || skill.deleted !== null || skill.members.includes(member)
  })
}

function chosenOf(
  { mode }: AssignmentRule,
  ticket: string,
  able: readonly MemberId[],
  { loadOf }: AssignablePeople,
): MemberId {
  const inTurn = able[computedClientId(ticket, ...able) % able.length]!
  if (mode !== "least-load") return inTurn
  const loads = able.map(loadOf)
  const least = able.filter((_, place) => loads.every(load => !isLess(load, loads[place]!)))
  return least[computedClientId(ticket, ...least) % least.length]!
}

/** Whether less of somebody's hours is taken. Who has none is taken more than anybody who has some. */
function isLess(one: WorkAhead, other: WorkAhead): boolean {
  if (one.available <= 0 || other.available <= 0) {
    if (one.available > 0 || other.available > 0) return one.available > 0
    return one.wanted < other.wanted
  }
  return one.wanted * other.available < other.wanted * one.available
}
