import type { PolicyVersion, ServiceTerms } from "./policy.ts"
import { readTerms, type StoredTerms } from "./space-terms.ts"

/** What somebody means to publish as the next version of a policy; nothing of it counts until then. */
export interface PolicyDraft {
  readonly calendar: string
  /** From when on, in milliseconds since 1970; null is from the moment it is published. */
  readonly from: number | null
  readonly terms: StoredTerms
}

/** A draft as it was kept; nothing for what is none. What does not fit is left out. */
export function readDraft(raw: unknown): PolicyDraft | null {
  if (typeof raw !== "object" || raw === null) return null
  const { calendar, from, terms } = raw as Readonly<Record<string, unknown>>
  if (typeof calendar !== "string" || typeof terms !== "object" || terms === null) return null
  return {
    calendar,
    from: typeof from === "number" && Number.isSafeInteger(from) ? from : null,
    terms: readTerms(terms),
  }
}

/** The terms as they would be if a draft were published at `now`. */
export function termsIfPublished(terms: ServiceTerms, policy: string, draft: PolicyDraft, now: number): ServiceTerms {
  return withVersions(terms, policy, versions => [
    ...versions,
    versionOf(draft, Math.max(0, ...versions.map(({ version }) => version)) + 1, draft.from ?? now),
  ])
}

/** The terms as if a policy had said what a draft says ever since: what a replay compares with what was promised. */
export function termsAsIfAlways(terms: ServiceTerms, policy: string, draft: PolicyDraft): ServiceTerms {
  return withVersions(terms, policy, () => [versionOf(draft, 1, 0)])
}

function versionOf({ calendar, terms }: PolicyDraft, version: number, from: number): PolicyVersion {
  return { version, from, until: null, calendar, ...terms }
}

function withVersions(
  { policies, calendars }: ServiceTerms,
  policy: string,
  change: (versions: readonly PolicyVersion[]) => readonly PolicyVersion[],
): ServiceTerms {
  return {
    calendars,
    policies: policies.map(one => (one.id === policy ? { ...one, versions: change(one.versions) } : one)),
  }
}
