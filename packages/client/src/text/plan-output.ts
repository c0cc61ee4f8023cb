import type { Accessor } from "solid-js"
import { planOutput as german } from "./de/plan-output.ts"
import { planOutput as english, type PlanOutputWords } from "./en/plan-output.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the dialog that says them. */
const SPOKEN: Record<Language, PlanOutputWords> = { en: english, de: german }

/** The sentences of plans that go out, in the chosen language. Reads reactively. */
export const planOutputWords: Accessor<PlanOutputWords> = () => SPOKEN[language()]
