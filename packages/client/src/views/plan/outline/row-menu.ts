import { TENTHS_PER_DAY } from "@weft/model/time/instant"
import { sheetWords } from "../../../text/plan-sheet.ts"
import { planWords } from "../../../text/plan.ts"
import { openMenu, type MenuEntry } from "../../../ui/menu.tsx"
import type { Anchor } from "../../../ui/overlays.tsx"
import type { PlanState } from "../plan-state.ts"
import { indent, lengthenBy, linkInTurn, moveBy, trash, unlink } from "../plan-steps.ts"
import { fillDown, insertRow, writeCell } from "./sheet.ts"

/** What can be done with a row: everything that its bar is dragged for, so that a finger can do it too. */
export function openRowMenu(state: PlanState, id: string, anchor: Anchor): void {
  openMenu({ anchor, label: sheetWords().rowMenu(state.titleOf(id)), entries: () => entries(state, id) })
}

function entries(state: PlanState, id: string): readonly MenuEntry[] {
  const words = sheetWords()
  const chosen = state.chosen()
  const shows: readonly MenuEntry[] = [
    { label: words.details, shortcut: "i", onSelect: () => state.setShowsDetails(true) },
    { label: words.openItem, shortcut: "space", onSelect: () => state.open(id) },
    { label: planWords().why, shortcut: "w", onSelect: () => state.setShowsWhy(true) },
  ]
  if (!state.mayWrite()) return shows
  const day = state.minutesPerDay() * 10
  return [
    ...shows,
    { kind: "separator" },
    { label: words.rename, shortcut: "f2", onSelect: () => writeCell(state, id, "name") },
    { label: words.insertAbove, shortcut: "mod+shift+enter", onSelect: () => insertRow(state, id, "above") },
    { label: words.insertBelow, shortcut: "mod+enter", onSelect: () => insertRow(state, id, "below") },
    { label: words.indent, shortcut: "tab", onSelect: () => indent(state, chosen, false) },
    { label: words.outdent, shortcut: "shift+tab", onSelect: () => indent(state, chosen, true) },
    ...(state.sheet.column() === null
      ? []
      : [{ label: words.fillDown, shortcut: "mod+d", onSelect: () => fillDown(state) } as const]),
    { kind: "separator" },
    { label: words.earlier, onSelect: () => moveBy(state, id, -TENTHS_PER_DAY), staysOpen: true },
    { label: words.later, onSelect: () => moveBy(state, id, TENTHS_PER_DAY), staysOpen: true },
    { label: words.shorter, onSelect: () => lengthenBy(state, id, -day), staysOpen: true },
    { label: words.longer, onSelect: () => lengthenBy(state, id, day), staysOpen: true },
    {
      label: planWords().link,
      shortcut: "mod+l",
      disabled: chosen.length < 2,
      onSelect: () => linkInTurn(state, chosen),
    },
    { label: planWords().unlink, shortcut: "mod+shift+l", onSelect: () => unlink(state, chosen) },
    { kind: "separator" },
    { label: words.trash, danger: true, shortcut: "delete", onSelect: () => trash(state, chosen) },
  ]
}
