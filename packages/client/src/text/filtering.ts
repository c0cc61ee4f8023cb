import type { Accessor } from "solid-js"
import { filtering as german } from "./de/filtering.ts"
import { filtering as english, type FilteringWords } from "./en/filtering.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the field that a filter is written in. */
const SPOKEN: Record<Language, FilteringWords> = { en: english, de: german }

/** The sentences of the written filter in the chosen language. Reads reactively. */
export const filteringWords: Accessor<FilteringWords> = () => SPOKEN[language()]
