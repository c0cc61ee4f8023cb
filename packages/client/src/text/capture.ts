import type { Accessor } from "solid-js"
import { capture as german } from "./de/capture.ts"
import { capture as english, type CaptureWords } from "./en/capture.ts"
import { language, type Language } from "./index.ts"

/** Both languages come with quick capture. */
const SPOKEN: Record<Language, CaptureWords> = { en: english, de: german }

/** The sentences of quick capture in the chosen language. Reads reactively. */
export const captureWords: Accessor<CaptureWords> = () => SPOKEN[language()]
