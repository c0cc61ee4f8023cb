import { runMacro } from "@weft/model/actions/macro"
import type { ItemId } from "@weft/model/base/ids"
import { compareRanked } from "@weft/model/base/rank"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import { living } from "@weft/model/schema/snapshot"
import type { Macro } from "@weft/model/schema/talk"
import { itemKey } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { t } from "../../text/index.ts"
import { refusalWords } from "../../text/refusals.ts"
import { talkWords } from "../../text/talk.ts"
import { triangleAlertIcon, zapIcon } from "../../ui/icons.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import { openPicker } from "../../ui/picker.tsx"
import { showToast } from "../../ui/toast.tsx"
import { undoLast } from "../acting.ts"
import { shownFactsOf } from "./shown-facts.ts"
import { talkLanguage } from "./talk-language.ts"

/** What macros are run on. */
export interface MacroTarget {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly items: readonly ItemId[]
  /** What the requester called themselves, where the screen knows it; for one ticket. */
  readonly sender?: string
}

/** The macros of a space in their order. Followed. */
function macrosOf(space: SpaceData): readonly Macro[] {
  return living(space.live.table("macros")).sort(compareRanked)
}

/** Lets somebody choose a macro, and runs it on all the tickets. */
export function openMacroPicker(anchor: Anchor, target: MacroTarget): void {
  if (macrosOf(target.space).length === 0) return void showToast({ text: talkWords().noMacrosYet, icon: zapIcon })
  openPicker({
    anchor,
    label: talkWords().runMacro(target.items.length),
    options: () => macrosOf(target.space).map(({ id, name }) => ({ id, label: name, icon: zapIcon })),
    selected: () => [],
    onChange: ([chosen]) => {
      const macro = macrosOf(target.space).find(({ id }) => id === chosen)
      if (macro !== undefined) doMacro(macro, target)
    },
  })
}

/** Runs a macro; says what was done, with the way back, or why nothing was. */
function doMacro({ id, name }: Macro, { workspace, space, items, sender }: MacroTarget): void {
  const language = talkLanguage()
  const shownOf = shownFactsOf(workspace, space, language)
  const known = items.flatMap(item => space.live.plain.items.get(item) ?? [])
  const shown = Object.fromEntries(known.map(item => [item.id, shownOf(item, sender)]))
  const refusal = workspace.run(space.id, runMacro, { macro: id, items, shown, language }, talkWords().step(name))
  if (isRefusal(refusal)) {
    showToast({ text: whyNot(refusal, space, name), icon: triangleAlertIcon })
    return
  }
  showToast({
    text: talkWords().didMacro(name, items.length),
    icon: zapIcon,
    action: { label: t().general.undo, run: () => void undoLast(workspace) },
  })
}

/** Why nothing was done: the step, the ticket that it could not be done to, and the reason. */
function whyNot({ reason, detail }: Refusal, space: SpaceData, name: string): string {
  const why = refusalWords(reason, detail) ?? t().general.notDone
  const ticket = space.live.plain.items.get(String(detail["ticket"] ?? ""))
  if (ticket === undefined) return talkWords().macroNotDone(name, why)
  return talkWords().macroStoppedAt(name, Number(detail["step"]), itemKey(space, ticket), why)
}
