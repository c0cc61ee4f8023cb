import type { Accessor } from "solid-js"
import { talkSettings as german } from "./de/talk-settings.ts"
import { talkSettings as english, type TalkSettingsWords } from "./en/talk-settings.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with the settings of text modules and macros: no first view says anything of them. */
const SPOKEN: Record<Language, TalkSettingsWords> = { en: english, de: german }

/** The sentences of how text modules and macros are set up, in the chosen language. Reads reactively. */
export const talkSettingsWords: Accessor<TalkSettingsWords> = () => SPOKEN[language()]
