import { readInstant, type Instant, type Tenths } from "../../time/instant.ts"
import { elementsIn, leafText, type XmlElement } from "../xml/element.ts"
import type { FileWarning } from "../plan-file/plan-file.ts"
import { readDuration } from "./values.ts"

/** The length of `YYYY-MM-DD`, which has no zone. */
const DATE_LENGTH = 10
/** A plan's dates are those of its own clock, whatever zone a program adds to them. */
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/

export type Warn = (warning: FileWarning) => void

/** Years before this stand for "no date" in files of some programs. */
const NO_DATE = /^(0001|0000|1899|1900|1970)-/

/**
 * The fields of one record. What cannot be read is told once with its place and reads as its default, so that one
 * damaged field does not cost the plan.
 */
export class Fields {
  readonly element: XmlElement
  readonly #children = new Map<string, XmlElement>()
  readonly #warn: Warn
  readonly #task: string | null

  constructor(element: XmlElement, warn: Warn, task: string | null = null) {
    this.element = element
    this.#warn = warn
    this.#task = task
    for (const child of elementsIn(element)) if (!this.#children.has(child.name)) this.#children.set(child.name, child)
  }

  /** Whether a field is there, even if it is empty. */
  isThere(name: string): boolean {
    return this.#children.has(name)
  }

  has(name: string): boolean {
    return this.raw(name) !== null
  }

  /** The text of a field; null where it is absent or empty. */
  raw(name: string): string | null {
    const text = leafText(this.#children.get(name))
    return text === "" ? null : text
  }

  text(name: string): string {
    return this.raw(name) ?? ""
  }

  flag(name: string, fallback: boolean): boolean {
    const text = this.raw(name)
    if (text === null) return fallback
    if (text === "1" || text === "true") return true
    if (text === "0" || text === "false") return false
    this.tell("impossible-value", name, text, fallback ? "1" : "0")
    return fallback
  }

  /** A number between two bounds, both included. */
  number(name: string, fallback: number, least = -Infinity, most = Infinity): number {
    const text = this.raw(name)
    if (text === null) return fallback
    const value = Number(text)
    if (Number.isFinite(value) && value >= least && value <= most) return value
    this.tell("impossible-value", name, text, String(fallback))
    return fallback
  }

  /** A whole number between two bounds, both included. */
  whole(name: string, fallback: number, least = -2_147_483_648, most = 2_147_483_647): number {
    const value = this.number(name, fallback, least, most)
    return Math.round(value)
  }

  date(name: string): Instant | null {
    const text = this.raw(name)
    if (text === null || text === "NA" || NO_DATE.test(text)) return null
    const instant = readInstant(text.length > DATE_LENGTH ? text.replace(ZONE, "") : text)
    if (instant === null) this.tell("impossible-date", name, text, "")
    return instant
  }

  /** A duration in tenths; a negative one only where that means something. */
  duration(name: string, fallback: Tenths): Tenths {
    return this.maybeDuration(name) ?? fallback
  }

  maybeDuration(name: string): Tenths | null {
    const text = this.raw(name)
    if (text === null) return null
    const tenths = readDuration(text)
    if (tenths !== null && tenths >= 0) return tenths
    this.tell("impossible-value", name, text, "")
    return null
  }

  tell(code: FileWarning["code"], about: string, found: string, instead: string): void {
    const { line, column } = this.#children.get(about) ?? this.element
    this.#warn({ code, task: this.#task, about, found, instead, line, column })
  }
}
