import type { Accessor } from "solid-js"
import { presence as german } from "./de/presence.ts"
import { presence as english, type PresenceWords } from "./en/presence.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what tells of others: no first view says anything of it. */
const SPOKEN: Record<Language, PresenceWords> = { en: english, de: german }

/** The sentences of who is there and what they do, in the chosen language. Reads reactively. */
export const presenceWords: Accessor<PresenceWords> = () => SPOKEN[language()]
