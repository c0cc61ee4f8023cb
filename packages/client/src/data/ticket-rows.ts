import type { Item } from "@weft/model/schema/item"
import { survivorOf } from "@weft/model/service/merged-tickets"
import { createMemo, createSignal, onCleanup, type Accessor } from "solid-js"
import type { SpaceData } from "./workspace.ts"

/** The living tickets of a space that were not merged into others, followed. */
export function createTicketRows(
  space: SpaceData,
  types: () => SpaceData["live"]["plain"]["itemTypes"],
): Accessor<readonly Item[]> {
  const [version, setVersion] = createSignal(0)
  onCleanup(space.live.observe("items", () => setVersion(before => before + 1)))
  return createMemo(() => {
    version()
    const { items } = space.live.plain
    return [...items.values()].filter(
      item =>
        item.deleted === null &&
        !item.archived &&
        item.movedTo === null &&
        types().get(item.type ?? "")?.behaviour === "ticket" &&
        (item.mergedInto === null || survivorOf(items, item.id) === item.id),
    )
  })
}
