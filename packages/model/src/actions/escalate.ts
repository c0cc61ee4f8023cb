import { computedId, type CommentId, type ItemId, type MemberId, type TeamId } from "../base/ids.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Change } from "../schema/change.ts"
import { BY_ITSELF } from "../schema/escalation.ts"
import { PRIORITIES, type Item, type Priority } from "../schema/item.ts"
import { ticketEventId } from "../schema/service.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import type { DueStep } from "../service/escalation.ts"
import type { EscalationAction } from "../service/policy.ts"
import { defineAction, perform, type Acting, type ActionContext } from "./define.ts"
import { patchItems } from "./item.ts"

/**
 * Does what a step of a ladder says, and writes down that it was done. Priorities are raised and never lowered. Refused
 * where it was done already, and where its ticket is gone.
 */
const carryOutStep = defineAction<DueStep>("ticket.escalate", (context, step) => {
  const { snapshot, write, now } = context
  const item = snapshot.items.get(step.ticket)
  if (item === undefined || item.deleted !== null) return refuse("not-found")
  if (snapshot.escalations.has(step.id)) return refuse("exists")
  const told = new Set<string>()
  let holder: Holder = item
  for (const [place, action] of step.actions.entries()) {
    if (action.action === "notify") for (const one of whomOf(action.whom, holder)) told.add(one)
    else if (action.action === "reassign") holder = reassign(context, item, action)
    else if (action.action === "raise-priority") raisePriority(context, item, action.priority)
    else addNote(context, item, { step, place, text: action.text })
  }
  const { audience, target, kind, cycle, at, due } = step
  const actions = [...new Set(step.actions.map(({ action }) => action))]
  write.create("escalations", step.id, {
    ...{ item: item.id, audience, target, kind, cycle, step: step.step, at, due, doneAt: now, actions },
    isNotice: actions.includes("notify"),
    told: [...told],
  })
})

/**
 * The changes with which a step of a ladder is done, or why not. Whoever does them, and however many at the same time, it
 * is done once: every record that they make has a computed id.
 */
export function changesOfStep(
  snapshot: Snapshot,
  step: DueStep,
  acting: Omit<Acting, "me">,
): readonly Change[] | Refusal {
  const changes = perform(carryOutStep, snapshot, step, { ...acting, me: BY_ITSELF })
  if (isRefusal(changes)) return changes
  const event = ticketEventId(step.ticket as ItemId, `escalated by ${step.id}`)
  return changes.map(change =>
    change.do === "create" && change.kind === "ticketEvents" ? { ...change, id: event } : change,
  )
}

/** Who has a ticket. */
interface Holder {
  readonly owner: MemberId | null
  readonly team: TeamId | null
}

/** Whom a notice is for. An owner that there is none of is the team; where that is nobody either, everybody is told. */
function whomOf(whom: string, { owner, team }: Holder): readonly string[] {
  const found = whom === "owner" ? (owner ?? team) : whom === "team" ? team : whom
  return found === null || found === "" ? [] : [found]
}

function reassign(
  context: ActionContext,
  item: Item,
  { owner, queue }: Extract<EscalationAction, { action: "reassign" }>,
): Holder {
  if (owner === "" && queue === "") return item
  const to: Holder = owner === "" ? { owner: null, team: queue as TeamId } : { owner: owner as MemberId, team: null }
  if (item.owner !== to.owner || item.team !== to.team)
    patchItems.decide(context, { items: [item.id], fields: { ...to } })
  return to
}

function raisePriority({ write }: ActionContext, item: Item, priority: string): void {
  const place = PRIORITIES.indexOf(priority as Priority)
  if (place < 0 || place >= PRIORITIES.indexOf(item.priority)) return
  write.patch("items", item.id, { priority: priority as Priority })
}

interface Note {
  readonly step: DueStep
  /** Which of the step's actions it is. */
  readonly place: number
  readonly text: string
}

/** A note for the team, in letters: its body is written when somebody edits it. */
function addNote({ write, now }: ActionContext, item: Item, { step, place, text }: Note): void {
  if (text.trim() === "") return
  const id = computedId<CommentId>("escalation-note", step.id, String(place))
  write.create("comments", id, { author: BY_ITSELF, at: now, text: text.trim() }, { item: item.id })
}
