import { isCalendarDate } from "@weft/model/time/calendar-date"
import type { Amount } from "@weft/model/service/policy"

/** The first thing that a file gets wrong, as a sentence that begins with where; reading goes on with fallbacks. */
export class SlaFaults {
  first: string | null = null

  note(where: string, sentence: string): void {
    this.first ??= `${where === "" ? "The file" : where} ${sentence}.`
  }
}

/** One object of a file, read field by field. A field that nobody knows is a fault, so that no misspelt one is passed over. */
export class SlaReader {
  readonly path: string
  readonly faults: SlaFaults
  readonly #values: Readonly<Record<string, unknown>>

  constructor(value: unknown, path: string, faults: SlaFaults, fields: readonly string[] | null) {
    this.path = path
    this.faults = faults
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
    if (!isObject) faults.note(path, "has to be an object")
    this.#values = isObject ? (value as Record<string, unknown>) : {}
    for (const field of Object.keys(this.#values))
      if (fields !== null && !fields.includes(field))
        faults.note(this.at(field), `is not known; there are ${fields.join(", ")}`)
  }

  at(field: string): string {
    return this.path === "" ? field : `${this.path}.${field}`
  }

  has(field: string): boolean {
    return this.#values[field] !== undefined && this.#values[field] !== null
  }

  /** A field as it stands, with its path. */
  raw(field: string): [unknown, string] {
    return [this.#values[field], this.at(field)]
  }

  text(field: string, fallback: string): string {
    if (!this.has(field)) return fallback
    const value = this.#values[field]
    if (typeof value === "string") return value
    this.faults.note(this.at(field), "has to be a text")
    return fallback
  }

  choice<const V extends string>(field: string, values: readonly V[], fallback: NoInfer<V>): V {
    if (!this.has(field)) return fallback
    const value = this.#values[field]
    const found = values.find(one => one === value)
    if (found === undefined)
      this.faults.note(this.at(field), `is ${shown(value)}; it has to be one of ${values.join(", ")}`)
    return found ?? fallback
  }

  whole(field: string, fallback: number): number {
    if (!this.has(field)) return fallback
    const value = this.#values[field]
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value
    this.faults.note(this.at(field), `is ${shown(value)}; it has to be a whole number`)
    return fallback
  }

  /** The entries of a list with their paths; none where it is absent. */
  list(field: string): [unknown, string][] {
    if (!this.has(field)) return []
    const value = this.#values[field]
    if (Array.isArray(value)) return value.map((one, place) => [one, `${this.at(field)}[${place}]`])
    this.faults.note(this.at(field), "has to be a list")
    return []
  }

  /** A list of at least one, or one alone. */
  oneOrMore(field: string): [unknown, string][] {
    if (!this.has(field)) this.faults.note(this.at(field), "is missing")
    const value = this.#values[field]
    const list = Array.isArray(value) ? this.list(field) : ([[value, this.at(field)]] as [unknown, string][])
    if (list.length === 0) this.faults.note(this.at(field), "is empty")
    return list
  }

  /** The fields of an object that may have any, with their paths; none where it is absent. */
  entries(field: string): [string, unknown, string][] {
    if (!this.has(field)) return []
    const reader = new SlaReader(this.#values[field], this.at(field), this.faults, null)
    return Object.entries(reader.#values).map(([key, value]) => [key, value, reader.at(key)])
  }

  /** Texts of a list, or of a list within an object; one alone needs no list. */
  texts(field: string, inner?: string): string[] {
    const path = inner === undefined ? this.at(field) : `${this.at(field)}.${inner}`
    const own = this.#values[field]
    const value = inner === undefined ? own : (own as Record<string, unknown>)[inner]
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    return list.map(one => {
      if (typeof one !== "string") this.faults.note(path, "has to be a text or a list of texts")
      return String(one)
    })
  }

  amount(field: string, { isSigned }: { readonly isSigned: boolean }): Amount {
    const value = this.#values[field]
    const amount = typeof value === "string" ? readAmount(value) : null
    const isRight = amount !== null && (isSigned || amount.amount > 0)
    if (!isRight)
      this.faults.note(
        this.at(field),
        `is ${shown(value)}; it has to be working time such as "90m", "4h" or "1h30m", or days such as "2d"${isSigned ? `, with "-" for before` : ""}`,
      )
    return amount ?? { unit: "time", amount: 1 }
  }

  /** An instant in ms since 1970. A time without a zone is on the wall of the calendar. */
  instant(field: string, fromWall: (wall: number) => number): number {
    const value = this.#values[field]
    const instant = typeof value === "string" ? readTime(value, fromWall) : null
    if (instant === null)
      this.faults.note(
        this.at(field),
        `is ${shown(value)}; it has to be a time of 1985 to 2148 such as "2026-11-23T16:00", in the zone of the calendar, or "2026-11-23T15:00Z"`,
      )
    return instant ?? 0
  }
}

const shown = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value).slice(0, 60))

const TIME = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:[0-5]\d)?$/

function readTime(text: string, fromWall: (wall: number) => number): number | null {
  const parts = TIME.exec(text)
  if (parts === null || !isCalendarDate(parts[1]!)) return null
  const [, date, hour, minute, second = "00", fraction = "0", zone] = parts
  const year = Number(date!.slice(0, 4))
  if (year < 1985 || year > 2148) return null
  const wall = Date.parse(`${date}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0")}Z`)
  if (zone === undefined) return fromWall(wall)
  if (zone === "Z") return wall
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * 60_000
  return zone.startsWith("-") ? wall + offset : wall - offset
}

/** Reads `"90m"`, `"1h30m"`, `"-15m"`, `"2d"` or `"0"`; nothing for anything else, and for days mixed with hours. */
function readAmount(text: string): Amount | null {
  const parts = /^([+-]?)(?:(\d{1,4})d|(?:(\d{1,5})h)?(?:(\d{1,6})m)?|0)$/.exec(text.trim())
  if (parts === null || text.trim() === "" || /^[+-]$/.test(text.trim())) return null
  const sign = parts[1] === "-" ? -1 : 1
  if (parts[2] !== undefined) return { unit: "days", amount: sign * Number(parts[2]) }
  return { unit: "time", amount: sign * (Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0)) * 60_000 + 0 }
}
