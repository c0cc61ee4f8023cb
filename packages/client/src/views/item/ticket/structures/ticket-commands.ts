import { ticketKindOf } from "@weft/model/service/ticket-kind"
import { useCommands } from "../../../../commands/command-host.ts"
import { useItem } from "../../item-context.ts"
import { createTicketSteps } from "./ticket-entries.ts"

/** What can be done with the open ticket beside others, by name. */
export function useTicketCommands(anchor: () => HTMLElement): void {
  const { mayWrite, row, setup } = useItem()
  const steps = createTicketSteps()
  const isIncident = () => ticketKindOf(setup(), { type: row.read("type") }) === "incident"
  const isMerged = () => row.read("mergedInto") !== null
  useCommands({
    "put-under-incident": { run: () => steps.putUnder(anchor()), may: mayWrite },
    "add-report": { run: () => steps.addReport(anchor()), may: () => mayWrite() && isIncident() },
    "merge-ticket": { run: () => steps.merge(anchor()), may: () => mayWrite() && !isMerged() },
    "ask-approval": { run: steps.askApproval, may: mayWrite },
    "make-project": { run: steps.makeProject, may: () => mayWrite() && row.read("becameProject") === null },
    "make-task": { run: steps.makeTask, may: mayWrite },
  })
}
