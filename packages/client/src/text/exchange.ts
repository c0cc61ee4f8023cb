import type { Accessor } from "solid-js"
import { exchange as german } from "./de/exchange.ts"
import { exchange as english, type ExchangeWords } from "./en/exchange.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screens that read files of other programs: no first view says anything of them. */
const SPOKEN: Record<Language, ExchangeWords> = { en: english, de: german }

/** The sentences of import in the chosen language. Reads reactively. */
export const exchange: Accessor<ExchangeWords> = () => SPOKEN[language()]
