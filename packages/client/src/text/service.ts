import type { Accessor } from "solid-js"
import { service as german } from "./de/service.ts"
import { service as english, type ServiceWords } from "./en/service.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the queue and the panel of a ticket: no first view says anything of them. */
const SPOKEN: Record<Language, ServiceWords> = { en: english, de: german }

/** The sentences of tickets in the chosen language. Reads reactively. */
export const serviceWords: Accessor<ServiceWords> = () => SPOKEN[language()]
