import { saveItemTemplate } from "@weft/model/actions/item-template"
import { newId, type ItemId, type ItemTemplateId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { t } from "../text/index.ts"
import { templateWords } from "../text/templates.ts"
import type { Anchor } from "../ui/overlays.tsx"
import type { Act } from "./acting.ts"
import { openSmallForm } from "./small-form.tsx"

export interface SaveTemplateOptions {
  readonly anchor: Anchor
  readonly item: string
  /** What the item is called, which the template is called at first. */
  readonly title: string
  readonly act: Act
  readonly random: Random
}

/** Asks what a template of an item is to be called, and saves it with all that is below the item. */
export function openSaveTemplate({ anchor, item, title, act, random }: SaveTemplateOptions): void {
  openSmallForm({
    anchor,
    label: templateWords().name,
    value: title,
    done: t().general.save,
    onDone: name => {
      const id = newId<ItemTemplateId>(random)
      return act(saveItemTemplate, { id, item: item as ItemId, name }, templateWords().saved(name))
    },
  })
}
