import {
  computedId,
  newId,
  type ContactId,
  type ItemId,
  type OfferingId,
  type OfferingVersionId,
  type ServiceId,
  type SpaceId,
} from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import { requestId, ticketOfDraft, type Service } from "../schema/catalogue.ts"
import { wordsIn, type OfferingContent, type WordingLanguage } from "../schema/offering-content.ts"
import type { Answer, Answers } from "../schema/request-answer.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { ItemType } from "../schema/workflow.ts"
import { createBusinessCalendar, type BusinessCalendar } from "../service/business-calendar.ts"
import { currentVersion, standingOn } from "../service/catalogue.ts"
import { plannedTasks } from "../service/fulfilment.ts"
import { readForm, shownFields, type AnswerWorld } from "../service/request-form.ts"
import { dayAt, workingDayAfter } from "../service/service-days.ts"
import { serviceTermsOf } from "../service/space-terms.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { askItemApproval } from "./approval.ts"
import { idOfNewContact, writeNewContact, type ContactFields } from "./contact.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { decideInTurn } from "./in-turn.ts"
import { createItem, type ItemPatch } from "./item.ts"
import { makeTasks } from "./fulfilment.ts"
import { promisedDay } from "./promised-day.ts"

export interface SubmitRequest {
  /** What names the draft: handed in twice, on two devices as well, it is one ticket (MERGE T72). */
  readonly draft: string
  /** Nothing for what the offering is called. */
  readonly title: string
  readonly version: OfferingVersionId
  readonly answers: Answers
  /** In which language what it makes is called. */
  readonly language: WordingLanguage
  /** The day on which it is entered, where the service has no hours that say which one it is. */
  readonly today: CalendarDate
  readonly fields?: Pick<ItemPatch, "requester" | "channel" | "impact" | "urgency" | "priority">
  /** Somebody who is not known yet and asks; they are a contact from then on. */
  readonly newRequester?: ContactFields
  readonly description?: string
  /** The other spaces that tasks are made in, as they are known. One that is not here is refused. */
  readonly others: ReadonlyMap<SpaceId, Snapshot>
}

/**
 * Makes the ticket of a request with its answers, and the tasks that fulfil it: below the ticket, or in other spaces and
 * related to it, each dated, and waiting for those that come before it. All of it is one step. What was handed in before
 * is left as it is. Refused where the offering cannot be had today, says something else by now, or where an answer is
 * missing or does not fit; `key` of the refusal names its field.
 */
export const submitRequest = defineAction<SubmitRequest>("request.submit", (context, wanted) => {
  if (context.snapshot.items.has(ticketOfDraft(wanted.draft))) return
  return decideInTurn(context, [now => makeRequest(now, wanted), now => askApproval(now, wanted)])
})

function makeRequest(context: ActionContext, wanted: SubmitRequest): Refusal | void {
  const { snapshot, write } = context
  const ticket = ticketOfDraft(wanted.draft)
  const version = snapshot.offeringVersions.get(wanted.version)
  const offering = snapshot.offerings.get(version?.offering ?? "")
  const service = snapshot.services.get(offering?.service ?? "")
  const content = version?.content ?? null
  if (offering?.deleted !== null || service?.deleted !== null || content === null) return refuse("not-found")
  const calendar = hoursOf(snapshot, service)
  const opened = calendar === null ? wanted.today : dayAt(calendar, context.now)
  if (standingOn(offering, opened) !== "live" || standingOn(service, opened) !== "live")
    return refuse("offering-not-live", { offering: offering.name })
  if (currentVersion(snapshot, offering.id)?.id !== wanted.version) return refuse("offering-changed")
  const { answers, faults } = readForm(content.form, wanted.answers, answerWorldOf(snapshot))
  for (const [key, fault] of faults) return refuse(fault, { key })

  const requester = requesterOf(context, wanted)
  if (isRefusal(requester)) return requester
  const fields = { ...wanted.fields, requester }
  const refusal = makeTicket(
    context,
    ticket,
    { ...wanted, fields },
    { service: service.id, offering: offering.id, content },
  )
  if (refusal !== undefined) return refusal
  const planned = plannedTasks(content, answers, {
    opened,
    due: promisedDay(context, ticket),
    workingDayAfter: (from, days) => workingDayAfter(calendar, from, days),
  })
  const { language, others } = wanted
  const tasks = makeTasks(context, { ticket, planned, language, others })
  if (isRefusal(tasks)) return tasks
  write.create("requests", requestId(ticket), { item: ticket, version: wanted.version, answers, tasks })
}

