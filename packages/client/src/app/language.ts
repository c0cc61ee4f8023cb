import type { Workspace } from "../data/workspace.ts"
import { chooseLanguage, chooseWeekStart, LANGUAGES, type Language } from "../text/index.ts"

/** Where this browser keeps the chosen language. */
const LANGUAGE_KEY = "weft.language"

export function storedLanguage(storage: Storage): Language | undefined {
  const stored = storage.getItem(LANGUAGE_KEY)
  return LANGUAGES.find(({ language }) => language === stored)?.language
}

/** Speaks another language from now on. */
export function speak(next: Language): void {
  localStorage.setItem(LANGUAGE_KEY, next)
  void chooseLanguage(next, navigator.languages)
}

/** Where this browser keeps the day that weeks begin with, 1 for Monday. */
const WEEK_START_KEY = "weft.week-start"

/** The chosen day; `null` where none was, or what is stored is none. */
export function storedWeekStart(storage: Storage): number | null {
  const stored = storage.getItem(WEEK_START_KEY)
  return stored !== null && /^[1-7]$/.test(stored) ? Number(stored) : null
}

function storeWeekStart(storage: Storage, day: number | null): void {
  if (day === null) storage.removeItem(WEEK_START_KEY)
  else storage.setItem(WEEK_START_KEY, String(day))
}

/** Takes over the day that the member chose, be it on another of their devices; this one keeps it for its first paint. */
export function followWeekStart(workspace: Workspace): void {
  const [own] = workspace.live.table("preferences").values()
  if (own === undefined) return
  chooseWeekStart(own.weekStart)
  storeWeekStart(localStorage, own.weekStart)
}
