import type { PolicyVersion, ServiceTerms } from "./policy.ts"

/**
 * What counts from an instant on, in milliseconds since 1970: of each policy the version in force, those that begin later,
 * and such as bear the number of the one in force. What is over can neither overlap nor hide anything any more.
 */
export function termsFromNowOn({ policies, calendars }: ServiceTerms, now: number): ServiceTerms {
  return {
    calendars,
    policies: policies.map(policy => ({ ...policy, versions: versionsFromNowOn(policy.versions, now) })),
  }
}

function versionsFromNowOn(versions: readonly PolicyVersion[], now: number): readonly PolicyVersion[] {
  const begun = versions
    .filter(({ from }) => from <= now)
    .toSorted((one, other) => one.from - other.from || one.version - other.version)
  const standing = begun.at(-1)
  return versions.filter(({ version, from, until }) => {
    if (until !== null && until <= now && until > from) return false
    return from > now || version === standing?.version
  })
}
