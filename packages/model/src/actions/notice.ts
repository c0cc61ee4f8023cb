import type { EscalationId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { putAwayNoticeId } from "../schema/escalation.ts"
import { defineAction } from "./define.ts"

export interface PutAwayNotices {
  readonly notices: readonly EscalationId[]
}

/** Puts notices away for whoever does so; others still have them. Refused where one is not there. */
export const putAwayNotices = defineAction<PutAwayNotices>(
  "notice.put-away",
  ({ snapshot, write, me }, { notices }) => {
    if (notices.length === 0 || notices.some(notice => !snapshot.escalations.has(notice))) return refuse("not-found")
    for (const notice of notices) {
      const id = putAwayNoticeId(notice)
      if (!snapshot.putAwayNotices.has(id)) write.create("putAwayNotices", id, { notice }, { member: me })
      else write.restore("putAwayNotices", id, { member: me })
    }
  },
)
