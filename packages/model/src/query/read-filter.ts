import { isCalendarDate } from "../time/calendar-date.ts"
import { isRelativeDay, MOST_PERIODS, PERIODS, relativeDay, type RelativeDay } from "../time/relative-day.ts"
import { readMinutes } from "./duration-text.ts"
import {
  arityOf,
  ITEM_FIELDS,
  kindOfField,
  ME,
  MOST_CONDITIONS,
  MOST_DEPTH,
  NO,
  normalFilter,
  operatorsOf,
  YES,
  type Clause,
  type Condition,
  type FieldKind,
  type Filter,
  type FilterField,
  type FilterOperator,
} from "./filter.ts"
import { calledBy, nearestName } from "./filter-names.ts"
import { fixedKeysOf, namedFieldsOf, namedValuesOf, type FilterSetup } from "./filter-values.ts"
import { COMPARISONS, tokensOf, type Token } from "./filter-tokens.ts"
import {
  FILTER_VOCABULARIES,
  isReserved,
  isWord,
  keyOfWord,
  wordsOfFixed,
  type FilterLanguage,
} from "./filter-vocabulary.ts"

/** What should have stood where a filter cannot be read. */
export type Expected =
  | "field"
  | "operator"
  | "value"
  | "name"
  | "day"
  | "number"
  | "duration"
  | "flag"
  | "one-value"
  | "condition"
  | "closing"
  | "quote"
  | "end"
  | "less"

/** Where and why a filter cannot be read. */
export interface FilterFault {
  /** In letters from the beginning, and for how many. */
  readonly offset: number
  readonly length: number
  readonly expected: Expected
  readonly found: string
  /** What may have been meant. */
  readonly nearest: string | null
  /** The field whose operator or value is at fault. */
  readonly field: FilterField | null
}

export type FilterReading = { readonly filter: Filter } | { readonly fault: FilterFault }

/** The longest filter that is read, in letters. */
export const LONGEST_FILTER = 4000

/**
 * Reads a filter as people write it. Names become ids, as rows are called now; the words of every language are understood.
 *
 * ```
 * filter     = [ either ]
 * either     = both *( "or" both )
 * both       = one *( [ "and" ] one )
 * one        = ( "not" | "-" ) one  |  "(" either ")"  |  condition  |  text
 * condition  = field ( ":" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~" ) values
 *            | field [ "not" ] "in" values
 *            | field "is" [ "not" ] ( "empty" | "set" | "overdue" )
 * values     = value *( "," value )  |  "(" value *( "," value ) ")"  |  value ".." value
 * value      = word  |  quoted  |  "#" id  |  day
 * day        = date  |  "today" [ ("+" | "-") count ( "d" | "w" ) ]  |  "tomorrow"  |  "yesterday"
 *            | ( "last" | "this" | "next" ) period  |  period ( "+" | "-" ) count
 * text       = word  |  quoted                       ; the title holds it
 * ```
 * A condition on a stretch of days takes it whole: `due < next week` is before it begins, `due <= next week` until it
 * ends. Several values mean any of them, and after `!=` or `not in` none of them.
 */
export function readFilter(text: string, setup: FilterSetup): FilterReading {
  if (text.length > LONGEST_FILTER)
    return {
      fault: {
        offset: LONGEST_FILTER,
        length: text.length - LONGEST_FILTER,
        expected: "less",
        found: "",
        nearest: null,
        field: null,
      },
    }
  try {
    return { filter: new FilterParser(text, setup).read() }
  } catch (reason) {
    if (reason instanceof Unreadable) return { fault: reason.fault }
    throw reason
  }
}

/** Carries a fault out of the depths of a filter to `readFilter`. */
class Unreadable extends Error {
  readonly fault: FilterFault
  constructor(fault: FilterFault) {
    super(fault.expected)
    this.fault = fault
  }
}

class FilterParser {
  readonly #setup: FilterSetup
  readonly #tokens: readonly Token[]
  #at = 0
  #conditions = 0

  constructor(text: string, setup: FilterSetup) {
    this.#setup = setup
    this.#tokens = tokensOf(text)
  }

