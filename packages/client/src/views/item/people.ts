import type { MemberId } from "@weft/model/base/ids"
import { memberNamed } from "../../data/context.ts"
import type { ShownPerson } from "../../parts/avatar.tsx"
import { useItem } from "./item-context.ts"

/** How the panel finds the people that an item names; `undefined` for nobody, or for an id that is not known here. */
export function createPeople(): (id: string | null) => ShownPerson | undefined {
  const { workspace } = useItem()
  return id => memberNamed(workspace.live, id as MemberId | null)
}
