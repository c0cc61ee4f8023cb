import {
  isKeySegment,
  type ItemTypeId,
  type MemberId,
  type OrganisationId,
  type SpaceId,
  type TeamId,
} from "../base/ids.ts"
import { PRIORITIES, type Priority } from "./item.ts"

/** The languages in which a catalogue speaks. */
export const WORDING_LANGUAGES = ["en", "de"] as const
export type WordingLanguage = (typeof WORDING_LANGUAGES)[number]

/** Words by language; where one is missing, another stands in, see `wordsIn`. */
export type Wording = Readonly<Partial<Record<WordingLanguage, string>>>

/** What a form can ask for. */
export const FIELD_KINDS = [
  "text",
  "long-text",
  "number",
  "date",
  "flag",
  "select",
  /** A member of the workspace. */
  "person",
  /** An item of the space. */
  "item",
] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Holds where a field of the form has an answer, and where `value` is said, that one. A flag is "true" or "false". */
export interface AnswerCondition {
  readonly field: string
  readonly value: string | null
}

export interface FormField {
  readonly key: string
  readonly kind: FieldKind
  readonly label: Wording
  readonly help: Wording
  readonly isRequired: boolean
  /** Of a select; none of others. */
  readonly options: readonly FormOption[]
  /** Asked only where this holds, about a field above. */
  readonly shownIf: AnswerCondition | null
}

export interface FormOption {
  readonly key: string
  readonly label: Wording
}

export const OFFERING_AUDIENCES = ["everybody", "organisations", "vip"] as const
export type OfferingAudience = (typeof OFFERING_AUDIENCES)[number]

export const COST_READERS = ["everybody", "managers"] as const

export interface OfferingCost {
  /** In hundredths of the currency. */
  readonly amount: number
  /** Three letters, such as `EUR`. */
  readonly currency: string
  readonly shownTo: (typeof COST_READERS)[number]
}

/** Who has to agree before it is done: so many of these people. */
export interface ApprovalWish {
  readonly needed: number
  readonly approvers: readonly MemberId[]
}

export const OFFSET_ORIGINS = ["opening", "due"] as const

/** A task that a request brings with it. */
export interface FulfilmentTask {
  readonly key: string
  readonly title: Wording
  readonly description: Wording
  readonly team: TeamId | null
  readonly person: MemberId | null
  /** Another space that it is made in; nothing for the one of the request, where it lies below the ticket. */
  readonly space: SpaceId | null
  /** When it is due: so many working days after the request was opened, or after (less than nothing: before) it is due. */
  readonly from: (typeof OFFSET_ORIGINS)[number]
  readonly workingDays: number
  /** Tasks above that it waits for. */
  readonly after: readonly string[]
  /** Made only where this holds of the answers. */
  readonly onlyIf: AnswerCondition | null
}

/** Everything that a version of an offering says. */
export interface OfferingContent {
  readonly title: Wording
  readonly description: Wording
  readonly audience: OfferingAudience
  /** Whose it is, where it is for some organisations only. */
  readonly organisations: readonly OrganisationId[]
  /** What is promised, in the words of the team; policies match the facts `service` and `offering` by themselves. */
  readonly level: string
  readonly cost: OfferingCost | null
  readonly type: ItemTypeId | null
  readonly priority: Priority
  readonly form: readonly FormField[]
  readonly approval: ApprovalWish | null
  readonly tasks: readonly FulfilmentTask[]
}

/** What an offering says before anybody has written it. */
export const EMPTY_OFFERING: OfferingContent = {
  title: {},
  description: {},
  audience: "everybody",
  organisations: [],
  level: "",
  cost: null,
  type: null,
  priority: "none",
  form: [],
  approval: null,
  tasks: [],
}

export const MOST_FIELDS = 60
export const MOST_OPTIONS = 100
export const MOST_TASKS = 60
export const MOST_WORDS = 4_000
/** As far from its origin as a task may be due, in working days. */
export const MOST_WORKING_DAYS = 500
const MOST_APPROVERS = 50
const MOST_ORGANISATIONS = 500
const MOST_CENTS = 100_000_000_00

/**
 * The content of an offering as any peer may have stored it: what does not fit reads as its fallback, a field or a task
 * without a key of its own is left out, lists are cut at their limits. `null` for what is no content at all.
 */
export function parseOfferingContent(raw: unknown): OfferingContent | null {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return null
  const content = raw as Record<string, unknown>
  return {
    title: wordingOf(content["title"]),
    description: wordingOf(content["description"]),
    audience: wordOf(content["audience"], OFFERING_AUDIENCES, "everybody"),
    organisations: listOf(content["organisations"], MOST_ORGANISATIONS, idOf<OrganisationId>),
    level: textOf(content["level"]),
    cost: costOf(content["cost"]),
    type: idOf<ItemTypeId>(content["type"]),
    priority: wordOf(content["priority"], PRIORITIES, "none"),
    form: withOwnKeys(listOf(content["form"], MOST_FIELDS, fieldOf)),
    approval: approvalOf(content["approval"]),
    tasks: withOwnKeys(listOf(content["tasks"], MOST_TASKS, taskOf)),
  }
}

