import type { Accessor } from "solid-js"
import { planLoad as german } from "./de/plan-load.ts"
import { planLoad as english, type PlanLoadWords } from "./en/plan-load.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the load of people. */
const SPOKEN: Record<Language, PlanLoadWords> = { en: english, de: german }

/** The sentences of who has how much to do, in the chosen language. Reads reactively. */
export const planLoadWords: Accessor<PlanLoadWords> = () => SPOKEN[language()]
