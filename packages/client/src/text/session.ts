import type { Accessor } from "solid-js"
import { session as german } from "./de/session.ts"
import { session as english, type SessionWords } from "./en/session.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with planning sessions: no first view says anything of them. */
const SPOKEN: Record<Language, SessionWords> = { en: english, de: german }

/** The sentences of planning sessions in the chosen language. Reads reactively. */
export const sessionWords: Accessor<SessionWords> = () => SPOKEN[language()]
