import type { StoredPolicyVersion } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { byVersion } from "./space-terms.ts"

type Versions = Pick<Snapshot, "policyVersions">

/** What was published of a policy, the first first. */
export function versionsOf({ policyVersions }: Versions, policy: string): readonly StoredPolicyVersion[] {
  return living(policyVersions)
    .filter(version => version.policy === policy)
    .sort(byVersion)
}

/** The version that counts at an instant, as clocks choose it; nothing where none has begun or the last has ended. */
export function versionAt(versions: readonly StoredPolicyVersion[], at: number): StoredPolicyVersion | null {
  const begun = versions.filter(({ from }) => from <= at).sort((one, other) => one.from - other.from)
  const last = begun.at(-1)
  return last === undefined || (last.until !== null && last.until <= at) ? null : last
}

/** The versions that run by a calendar at an instant or will do so later. */
export function versionsBy(
  versions: readonly StoredPolicyVersion[],
  calendar: string,
  at: number,
): readonly StoredPolicyVersion[] {
  const standing = versionAt(versions, at)
  return versions.filter(version => version.calendar === calendar && (version === standing || version.from > at))
}

/** The number that the next version of a policy bears. */
export function nextVersion(versions: readonly StoredPolicyVersion[]): number {
  return Math.max(0, ...versions.map(({ version }) => version)) + 1
}

/** Whether a policy is not chosen any more at an instant. */
export function isRetired({ servicePolicies }: Pick<Snapshot, "servicePolicies">, policy: string, at: number): boolean {
  const until = servicePolicies.get(policy as never)?.until ?? null
  return until !== null && until <= at
}
