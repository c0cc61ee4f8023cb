import { LANGUAGES, type Language } from "../text/index.ts"

/** Where this browser keeps the chosen language. */
export const LANGUAGE_KEY = "weft.language"

export function storedLanguage(storage: Storage): Language | undefined {
  const stored = storage.getItem(LANGUAGE_KEY)
  return LANGUAGES.find(({ language }) => language === stored)?.language
}
