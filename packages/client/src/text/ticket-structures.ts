import type { Accessor } from "solid-js"
import { ticketStructures as german } from "./de/ticket-structures.ts"
import { ticketStructures as english, type StructureWords } from "./en/ticket-structures.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the panel of a ticket: no first view says anything of them. */
const SPOKEN: Record<Language, StructureWords> = { en: english, de: german }

/** The sentences of incidents with their reports, approvals, changes and what tickets become. Reads reactively. */
export const structureWords: Accessor<StructureWords> = () => SPOKEN[language()]
