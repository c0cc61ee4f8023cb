import { createContact } from "../actions/contact.ts"
import { createOrganisation } from "../actions/organisation.ts"
import { createTicketCategory } from "../actions/ticket-category.ts"
import type { ContactId, TicketCategoryId } from "../base/ids.ts"
import { contactIdOf, organisationIdOf } from "../schema/contact.ts"
import type { Channel } from "../schema/item.ts"
import type { Telling } from "./narrator.ts"
import { say, type Day, type ItemStory, type Said, type SpaceStory } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** Who asks the help desk of the example for something. */
interface RequesterStory {
  readonly name: string
  readonly mail: string
  readonly phone: string
  readonly vip?: boolean
  readonly note?: Said
}

export const REQUESTERS = {
  petra: { name: "Petra Vogt", mail: "petra.vogt@weberhaus.example", phone: "+49 30 5550 121" },
  sven: { name: "Sven Thode", mail: "sven.thode@weberhaus.example", phone: "+49 30 5550 134" },
  maren: {
    name: "Maren Sieg",
    mail: "maren.sieg@weberhaus.example",
    phone: "+49 30 5550 101",
    vip: true,
    note: say("Management. Is best reached before nine.", "Geschäftsführung. Ist vor neun am besten zu erreichen."),
  },
  jonas: { name: "Jonas Albers", mail: "jonas.albers@lager-nord.example", phone: "+49 40 5550 270" },
} as const satisfies Readonly<Record<string, RequesterStory>>

export type Requester = keyof typeof REQUESTERS

interface OrganisationStory {
  readonly name: string
  readonly domain: string
  /** The hours of its contract, and the day on which that ends. */
  readonly contract?: { readonly hours: number; readonly until: Day }
}

const ORGANISATIONS: readonly OrganisationStory[] = [
  { name: "Weberhaus", domain: "weberhaus.example" },
  { name: "Lager Nord", domain: "lager-nord.example", contract: { hours: 40, until: 120 } },
]

/** The departments of the house, each with whom it lets ask. */
const ASKS_FOR: Readonly<Record<string, Requester>> = {
  sales: "petra",
  accounting: "sven",
  management: "maren",
  warehouse: "jonas",
}

/** Tells who may ask, and what they ask about, before anything was asked. */
export function tellRequesters(
  { language, days }: Scene,
  categories: NonNullable<SpaceStory["categories"]>,
  cast: Cast,
  telling: Telling,
): void {
  for (const { name, domain, contract } of ORGANISATIONS)
    telling.do(createOrganisation, {
      id: organisationIdOf(name),
      name,
      domains: [domain],
      ...(contract && { contractMinutes: contract.hours * 60, contractUntil: days.date(contract.until) }),
    })
  for (const { note, ...contact } of Object.values<RequesterStory>(REQUESTERS))
    telling.do(createContact, { id: contactIdOf(contact.mail), ...contact, note: note?.[language] ?? "" })
  for (const [key, { name, under }] of Object.entries(categories))
    telling.do(createTicketCategory, {
      id: cast.categories.get(key),
      name: name[language],
      parent: under === undefined ? null : cast.categories.get(under),
    })
}

/** What a ticket of the story is about, whom it is from, and how it came. */
export function requestOf(
  cast: Cast,
  { type, requester, category, labels, talk, custom }: ItemStory,
  { types, categories }: SpaceStory,
): { readonly requester?: ContactId; readonly category?: TicketCategoryId; readonly channel?: Channel } {
  const isTicket = type === undefined || (types[type]?.behaviour ?? "ticket") === "ticket"
  if (categories === undefined || !isTicket) return {}
  const about = category ?? labels?.[0] ?? ""
  const from = requester ?? ASKS_FOR[String(custom?.["department"])]
  return {
    ...(about in categories && { category: cast.categories.get(about) }),
    ...(from !== undefined && { requester: contactIdOf(REQUESTERS[from].mail) }),
    ...(from !== undefined && { channel: talk?.[0]?.by === "requester" ? "mail" : "phone" }),
  }
}
