import type { Snapshot } from "@weft/model/schema/snapshot"
import { clockWords } from "../../text/clocks.ts"
import { t } from "../../text/index.ts"

/** What a fact of tickets is called. */
export function factWords(fact: string): string {
  return clockWords().facts[fact] ?? fact
}

/** What a value of a fact is called: the name of what it is the id of, or the word of the schema for it. */
export function factValueWords(snapshot: Snapshot, fact: string, value: string): string {
  if (value === "") return clockWords().nothing
  if (fact === "priority") return (t().priorities as Readonly<Record<string, string>>)[value] ?? value
  const named = [
    snapshot.statuses,
    snapshot.itemTypes,
    snapshot.members,
    snapshot.teams,
    snapshot.services,
    snapshot.ticketCategories,
    snapshot.organisations,
    snapshot.contacts,
  ].map(table => table.get(value)?.name)
  return named.find(name => name !== undefined && name !== "") ?? value
}
