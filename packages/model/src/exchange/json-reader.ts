import { refuse, type Refusal } from "../base/result.ts"

/** The first thing that a foreign file gets wrong; reading goes on with fallbacks, so that readers need no branches. */
export class Faults {
  first: Refusal | null = null

  note(reason: string, detail: Readonly<Record<string, string | number>>): void {
    this.first ??= refuse(reason, detail)
  }
}

type Wanted = "object" | "list" | "text" | "number" | "truth"

/**
 * One object of a foreign JSON file, read field by field under its path (`cards[3].badges`). What is absent or null reads
 * as its fallback; what is there and of another type, too long or too many is a fault. Fields that nobody asks for are
 * never looked at.
 */
export class JsonReader {
  readonly path: string
  readonly #values: Readonly<Record<string, unknown>>
  readonly #faults: Faults

  private constructor(values: Readonly<Record<string, unknown>>, path: string, faults: Faults) {
    this.#values = values
    this.path = path
    this.#faults = faults
  }

  static of(value: unknown, path: string, faults: Faults): JsonReader {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return new JsonReader(value as Record<string, unknown>, path, faults)
    if (value !== undefined && value !== null) note(faults, path, "object", value)
    return new JsonReader({}, path, faults)
  }

  /** The path of a field of this object. */
  at(field: string): string {
    return this.path === "" ? field : `${this.path}.${field}`
  }

  /** A text that has to be there. */
  text(field: string, most: number): string {
    const value = this.#get(field)
    if (value === null) this.#faults.note("missing", { where: this.at(field) })
    return this.textOr(field, "", most)
  }

  textOr<F extends string | null>(field: string, fallback: F, most: number): string | F {
    const value = this.#get(field)
    if (value === null) return fallback
    if (typeof value !== "string") return (note(this.#faults, this.at(field), "text", value), fallback)
    if (value.length > most) this.#faults.note("too-long", { where: this.at(field), most })
    return value
  }

  /** A text that has to be there and name a record: not empty. */
  id(field: string): string {
    const id = this.text(field, 200)
    if (id === "" && this.#get(field) !== null) this.#faults.note("missing", { where: this.at(field) })
    return id
  }

  number(field: string, fallback: number): number {
    const value = this.#get(field)
    if (value === null) return fallback
    if (typeof value === "number" && Number.isFinite(value)) return value
    note(this.#faults, this.at(field), "number", value)
    return fallback
  }

  flag(field: string): boolean {
    const value = this.#get(field)
    if (value === null || typeof value === "boolean") return value === true
    note(this.#faults, this.at(field), "truth", value)
    return false
  }

  /** An instant as ISO text, in milliseconds since 1970; `null` where there is none. */
  instant(field: string): number | null {
    const text = this.textOr(field, null, 40)
    if (text === null || text === "") return null
    const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN
    if (!Number.isNaN(milliseconds)) return milliseconds
    this.#faults.note("wrong-date", { where: this.at(field), found: text })
    return null
  }

  object(field: string): JsonReader {
    return JsonReader.of(this.#values[field], this.at(field), this.#faults)
  }

  isText(field: string): boolean {
    return typeof this.#get(field) === "string"
  }

  has(field: string): boolean {
    return this.#get(field) !== null
  }

  objects(field: string, most: number): JsonReader[] {
    return this.#list(field, most).map((value, index) => {
      const path = `${this.at(field)}[${index}]`
      if (value === null) note(this.#faults, path, "object", value)
      return JsonReader.of(value, path, this.#faults)
    })
  }

  /** The objects of a list, or of an object that has them by key, as some programs write lists. */
  records(field: string, most: number): JsonReader[] {
    const value = this.#get(field)
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.objects(field, most)
    const keys = Object.keys(value)
    if (keys.length > most) this.#faults.note("too-many", { where: this.at(field), found: keys.length, most })
    const inner = this.object(field)
    return keys.slice(0, most).map(key => inner.object(key))
  }

  /** An identity that has to be there: a text, or a number as its figures. */
  key(field: string): string {
    const value = this.#get(field)
    return typeof value === "number" && Number.isFinite(value) ? String(value) : this.id(field)
  }

  /** An instant in whole seconds since 1970 as milliseconds; `null` where it is not there or 0. */
  seconds(field: string): number | null {
    const value = this.number(field, 0)
    return value > 0 && value < 1e11 ? value * 1000 : null
  }

  texts(field: string, most: number): string[] {
    return this.#list(field, most).flatMap((value, index) => {
      if (typeof value === "string") return [value]
      note(this.#faults, `${this.at(field)}[${index}]`, "text", value)
      return []
    })
  }

  /** How many entries a list has whose content is of no interest. */
  length(field: string): number {
    return this.#list(field, Number.MAX_SAFE_INTEGER).length
  }

  #list(field: string, most: number): readonly unknown[] {
    const value = this.#get(field)
    if (value === null) return []
    if (!Array.isArray(value)) return (note(this.#faults, this.at(field), "list", value), [])
    if (value.length <= most) return value as unknown[]
    this.#faults.note("too-many", { where: this.at(field), found: value.length, most })
    return []
  }

  #get(field: string): unknown {
    return Object.hasOwn(this.#values, field) ? (this.#values[field] ?? null) : null
  }
}

function note(faults: Faults, where: string, wanted: Wanted, found: unknown): void {
  faults.note("wrong-type", { where: where === "" ? "(the whole file)" : where, wanted, found: typeOf(found) })
}

function typeOf(value: unknown): string {
  if (value === null) return "nothing"
  if (Array.isArray(value)) return "list"
  return typeof value === "string" ? "text" : typeof value === "boolean" ? "truth" : typeof value
}
