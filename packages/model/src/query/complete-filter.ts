import { foldText } from "../base/fold-text.ts"
import {
  ITEM_FIELDS,
  kindOfField,
  ME,
  NO,
  operatorsOf,
  YES,
  type FieldKind,
  type FilterField,
  type FilterOperator,
} from "./filter.ts"
import { calledBy } from "./filter-names.ts"
import { fixedKeysOf, namedFieldsOf, namedValuesOf, type FilterSetup } from "./filter-values.ts"
import { COMPARISONS, tokensOf, type Token } from "./filter-tokens.ts"
import {
  FILTER_VOCABULARIES,
  isWord,
  keyOfWord,
  type FilterLanguage,
  type FilterVocabulary,
} from "./filter-vocabulary.ts"
import { printDay, printField, printValue } from "./print-filter.ts"

/** Something that may stand where the cursor is. */
export type FilterCompletion =
  | { readonly kind: "field"; readonly text: string; readonly field: FilterField }
  | { readonly kind: "operator"; readonly text: string; readonly field: FilterField; readonly operator: FilterOperator }
  | { readonly kind: "value"; readonly text: string; readonly field: FilterField; readonly value: string }
  | { readonly kind: "join"; readonly text: string }

/** What may stand at a place, and which letters it takes the place of. */
export interface FilterCompletions {
  readonly from: number
  readonly to: number
  readonly options: readonly FilterCompletion[]
}

/** As many as anybody reads; who types on finds the others. */
const MOST_COMPLETIONS = 50

/**
 * What may stand at the cursor of a filter that is being written, the likeliest first: fields and joins, how a field is
 * asked, or the values that it may have.
 */
export function completeFilter(
  text: string,
  cursor: number,
  setup: FilterSetup,
  language: FilterLanguage,
): FilterCompletions {
  const before = tokensOf(text.slice(0, cursor)).filter(({ kind }) => kind !== "end")
  const last = before.at(-1)
  const isTyping = last !== undefined && last.kind !== "sign" && last.offset + last.length === cursor
  const standing = isTyping && !(last.kind === "quoted" && last.closed) ? last : null
  const place = placeAfter(standing === null ? before : before.slice(0, -1), setup)
  const options = optionsAt(place, setup, FILTER_VOCABULARIES[language])
  return {
    from: standing?.offset ?? cursor,
    to: cursor,
    options: fitting(options, standing?.text ?? "").slice(0, MOST_COMPLETIONS),
  }
}

/** What is expected after some tokens: `field` is a field that may yet be a word of the title. */
type Place =
  | { readonly expects: "clause" }
  | { readonly expects: "join" }
  | { readonly expects: "operator"; readonly field: FilterField; readonly isDenied: boolean }
  | { readonly expects: "value"; readonly field: FilterField; readonly isState: boolean; readonly inList: boolean }
  | { readonly expects: "more"; readonly field: FilterField; readonly inList: boolean }

function placeAfter(tokens: readonly Token[], setup: FilterSetup): Place {
  return tokens.reduce<Place>((place, token) => step(place, token, setup), { expects: "clause" })
}

function step(place: Place, token: Token, setup: FilterSetup): Place {
  const isSign = (...signs: readonly string[]) => token.kind === "sign" && signs.includes(token.text)
  const says = (...lists: Parameters<typeof isWord> extends [string, ...infer Lists] ? Lists : never) =>
    token.kind === "word" && isWord(token.text, ...lists)
  if (place.expects === "operator") {
    const { field } = place
    if (isSign(...COMPARISONS) || says("in")) return { expects: "value", field, isState: false, inList: false }
    if (says("is")) return { expects: "value", field, isState: true, inList: false }
    if (says("not")) return { expects: "operator", field, isDenied: true }
  }
  if (place.expects === "value") {
    if (isSign("(")) return { ...place, isState: false, inList: true }
    if (says("not") && place.isState) return place
    // "next" of "next week": the value goes on.
    if (says("last", "this", "next") && kindOfField(place.field, setup) === "day") return place
    return { expects: "more", field: place.field, inList: place.inList }
  }
  if (place.expects === "more") {
    if (isSign(",", "..")) return { expects: "value", field: place.field, isState: false, inList: place.inList }
    if (isSign(")") && place.inList) return { expects: "join" }
  }
  if (isSign("(") || says("and", "or", "not")) return { expects: "clause" }
  const field = token.kind === "sign" ? null : fieldOf(token, setup)
  return field === null ? { expects: "join" } : { expects: "operator", field, isDenied: false }
}

