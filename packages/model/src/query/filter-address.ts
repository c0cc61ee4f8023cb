import { isKeySegment } from "../base/ids.ts"
import {
  arityOf,
  customFieldOf,
  FILTER_OPERATORS,
  isCombination,
  isItemField,
  MOST_CONDITIONS,
  MOST_DEPTH,
  MOST_VALUES,
  normalFilter,
  type Clause,
  type Combination,
  type Filter,
  type FilterField,
  type FilterOperator,
} from "./filter.ts"

/**
 * A filter as it stands in an address and in a saved view, by ids:
 * ```
 * filter    = [ clause *( "_" clause ) ]
 * clause    = field "." operator "." [ value *( "~" value ) ]  |  join "(" filter ")"
 * join      = "and" | "or" | "not"
 * ```
 * Values are percent-encoded: `status.any.a~b_or(due.before.day+7_label.any.c)`.
 */
export function filterToText(filter: Filter): string {
  return filter.map(clauseToText).join("_")
}

function clauseToText(clause: Clause): string {
  if (isCombination(clause)) return `${clause.join}(${filterToText(clause.parts)})`
  const { field, operator, values } = clause
  return [field, operator, values.map(encodeValue).join("~")].join(".")
}

/** The filter that an address names; conditions that make no sense are left out. */
export function filterFromText(text: string): Filter {
  return normalFilter(new AddressReader(text).read())
}

class AddressReader {
  readonly #text: string
  #at = 0
  #conditions = 0

  constructor(text: string) {
    this.#text = text
  }

  read(depth = 0): Clause[] {
    const clauses: Clause[] = []
    while (this.#at < this.#text.length) {
      const join = depth < MOST_DEPTH ? /^(and|or|not)\(/.exec(this.#text.slice(this.#at, this.#at + 4)) : null
      if (join === null) clauses.push(...this.#readCondition(depth))
      else {
        this.#at += join[0].length
        clauses.push({ join: join[1] as Combination["join"], parts: this.read(depth + 1) })
      }
      // What follows is another clause, or the end of this combination.
      const next = this.#text[this.#at++]
      if (next === ")" && depth > 0) return clauses
    }
    return clauses
  }

  #readCondition(depth: number): readonly Clause[] {
    const from = this.#at
    while (this.#at < this.#text.length && !this.#isEnd(depth)) this.#at++
    const [field = "", operator = "", values = ""] = this.#text.slice(from, this.#at).split(".")
    if (!isField(field) || !isOperator(operator) || ++this.#conditions > MOST_CONDITIONS) return []
    const decoded = values === "" ? [] : values.split("~").slice(0, MOST_VALUES).map(decodeValue)
    const [least, most] = arityOf(operator)
    return decoded.length < least ? [] : [{ field, operator, values: decoded.slice(0, most) }]
  }

  #isEnd(depth: number): boolean {
    const letter = this.#text[this.#at]
    return letter === "_" || (depth > 0 && letter === ")")
  }
}

function isField(text: string): text is FilterField {
  return isItemField(text) || isKeySegment(customFieldOf(text) ?? "")
}

function isOperator(text: string): text is FilterOperator {
  return (FILTER_OPERATORS as readonly string[]).includes(text)
}

function encodeValue(value: string): string {
  return encodeURIComponent(value).replace(
    /[._~()]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  )
}

function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
