import type { TextModuleId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { MODULE_LANGUAGES, type ModuleLanguage } from "../schema/talk.ts"
import { defineAction } from "./define.ts"
import { rankBefore } from "./rank-before.ts"

export interface SaveTextModule {
  readonly id: TextModuleId
  readonly name: string
  /** What it says, by language; a language that is not given stays as it is. */
  readonly text: Readonly<Partial<Record<ModuleLanguage, string>>>
}

/** Makes a text module at the end, or says anew what one says: the languages merge one by one (MERGE T45). */
export const saveTextModule = defineAction<SaveTextModule>(
  "text-module.save",
  ({ snapshot, write, random }, { id, name, text }) => {
    if (name.trim() === "") return refuse("name-missing")
    const standing = snapshot.textModules.get(id)
    const said = { ...standing?.text, ...text }
    if (MODULE_LANGUAGES.every(language => (said[language] ?? "").trim() === "")) return refuse("text-missing")
    if (standing === undefined) {
      const rank = rankBefore([...snapshot.textModules.values()], null, null, random)
      return write.create("textModules", id, { name: name.trim(), text: said, rank })
    }
    write.patch("textModules", id, { name: name.trim() })
    for (const language of MODULE_LANGUAGES) {
      const words = text[language]
      if (words !== undefined) write.put("textModules", id, "text", language, words)
    }
  },
)

export interface PlaceTextModule {
  readonly module: TextModuleId
  /** The one to stand before; nothing for the end. */
  readonly before: TextModuleId | null
}

/** Puts a text module at another place of the list. */
export const placeTextModule = defineAction<PlaceTextModule>(
  "text-module.place",
  ({ snapshot, write, random }, { module, before }) => {
    if (!snapshot.textModules.has(module)) return refuse("not-found")
    const rank = rankBefore([...snapshot.textModules.values()], before, module, random)
    write.patch("textModules", module, { rank })
  },
)

/** Deletes a text module; what was written with it stays. Macros that use it say so when they are run. */
export const trashTextModule = defineAction<{ readonly module: TextModuleId }>(
  "text-module.trash",
  ({ snapshot, write, me }, { module }) => {
    if (!snapshot.textModules.has(module)) return refuse("not-found")
    write.trash("textModules", module, me)
  },
)
