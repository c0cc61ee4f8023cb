import { catalogueOn, type CatalogueEntry } from "@weft/model/service/catalogue"
import { createMemo, type Accessor } from "solid-js"
import { createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData } from "../../data/workspace.ts"

/** What can be asked for in a space today. Followed. */
export function createCatalogue(space: Accessor<SpaceData>): Accessor<readonly CatalogueEntry[]> {
  const workspace = useWorkspace()
  const today = createToday(() => workspace.now())
  return createMemo(() => {
    const { live } = space()
    const [services, offerings, offeringVersions] = [
      live.table("services"),
      live.table("offerings"),
      live.table("offeringVersions"),
    ]
    return catalogueOn({ services, offerings, offeringVersions }, today())
  })
}
