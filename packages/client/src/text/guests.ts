import type { Accessor } from "solid-js"
import { guests as german } from "./de/guests.ts"
import { guests as english, type GuestWords } from "./en/guests.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what is about items in several spaces. */
const SPOKEN: Record<Language, GuestWords> = { en: english, de: german }

/** The sentences of items in several spaces in the chosen language. Reads reactively. */
export const guestWords: Accessor<GuestWords> = () => SPOKEN[language()]
