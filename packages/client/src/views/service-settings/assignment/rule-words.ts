import type { AssignmentRule } from "@weft/model/schema/assignment-rules"
import type { AssignmentFinding } from "@weft/model/service/assignment-findings"
import type { MemberId } from "@weft/model/base/ids"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"
import { assignmentWords } from "../../../text/assignment.ts"
import { format } from "../../../text/index.ts"
import type { FactChoices } from "../policies/fact-choices.ts"
import { shortTime } from "./rota-time.ts"

/** What rules and rotas name, as words. Followed. */
export interface RuleWords {
  /** "every ticket", or the conditions. */
  readonly when: (rule: AssignmentRule) => string
  /** Who gets the ticket, in a few words. */
  readonly gives: (rule: AssignmentRule) => string
  readonly finding: (finding: AssignmentFinding) => string
}

/** The words for the rules and rotas of a space. */
export function createRuleWords(workspace: Workspace, space: SpaceData, choices: FactChoices): RuleWords {
  const words = assignmentWords
  const personName = (id: MemberId) => workspace.live.table("members").get(id)?.name ?? words().nobody
  const teamName = (id: string | null) => workspace.live.table("teams").get(id ?? "")?.name
  const rotaName = (id: string | null) => space.live.table("rotas").get(id ?? "")?.name ?? words().noRota
  const ruleName = (id: string) => space.live.table("assignmentRules").get(id)?.name ?? ""
  const skillNames = (ids: readonly string[]) =>
    format().list(ids.flatMap(id => space.live.table("skills").get(id)?.name ?? []))
  const named = ({ team, members }: AssignmentRule) => {
    const people = members.map(personName).sort((one, other) => one.localeCompare(other))
    const all = [teamName(team) ?? [], people].flat()
    return all.length === 0 ? words().nobody : format().list(all)
  }
  const chosen = (rule: AssignmentRule): string => {
    switch (rule.mode) {
      case "team":
        return teamName(rule.team) ?? words().nobody
      case "person":
        return rule.person === null ? words().nobody : personName(rule.person)
      case "round-robin":
        return words().inTurn(named(rule))
      case "least-load":
        return words().leastOf(named(rule))
      case "on-call":
        return words().onCallOf(rotaName(rule.rota))
    }
  }
  return {
    when: ({ conditions }) =>
      conditions === null || conditions.length === 0
        ? words().always
        : conditions.map(condition => choices.conditionWords(condition)).join(" · "),
    gives: rule =>
      [
        chosen(rule),
        ...(rule.skills.length > 0 ? [words().withSkills(skillNames(rule.skills))] : []),
        ...(rule.withinHours ? [words().atWork] : []),
      ].join(", "),
    finding: finding => {
      const said = words().findings
      switch (finding.finding) {
        case "never-matches":
          return said.neverMatches(ruleName(finding.rule), choices.factName(finding.fact))
        case "unreadable":
          return said.unreadable(ruleName(finding.rule))
        case "never-asked":
          return said.neverAsked(ruleName(finding.rule), ruleName(finding.other))
        case "names-nobody":
          return said.namesNobody(ruleName(finding.rule))
        case "nobody-has-skills":
          return said.nobodyHasSkills(ruleName(finding.rule), skillNames(finding.skills))
        case "no-rota":
          return said.noRota(ruleName(finding.rule))
        case "gone-on-call":
          return said.goneOnCall(rotaName(finding.rota), personName(finding.member), timeOf(finding.rota, finding.from))
        case "gap":
          return said.gap(rotaName(finding.rota), timeOf(finding.rota, finding.from), timeOf(finding.rota, finding.to))
      }
    },
  }

  function timeOf(rota: string, at: number): string {
    return shortTime(at, space.live.table("rotas").get(rota)?.zone ?? "UTC")
  }
}
