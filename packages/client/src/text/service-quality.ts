import type { Accessor } from "solid-js"
import { quality as german } from "./de/service-quality.ts"
import { quality as english, type QualityWords } from "./en/service-quality.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the settings of a service and with the panel of an incident. */
const SPOKEN: Record<Language, QualityWords> = { en: english, de: german }

/** The sentences of promises over a period and of outages in the chosen language. Reads reactively. */
export const qualityWords: Accessor<QualityWords> = () => SPOKEN[language()]
