import type { MemberId } from "@weft/model/base/ids"
import { BY_ITSELF } from "@weft/model/schema/escalation"
import { memberNamed } from "../../data/context.ts"
import type { ShownPerson } from "../../parts/avatar.tsx"
import { clockWords } from "../../text/clocks.ts"
import { useItem } from "./item-context.ts"

/** How the panel finds the people that an item names, and what nobody did; `undefined` for an id that is not known here. */
export function createPeople(): (id: string | null) => ShownPerson | undefined {
  const { workspace } = useItem()
  return id =>
    id === BY_ITSELF
      ? { id: BY_ITSELF, name: clockWords().itself, gone: false, hue: null }
      : memberNamed(workspace.live, id as MemberId | null)
}
