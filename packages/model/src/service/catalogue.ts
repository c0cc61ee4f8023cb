import type { OfferingId } from "../base/ids.ts"
import { compareRanked, compareText } from "../base/rank.ts"
import type { CatalogueStanding, Offering, OfferingVersion, Service } from "../schema/catalogue.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { dayOf } from "../time/moment.ts"

/** Whether something of a catalogue can be had on a day: a day that was set for it counts once it has come. */
export function standingOn(
  { standing, publishOn, retireOn }: Pick<Service, "standing" | "publishOn" | "retireOn">,
  day: CalendarDate,
): CatalogueStanding {
  if (standing === "retired" || (retireOn !== null && dayOf(retireOn) <= day)) return "retired"
  if (standing === "planned" && (publishOn === null || dayOf(publishOn) > day)) return "planned"
  return "live"
}

export type CatalogueTables = Pick<Snapshot, "services" | "offerings" | "offeringVersions">

/** The versions of an offering, the latest first; of those that were published at the same time every reader has the same first. */
export function versionsOf(
  { offeringVersions }: Pick<Snapshot, "offeringVersions">,
  offering: OfferingId,
): readonly OfferingVersion[] {
  return living(offeringVersions)
    .filter(version => version.offering === offering)
    .sort(
      (one, other) =>
        other.version - one.version || other.publishedAt - one.publishedAt || compareText(other.id, one.id),
    )
}

/** What an offering says now; nothing before it was first published. */
export function currentVersion(
  tables: Pick<Snapshot, "offeringVersions">,
  offering: OfferingId,
): OfferingVersion | undefined {
  return versionsOf(tables, offering).find(({ content }) => content !== null)
}

/** A service with what of it can be asked for. */
export interface CatalogueEntry {
  readonly service: Service
  readonly offerings: readonly CatalogueOffering[]
}

export interface CatalogueOffering {
  readonly offering: Offering
  readonly version: OfferingVersion
}

/** What can be asked for on a day: live services in their order, each with its live offerings; services of which nothing can be had last stand too. */
export function catalogueOn(tables: CatalogueTables, day: CalendarDate): readonly CatalogueEntry[] {
  const offerings = living(tables.offerings)
    .filter(offering => standingOn(offering, day) === "live")
    .sort(compareRanked)
    .flatMap(offering => {
      const version = currentVersion(tables, offering.id)
      return version === undefined ? [] : [{ offering, version }]
    })
  return living(tables.services)
    .filter(service => standingOn(service, day) === "live")
    .sort(compareRanked)
    .map(service => ({ service, offerings: offerings.filter(({ offering }) => offering.service === service.id) }))
}
