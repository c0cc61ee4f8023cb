import type { Snapshot } from "@weft/model/schema/snapshot"
import { classificationWords } from "../../text/classification.ts"
import { clockWords } from "../../text/clocks.ts"
import { t } from "../../text/index.ts"

/** What a fact of tickets is called. */
export function factWords(fact: string): string {
  return clockWords().facts[fact] ?? fact
}

/**
 * What a value of a fact is called: the name of what it is the id of, or the word of the schema for it. Of a category with
 * those above it, the category's.
 */
export function factValueWords(snapshot: Snapshot, fact: string, value: string): string {
  if (value === "") return clockWords().nothing
  const [first = value] = value.split(" ")
  return wordsOf(fact)?.[value] ?? nameOf(snapshot, value) ?? nameOf(snapshot, first) ?? value
}

/** The words of the schema that a fact has as values. */
function wordsOf(fact: string): Readonly<Record<string, string>> | undefined {
  switch (fact) {
    case "priority":
      return t().priorities
    case "impact":
      return classificationWords().impacts
    case "urgency":
      return classificationWords().urgencies
    case "channel":
      return classificationWords().channels
    case "state":
      return t().statusCategories
    case "vip":
    case "major":
      return { yes: clockWords().yes }
    default:
      return undefined
  }
}

function nameOf(snapshot: Snapshot, id: string): string | undefined {
  const { statuses, itemTypes, members, teams } = snapshot
  const { services, offerings, servicePolicies, ticketCategories, organisations, contacts } = snapshot
  const people = [members, teams, organisations, contacts]
  const tables = [statuses, itemTypes, ...people, services, offerings, servicePolicies, ticketCategories]
  return tables.map(table => table.get(id)?.name).find(name => name !== undefined && name !== "")
}
