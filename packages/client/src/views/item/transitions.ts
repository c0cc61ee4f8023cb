import { compareText } from "@weft/model/base/rank"
import type { Transition } from "@weft/model/schema/work"
import type { Accessor } from "solid-js"
import { createRowsWhere } from "../../data/rows-where.ts"
import { useItem } from "./item-context.ts"

/** The changes of state of the open item, the oldest first. */
export function createTransitions(): Accessor<readonly Transition[]> {
  const { space, id } = useItem()
  return createRowsWhere("transitions", () => ({
    live: space.live,
    matches: (transition: Transition) => transition.item === id && transition.deleted === null,
    compare: (left, right) => left.at - right.at || compareText(left.id, right.id),
  }))
}
