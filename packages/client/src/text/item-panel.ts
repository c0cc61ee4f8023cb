import type { Accessor } from "solid-js"
import { itemPanel as german } from "./de/item-panel.ts"
import { itemPanel as english, type ItemPanelWords } from "./en/item-panel.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the item panel: no first view says anything of what is in it. */
const SPOKEN: Record<Language, ItemPanelWords> = { en: english, de: german }

/** The sentences of the item panel in the chosen language. Reads reactively. */
export const itemPanel: Accessor<ItemPanelWords> = () => SPOKEN[language()]
