import { moveItems, type MoveItems } from "@weft/model/actions/move-items"
import type { ItemId } from "@weft/model/base/ids"
import { listWords } from "../../text/list.ts"
import { announce } from "../../ui/live-region.tsx"
import type { ListState } from "./list-context.ts"

/** Where dragged rows would go: beside a row, under it, or into a group. */
export type DropTarget =
  | { readonly line: string; readonly where: "before" | "after" | "into" }
  | { readonly line: string; readonly where: "group"; readonly group: string }

/** The items without those that lie below another of them: these go along. */
export function topmost(state: ListState, items: readonly string[]): readonly string[] {
  const moved = new Set(items)
  return items.filter(item => {
    for (let parent = state.model.parentOf(item); parent !== null; parent = state.model.parentOf(parent))
      if (moved.has(parent)) return false
    return true
  })
}

/** Puts rows where they were dropped. Answers whether they may go there. */
export function dropRows(state: ListState, items: readonly string[], target: DropTarget): boolean {
  const { model } = state
  const others = (ids: readonly string[]) => ids.filter(id => !items.includes(id))
  if (target.where === "group") return move(state, items, undefined, null, target.group)
  const group = model.groupOf(target.line)
  const below = others(model.childrenOf(target.line))
  if (target.where === "into") {
    state.memory.foldRows([target.line], false)
    return move(state, items, target.line, lastOf(below), group)
  }
  const parent = model.parentOf(target.line)
  if (target.where === "before") return move(state, items, parent, { before: target.line as ItemId }, group)
  // Below a row whose children are open, the next line is the first of them.
  const line = model.line(target.line)
  if (line?.kind === "item" && below[0] !== undefined && !line.node.isFolded)
    return move(state, items, target.line, { before: below[0] as ItemId }, group)
  return move(state, items, parent, { after: target.line as ItemId }, group)
}

/** Moves rows by keyboard: among their siblings, under the row above, or out of their parent. */
export function moveRows(state: ListState, item: string, how: "up" | "down" | "nest" | "unnest"): void {
  const { model, settings } = state
  if (!state.mayWrite()) return
  const items = topmost(state, state.together(item))
  const siblings = model.siblingsOf(items[0]!)
  const parent = model.parentOf(items[0]!)
  const above = siblings[siblings.indexOf(items[0]!) - 1]
  const title = state.titleOf(items[0]!)
  if ((how === "up" || how === "down") && settings.sort().length > 0) return announce(listWords().sortedNoMove)
  switch (how) {
    case "up":
      if (above !== undefined && move(state, items, parent, { before: above as ItemId })) saysPlace(state, items[0]!)
      return
    case "down": {
      const below = siblings.slice(siblings.indexOf(items.at(-1)!) + 1).find(id => !items.includes(id))
      if (below !== undefined && move(state, items, parent, { after: below as ItemId })) saysPlace(state, items[0]!)
      return
    }
    case "nest":
      if (above === undefined) return
      state.memory.foldRows([above], false)
      if (move(state, items, above, lastOf(model.childrenOf(above))))
        announce(listWords().nestedIn(title, state.titleOf(above)))
      return
    case "unnest": {
      if (parent === null) return
      const around = model.parentOf(parent)
      if (!move(state, items, around, { after: parent as ItemId })) return
      announce(around === null ? listWords().unnested(title) : listWords().nestedIn(title, state.titleOf(around)))
    }
  }
}

function saysPlace(state: ListState, item: string): void {
  const siblings = state.model.siblingsOf(item)
  announce(listWords().movedTo(state.titleOf(item), siblings.indexOf(item) + 1, siblings.length))
}

const lastOf = (ids: readonly string[]): MoveItems["place"] =>
  ids.length === 0 ? null : { after: ids.at(-1)! as ItemId }

/** Moves rows below a shown parent; a parent that stays is not written, and neither is a place in a sorted list. */
function move(
  state: ListState,
  items: readonly string[],
  parent: string | null | undefined,
  place: MoveItems["place"],
  group?: string,
): boolean {
  const { model, settings } = state
  const isStaying = parent === undefined || items.every(item => model.parentOf(item) === parent)
  const isGrouped = model.groupBy() !== "" && group !== undefined && items.some(item => model.groupOf(item) !== group)
  const isSorted = settings.sort().length > 0
  const done = state.act(
    moveItems,
    {
      items: items as readonly ItemId[],
      place: isSorted ? null : place,
      ...(isStaying ? {} : { parent: parent as ItemId | null }),
      ...(isGrouped ? { group: { by: model.groupBy(), key: group } } : {}),
    },
    listWords().steps.move(state.say(items)),
  )
  if (done) state.reveal(items[0]!)
  return done
}
