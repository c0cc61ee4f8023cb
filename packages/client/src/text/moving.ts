import type { Accessor } from "solid-js"
import { moving as german } from "./de/moving.ts"
import { moving as english, type MovingWords } from "./en/moving.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with moving and the archive: no first view says anything of them. */
const SPOKEN: Record<Language, MovingWords> = { en: english, de: german }

/** The sentences of moving between spaces and of the archive in the chosen language. Reads reactively. */
export const moving: Accessor<MovingWords> = () => SPOKEN[language()]
