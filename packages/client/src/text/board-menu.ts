import type { Accessor } from "solid-js"
import { boardMenu as german } from "./de/board-menu.ts"
import { boardMenu as english, type BoardMenuWords } from "./en/board-menu.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what a board opens: no first view says any of it. */
const SPOKEN: Record<Language, BoardMenuWords> = { en: english, de: german }

/** The sentences of a board's menus and forms in the chosen language. Reads reactively. */
export const boardMenuWords: Accessor<BoardMenuWords> = () => SPOKEN[language()]
