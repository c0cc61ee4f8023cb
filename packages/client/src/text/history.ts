import type { Accessor } from "solid-js"
import { history as german } from "./de/history.ts"
import { history as english, type HistoryWords } from "./en/history.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what tells of the past: no first view says anything of it. */
const SPOKEN: Record<Language, HistoryWords> = { en: english, de: german }

/** The sentences of history and of what was merged in the chosen language. Reads reactively. */
export const history: Accessor<HistoryWords> = () => SPOKEN[language()]
