import { saveMacro } from "../actions/macro.ts"
import { saveTextModule } from "../actions/text-module.ts"
import { newId, type MacroId, type TextModuleId } from "../base/ids.ts"
import type { Priority } from "../schema/item.ts"
import type { MacroStep } from "../schema/talk.ts"
import type { Category } from "../schema/workflow.ts"
import { workflowOf } from "../tasks/workflow.ts"
import { assert } from "../base/assert.ts"
import type { Telling } from "./narrator.ts"
import type { Said } from "./story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** Words that the agents of a service write again and again. Both languages are kept, whichever the story is told in. */
export interface ModuleStory {
  readonly name: Said
  readonly text: Said
}

/** One step of a macro, with what it names by the keys of the story. */
export type StepStory =
  | { readonly does: "status"; readonly category: Category }
  | { readonly does: "priority"; readonly priority: Priority }
  | { readonly does: "take" }
  | { readonly does: "label"; readonly label: string }
  | { readonly does: "category"; readonly category: string }
  | { readonly does: "reply"; readonly module: string }
  | { readonly does: "note"; readonly text: Said }

export interface TalkSetUpStory {
  readonly modules: Readonly<Record<string, ModuleStory>>
  readonly macros: readonly { readonly name: Said; readonly steps: readonly StepStory[] }[]
}

/** Sets up the text modules and macros of a service. */
export function tellTalk(
  { language, random }: Scene,
  { modules, macros }: TalkSetUpStory,
  cast: Cast,
  telling: Telling,
) {
  const ids = new Map<string, TextModuleId>()
  for (const [key, { name, text }] of Object.entries(modules)) {
    const id = newId<TextModuleId>(random)
    ids.set(key, id)
    telling.do(saveTextModule, { id, name: name[language], text })
  }
  const statusIn = (category: Category) => {
    const status = workflowOf(telling.read()).find(row => row.category === category)
    assert(status !== undefined, `the help desk has a status that is ${category}`)
    return status.id
  }
  const stepOf = (step: StepStory): MacroStep => {
    switch (step.does) {
      case "status":
        return { does: "status", status: statusIn(step.category) }
      case "take":
        return { does: "owner", owner: "me" }
      case "label":
        return { does: "add-label", label: cast.labels.get(step.label) }
      case "category":
        return { does: "category", category: cast.categories.get(step.category) }
      case "reply":
        return { does: "reply", module: ids.get(step.module)! }
      case "note":
        return { does: "note", text: step.text[language] }
      case "priority":
        return step
    }
  }
  for (const { name, steps } of macros)
    telling.do(saveMacro, { id: newId<MacroId>(random), name: name[language], steps: steps.map(stepOf) })
}
