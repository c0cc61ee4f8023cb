import type { Accessor } from "solid-js"
import { planExchange as german } from "./de/plan-exchange.ts"
import { planExchange as english, type PlanExchangeWords } from "./en/plan-exchange.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screens that read and write files of plans. */
const SPOKEN: Record<Language, PlanExchangeWords> = { en: english, de: german }

/** The sentences of importing and exporting plans in the chosen language. Reads reactively. */
export const planExchange: Accessor<PlanExchangeWords> = () => SPOKEN[language()]