/** Asks those who have to agree, of whom some may have left since the version was published. */
function askApproval(context: ActionContext, { draft, version }: SubmitRequest): Refusal | void {
  const { snapshot } = context
  const wish = snapshot.offeringVersions.get(version)?.content?.approval ?? null
  const people = (wish?.approvers ?? []).filter(id => snapshot.members.get(id)?.deleted === null)
  if (wish === null || people.length === 0) return
  const needed = Math.min(wish.needed, people.length)
  const item = ticketOfDraft(draft)
  return askItemApproval.decide(context, { item, people, team: null, share: "number", needed, until: null })
}

/** The hours of a service; nothing where it has none that can be counted by. */
function hoursOf(snapshot: Snapshot, { calendar }: Pick<Service, "calendar">): BusinessCalendar | null {
  const definition = serviceTermsOf(snapshot).calendars.find(({ id }) => id === calendar)
  const hours = definition === undefined ? null : createBusinessCalendar(definition)
  return isRefusal(hours) ? null : hours
}

/** The people and items that an answer can name. */
export function answerWorldOf({ members, items }: Pick<Snapshot, "members" | "items">): AnswerWorld {
  return {
    hasPerson: id => members.get(id)?.deleted === null,
    hasItem: id => items.get(id)?.deleted === null,
  }
}

/** Who asks; a new contact is made once, however often the draft is handed in. */
function requesterOf(
  context: ActionContext,
  { draft, fields, newRequester }: SubmitRequest,
): ContactId | null | Refusal {
  if (newRequester === undefined) return fields?.requester ?? null
  const { mail = "" } = newRequester
  const { snapshot, random } = context
  const id = mail === "" ? computedId<ContactId>("requester", draft) : idOfNewContact(snapshot, mail, random)
  return writeNewContact(context, id, newRequester) ?? id
}

interface Asked {
  readonly service: ServiceId
  readonly offering: OfferingId
  readonly content: OfferingContent
}

function makeTicket(
  context: ActionContext,
  ticket: ItemId,
  { draft, title, language, fields, description = "" }: SubmitRequest,
  { service, offering, content }: Asked,
): Refusal | void {
  const type = ticketType(context.snapshot, content)
  if (type === undefined) return refuse("no-ticket-type")
  const refusal = createItem.decide(context, {
    id: ticket,
    title: title.trim() === "" ? wordsIn(content.title, language) : title,
    type: type.id,
    fields: { priority: content.priority, ...fields, service, offering },
  })
  if (refusal !== undefined) return refusal
  // Told with its source, it is there once, however often the draft is handed in.
  if (description.trim() !== "") context.write.describe(ticket, description, `request ${draft}`)
}

/** The type that an offering asks for, as long as it is one of tickets; else the first that is. */
function ticketType({ itemTypes }: Snapshot, { type }: OfferingContent): ItemType | undefined {
  const types = living(itemTypes).filter(({ behaviour }) => behaviour === "ticket")
  return types.find(({ id }) => id === type) ?? types.sort(compareRanked)[0]
}

export interface SetAnswer {
  readonly item: ItemId
  /** The key of a field of the form that the request was made with. */
  readonly field: string
  /** Nothing takes the answer away. */
  readonly answer: Answer | null
}

/**
 * Corrects one answer of a request; what it was before stays readable. Refused where the form does not ask for it, it does
 * not fit, or it may not be missing. Of two who correct one answer at the same time the later stands, and both corrections
 * are told (MERGE T73).
 */
export const setAnswer = defineAction<SetAnswer>("request.answer", (context, { item, field: key, answer }) => {
  const { snapshot, write, random, me, now } = context
  const request = snapshot.requests.get(requestId(item))
  if (request?.deleted !== null) return refuse("not-found")
  const form = snapshot.offeringVersions.get(request.version ?? "")?.content?.form
  const { [key]: was = null, ...others } = request.answers
  const wanted = answer === null ? others : { ...others, [key]: answer }
  if (form === undefined || !shownFields(form, wanted).some(field => field.key === key)) return refuse("not-found")
  const { answers, faults } = readForm(form, wanted, answerWorldOf(snapshot))
  const fault = faults.get(key)
  if (fault !== undefined) return refuse(fault, { key })
  const given = answers[key] ?? null
  if (given === was) return
  write.put("requests", request.id, "answers", key, given)
  write.put("requests", request.id, "corrections", newId(random), { field: key, was, by: me, at: now })
})
