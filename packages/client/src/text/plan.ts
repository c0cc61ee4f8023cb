import type { Accessor } from "solid-js"
import { plan as german } from "./de/plan.ts"
import { plan as english, type PlanWords } from "./en/plan.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the plan: the first view of a board says nothing of it. */
const SPOKEN: Record<Language, PlanWords> = { en: english, de: german }

/** The sentences of plans in the chosen language. Reads reactively. */
export const planWords: Accessor<PlanWords> = () => SPOKEN[language()]