function fieldOf(token: Token, setup: FilterSetup): FilterField | null {
  const known = token.kind === "word" ? keyOfWord(token.text, ITEM_FIELDS, ({ fields }) => fields) : null
  if (known !== null) return known
  const custom = namedFieldsOf(setup)
  const found = token.kind === "id" ? setup.customFields.get(token.text) : calledBy(token.text, custom)[0]
  return found === undefined ? null : `custom-${found.id}`
}

function optionsAt(place: Place, setup: FilterSetup, words: FilterVocabulary): readonly FilterCompletion[] {
  switch (place.expects) {
    case "clause":
      return [...fieldOptions(setup, words), join(words.not)]
    case "join":
      return [join(words.and), join(words.or), ...fieldOptions(setup, words), join(words.not)]
    case "operator":
      return operatorOptions(place.field, place.isDenied, setup, words)
    case "value":
      return [
        ...(place.isState ? stateOptions(place.field, setup, words) : []),
        ...valueOptions(place.field, setup, words),
      ]
    case "more":
      return [join(words.and), join(words.or), ...fieldOptions(setup, words)]
  }
}

function join(words: readonly string[]): FilterCompletion {
  return { kind: "join", text: words[0]! }
}

function fieldOptions(setup: FilterSetup, words: FilterVocabulary): readonly FilterCompletion[] {
  const custom = namedFieldsOf(setup).map(({ id }): FilterField => `custom-${id}`)
  return [...ITEM_FIELDS, ...custom].map(field => ({ kind: "field", text: printField(field, setup, words), field }))
}

function operatorOptions(
  field: FilterField,
  isDenied: boolean,
  setup: FilterSetup,
  words: FilterVocabulary,
): readonly FilterCompletion[] {
  const kind = kindOfField(field, setup)
  if (kind === null) return []
  const [no, among] = [words.not[0]!, words.in[0]!]
  const operators = operatorsOf(field, setup)
  const option = (text: string, operator: FilterOperator): readonly FilterCompletion[] =>
    operators.includes(operator) ? [{ kind: "operator", text, field, operator }] : []
  if (isDenied) return [...option(among, "none"), ...option(among, "outside")]
  const asked = signsOf(kind).flatMap(([text, operator]) => option(text, operator))
  const lists = [...option(among, "any"), ...option(`${no} ${among}`, "none")]
  return [...asked, ...lists, ...stateOptions(field, setup, words, `${words.is[0]!} `)]
}

function signsOf(kind: FieldKind): readonly (readonly [string, FilterOperator])[] {
  switch (kind) {
    case "day":
    case "duration":
    case "number":
      return [
        ["<", "before"],
        ["<=", "until"],
        ["=", "within"],
        [">=", "since"],
        [">", "after"],
        ["!=", "outside"],
      ]
    case "text":
      return [
        ["~", "contains"],
        ["!~", "lacks"],
      ]
    default:
      return [
        [":", "any"],
        ["!=", "none"],
      ]
  }
}

function stateOptions(
  field: FilterField,
  setup: FilterSetup,
  words: FilterVocabulary,
  before = "",
): readonly FilterCompletion[] {
  const states = [
    ["overdue", words.overdue],
    ["missing", words.empty],
    ["present", words.set],
  ] as const
  const known = operatorsOf(field, setup)
  return states
    .filter(([operator]) => known.includes(operator))
    .map(([operator, [word]]) => ({ kind: "operator", text: `${before}${word!}`, field, operator }))
}

const USUAL_DAYS = ["day+0", "day+1", "day+7", "week+0", "week+1", "month+0", "month+1", "week-1", "day-1", "quarter+0"]

function valueOptions(field: FilterField, setup: FilterSetup, words: FilterVocabulary): readonly FilterCompletion[] {
  const kind = kindOfField(field, setup)
  if (kind === "day") return USUAL_DAYS.map(value => ({ kind: "value", text: printDay(value, words), field, value }))
  const values =
    kind === "flag"
      ? [YES, NO]
      : [...(kind === "person" ? [ME] : []), ...(fixedKeysOf(field) ?? namedValuesOf(field, setup).map(({ id }) => id))]
  return values.map(value => ({ kind: "value", text: printValue(field, value, setup, words), field, value }))
}

/** The options that hold what is typed: those that begin with it first, then those of which a word does. */
function fitting(options: readonly FilterCompletion[], typed: string): readonly FilterCompletion[] {
  const wanted = foldText(typed)
  if (wanted === "") return options
  const folded = options.map(option => ({ option, text: foldText(option.text).replace(/^"/, "") }))
  const begins = folded.filter(({ text }) => text.startsWith(wanted))
  const within = folded.filter(({ text }) => !text.startsWith(wanted) && text.includes(wanted))
  return [...begins, ...within].map(({ option }) => option)
}
