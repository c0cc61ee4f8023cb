import type { Accessor } from "solid-js"
import { editor as german } from "./de/editor.ts"
import { editor as english, type EditorWords } from "./en/editor.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with what people write in: no first view shows it. */
const SPOKEN: Record<Language, EditorWords> = { en: english, de: german }

/** The sentences of the editor and of comments in the chosen language. Reads reactively. */
export const editorWords: Accessor<EditorWords> = () => SPOKEN[language()]
