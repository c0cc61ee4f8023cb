import type { OfferingId, OfferingVersionId, ServiceId } from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import type { Offering, Service } from "../schema/catalogue.ts"
import type { OfferingContent } from "../schema/offering-content.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { currentVersion, versionsOf } from "../service/catalogue.ts"
import { faultsOfOffering } from "../service/offering-check.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"
import type { Patch } from "./writer.ts"

export interface CreateService {
  readonly id: ServiceId
  readonly name: string
}

/** Makes a service, after all others. It is planned until somebody publishes it. */
export const createService = defineAction<CreateService>(
  "service.create",
  ({ snapshot, write, random, me }, { id, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.services.has(id)) return refuse("exists")
    const last = living(snapshot.services).sort(compareRanked).at(-1)?.rank ?? null
    write.create("services", id, { name: name.trim(), owner: me, rank: rankBetween(last, null, random) })
  },
)

/** What of a service a person sets. */
export type ServicePatch = Pick<
  Patch<"services">,
  "name" | "description" | "owner" | "calendar" | "standing" | "publishOn" | "retireOn"
>

export interface PatchService {
  readonly service: ServiceId
  readonly fields: ServicePatch
}

/** Refused where it would have no name, or be retired before it is there. */
export const patchService = defineAction<PatchService>("service.patch", ({ snapshot, write }, { service, fields }) => {
  const row = snapshot.services.get(service)
  if (row?.deleted !== null) return refuse("not-found")
  if (fields.name?.trim() === "") return refuse("name-missing")
  if (endsBeforeItBegins({ ...row, ...withoutUndefined(fields) })) return refuse("retired-before-published")
  write.patch("services", service, fields)
})

function endsBeforeItBegins({ publishOn, retireOn }: Pick<Service, "publishOn" | "retireOn">): boolean {
  return publishOn !== null && retireOn !== null && retireOn <= publishOn
}

function withoutUndefined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** Deletes a service with what it offers; requests that were made keep what they were made with. */
export const trashService = defineAction<{ readonly service: ServiceId }>(
  "service.trash",
  ({ snapshot, write, me }, { service }) => {
    if (!snapshot.services.has(service)) return refuse("not-found")
    write.trash("services", service, me)
    for (const offering of living(snapshot.offerings))
      if (offering.service === service) write.trash("offerings", offering.id, me)
  },
)

export interface CreateOffering {
  readonly id: OfferingId
  readonly service: ServiceId
  readonly name: string
}

/** Makes an offering of a service, after its others. Nobody can ask for it until a version of it is published. */
export const createOffering = defineAction<CreateOffering>(
  "offering.create",
  ({ snapshot, write, random }, { id, service, name }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (snapshot.services.get(service)?.deleted !== null) return refuse("not-found")
    if (snapshot.offerings.has(id)) return refuse("exists")
    const siblings = living(snapshot.offerings).filter(offering => offering.service === service)
    const last = siblings.sort(compareRanked).at(-1)?.rank ?? null
    write.create("offerings", id, { service, name: name.trim(), rank: rankBetween(last, null, random) })
  },
)

/** What of an offering a person sets beside its versions. */
export type OfferingPatch = Pick<Patch<"offerings">, "name" | "standing" | "publishOn" | "retireOn">

export interface PatchOffering {
  readonly offering: OfferingId
  readonly fields: OfferingPatch
}

/** Refused where it would have no name, be retired before it is there, or be there without a version that says what it is. */
export const patchOffering = defineAction<PatchOffering>(
  "offering.patch",
  ({ snapshot, write }, { offering, fields }) => {
    const row = snapshot.offerings.get(offering)
    if (row?.deleted !== null) return refuse("not-found")
    if (fields.name?.trim() === "") return refuse("name-missing")
    if (fields.standing === "live" && currentVersion(snapshot, offering) === undefined)
      return refuse("offering-unpublished")
    if (endsBeforeItBegins({ ...row, ...withoutUndefined(fields) })) return refuse("retired-before-published")
    write.patch("offerings", offering, fields)
  },
)

export interface MoveInCatalogue {
  readonly kind: "services" | "offerings"
  readonly id: ServiceId | OfferingId
  /** The one that it shall stand before; `null` for the end. */
  readonly before: string | null
}

/** Moves a service among the services, or an offering among those of its service. */
export const moveInCatalogue = defineAction<MoveInCatalogue>(
  "catalogue.move",
  ({ snapshot, write, random }, { kind, id, before }) => {
    const row = snapshot[kind].get(id)
    if (row?.deleted !== null) return refuse("not-found")
    write.patch(kind, id, { rank: rankBefore(siblingsOf(snapshot, kind, id), before, id, random) })
  },
)

function siblingsOf(snapshot: Snapshot, kind: MoveInCatalogue["kind"], id: string): readonly (Service | Offering)[] {
  if (kind === "services") return living(snapshot.services)
  const service = snapshot.offerings.get(id)?.service
  return living(snapshot.offerings).filter(offering => offering.service === service)
}

/** Deletes an offering; requests that were made keep the version that they were made with. */
export const trashOffering = defineAction<{ readonly offering: OfferingId }>(
  "offering.trash",
  ({ snapshot, write, me }, { offering }) => {
    if (!snapshot.offerings.has(offering)) return refuse("not-found")
    write.trash("offerings", offering, me)
  },
)

export interface PublishOffering {
  readonly id: OfferingVersionId
  readonly offering: OfferingId
  readonly content: OfferingContent
  /** The version that the content was written over, as its author saw it; nothing for the first. */
  readonly basedOn: OfferingVersionId | null
}

/**
 * Publishes the next version of an offering, which can be asked for from then on; earlier ones stay as they are, for the
 * requests that were made with them. Two that are published at the same time both stand, and every reader takes the same
 * of them (MERGE T70). Refused for the first fault of `faultsOfOffering`, and where another version came since.
 */
export const publishOffering = defineAction<PublishOffering>(
  "offering.publish",
  ({ snapshot, write, now, me }, { id, offering, content, basedOn }) => {
    const row = snapshot.offerings.get(offering)
    if (row?.deleted !== null) return refuse("not-found")
    const [fault] = faultsOfOffering(content)
    if (fault !== undefined) return refuse(fault.fault, { key: fault.key })
    const known = versionsOf(snapshot, offering)
    if ((known[0]?.id ?? null) !== basedOn) return refuse("newer-version", { version: known[0]?.version ?? 0 })
    const version = Math.max(0, ...known.map(one => one.version)) + 1
    write.create("offeringVersions", id, { offering, version, publishedAt: now, by: me, content })
    if (row.standing === "planned" && row.publishOn === null) write.patch("offerings", offering, { standing: "live" })
  },
)
