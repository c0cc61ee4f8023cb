import { assert } from "../base/assert.ts"
import { readRelativeDay, type RelativeDay } from "../time/relative-day.ts"
import { minutesToText } from "./duration-text.ts"
import {
  customFieldOf,
  isCombination,
  isItemField,
  ITEM_FIELDS,
  kindOfField,
  ME,
  YES,
  type Clause,
  type Condition,
  type Filter,
  type FilterField,
} from "./filter.ts"
import { ownNameOf } from "./filter-names.ts"
import { namedFieldsOf, namedValuesOf, type FilterSetup } from "./filter-values.ts"
import { written } from "./filter-tokens.ts"
import {
  FILTER_VOCABULARIES,
  isReserved,
  isWord,
  keyOfWord,
  wordsOfFixed,
  type FilterLanguage,
  type FilterVocabulary,
} from "./filter-vocabulary.ts"

/**
 * Writes a filter as `readFilter` reads it, with rows by their present names. A row that is gone, or whose name is not
 * its own alone, is written by its id, so that what is read back is always the same filter.
 */
export function printFilter(filter: Filter, setup: FilterSetup, language: FilterLanguage): string {
  const words = FILTER_VOCABULARIES[language]
  return filter.map(clause => printClause(clause, setup, words, "and")).join(` ${words.and[0]} `)
}

function printClause(
  clause: Clause,
  setup: FilterSetup,
  words: FilterVocabulary,
  around: "and" | "or" | "not",
): string {
  if (!isCombination(clause)) return printCondition(clause, setup, words)
  const { join, parts } = clause
  if (join === "not") return `${words.not[0]} ${printClause(parts[0]!, setup, words, "not")}`
  const inner = parts.map(part => printClause(part, setup, words, join)).join(` ${words[join][0]} `)
  return around === "or" && join === "and" ? inner : `(${inner})`
}

function printCondition({ field, operator, values }: Condition, setup: FilterSetup, words: FilterVocabulary): string {
  const name = printField(field, setup, words)
  const all = values.map(value => printValue(field, value, setup, words))
  const [no, among, is] = [words.not[0], words.in[0], words.is[0]]
  const listed = `(${all.join(", ")})`
  switch (operator) {
    case "contains":
      return field === "text" ? quotedWhereReserved(values[0]!) : `${name} ~ ${all[0]!}`
    case "lacks":
      return `${name} !~ ${all[0]!}`
    case "any":
      return all.length === 1 ? `${name}:${all[0]!}` : `${name} ${among} ${listed}`
    case "none":
      return all.length === 1 ? `${name} != ${all[0]!}` : `${name} ${no} ${among} ${listed}`
    case "within":
      return all.length === 1 ? `${name} = ${all[0]!}` : `${name} ${among} ${all.join("..")}`
    case "outside":
      return all.length === 1 ? `${name} != ${all[0]!}` : `${name} ${no} ${among} ${all.join("..")}`
    case "before":
      return `${name} < ${all[0]!}`
    case "after":
      return `${name} > ${all[0]!}`
    case "until":
      return `${name} <= ${all[0]!}`
    case "since":
      return `${name} >= ${all[0]!}`
    case "missing":
      return `${name} ${is} ${words.empty[0]}`
    case "present":
      return `${name} ${is} ${words.set[0]}`
    case "overdue":
      return `${name} ${is} ${words.overdue[0]}`
  }
}

/** The word for a field; also what completion puts in. */
export function printField(field: FilterField, setup: FilterSetup, words: FilterVocabulary): string {
  if (isItemField(field)) return words.fields[field][0]!
  const id = customFieldOf(field)!
  const name = ownNameOf(id, namedFieldsOf(setup))
  const isTaken = name === null || keyOfWord(name, ITEM_FIELDS, ({ fields }) => fields) !== null
  return isTaken ? `#${id}` : quotedWhereReserved(name)
}

/** The word for a value of a field; also what completion puts in. */
export function printValue(field: FilterField, value: string, setup: FilterSetup, words: FilterVocabulary): string {
  const kind = kindOfField(field, setup)
  switch (kind) {
    case "day":
      return printDay(value, words)
    case "number":
      return value
    case "duration":
      return minutesToText(Number(value))
    case "text":
      return written(value, isReserved)
    case "flag":
      return words.flags[value === YES ? "yes" : "no"][0]!
    default: {
      if (value === ME && kind === "person") return words.me[0]!
      const fixed = wordsOfFixed(field)?.(words)[value]?.[0]
      if (fixed !== undefined) return fixed
      const name = ownNameOf(value, namedValuesOf(field, setup))
      return name === null ? `#${value}` : written(name, word => isReserved(word) || isWord(word, "me"))
    }
  }
}

function quotedWhereReserved(text: string): string {
  return written(text, isReserved)
}

/** The words for a stretch of days. */
export function printDay(day: RelativeDay, words: FilterVocabulary): string {
  const relative = readRelativeDay(day)
  if (relative === null) return day
  const { period, steps } = relative
  const sign = steps < 0 ? "-" : "+"
  if (period === "day") {
    if (Math.abs(steps) > 1) return `${words.today[0]!}${sign}${Math.abs(steps)}d`
    return (steps === 0 ? words.today : steps > 0 ? words.tomorrow : words.yesterday)[0]!
  }
  if (Math.abs(steps) > 1) return `${words.periods[period][0]!}${sign}${Math.abs(steps)}`
  const phrase = words.phrases[period]?.[steps + 1]
  if (phrase !== undefined) return phrase
  const side = [words.last, words.this, words.next][steps + 1]
  assert(side !== undefined, `a period ${steps} steps away has a word`)
  return `${side[0]!} ${words.periods[period][0]!}`
}
