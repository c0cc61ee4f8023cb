import type { Accessor } from "solid-js"
import { sync as german } from "./de/sync.ts"
import { sync as english, type SyncWords } from "./en/sync.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the dialogs that say where work is: the first view says only the state. */
const SPOKEN: Record<Language, SyncWords> = { en: english, de: german }

/** The sentences of syncing and sharing in the chosen language. Reads reactively. */
export const syncWords: Accessor<SyncWords> = () => SPOKEN[language()]
