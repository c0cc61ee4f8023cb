import type { Category } from "../schema/workflow.ts"
import type { Channel, Level, Priority } from "../schema/item.ts"
import type { Period } from "../time/relative-day.ts"
import type { ItemField, NO, YES } from "./filter.ts"

export const FILTER_LANGUAGES = ["en", "de"] as const
export type FilterLanguage = (typeof FILTER_LANGUAGES)[number]

/**
 * The words of the filter language. Each list begins with the word that is printed; the others are understood too, and so
 * are the words of the other languages, so that a filter may be pasted from whoever writes in another one.
 */
export interface FilterVocabulary {
  readonly fields: Readonly<Record<ItemField, readonly string[]>>
  readonly and: readonly string[]
  readonly or: readonly string[]
  readonly not: readonly string[]
  readonly in: readonly string[]
  readonly is: readonly string[]
  readonly empty: readonly string[]
  readonly set: readonly string[]
  readonly overdue: readonly string[]
  readonly me: readonly string[]
  readonly today: readonly string[]
  readonly tomorrow: readonly string[]
  readonly yesterday: readonly string[]
  readonly last: readonly string[]
  readonly this: readonly string[]
  readonly next: readonly string[]
  readonly periods: Readonly<Record<Period, readonly string[]>>
  /** How "last", "this" and "next" are said of a period where the language has genders; else the first words above. */
  readonly phrases: Partial<Record<Exclude<Period, "day">, readonly [last: string, current: string, next: string]>>
  readonly categories: Readonly<Record<Category, readonly string[]>>
  readonly priorities: Readonly<Record<Priority, readonly string[]>>
  readonly levels: Readonly<Record<Level, readonly string[]>>
  readonly channels: Readonly<Record<Channel, readonly string[]>>
  readonly flags: Readonly<Record<typeof YES | typeof NO, readonly string[]>>
}

const english: FilterVocabulary = {
  fields: {
    status: ["status", "state"],
    category: ["category"],
    owner: ["owner"],
    assignee: ["assignee", "assigned"],
    label: ["label", "labels", "tag"],
    priority: ["priority", "prio"],
    type: ["type"],
    due: ["due"],
    text: ["title", "text"],
    start: ["start"],
    created: ["created"],
    creator: ["creator", "author"],
    watcher: ["watcher"],
    team: ["team"],
    estimate: ["estimate"],
    remaining: ["remaining"],
    points: ["points"],
    importance: ["importance"],
    urgency: ["urgency"],
    impact: ["impact"],
    topic: ["topic"],
    service: ["service"],
    channel: ["channel"],
  },
  and: ["and"],
  or: ["or"],
  not: ["not"],
  in: ["in"],
  is: ["is"],
  empty: ["empty"],
  set: ["set"],
  overdue: ["overdue"],
  me: ["me"],
  today: ["today"],
  tomorrow: ["tomorrow"],
  yesterday: ["yesterday"],
  last: ["last"],
  this: ["this"],
  next: ["next"],
  periods: {
    day: ["day"],
    week: ["week"],
    month: ["month"],
    quarter: ["quarter"],
    year: ["year"],
  },
  phrases: {},
  categories: {
    backlog: ["backlog"],
    waiting: ["waiting"],
    active: ["active"],
    paused: ["paused"],
    done: ["done"],
    cancelled: ["cancelled", "canceled"],
  },
  priorities: { urgent: ["urgent"], high: ["high"], medium: ["medium"], low: ["low"], none: ["none"] },
  levels: { high: ["high"], medium: ["medium"], low: ["low"] },
  channels: {
    none: ["unknown"],
    mail: ["mail"],
    form: ["form"],
    portal: ["portal"],
    phone: ["phone"],
    api: ["program", "api"],
    agent: ["team"],
    chat: ["chat"],
    person: ["in-person"],
    monitoring: ["monitoring"],
    import: ["import"],
  },
  flags: { yes: ["yes", "true"], no: ["no", "false"] },
}

