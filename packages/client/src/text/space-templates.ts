import type { Accessor } from "solid-js"
import { spaceTemplates as german } from "./de/space-templates.ts"
import { spaceTemplates as english, type SpaceTemplateWords } from "./en/space-templates.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with templates of spaces: no first view says anything of them. */
const SPOKEN: Record<Language, SpaceTemplateWords> = { en: english, de: german }

/** The sentences of templates of spaces and boards in the chosen language. Reads reactively. */
export const spaceTemplateWords: Accessor<SpaceTemplateWords> = () => SPOKEN[language()]
