import { createMemo, createRoot, createSignal, type Accessor } from "solid-js"
import { en, type Catalogue } from "./en.ts"
import { createFormat, type Format } from "./format.ts"

export type { Catalogue } from "./en.ts"
export type { Format } from "./format.ts"

/** A language that the client speaks, as the tag that stands on the page. */
export type Language = "en" | "de"

/** Each language in its own words, in the order in which a choice lists them. */
export const LANGUAGES: readonly { readonly language: Language; readonly name: string }[] = [
  { language: "en", name: "English" },
  { language: "de", name: "Deutsch" },
]

/** English comes with the page; other languages come when they are chosen. */
const LOADERS: Record<Language, () => Promise<Catalogue>> = {
  en: async () => en,
  de: async () => (await import("./de.ts")).de,
}

interface Speech {
  readonly language: Language
  readonly locale: string
  readonly catalogue: Catalogue
}

const [speech, setSpeech] = createSignal<Speech>({ language: "en", locale: "en-GB", catalogue: en })

/** The sentences of the chosen language. Reads reactively: `t().board.addItem`. */
export const t: Accessor<Catalogue> = () => speech().catalogue

/** The tag of the language with the person's region, such as "en-GB", for what sorts or reads by its rules. */
export const locale: Accessor<string> = () => speech().locale

/** The language that is spoken now. */
export const language: Accessor<Language> = () => speech().language

const [weekStart, setWeekStart] = createSignal<number | null>(null)

/** The day that weeks begin with as the person chose it, 1 for Monday; `null` is as in their region. */
export const chosenWeekStart: Accessor<number | null> = weekStart

export const chooseWeekStart = (day: number | null): void => void setWeekStart(day)

const formatNow = createRoot(() => createMemo(() => createFormat(speech().locale, speech().catalogue, weekStart())))

/** Dates, numbers and durations in the chosen language and the person's region. Reads reactively. */
export const format: Accessor<Format> = formatNow

/**
 * Speaks another language, once its sentences have come.
 *
 * `preferred` are the person's own tags, such as `navigator.languages`: the first one of that language gives the
 * region, and with it the order of dates and the first day of the week. Rejects if the sentences cannot be fetched;
 * the old language stays then.
 */
export async function chooseLanguage(next: Language, preferred: readonly string[]): Promise<void> {
  const catalogue = await LOADERS[next]()
  setSpeech({ language: next, locale: regionOf(next, preferred), catalogue })
  document.documentElement.lang = next
}

/** Returns the first of a person's languages that the client speaks, English if it speaks none. */
export function firstSpokenLanguage(preferred: readonly string[]): Language {
  const spoken = preferred.map(tag => LANGUAGES.find(({ language }) => language === primarySubtag(tag)))
  return spoken.find(entry => entry !== undefined)?.language ?? "en"
}

function regionOf(language: Language, preferred: readonly string[]): string {
  const DEFAULT_REGION: Record<Language, string> = { en: "en-GB", de: "de-DE" }
  const exact = preferred.find(tag => primarySubtag(tag) === language && tag.includes("-"))
  return exact ?? DEFAULT_REGION[language]
}

const primarySubtag = (tag: string): string => tag.toLowerCase().split("-")[0] ?? ""
