import type { Accessor } from "solid-js"
import { planLevelling as german } from "./de/plan-levelling.ts"
import { planLevelling as english, type PlanLevellingWords } from "./en/plan-levelling.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the panel: nothing is levelled in a first view. */
const SPOKEN: Record<Language, PlanLevellingWords> = { en: english, de: german }

/** The sentences of levelling, in the chosen language. Reads reactively. */
export const planLevellingWords: Accessor<PlanLevellingWords> = () => SPOKEN[language()]
