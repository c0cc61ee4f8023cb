import type { TicketCategoryId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { CHANNELS, LEVELS, PRIORITIES } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { CATEGORIES } from "@weft/model/schema/workflow"
import { CategoryTree } from "@weft/model/service/category-tree"
import type { Condition } from "@weft/model/service/policy"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { contactBook, mayReadContacts } from "../../../parts/contacts/contact-book.ts"
import { classificationWords } from "../../../text/classification.ts"
import { t } from "../../../text/index.ts"
import { servicePoliciesWords } from "../../../text/service-policies.ts"
import type { Option } from "../../../ui/option.ts"

/** The facts of a ticket that conditions ask for, in the order in which they are offered. */
export const POLICY_FACTS = [
  "priority",
  "type",
  "category",
  "service",
  "offering",
  "impact",
  "urgency",
  "channel",
  "vip",
  "organisation",
  "requester",
  "contract",
  "major",
  "queue",
  "owner",
  "state",
  "status",
] as const
export type PolicyFact = (typeof POLICY_FACTS)[number]

/** Stands for the empty value, since no choice of a list may be empty. */
const NOTHING = "-"

/** What conditions can ask for in a space, and how it is called. Followed. */
export interface FactChoices {
  readonly factName: (fact: string) => string
  /** All values of a fact, and that there is none. */
  readonly values: (fact: string) => readonly Option[]
  readonly valueName: (fact: string, value: string) => string
  /** "Priority is High or Urgent". */
  readonly conditionWords: (condition: Condition) => string
  /** The states and statuses in which a clock can rest. */
  readonly resting: () => readonly Option[]
  /** People and teams that something can be handed over to, or who can be told. */
  readonly people: () => readonly Option[]
  readonly teams: () => readonly Option[]
}

/** The value that an option of `FactChoices.values` stands for. */
export const valueOfOption = (id: string): string => (id === NOTHING ? "" : id)
/** The option of a value, see {@link valueOfOption}. */
export const optionOfValue = (value: string): string => (value === "" ? NOTHING : value)

/** The choices of a space, from what is set up in it and in its workspace. */
export function createFactChoices(space: SpaceData): FactChoices {
  const workspace = useWorkspace()
  const words = () => servicePoliciesWords()
  const named = (rows: readonly { readonly id: string; readonly name: string }[]): readonly Option[] =>
    rows.map(({ id, name }) => ({ id, label: name }))
  const ofWords = <Word extends string>(all: readonly Word[], labels: Readonly<Record<Word, string>>) =>
    all.map(id => ({ id, label: labels[id] }))
  const people = () => named(living(workspace.live.table("members")).sort(byName))
  const teams = () => named(living(workspace.live.table("teams")).sort(byName))
  const statuses = () => named(living(space.live.table("statuses")).sort(compareRanked))
  const states = () => ofWords(CATEGORIES, t().statusCategories)
  const categories = () => {
    const rows = space.live.table("ticketCategories")
    const tree = new CategoryTree(rows)
    const nameOf = (id: string) => rows.get(id as TicketCategoryId)?.name ?? ""
    return living(rows)
      .map(({ id }) => ({ id: id as string, label: tree.pathOf(id).toReversed().map(nameOf).join(" › ") }))
      .sort((one, other) => one.label.localeCompare(other.label))
  }
  const known = (fact: string): readonly Option[] => {
    const { live } = space
    switch (fact as PolicyFact) {
      case "priority":
        return ofWords(PRIORITIES, t().priorities)
      case "impact":
        return ofWords(LEVELS, classificationWords().impacts)
      case "urgency":
        return ofWords(LEVELS, classificationWords().urgencies)
      case "channel":
        return ofWords(
          CHANNELS.filter(channel => channel !== "none"),
          classificationWords().channels,
        )
      case "type":
        return named(living(live.table("itemTypes")).filter(({ behaviour }) => behaviour === "ticket"))
      case "category":
        return categories()
      case "service":
        return named(living(live.table("services")).sort(compareRanked))
      case "offering":
        return named(living(live.table("offerings")).sort(compareRanked))
      case "organisation":
        return mayReadContacts(workspace)
          ? named(living(workspace.withContacts().table("organisations")).sort(byName))
          : []
      case "requester":
        return mayReadContacts(workspace) ? named(contactBook(workspace).contacts()) : []
      case "contract":
        return named(living(live.table("servicePolicies")).sort(compareRanked))
      case "vip":
      case "major":
        return [{ id: "yes", label: words().yes }]
      case "queue":
        return teams()
      case "owner":
        return people()
      case "state":
        return states()
      case "status":
        return statuses()
      default:
        return []
    }
  }
  const factName = (fact: string) => (isPolicyFact(fact) ? words().facts[fact] : fact)
  const valueName = (fact: string, value: string) =>
    value === "" ? words().nothing : (known(fact).find(({ id }) => id === value)?.label ?? words().unknown(value))
  return {
    factName,
    values: fact => [...known(fact), { id: NOTHING, label: words().nothing }],
    valueName,
    conditionWords: ({ fact, values, isNegated }) =>
      [
        factName(fact),
        isNegated ? words().isNot : words().is,
        values.map(value => valueName(fact, value)).join(` ${words().or} `),
      ].join(" "),
    resting: () => [
      ...states().filter(({ id }) => id !== "done" && id !== "cancelled"),
      ...statuses().map(option => ({ ...option, group: words().facts.status })),
    ],
    people,
    teams,
  }
}

/** Whether conditions can ask for a fact. */
export function isPolicyFact(fact: string): fact is PolicyFact {
  return (POLICY_FACTS as readonly string[]).includes(fact)
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name.localeCompare(other.name)
}
