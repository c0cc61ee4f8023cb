import type { Accessor } from "solid-js"
import { planHealth as german } from "./de/plan-health.ts"
import { planHealth as english, type PlanHealthWords } from "./en/plan-health.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the panels: no first view says anything of a plan's health. */
const SPOKEN: Record<Language, PlanHealthWords> = { en: english, de: german }

/** The sentences of what does not hold in a plan, and what would end it, in the chosen language. Reads reactively. */
export const planHealthWords: Accessor<PlanHealthWords> = () => SPOKEN[language()]
