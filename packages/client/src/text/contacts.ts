import type { Accessor } from "solid-js"
import { contacts as german } from "./de/contacts.ts"
import { contacts as english, type ContactWords } from "./en/contacts.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the first screen that names who asks for service: no first view does. */
const SPOKEN: Record<Language, ContactWords> = { en: english, de: german }

/** The sentences of contacts and organisations in the chosen language. Reads reactively. */
export const contactWords: Accessor<ContactWords> = () => SPOKEN[language()]
