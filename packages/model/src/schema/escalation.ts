import { computedId, type EscalationId, type ItemId, type MemberId, type PutAwayNoticeId } from "../base/ids.ts"
import { count, flag, maybe, oneOf, ref, setOf, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"
import { AUDIENCES } from "./service.ts"

/** Whose is what is done without anybody: no person has this id. */
export const BY_ITSELF = "relay" as MemberId

/** What a step of a ladder can do. */
export const ESCALATION_ACTIONS = ["notify", "reassign", "raise-priority", "add-note"] as const
export type EscalationActionName = (typeof ESCALATION_ACTIONS)[number]

/** The step that every promise has without anybody writing it: whoever has the ticket hears that it was broken. */
export const BREACH_STEP = "@breach"

function actionNames() {
  return structured<readonly EscalationActionName[]>("escalation-actions", raw =>
    Array.isArray(raw) ? ESCALATION_ACTIONS.filter(action => raw.includes(action)) : null,
  )
}

/**
 * The fact that a step of an escalation ladder was done, once for a ticket, audience, target, cycle and step: its id is
 * `escalationId`, so that several who do it at the same time do it once.
 */
const escalationFields = {
  item: ref<ItemId>(),
  audience: oneOf(AUDIENCES, "customer"),
  /** The target's key, and its kind for whoever reads it later, when no policy has that target any more. */
  target: text(),
  kind: text(),
  cycle: count(1),
  /** The step's id, or {@link BREACH_STEP}. */
  step: text(),
  /** When the step's time came, and when the promise was due by what was known then; milliseconds since 1970. */
  at: count(),
  due: maybe(count()),
  /** When it was done: later than `at` where nobody was there to do it. */
  doneAt: count(),
  actions: actionNames(),
  /** Whether people are told of it: `told`, members and teams, or everybody where nobody has the ticket. */
  isNotice: flag(),
  told: setOf<string>(),
}
export const escalations = defineRecord<EscalationId, typeof escalationFields>("escalations", "space", escalationFields)
export type Escalation = Row<EscalationId, typeof escalationFields>

/** That its member has read a notice and wants to see it no more. Its id is {@link putAwayNoticeId}. */
const putAwayNoticeFields = { notice: ref<EscalationId>() }
export const putAwayNotices = defineRecord<PutAwayNoticeId, typeof putAwayNoticeFields>(
  "putAwayNotices",
  "personal",
  putAwayNoticeFields,
)
export type PutAwayNotice = Row<PutAwayNoticeId, typeof putAwayNoticeFields>

/** The id of what says that a notice was put away, the same on all devices of a member. */
export function putAwayNoticeId(notice: EscalationId): PutAwayNoticeId {
  return computedId<PutAwayNoticeId>("put-away-notice", notice)
}
