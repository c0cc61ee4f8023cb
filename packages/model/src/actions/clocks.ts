import { newId, type ItemId, type ServicePolicyId, type TicketEventId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { Audience } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { Clock } from "../service/clock.ts"
import { PolicyBook } from "../service/policy-book.ts"
import { policyByHand } from "../service/policy-spans.ts"
import { serviceTermsOf } from "../service/space-terms.ts"
import { eventsOfTicket } from "../service/space-tickets.ts"
import { ticketClocks } from "../service/ticket-clocks.ts"
import { defineAction } from "./define.ts"

/** One promise to a ticket: its clock's running or last cycle is meant. */
export interface OnePromise {
  readonly item: ItemId
  readonly audience: Audience
  /** The target's key. */
  readonly target: string
}

export interface ExemptClock extends OnePromise {
  /** Why it is held against nobody. */
  readonly reason: string
}

/** The most letters of a reason. */
const MAX_REASON = 500

/**
 * Holds a clock's running or last cycle against nobody, for a reason that everybody reads. Two who do so at the same time
 * both are told, and the later reason stands. Refused without a reason, and where there is no such clock.
 */
export const exemptClock = defineAction<ExemptClock>(
  "clock.exempt",
  ({ snapshot, write, random, me, now }, { item, audience, target, reason }) => {
    if (clockOf(snapshot, { item, audience, target }, now) === undefined) return refuse("not-found")
    if (reason.trim() === "") return refuse("reason-missing")
    if (reason.trim().length > MAX_REASON) return refuse("reason-too-long", { most: MAX_REASON })
    const told = {
      item,
      kind: "exempted",
      at: now,
      by: me,
      target,
      reason: reason.trim(),
      facts: { audience },
    } as const
    write.create("ticketEvents", newId<TicketEventId>(random), told)
  },
)

/** Counts a clock again that was exempted. Refused where it was not. */
export const withdrawExemption = defineAction<OnePromise>(
  "clock.count-again",
  ({ snapshot, write, random, me, now }, { item, audience, target }) => {
    const clock = clockOf(snapshot, { item, audience, target }, now)
    if (clock === undefined) return refuse("not-found")
    if (clock.exemption === null) return refuse("not-exempt")
    const told = { item, kind: "exemption-withdrawn", at: now, by: me, target, facts: { audience } } as const
    write.create("ticketEvents", newId<TicketEventId>(random), told)
  },
)

export interface ChoosePolicy {
  readonly item: ItemId
  readonly audience: Audience
  /** `null` goes back to the first that matches. */
  readonly policy: ServicePolicyId | null
}

/**
 * Chooses the policy of a ticket by hand, which stands whatever its conditions say; of two who choose at the same time the
 * later has chosen. Refused where the policy promises nothing now, and where it is chosen so already.
 */
export const choosePolicy = defineAction<ChoosePolicy>(
  "ticket.policy",
  ({ snapshot, write, random, me, now }, { item, audience, policy }) => {
    if (snapshot.items.get(item)?.deleted !== null) return refuse("not-found")
    const events = eventsOfTicket(snapshot, item)
    if (!events.some(({ kind }) => kind === "opened")) return refuse("not-found")
    if (policy !== null) {
      const row = snapshot.servicePolicies.get(policy)
      if (row?.deleted !== null || row.audience !== audience) return refuse("not-found")
      const bound = new PolicyBook(serviceTermsOf(snapshot)).choose(audience, {}, now, policy)
      if (bound?.policy.id !== policy) return refuse("promises-nothing")
    }
    const { moments } = ticketClocks(new PolicyBook(serviceTermsOf(snapshot)), item, events, now)
    if (policyByHand(moments, audience) === (policy ?? "")) return refuse("chosen-already")
    const told = { item, kind: "policy-chosen", at: now, by: me, facts: { audience, policy: policy ?? "" } } as const
    write.create("ticketEvents", newId<TicketEventId>(random), told)
  },
)

/** The running or last cycle of a promise to a ticket. */
function clockOf(snapshot: Snapshot, { item, audience, target }: OnePromise, now: number): Clock | undefined {
  if (snapshot.items.get(item)?.deleted !== null) return undefined
  const book = new PolicyBook(serviceTermsOf(snapshot))
  const { clocks } = ticketClocks(book, item, eventsOfTicket(snapshot, item), now)
  return clocks.findLast(clock => clock.audience === audience && clock.target === target)
}
