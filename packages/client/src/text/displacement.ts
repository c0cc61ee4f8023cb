import type { Accessor } from "solid-js"
import { displacement as german } from "./de/displacement.ts"
import { displacement as english, type DisplacementWords } from "./en/displacement.ts"
import { language, type Language } from "./index.ts"

/** Both languages come when somebody first asks what taking a ticket would displace. */
const SPOKEN: Record<Language, DisplacementWords> = { en: english, de: german }

/** The sentences of what taking work would do to other work, in the chosen language. Reads reactively. */
export const displacementWords: Accessor<DisplacementWords> = () => SPOKEN[language()]
