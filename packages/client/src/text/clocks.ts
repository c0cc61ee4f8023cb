import type { Accessor } from "solid-js"
import { clocks as german } from "./de/clocks.ts"
import { clocks as english, type ClockWords } from "./en/clocks.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the panel of a ticket and with notices: no first view says anything of them. */
const SPOKEN: Record<Language, ClockWords> = { en: english, de: german }

/** The sentences of clocks, escalations and notices in the chosen language. Reads reactively. */
export const clockWords: Accessor<ClockWords> = () => SPOKEN[language()]
