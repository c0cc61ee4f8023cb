import { createOffering, createService, patchService, publishOffering } from "@weft/model/actions/catalogue"
import { submitRequest, type SubmitRequest } from "@weft/model/actions/request"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemTypeId, OfferingId, OfferingVersionId, ServiceId } from "@weft/model/base/ids"
import { EMPTY_OFFERING, type OfferingContent } from "@weft/model/schema/offering-content"
import { currentVersion } from "@weft/model/service/catalogue"
import type { Person } from "./person.ts"

/** A laptop for somebody, with a task below the ticket that waits for another. */
export const LAPTOP: OfferingContent = {
  ...EMPTY_OFFERING,
  title: { en: "New laptop", de: "Neuer Laptop" },
  priority: "high",
  form: [
    { key: "model", kind: "text", label: { en: "Model" }, help: {}, isRequired: true, options: [], shownIf: null },
    { key: "why", kind: "text", label: { en: "Why" }, help: {}, isRequired: false, options: [], shownIf: null },
  ],
  tasks: ["order", "set-up"].map((key, place, all) => ({
    key,
    title: { en: `Task ${key}` },
    description: { en: `How to ${key}` },
    team: null,
    person: null,
    space: null,
    from: "opening",
    workingDays: place + 1,
    after: place === 0 ? [] : [all[place - 1]!],
    onlyIf: null,
  })),
}

/** Sets up a service that offers laptops, and answers the offering. */
export function offerLaptops(person: Person, content: OfferingContent = LAPTOP): OfferingId {
  person.do(createItemType, { id: person.newId<ItemTypeId>(), name: "Request", behaviour: "ticket" })
  const [service, offering] = [person.newId<ServiceId>(), person.newId<OfferingId>()]
  person.do(createService, { id: service, name: "Workplace" })
  person.do(patchService, { service, fields: { standing: "live" } })
  person.do(createOffering, { id: offering, service, name: "New laptop" })
  publish(person, offering, content)
  return offering
}

/** Publishes the next version of an offering. */
export function publish(person: Person, offering: OfferingId, content: OfferingContent): OfferingVersionId {
  const id = person.newId<OfferingVersionId>()
  const basedOn = currentVersion(person.snapshot, offering)?.id ?? null
  person.do(publishOffering, { id, offering, content, basedOn })
  return id
}

/** A request for what an offering says now. */
export function requestOf(person: Person, offering: OfferingId, more: Partial<SubmitRequest> = {}): SubmitRequest {
  return {
    draft: "draft-1",
    title: "",
    version: currentVersion(person.snapshot, offering)!.id,
    answers: { model: "small" },
    language: "en",
    today: "2026-11-23",
    others: new Map(),
    ...more,
  }
}

/** Hands in a request for what an offering says now. */
export function ask(person: Person, offering: OfferingId, more: Partial<SubmitRequest> = {}): void {
  person.do(submitRequest, requestOf(person, offering, more))
}
