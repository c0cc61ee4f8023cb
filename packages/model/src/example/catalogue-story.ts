import { createOffering, createService, patchService, publishOffering } from "../actions/catalogue.ts"
import { claimItem } from "../actions/claim.ts"
import { setStatus } from "../actions/item.ts"
import { sendReply } from "../actions/message.ts"
import { submitRequest } from "../actions/request.ts"
import { assert } from "../base/assert.ts"
import {
  newId,
  type ItemId,
  type MemberId,
  type MessageId,
  type OfferingId,
  type OfferingVersionId,
  type ServiceId,
} from "../base/ids.ts"
import { fulfilmentItem, ticketOfDraft } from "../schema/catalogue.ts"
import {
  EMPTY_OFFERING,
  type FormField,
  type FulfilmentTask,
  type OfferingContent,
} from "../schema/offering-content.ts"
import type { Answer } from "../schema/request-answer.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { currentVersion } from "../service/catalogue.ts"
import { workflowOf } from "../tasks/workflow.ts"
import type { Telling } from "./narrator.ts"
import type { Day, Said, Teammate } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** A field of a form; its options by key. */
export type FieldOfStory = Pick<FormField, "key" | "kind"> & {
  readonly label: Said
  readonly help?: Said
  readonly isRequired?: true
  readonly options?: Readonly<Record<string, Said>>
  readonly shownIf?: FormField["shownIf"]
}

export interface TaskOfStory {
  readonly key: string
  readonly title: Said
  /** Somebody of the team, or the name of a team. */
  readonly by?: Teammate | Said
  readonly workingDays: number
  readonly from?: FulfilmentTask["from"]
  readonly after?: readonly string[]
  readonly onlyIf?: FulfilmentTask["onlyIf"]
}

export interface OfferingStory {
  readonly key: string
  readonly title: Said
  readonly about: Said
  readonly level?: Said
  readonly cost?: OfferingContent["cost"]
  readonly priority?: OfferingContent["priority"]
  readonly form: readonly FieldOfStory[]
  readonly approval?: { readonly needed: number; readonly of: readonly Teammate[] }
  readonly tasks?: readonly TaskOfStory[]
}

export interface ServiceOfStory {
  readonly name: Said
  readonly about: Said
  readonly owner: Teammate
  readonly offerings: readonly OfferingStory[]
}

export interface RequestStory {
  readonly offering: string
  readonly on: Day
  /** Who entered it, and for whom. */
  readonly by: Teammate
  readonly from: string
  /** Who took it, soon after, and what they wrote; nobody has taken it where there is none. */
  readonly owner?: Teammate
  readonly reply?: Said
  readonly title: Said
  readonly answers: Readonly<Record<string, Answer | Said | { readonly day: Day } | { readonly member: Teammate }>>
  /** Tasks that were done, by whom and when. */
  readonly done?: readonly { readonly task: string; readonly by: Teammate; readonly on: Day }[]
}

/** What a service offers, and what was asked for lately. */
export interface CatalogueStory {
  readonly type: string
  readonly services: readonly ServiceOfStory[]
  readonly requests: readonly RequestStory[]
}

/** When the catalogue was set up: after the space, before anything was asked of it. */
const OFFERED = { day: -30, part: 0.3 }

/** Tells how a catalogue was set up, and the requests that were made from it. */
export function tellCatalogue(scene: Scene, cast: Cast, story: CatalogueStory): void {
  const { narrator, days, people } = scene
  const offerings = new Map<string, OfferingId>()
  narrator.noteReading(days.at(OFFERED.day, OFFERED.part), people.ana, cast.space, telling => {
    for (const service of story.services) tellService(scene, cast, story, { service, offerings, telling })
  })
  story.requests.forEach((request, place) => tellRequest(scene, cast, { request, place, offerings }))
}

interface OfferedIn {
  readonly service: ServiceOfStory
  readonly offerings: Map<string, OfferingId>
  readonly telling: Telling
}

