import type { Accessor } from "solid-js"
import { classification as german } from "./de/classification.ts"
import { classification as english, type ClassificationWords } from "./en/classification.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the panel of a ticket and the settings of a service: no first view says any of it. */
const SPOKEN: Record<Language, ClassificationWords> = { en: english, de: german }

/** The sentences of what tickets are about and how much they weigh, in the chosen language. Reads reactively. */
export const classificationWords: Accessor<ClassificationWords> = () => SPOKEN[language()]
