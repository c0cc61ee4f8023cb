import type { Accessor } from "solid-js"
import { planSheet as german } from "./de/plan-sheet.ts"
import { planSheet as english, type PlanSheetWords } from "./en/plan-sheet.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the plan: the first view of a board says nothing of it. */
const SPOKEN: Record<Language, PlanSheetWords> = { en: english, de: german }

/** The sentences of a plan's outline and of the form for an activity, in the chosen language. Reads reactively. */
export const sheetWords: Accessor<PlanSheetWords> = () => SPOKEN[language()]