const german: FilterVocabulary = {
  fields: {
    status: ["status"],
    category: ["kategorie"],
    owner: ["verantwortlich"],
    assignee: ["zugewiesen"],
    label: ["label"],
    priority: ["priorität", "prio"],
    type: ["art", "typ"],
    due: ["fällig"],
    text: ["titel"],
    start: ["beginn"],
    created: ["angelegt"],
    creator: ["angelegt-von"],
    watcher: ["beobachtet"],
    team: ["team"],
    estimate: ["aufwand"],
    remaining: ["restaufwand"],
    points: ["punkte"],
    importance: ["wichtigkeit"],
    urgency: ["dringlichkeit"],
    impact: ["auswirkung"],
    topic: ["thema"],
    service: ["service", "dienst"],
    channel: ["eingang", "kanal"],
  },
  and: ["und"],
  or: ["oder"],
  not: ["nicht"],
  in: ["in"],
  is: ["ist"],
  empty: ["leer"],
  set: ["gesetzt"],
  overdue: ["überfällig"],
  me: ["ich", "mir"],
  today: ["heute"],
  tomorrow: ["morgen"],
  yesterday: ["gestern"],
  last: ["letzte", "letzter", "letztes", "letzten", "vorige", "voriger", "voriges", "vorigen"],
  this: ["diese", "dieser", "dieses", "diesen"],
  next: ["nächste", "nächster", "nächstes", "nächsten"],
  periods: {
    day: ["tag"],
    week: ["woche"],
    month: ["monat"],
    quarter: ["quartal"],
    year: ["jahr"],
  },
  phrases: {
    week: ["letzte Woche", "diese Woche", "nächste Woche"],
    month: ["letzter Monat", "dieser Monat", "nächster Monat"],
    quarter: ["letztes Quartal", "dieses Quartal", "nächstes Quartal"],
    year: ["letztes Jahr", "dieses Jahr", "nächstes Jahr"],
  },
  categories: {
    backlog: ["vorrat"],
    waiting: ["wartend"],
    active: ["aktiv"],
    paused: ["pausiert"],
    done: ["erledigt"],
    cancelled: ["abgebrochen"],
  },
  priorities: { urgent: ["dringend"], high: ["hoch"], medium: ["mittel"], low: ["niedrig"], none: ["keine"] },
  levels: { high: ["hoch"], medium: ["mittel"], low: ["niedrig"] },
  channels: {
    none: ["unbekannt"],
    mail: ["mail"],
    form: ["formular"],
    portal: ["portal"],
    phone: ["telefon"],
    api: ["programm"],
    agent: ["team"],
    chat: ["chat"],
    person: ["persönlich"],
    monitoring: ["überwachung"],
    import: ["import"],
  },
  flags: { yes: ["ja"], no: ["nein"] },
}

export const FILTER_VOCABULARIES: Readonly<Record<FilterLanguage, FilterVocabulary>> = { en: english, de: german }

/** The words of a language that stand for a list of words each. */
type WordList = {
  [K in keyof FilterVocabulary]: FilterVocabulary[K] extends readonly string[] ? K : never
}[keyof FilterVocabulary]

/** The words that join and ask; a name that reads like one of them is quoted. */
const RESERVED: readonly WordList[] = ["and", "or", "not", "in", "is"]

/** Whether a word is one of the language's own in any language, as the reader has it: without case. */
export function isWord(word: string, ...lists: readonly WordList[]): boolean {
  const folded = word.toLowerCase()
  return FILTER_LANGUAGES.some(language => lists.some(list => FILTER_VOCABULARIES[language][list].includes(folded)))
}

export function isReserved(word: string): boolean {
  return isWord(word, ...RESERVED)
}

/** The key under which a word stands in a table of words, in any language; `null` for none. */
export function keyOfWord<K extends string>(
  word: string,
  keys: readonly K[],
  tableOf: (vocabulary: FilterVocabulary) => Readonly<Record<K, readonly string[]>>,
): K | null {
  const folded = word.toLowerCase()
  return keys.find(key => FILTER_LANGUAGES.some(one => tableOf(FILTER_VOCABULARIES[one])[key].includes(folded))) ?? null
}

/** The words for the values that a field has everywhere; `null` for a field whose values people make. */
export function wordsOfFixed(
  field: string,
): ((vocabulary: FilterVocabulary) => Readonly<Record<string, readonly string[]>>) | null {
  switch (field) {
    case "category":
      return ({ categories }) => categories
    case "priority":
      return ({ priorities }) => priorities
    case "importance":
    case "urgency":
    case "impact":
      return ({ levels }) => levels
    case "channel":
      return ({ channels }) => channels
    default:
      return null
  }
}
