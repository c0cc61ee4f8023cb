import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { TextModule } from "@weft/model/schema/talk"
import { moduleFactsOf } from "@weft/model/service/module-facts"
import { fillVariables, moduleText } from "@weft/model/service/text-module"
import type { Item } from "@weft/model/schema/item"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { format } from "../../text/index.ts"
import { talkWords } from "../../text/talk.ts"
import { announce } from "../../ui/live-region.tsx"
import { fileTextIcon } from "../../ui/icons.ts"
import { foldText } from "../../ui/option.ts"
import type { Snippets } from "../editor/suggesting.ts"
import { shownFactsOf } from "./shown-facts.ts"
import { talkLanguage } from "./talk-language.ts"

/** The text modules of a space in their order. Followed. */
export function textModulesOf(space: SpaceData): readonly TextModule[] {
  return living(space.live.table("textModules")).sort(compareRanked)
}

/**
 * What a module says on a ticket, in the language that this person writes to requesters in. Variables that nobody knows
 * stand as they are: they are told, and the reply is not sent before somebody has filled them.
 */
export function moduleWords(module: TextModule, { workspace, space, item, sender }: ModuleUse): string {
  const language = talkLanguage()
  const shown = shownFactsOf(workspace, space, language)(item, sender)
  const facts = moduleFactsOf(workspace.snapshot(space.id), item, workspace.me, shown)
  const { text, unfilled } = fillVariables(moduleText(module, language), facts)
  if (unfilled.length > 0) announce(talkWords().unfilled(format().list(unfilled.map(name => `{${name}}`))))
  return text
}

export interface ModuleUse {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly item: Item
  /** What the requester called themselves. */
  readonly sender: string
}

/** The modules as an editor offers them while somebody types. */
export function moduleSnippets(space: SpaceData, words: (module: TextModule) => string): Snippets {
  return {
    find: query => {
      const sought = foldText(query)
      return textModulesOf(space)
        .filter(({ name }) => foldText(name).includes(sought))
        .map(({ id, name }) => ({ id, label: name, icon: fileTextIcon, hint: talkWords().module }))
    },
    text: id => {
      const module = textModulesOf(space).find(one => one.id === id)
      return module === undefined ? null : words(module)
    },
  }
}
