import type { ServicePolicyId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import type { ServicePolicy, StoredPolicyVersion } from "@weft/model/schema/service"
import { living } from "@weft/model/schema/snapshot"
import { readDraft, type PolicyDraft } from "@weft/model/service/policy-draft"
import { findingsOf, widerValuesIn, type PolicyFinding } from "@weft/model/service/policy-findings"
import { PolicyBook } from "@weft/model/service/policy-book"
import type { ServiceTerms } from "@weft/model/service/policy"
import { readTerms, serviceTermsOf } from "@weft/model/service/space-terms"
import { versionsOf } from "@weft/model/service/stored-versions"
import { termsFromNowOn } from "@weft/model/service/terms-from-now"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { SpaceData } from "../../../data/workspace.ts"
import { createKeptDraft, type KeptDraft } from "../kept-draft.ts"

/** What a service promises, and what somebody drafts of it on this device. All of it is followed. */
export interface PolicyState {
  /** In the order in which they are asked. */
  readonly policies: Accessor<readonly ServicePolicy[]>
  readonly versions: (policy: string) => readonly StoredPolicyVersion[]
  /** As clocks read them. */
  readonly terms: Accessor<ServiceTerms>
  /** What is doubtful about terms as far as they count from an instant on, in milliseconds since 1970. */
  readonly findings: (terms: ServiceTerms, now: number) => readonly PolicyFinding[]
  readonly calendarName: (id: string) => string
  /** What is edited of a policy: its draft, else what was published last, else an empty one. */
  readonly draft: (policy: string) => PolicyDraft
  readonly isDrafted: (policy: string) => boolean
  /** The version that somebody published since the draft was begun, which it does not know of; usually nothing. */
  readonly publishedSince: (policy: string) => number | null
  readonly edit: (policy: string, draft: PolicyDraft | null) => void
}

/** A draft with the version that it was begun on; nothing where none was published yet. */
interface BegunDraft {
  readonly draft: PolicyDraft
  readonly onto: string | null
}

function readBegunDraft(raw: unknown): BegunDraft | null {
  if (typeof raw !== "object" || raw === null) return null
  const { draft, onto } = raw as Readonly<Record<string, unknown>>
  const read = readDraft(draft)
  return read === null ? null : { draft: read, onto: typeof onto === "string" ? onto : null }
}

const NO_TERMS = readTerms({ appliesTo: "open-tickets" })

export function createPolicyState(space: SpaceData): PolicyState {
  const { live } = space
  const drafts = new Map<string, KeptDraft<BegunDraft>>()
  const [made, setMade] = createSignal(0)
  const policies = createMemo(() => living(live.table("servicePolicies")).sort(compareRanked))
  const versions = (policy: string) => versionsOf({ policyVersions: live.table("policyVersions") }, policy)
  const kept = (policy: string): KeptDraft<BegunDraft> => {
    made()
    const known = drafts.get(policy)
    if (known !== undefined) return known
    const draft = createKeptDraft(`service-policy ${space.id} ${policy}`, readBegunDraft)
    drafts.set(policy, draft)
    return draft
  }
  const published = (policy: string): PolicyDraft => {
    const last = versions(policy).at(-1)
    const usual = living(live.table("serviceCalendars"))[0]?.id
    return last === undefined
      ? { calendar: usual ?? "", from: null, terms: NO_TERMS }
      : { calendar: last.calendar ?? "", from: null, terms: readTerms(last.terms) }
  }
  return {
    policies,
    versions,
    terms: createMemo(() =>
      serviceTermsOf({
        serviceCalendars: live.table("serviceCalendars"),
        servicePolicies: live.table("servicePolicies"),
        policyVersions: live.table("policyVersions"),
      }),
    ),
    findings(terms, now) {
      const counting = termsFromNowOn(terms, now)
      return findingsOf(counting, new PolicyBook(counting), widerValuesIn(live.table("ticketCategories")))
    },
    calendarName: id => live.table("serviceCalendars").get(id as never)?.name ?? "",
    draft: policy => kept(policy).content()?.draft ?? published(policy),
    isDrafted: policy => kept(policy).content() !== null,
    publishedSince(policy) {
      const begun = kept(policy).content()
      const last = versions(policy).at(-1)
      return begun === null || last === undefined || last.id === begun.onto ? null : last.version
    },
    edit(policy, draft) {
      const isSame = draft !== null && JSON.stringify(draft) === JSON.stringify(published(policy))
      const begun = kept(policy).content()
      const onto = begun === null ? (versions(policy).at(-1)?.id ?? null) : begun.onto
      kept(policy).edit(draft === null || isSame ? null : { draft, onto })
      setMade(count => count + 1)
    },
  }
}

/** The policy to stand before if one goes so many places up or down; undefined where it cannot. */
export function neighbour(
  policies: readonly ServicePolicy[],
  policy: string,
  by: -1 | 1,
): ServicePolicyId | null | undefined {
  const at = policies.findIndex(({ id }) => id === policy)
  const to = at + by
  if (at < 0 || to < 0 || to >= policies.length) return undefined
  return policies[by === -1 ? to : to + 1]?.id ?? null
}
