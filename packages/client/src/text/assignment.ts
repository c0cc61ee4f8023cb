import type { Accessor } from "solid-js"
import { assignment as german } from "./de/assignment.ts"
import { assignment as english, type AssignmentWords } from "./en/assignment.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the settings of a service, and with the first suggestion: no first view says any of it. */
const SPOKEN: Record<Language, AssignmentWords> = { en: english, de: german }

/** The sentences of who gets tickets, in the chosen language. Reads reactively. */
export const assignmentWords: Accessor<AssignmentWords> = () => SPOKEN[language()]
