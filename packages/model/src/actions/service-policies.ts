import type { ServicePolicyId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { Audience } from "../schema/service.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { versionsOf } from "../service/stored-versions.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"

export interface PatchServicePolicy {
  readonly policy: ServicePolicyId
  readonly name?: string
  readonly audience?: Audience
}

/**
 * Calls a policy otherwise, or says whom it promises something. That is said before anything is published: afterwards
 * clocks of others would become those of its audience.
 */
export const patchServicePolicy = defineAction<PatchServicePolicy>(
  "service-policy.patch",
  ({ snapshot, write }, { policy, name, audience }) => {
    const row = snapshot.servicePolicies.get(policy)
    if (row?.deleted !== null) return refuse("not-found")
    if (name !== undefined && name.trim() === "") return refuse("name-missing")
    const isOther = audience !== undefined && audience !== row.audience
    if (isOther && versionsOf(snapshot, policy).length > 0) return refuse("published-already")
    write.patch("servicePolicies", policy, { name: name?.trim(), audience })
  },
)

export interface MoveServicePolicy {
  readonly policy: ServicePolicyId
  /** The policy to stand before; the end where there is none. */
  readonly before: ServicePolicyId | null
}

/** Asks a policy at another place: of those that match a ticket the first is its own (MERGE T20). */
export const moveServicePolicy = defineAction<MoveServicePolicy>(
  "service-policy.move",
  ({ snapshot, write, random }, { policy, before }) => {
    if (!isThere(snapshot, policy)) return refuse("not-found")
    const rank = rankBefore(living(snapshot.servicePolicies), before, policy, random)
    write.patch("servicePolicies", policy, { rank })
  },
)

export interface RetireServicePolicy {
  readonly policy: ServicePolicyId
  /** From when on it is not chosen any more, in milliseconds since 1970; null takes that back. */
  readonly until: number | null
}

/**
 * Ends a policy, be it with versions that somebody publishes at the same time (MERGE T21), or takes that back. What was
 * promised before stays. Refused where nothing was published: that can be thrown away.
 */
export const retireServicePolicy = defineAction<RetireServicePolicy>(
  "service-policy.retire",
  ({ snapshot, write }, { policy, until }) => {
    if (!isThere(snapshot, policy)) return refuse("not-found")
    if (versionsOf(snapshot, policy).length === 0) return refuse("promises-nothing")
    if (until !== null && (!Number.isSafeInteger(until) || until < 0)) return refuse("date-missing")
    write.patch("servicePolicies", policy, { until })
  },
)

/** Throws a policy away that never promised anything. Refused once it was published: then it is retired. */
export const trashServicePolicy = defineAction<{ readonly policy: ServicePolicyId }>(
  "service-policy.trash",
  ({ snapshot, write, me }, { policy }) => {
    if (!isThere(snapshot, policy)) return refuse("not-found")
    if (versionsOf(snapshot, policy).length > 0) return refuse("published-already")
    write.trash("servicePolicies", policy, me)
  },
)

function isThere({ servicePolicies }: Snapshot, policy: ServicePolicyId): boolean {
  return servicePolicies.get(policy)?.deleted === null
}