  read(): Filter {
    if (this.#isAtEnd()) return []
    const clause = this.#either(0)
    if (!this.#isAtEnd()) this.#fail("end")
    return normalFilter([clause])
  }

  #either(depth: number): Clause {
    const parts = [this.#both(depth)]
    while (this.#takesWord("or")) parts.push(this.#both(depth))
    return parts.length === 1 ? parts[0]! : { join: "or", parts }
  }

  #both(depth: number): Clause {
    const parts = [this.#one(depth)]
    while (this.#takesWord("and") || this.#beginsOne()) parts.push(this.#one(depth))
    return parts.length === 1 ? parts[0]! : { join: "and", parts }
  }

  #beginsOne(): boolean {
    const { kind, text } = this.#here
    return kind === "sign" ? text === "(" : kind !== "end" && !this.#isWord("or")
  }

  #one(depth: number): Clause {
    if (depth > MOST_DEPTH) this.#fail("less")
    if (this.#takesWord("not") || this.#takesMinus()) return { join: "not", parts: [this.#one(depth + 1)] }
    if (this.#takesSign("(")) {
      const clause = this.#either(depth + 1)
      if (!this.#takesSign(")")) this.#fail("closing")
      return clause
    }
    if (++this.#conditions > MOST_CONDITIONS) this.#fail("less")
    return this.#asksField() ? this.#condition() : this.#text()
  }

  /** A minus before a word that it denies. */
  #takesMinus(): boolean {
    const { kind, text, offset, length } = this.#here
    if (kind !== "word" || !text.startsWith("-")) return false
    const next = this.#tokens[this.#at + 1]!
    if (text === "-" && (next.kind === "end" || next.offset > offset + length)) this.#fail("condition")
    if (text === "-") this.#at++
    else this.#rest = { kind: "word", text: text.slice(1), offset: offset + 1, length: length - 1, closed: true }
    return true
  }

  /** Whether what stands here is a field: something that asks comes after it. */
  #asksField(): boolean {
    if (this.#here.kind !== "word" && this.#here.kind !== "quoted" && this.#here.kind !== "id") return false
    const [next, after] = [this.#tokens[this.#at + 1]!, this.#tokens[this.#at + 2]]
    if (next.kind === "sign") return (COMPARISONS as readonly string[]).includes(next.text)
    if (next.kind !== "word") return false
    return (
      isWord(next.text, "in", "is") || (isWord(next.text, "not") && after?.kind === "word" && isWord(after.text, "in"))
    )
  }

  #text(): Condition {
    const token = this.#here
    if (token.kind === "sign" || token.kind === "end" || token.kind === "id") this.#fail("condition")
    if (!token.closed) this.#fail("quote")
    if (token.kind === "word" && isReserved(token.text)) this.#fail("condition")
    if (token.text === "") this.#fail("condition")
    this.#next()
    return { field: "text", operator: "contains", values: [token.text] }
  }

  #condition(): Condition {
    const field = this.#field()
    const sign = this.#here
    if (this.#takesWord("is")) return this.#state(field, sign)
    if (this.#takesWord("not")) {
      this.#next()
      return this.#asked(field, sign, "!=")
    }
    if (this.#takesWord("in")) return this.#asked(field, sign, "=")
    this.#next()
    return this.#asked(field, sign, sign.text === ":" ? "=" : sign.text)
  }

  #field(): FilterField {
    const token = this.#here
    if (!token.closed) this.#fail("quote")
    const custom = namedFieldsOf(this.#setup)
    const known =
      (token.kind === "word" ? keyOfWord(token.text, ITEM_FIELDS, ({ fields }) => fields) : null) ??
      customKey(token.kind === "id" ? this.#setup.customFields.get(token.text) : calledBy(token.text, custom)[0])
    if (known === null) {
      const names = [...FILTER_WORDS_OF_FIELDS, ...custom.map(({ name }) => name)]
      this.#fail("field", { nearest: nearestName(token.text, names) })
    }
    this.#next()
    return known
  }

  /** `is empty`, `is set`, `is overdue`. */
  #state(field: FilterField, sign: Token): Condition {
    const isNot = this.#takesWord("not")
    const operator = this.#takesWord("empty")
      ? isNot
        ? "present"
        : "missing"
      : this.#takesWord("set")
        ? isNot
          ? "missing"
          : "present"
        : !isNot && this.#takesWord("overdue")
          ? "overdue"
          : null
    if (operator === null) return this.#asked(field, sign, isNot ? "!=" : "=")
    if (!operatorsOf(field, this.#setup).includes(operator)) this.#fail("operator", { field, token: sign })
    return { field, operator, values: [] }
  }

  /** A comparison with the values that follow it. */
  #asked(field: FilterField, sign: Token, comparison: string): Condition {
    const kind = kindOfField(field, this.#setup)!
    const operator = operatorFor(kind, comparison)
    if (operator === null || !operatorsOf(field, this.#setup).includes(operator))
      this.#fail("operator", { field, token: sign })
    const from = this.#here
    const values = this.#values(field, kind)
    if (values.length > arityOf(operator)[1]) this.#fail("one-value", { field, token: from })
    return { field, operator, values }
  }

  #values(field: FilterField, kind: FieldKind): readonly string[] {
    const isBracketed = this.#takesSign("(")
    const values = [...this.#value(field, kind)]
    const isOrdered = kind === "day" || kind === "number" || kind === "duration"
    if (isOrdered && this.#takesSign("..")) values.push(...this.#value(field, kind))
    else
      while (this.#takesSign(",")) {
        const token = this.#tokens[this.#at - 1]!
        if (isOrdered || kind === "text") this.#fail("one-value", { field, token })
        values.push(...this.#value(field, kind))
      }
    if (isBracketed && !this.#takesSign(")")) this.#fail("closing", { field })
    // A range of one day names it at both ends.
    return isOrdered ? values : [...new Set(values)]
  }

  #value(field: FilterField, kind: FieldKind): readonly string[] {
    const token = this.#here
    if (token.kind === "sign" || token.kind === "end") this.#fail("value", { field })
    if (!token.closed) this.#fail("quote", { field })
    if (kind === "day") return [this.#day(field)]
    this.#next()
    switch (kind) {
      case "number": {
        const number = token.kind === "word" ? readNumber(token.text) : null
        return [number ?? this.#fail("number", { field, token })]
      }
      case "duration": {
        const minutes = token.kind === "word" ? readMinutes(token.text) : null
        return [minutes === null ? this.#fail("duration", { field, token }) : String(minutes)]
      }
      case "text":
        return [token.kind === "id" ? `#${token.text}` : token.text]
      case "flag": {
        const flag = keyOfWord(token.text, [YES, NO], ({ flags }) => flags)
        return [flag ?? this.#fail("flag", { field, token })]
      }
      default:
        return this.#named(field, kind, token)
    }
  }

  #named(field: FilterField, kind: FieldKind, token: Token): readonly string[] {
    if (token.kind === "id") return [token.text]
    if (kind === "person" && token.kind === "word" && isWord(token.text, "me")) return [ME]
    const [fixed, wordsOf] = [fixedKeysOf(field), wordsOfFixed(field)]
    if (fixed !== null && wordsOf !== null) {
      const key = keyOfWord(token.text, fixed, wordsOf)
      if (key !== null) return [key]
      const words = Object.values(FILTER_VOCABULARIES).flatMap(one => Object.values(wordsOf(one)).flat())
      this.#fail("name", { field, token, nearest: nearestName(token.text, words) })
    }
    const rows = namedValuesOf(field, this.#setup)
    const called = calledBy(token.text, rows)
    if (called.length > 0) return called.map(({ id }) => id)
    const nearest = nearestName(
      token.text,
      rows.map(({ name }) => name),
    )
    return this.#fail("name", { field, token, nearest })
  }

  /** A day or a stretch of days, in one word or two. */
  #day(field: FilterField): RelativeDay {
    const token = this.#here
    const next = this.#tokens[this.#at + 1]!
    const fail = () => this.#fail("day", { field, token })
    if (token.kind !== "word") fail()
    this.#next()
    const steps = isWord(token.text, "last")
      ? -1
      : isWord(token.text, "this")
        ? 0
        : isWord(token.text, "next")
          ? 1
          : null
    if (steps !== null) {
      const period = next.kind === "word" ? keyOfWord(next.text, PERIODS, ({ periods }) => periods) : null
      if (period === null) this.#fail("day", { field, token: next.kind === "end" ? token : next })
      this.#next()
      return relativeDay(period, steps)
    }
    if (isCalendarDate(token.text) || (isRelativeDay(token.text) && /^\d/.test(token.text))) return token.text
    if (isWord(token.text, "tomorrow")) return relativeDay("day", 1)
    if (isWord(token.text, "yesterday")) return relativeDay("day", -1)
    const [word = "", sign, count, unit] = /^([^+-]+)(?:([+-])(\d+)([dtw]?))?$/u.exec(token.text)?.slice(1) ?? []
    const amount = Number(count ?? 0) * (sign === "-" ? -1 : 1) * (unit === "w" ? 7 : 1)
    if (Math.abs(amount) > MOST_PERIODS) fail()
    if (isWord(word, "today")) return relativeDay("day", amount + 0)
    const period = keyOfWord(word, PERIODS, ({ periods }) => periods)
    if (period === null || sign === undefined || unit !== "") fail()
    return relativeDay(period!, amount + 0)
  }

  /** A word that was taken apart by a minus stands here until it is taken. */
  #rest: Token | null = null

  get #here(): Token {
    return this.#rest ?? this.#tokens[this.#at]!
  }

  #isAtEnd(): boolean {
    return this.#here.kind === "end"
  }

  #next(): void {
    this.#rest = null
    if (!this.#isAtEnd()) this.#at++
  }

  #isWord(...lists: Parameters<typeof isWord> extends [string, ...infer Lists] ? Lists : never): boolean {
    return this.#here.kind === "word" && isWord(this.#here.text, ...lists)
  }

  #takesWord(...lists: Parameters<typeof isWord> extends [string, ...infer Lists] ? Lists : never): boolean {
    const takes = this.#isWord(...lists)
    if (takes) this.#next()
    return takes
  }

  #takesSign(sign: string): boolean {
    const takes = this.#here.kind === "sign" && this.#here.text === sign
    if (takes) this.#next()
    return takes
  }

  #fail(
    expected: Expected,
    {
      field = null,
      nearest = null,
      token = this.#here,
    }: { field?: FilterField | null; nearest?: string | null; token?: Token } = {},
  ): never {
    const { offset, length, text } = token
    throw new Unreadable({ offset, length, expected, found: text, nearest, field })
  }
}

const FILTER_WORDS_OF_FIELDS = (Object.keys(FILTER_VOCABULARIES) as FilterLanguage[]).flatMap(language =>
  Object.values(FILTER_VOCABULARIES[language].fields).flat(),
)

function customKey(field: { readonly id: string } | undefined): FilterField | null {
  return field === undefined ? null : `custom-${field.id}`
}

/** What a comparison asks of a field of a kind; `null` where it makes no sense. */
function operatorFor(kind: FieldKind, comparison: string): FilterOperator | null {
  switch (kind) {
    case "choice":
    case "person":
    case "flag":
      return { "=": "any" as const, "!=": "none" as const }[comparison] ?? null
    case "text":
      return (
        { "=": "contains" as const, "~": "contains" as const, "!=": "lacks" as const, "!~": "lacks" as const }[
          comparison
        ] ?? null
      )
    case "reference":
      return null
    default:
      return (
        {
          "=": "within" as const,
          "!=": "outside" as const,
          "<": "before" as const,
          "<=": "until" as const,
          ">": "after" as const,
          ">=": "since" as const,
        }[comparison] ?? null
      )
  }
}

/** A number as filters keep it; `null` for a text that is none. */
function readNumber(text: string): string | null {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? String(Number(text)) : null
}
