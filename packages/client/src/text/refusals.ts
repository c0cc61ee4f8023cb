import { refusals as german } from "./de/refusals.ts"
import { refusals as english } from "./en/refusals.ts"
import { language, type Language } from "./index.ts"

/** Both languages come when something is first refused, or with the dialogs of the frame: no first view says any of it. */
const SPOKEN: Record<Language, typeof english> = { en: english, de: german }

/** Why something was not done, as a sentence in the chosen language; nothing for a reason that this build does not know. */
export function refusalWords(reason: string, detail: Readonly<Record<string, string | number>>): string | undefined {
  const sentences: Readonly<Record<string, ((known: typeof detail) => string) | undefined>> = SPOKEN[language()]
  return sentences[reason]?.(detail)
}
