import type { Accessor } from "solid-js"
import { talk as german } from "./de/talk.ts"
import { talk as english, type TalkWords } from "./en/talk.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with a ticket: no first view says anything of replies, text modules and macros. */
const SPOKEN: Record<Language, TalkWords> = { en: english, de: german }

/** The sentences of replies, text modules and macros in the chosen language. Reads reactively. */
export const talkWords: Accessor<TalkWords> = () => SPOKEN[language()]
