import type { Accessor } from "solid-js"
import { preferences as german } from "./de/preferences.ts"
import { preferences as english, type PreferenceWords } from "./en/preferences.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the settings: no first view says anything of them. */
const SPOKEN: Record<Language, PreferenceWords> = { en: english, de: german }

/** The sentences of the settings in the chosen language. Reads reactively. */
export const preferenceWords: Accessor<PreferenceWords> = () => SPOKEN[language()]
