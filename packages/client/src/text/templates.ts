import type { Accessor } from "solid-js"
import { templates as german } from "./de/templates.ts"
import { templates as english, type TemplateWords } from "./en/templates.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what is about templates. */
const SPOKEN: Record<Language, TemplateWords> = { en: english, de: german }

/** The sentences of templates in the chosen language. Reads reactively. */
export const templateWords: Accessor<TemplateWords> = () => SPOKEN[language()]
