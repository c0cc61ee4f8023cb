import type { Accessor } from "solid-js"
import { project as german } from "./de/project.ts"
import { project as english, type ProjectWords } from "./en/project.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screen: no first view says anything of steering. */
const SPOKEN: Record<Language, ProjectWords> = { en: english, de: german }

/** The sentences of steering a project in the chosen language. Reads reactively. */
export const projectWords: Accessor<ProjectWords> = () => SPOKEN[language()]