function tellService(
  scene: Scene,
  cast: Cast,
  story: CatalogueStory,
  { service, offerings, telling }: OfferedIn,
): void {
  const { random, people, language } = scene
  const id = newId<ServiceId>(random)
  const [calendar] = living(telling.read().serviceCalendars)
  telling.do(createService, { id, name: service.name[language] })
  telling.do(patchService, {
    service: id,
    fields: {
      description: service.about[language],
      owner: people[service.owner],
      calendar: calendar?.id ?? null,
      standing: "live",
    },
  })
  for (const offering of service.offerings) {
    const made = newId<OfferingId>(random)
    offerings.set(offering.key, made)
    telling.do(createOffering, { id: made, service: id, name: offering.title[language] })
    const content = contentOf(scene, cast, story, { offering, snapshot: telling.read() })
    telling.do(publishOffering, { id: newId<OfferingVersionId>(random), offering: made, content, basedOn: null })
  }
}

function contentOf(
  { people, language }: Scene,
  cast: Cast,
  { type }: CatalogueStory,
  { offering, snapshot }: { readonly offering: OfferingStory; readonly snapshot: Snapshot },
): OfferingContent {
  const { title, about, level, cost, priority, form, approval, tasks } = offering
  return {
    ...EMPTY_OFFERING,
    title,
    description: about,
    level: level?.[language] ?? "",
    cost: cost ?? null,
    type: cast.types.get(type),
    priority: priority ?? "none",
    form: form.map(({ key, kind, label, help, isRequired, options, shownIf }) => ({
      key,
      kind,
      label,
      help: help ?? {},
      isRequired: isRequired === true,
      options: Object.entries(options ?? {}).map(([option, said]) => ({ key: option, label: said })),
      shownIf: shownIf ?? null,
    })),
    approval:
      approval === undefined ? null : { needed: approval.needed, approvers: approval.of.map(who => people[who]) },
    tasks: (tasks ?? []).map(({ key, title: words, by, workingDays, from, after, onlyIf }) => ({
      key,
      title: words,
      description: {},
      team: typeof by === "object" ? (teamNamed(snapshot, by[language]) ?? null) : null,
      person: typeof by === "string" ? people[by] : null,
      space: null,
      from: from ?? "opening",
      workingDays,
      after: after ?? [],
      onlyIf: onlyIf ?? null,
    })),
  }
}

function teamNamed({ teams }: Snapshot, name: string) {
  return living(teams).find(team => team.name === name)?.id
}

interface ToldRequest {
  readonly request: RequestStory
  readonly place: number
  readonly offerings: ReadonlyMap<string, OfferingId>
}

function tellRequest(scene: Scene, cast: Cast, { request, place, offerings }: ToldRequest): void {
  const { narrator, days, people, language } = scene
  const draft = `${cast.space}-${place}`
  narrator.noteReading(days.at(request.on, 0.3), people[request.by], cast.space, telling => {
    const version = currentVersion(telling.read(), offerings.get(request.offering)!)
    assert(version !== undefined, "what is asked for is offered")
    telling.do(submitRequest, {
      draft,
      title: request.title[language],
      version: version.id,
      answers: Object.fromEntries(
        Object.entries(request.answers).map(([field, answer]) => [field, answerOf(scene, answer)]),
      ),
      language,
      today: days.date(request.on),
      others: new Map(),
      fields: { channel: "phone" },
      newRequester: { name: request.from },
    })
  })
  const ticket = ticketOfDraft(draft)
  if (request.owner !== undefined)
    narrator.note(days.at(request.on, 0.4), people[request.owner], cast.space, claimItem, { item: ticket })
  if (request.owner !== undefined && request.reply !== undefined)
    narrator.note(days.at(request.on, 0.45), people[request.owner], cast.space, sendReply, {
      id: newId<MessageId>(scene.random),
      item: ticket,
      text: request.reply[language],
      needsRelay: false,
    })
  for (const { task, by, on } of request.done ?? [])
    narrator.noteReading(days.at(on, 0.7), people[by], cast.space, telling =>
      finish(telling, fulfilmentItem(ticket, task)),
    )
}

function answerOf({ language, days, people }: Scene, answer: RequestStory["answers"][string]): Answer {
  if (typeof answer !== "object") return answer
  if ("day" in answer) return days.date(answer.day)
  return "member" in answer ? (people[answer.member] satisfies MemberId) : answer[language]
}

function finish({ read, ...telling }: Telling, item: ItemId): void {
  const done = workflowOf(read()).find(({ category }) => category === "done")
  assert(done !== undefined, "a story has a last state")
  telling.do(setStatus, { items: [item], status: done.id })
}
