import type { ContactFields } from "@weft/model/actions/contact"
import {
  isKeySegment,
  newId,
  type ContactId,
  type Id,
  type OfferingVersionId,
  type OrganisationId,
} from "@weft/model/base/ids"
import { PRIORITIES, type Channel, type Priority } from "@weft/model/schema/item"
import { parseAnswer, type Answer, type Answers } from "@weft/model/schema/request-answer"
import type { Random } from "@weft/model/base/random"
import { openDraft, type Draft } from "../../data/drafts.ts"

/** The ways in which somebody asks an agent. */
export const ASKED_BY = ["agent", "phone", "person", "mail", "chat"] as const satisfies readonly Channel[]
export type AskedBy = (typeof ASKED_BY)[number]

/** Who asks: somebody who is known, or what is known of somebody new. */
export type DraftRequester = { readonly known: ContactId } | { readonly made: NewRequester } | null

export type NewRequester = Pick<ContactFields, "name" | "mail" | "phone" | "organisation">

/** What somebody wrote of a request that they have not handed in. */
export interface RequestDraft {
  /** Names the ticket that it becomes, so that handing it in twice makes one. */
  readonly id: string
  /** The version of the offering whose form was filled in. */
  readonly version: OfferingVersionId
  readonly title: string
  readonly answers: Answers
  readonly requester: DraftRequester
  readonly channel: AskedBy
  readonly priority: Priority
  readonly description: string
}

/** A draft that nothing is written in. */
export function emptyDraft(version: OfferingVersionId, priority: Priority, random: Random): RequestDraft {
  const id = newId<Id<"request-draft">>(random)
  return { id, version, title: "", answers: {}, requester: null, channel: "phone", priority, description: "" }
}

/** The draft of a request for one offering that is kept on this device. */
export function keptDraft(space: string, offering: string): Draft {
  return openDraft(localStorage, `request-${space}-${offering}`)
}

/** A draft as it was kept by this build or an older one; nothing where it is none. */
export function readDraft(raw: unknown): RequestDraft | null {
  if (typeof raw !== "object" || raw === null) return null
  const { id, version, title, answers, requester, channel, priority, description } = raw as Record<string, unknown>
  if (typeof id !== "string" || !isKeySegment(id) || typeof version !== "string") return null
  const words = (text: unknown) => (typeof text === "string" ? text : "")
  return {
    id,
    version: version as OfferingVersionId,
    title: words(title),
    answers: answersOf(answers),
    requester: requesterOf(requester),
    channel: ASKED_BY.find(way => way === channel) ?? "phone",
    priority: PRIORITIES.find(one => one === priority) ?? "none",
    description: words(description),
  }
}

function answersOf(raw: unknown): Answers {
  if (typeof raw !== "object" || raw === null) return {}
  const entries = Object.entries(raw).flatMap(([key, value]): (readonly [string, Answer])[] => {
    const answer = parseAnswer(value)
    return answer === null ? [] : [[key, answer]]
  })
  return Object.fromEntries(entries)
}

function requesterOf(raw: unknown): DraftRequester {
  const { known, made } = (raw ?? {}) as Record<string, unknown>
  if (typeof known === "string" && isKeySegment(known)) return { known: known as ContactId }
  if (typeof made !== "object" || made === null) return null
  const { name, mail, phone, organisation } = made as Record<string, unknown>
  return {
    made: {
      ...(typeof name === "string" && { name }),
      ...(typeof mail === "string" && { mail }),
      ...(typeof phone === "string" && { phone }),
      ...(typeof organisation === "string" && { organisation: organisation as OrganisationId }),
    },
  }
}

/** Whether anything was written that would be missed. */
export function isWritten({ title, answers, requester, description }: RequestDraft): boolean {
  return title !== "" || description !== "" || requester !== null || Object.keys(answers).length > 0
}