function fieldOf(raw: unknown): FormField | null {
  const field = plainOf(raw)
  const key = idOf<string>(field["key"])
  if (key === null) return null
  const kind = wordOf(field["kind"], FIELD_KINDS, "text")
  return {
    key,
    kind,
    label: wordingOf(field["label"]),
    help: wordingOf(field["help"]),
    isRequired: field["isRequired"] === true,
    options: kind === "select" ? withOwnKeys(listOf(field["options"], MOST_OPTIONS, optionOf)) : [],
    shownIf: conditionOf(field["shownIf"]),
  }
}

function optionOf(raw: unknown): FormOption | null {
  const option = plainOf(raw)
  const key = idOf<string>(option["key"])
  return key === null ? null : { key, label: wordingOf(option["label"]) }
}

function taskOf(raw: unknown): FulfilmentTask | null {
  const task = plainOf(raw)
  const key = idOf<string>(task["key"])
  if (key === null) return null
  return {
    key,
    title: wordingOf(task["title"]),
    description: wordingOf(task["description"]),
    team: idOf<TeamId>(task["team"]),
    person: idOf<MemberId>(task["person"]),
    space: idOf<SpaceId>(task["space"]),
    from: wordOf(task["from"], OFFSET_ORIGINS, "opening"),
    workingDays: wholeOf(task["workingDays"], -MOST_WORKING_DAYS, MOST_WORKING_DAYS) ?? 0,
    after: listOf(task["after"], MOST_TASKS, idOf<string>).filter(other => other !== key),
    onlyIf: conditionOf(task["onlyIf"]),
  }
}

function conditionOf(raw: unknown): AnswerCondition | null {
  const condition = plainOf(raw)
  const field = idOf<string>(condition["field"])
  if (field === null) return null
  const value = condition["value"]
  return { field, value: typeof value === "string" ? value.slice(0, MOST_WORDS) : null }
}

function costOf(raw: unknown): OfferingCost | null {
  const { amount, currency, shownTo } = plainOf(raw)
  const cents = wholeOf(amount, 0, MOST_CENTS)
  if (cents === null || typeof currency !== "string" || !isCurrency(currency)) return null
  return { amount: cents, currency, shownTo: wordOf(shownTo, COST_READERS, "everybody") }
}

/** Whether a text has the shape of a currency's code (ISO 4217): three capital letters. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** An approval that more have to give than are asked can never be given, so as many are needed as there are. */
function approvalOf(raw: unknown): ApprovalWish | null {
  const { needed, approvers } = plainOf(raw)
  const people = [...new Set(listOf(approvers, MOST_APPROVERS, idOf<MemberId>))]
  if (people.length === 0) return null
  return { needed: wholeOf(needed, 1, people.length) ?? people.length, approvers: people }
}

function wordingOf(raw: unknown): Wording {
  const words = plainOf(raw)
  const spoken = WORDING_LANGUAGES.flatMap(language => {
    const said = words[language]
    return typeof said === "string" && said !== "" ? [[language, said.slice(0, MOST_WORDS)] as const] : []
  })
  return Object.fromEntries(spoken)
}

/** Of several with one key the first stands. */
function withOwnKeys<V extends { readonly key: string }>(rows: readonly V[]): readonly V[] {
  const known = new Set<string>()
  return rows.filter(({ key }) => !known.has(key) && known.add(key))
}

function listOf<V>(raw: unknown, most: number, read: (entry: unknown) => V | null): readonly V[] {
  if (!Array.isArray(raw)) return []
  return raw
    .slice(0, most)
    .map(entry => read(entry))
    .filter((value): value is V => value !== null)
}

function plainOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {}
}

function wordOf<V extends string>(raw: unknown, words: readonly V[], fallback: NoInfer<V>): V {
  return words.find(word => word === raw) ?? fallback
}

function idOf<I extends string>(raw: unknown): I | null {
  return typeof raw === "string" && isKeySegment(raw) ? (raw as I) : null
}

function wholeOf(raw: unknown, least: number, most: number): number | null {
  return Number.isSafeInteger(raw) && (raw as number) >= least && (raw as number) <= most ? (raw as number) : null
}

const textOf = (raw: unknown): string => (typeof raw === "string" ? raw.slice(0, MOST_WORDS) : "")

/** What is said in a language; in another one where it is not. */
export function wordsIn(wording: Wording, language: WordingLanguage): string {
  return wording[language] ?? WORDING_LANGUAGES.map(other => wording[other]).find(said => said !== undefined) ?? ""
}
