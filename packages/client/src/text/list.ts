import type { Accessor } from "solid-js"
import { list as german } from "./de/list.ts"
import { list as english, type ListWords } from "./en/list.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the list: the first view of a board says nothing of it. */
const SPOKEN: Record<Language, ListWords> = { en: english, de: german }

/** The sentences of lists in the chosen language. Reads reactively. */
export const listWords: Accessor<ListWords> = () => SPOKEN[language()]
