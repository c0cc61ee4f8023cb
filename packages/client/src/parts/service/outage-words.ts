import type { ServiceId } from "@weft/model/base/ids"
import type { StoredOutage } from "@weft/model/schema/service-promise"
import type { SpaceData } from "../../data/workspace.ts"
import { qualityWords } from "../../text/service-quality.ts"
import { whenWords } from "../when.ts"
import { spanWords } from "./span-words.ts"

/** What a service is called, or all that a space does. Followed. */
export function serviceNameOf(space: SpaceData, service: ServiceId | null): string {
  return space.live.table("services").get(service ?? "")?.name ?? qualityWords().everything
}

/** From when to when something was down. */
export function outageSpan({ from, to }: StoredOutage, today: string): string {
  if (to === null) return qualityWords().since(whenWords(from, today))
  return spanWords(from, to, today)
}
