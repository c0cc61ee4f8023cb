import type { Accessor } from "solid-js"
import { admin as german } from "./de/admin.ts"
import { admin as english, type AdminWords } from "./en/admin.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the screens of managing: no first view says anything of them. */
const SPOKEN: Record<Language, AdminWords> = { en: english, de: german }

/** The sentences of the trash, people, teams and settings in the chosen language. Reads reactively. */
export const admin: Accessor<AdminWords> = () => SPOKEN[language()]
