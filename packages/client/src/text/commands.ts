import type { Accessor } from "solid-js"
import { commands as german } from "./de/commands.ts"
import { commands as english, type CommandWords } from "./en/commands.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what lists commands: no first view says what they are called. */
const SPOKEN: Record<Language, CommandWords> = { en: english, de: german }

/** What commands are called in the chosen language. Reads reactively. */
export const commandWords: Accessor<CommandWords> = () => SPOKEN[language()]
