import type { Accessor } from "solid-js"
import { access as german } from "./de/access.ts"
import { access as english, type AccessWords } from "./en/access.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screens that speak of accounts: no first view says anything of them. */
const SPOKEN: Record<Language, AccessWords> = { en: english, de: german }

/** The sentences of accounts, sharing and rights in the chosen language. Reads reactively. */
export const access: Accessor<AccessWords> = () => SPOKEN[language()]
