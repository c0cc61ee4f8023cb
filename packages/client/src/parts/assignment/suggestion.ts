import type { ItemId } from "@weft/model/base/ids"
import { assignablePeople } from "@weft/model/capacity/assignable-people"
import { assigneeFor, assignmentTermsOf, type Assignment } from "@weft/model/service/assignment"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { orderEvents } from "@weft/model/service/ticket-event"
import { momentsOf } from "@weft/model/service/timeline"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { assignmentWords } from "../../text/assignment.ts"
import { format } from "../../text/index.ts"
import type { SuggestedPerson } from "../people-picker.tsx"

/** Whom the rules of a service give a ticket as things are now; nothing where they find nobody, or it is no ticket. */
export function suggestionFor(workspace: Workspace, space: SpaceData, ticket: ItemId): SuggestedPerson | null {
  const snapshot = workspace.snapshot(space.id)
  const now = workspace.now()
  const told = eventsByTicket(snapshot).get(ticket) ?? []
  const facts = momentsOf(orderEvents(told, now).events).at(-1)?.facts
  if (facts === undefined || snapshot.assignmentRules.size === 0) return null
  const terms = assignmentTermsOf(snapshot)
  const found = assigneeFor({ id: ticket, facts }, terms, assignablePeople(snapshot, now), now)
  const id = found.member ?? found.team
  if (id === null || found.rule === null) return null
  const { suggestedBy, others } = assignmentWords()
  return { id, because: becauseWords(found), heading: suggestedBy(found.rule.name), others }
}

function becauseWords({ rule, asked }: Assignment): string {
  const words = assignmentWords().because
  const verdict = asked.at(-1)?.verdict
  if (rule === null || verdict?.verdict !== "chosen") return ""
  switch (rule.mode) {
    case "round-robin":
      return words["round-robin"](verdict.of)
    case "least-load": {
      const { wanted, available } = verdict.load ?? { wanted: 0, available: 0 }
      return words["least-load"](format().duration(wanted), format().duration(available))
    }
    case "person":
    case "team":
    case "on-call":
      return words[rule.mode]
  }
}
