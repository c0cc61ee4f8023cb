import { newId, type OrganisationId, type ServicePolicyId } from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import { foldText } from "../base/fold-text.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { MOST_DOMAINS, organisationIdOf, type Organisation } from "../schema/contact.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { isCalendarDate } from "../time/calendar-date.ts"
import { defineAction } from "./define.ts"

/** What is known of an organisation. */
export interface OrganisationFields {
  readonly name?: string
  readonly domains?: readonly string[]
  readonly vip?: boolean
  readonly note?: string
  readonly contractPolicy?: ServicePolicyId | null
  readonly contractMinutes?: number | null
  readonly contractFrom?: string | null
  readonly contractUntil?: string | null
}

/** The id that a new organisation takes: computed from its name, so that two people who enter the same one have one (MERGE T11). */
export function idOfNewOrganisation(
  { organisations }: Pick<Snapshot, "organisations">,
  name: string,
  random: Random,
): OrganisationId {
  const id = organisationIdOf(name)
  const standing = organisations.get(id)
  const isThis = standing === undefined || foldText(standing.name) === foldText(name.trim())
  return isThis ? id : newId<OrganisationId>(random)
}

/**
 * Makes an organisation, under the id that {@link idOfNewOrganisation} says. Refused without a name, with a domain that is
 * none or that another has, and with a contract that ends before it begins. One of that name in the trash comes back.
 */
export const createOrganisation = defineAction<OrganisationFields & { readonly id: OrganisationId }>(
  "organisation.create",
  ({ snapshot, write }, { id, ...given }) => {
    const fields = withPlainTexts(given)
    if (fields.name === undefined || fields.name === "") return refuse("name-missing")
    const standing = snapshot.organisations.get(id)
    if (standing?.deleted === null) return refuse("exists")
    const refusal = misfitOf(snapshot, fields, { id, contractFrom: null, contractUntil: null })
    if (refusal !== null) return refusal
    if (standing === undefined) return write.create("organisations", id, fields)
    const contract = { contractPolicy: null, contractMinutes: null, contractFrom: null, contractUntil: null }
    write.restore("organisations", id)
    write.patch("organisations", id, { domains: null, vip: false, note: "", ...contract, ...fields })
  },
)

/** Changes what is known of an organisation; refused as making one is. */
export const patchOrganisation = defineAction<OrganisationFields & { readonly id: OrganisationId }>(
  "organisation.patch",
  ({ snapshot, write }, { id, ...given }) => {
    const organisation = snapshot.organisations.get(id)
    if (organisation === undefined || organisation.deleted !== null) return refuse("not-found")
    const fields = withPlainTexts(given)
    if (fields.name === "") return refuse("name-missing")
    const refusal = misfitOf(snapshot, fields, organisation)
    if (refusal !== null) return refusal
    write.patch("organisations", id, fields)
  },
)

/** Puts an organisation in the trash; its contacts belong to none until it is back. */
export const trashOrganisation = defineAction<{ readonly id: OrganisationId }>(
  "organisation.trash",
  ({ snapshot, write, me }, { id }) => {
    if (!snapshot.organisations.has(id)) return refuse("not-found")
    write.trash("organisations", id, me)
  },
)

export const restoreOrganisation = defineAction<{ readonly id: OrganisationId }>(
  "organisation.restore",
  ({ snapshot, write }, { id }) => {
    if (!snapshot.organisations.has(id)) return refuse("not-found")
    write.restore("organisations", id)
  },
)

/** Names and notes without spaces around them, domains in small letters without the sign that people write before them. */
function withPlainTexts({ name, note, domains, ...rest }: OrganisationFields): OrganisationFields {
  const plain = domains?.map(domain => domain.trim().toLowerCase().replace(/^@/u, "")).filter(domain => domain !== "")
  return {
    ...rest,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(note === undefined ? {} : { note: note.trim() }),
    ...(plain === undefined ? {} : { domains: [...new Set(plain)] }),
  }
}

const DOMAIN = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u

function misfitOf(
  { organisations }: Snapshot,
  { domains = [], contractMinutes, ...days }: OrganisationFields,
  self: Pick<Organisation, "id" | "contractFrom" | "contractUntil">,
): Refusal | null {
  if (domains.length > MOST_DOMAINS) return refuse("too-many-domains", { most: MOST_DOMAINS })
  for (const domain of domains) {
    if (!DOMAIN.test(domain)) return refuse("domain-not-possible", { domain })
    const other = living(organisations).find(one => one.id !== self.id && one.domains?.includes(domain))
    if (other !== undefined) return refuse("domain-taken", { domain, name: other.name })
  }
  if (typeof contractMinutes === "number" && !(Number.isSafeInteger(contractMinutes) && contractMinutes >= 0))
    return refuse("duration-negative")
  const { contractFrom = self.contractFrom, contractUntil = self.contractUntil } = days
  for (const day of [contractFrom, contractUntil])
    if (day !== null && !isCalendarDate(day)) return refuse("date-missing")
  const isBackwards = contractFrom !== null && contractUntil !== null && contractUntil < contractFrom
  return isBackwards ? refuse("finish-before-start") : null
}
