import { readInstant, TENTHS_PER_DAY, type Day } from "../../time/instant.ts"
import type { FileWarning } from "../plan-file/plan-file.ts"
import type { XmlElement } from "../xml/element.ts"

/** The attributes of one element. What cannot be read is told with its place and reads as its default. */
export class Attributes {
  readonly element: XmlElement
  readonly #warn: (warning: FileWarning) => void
  readonly #task: string | null

  constructor(element: XmlElement, warn: (warning: FileWarning) => void, task: string | null = null) {
    this.element = element
    this.#warn = warn
    this.#task = task
  }

  text(name: string): string {
    return this.element.attributes?.[name]?.trim() ?? ""
  }

  flag(name: string): boolean {
    return this.text(name) === "true"
  }

  number(name: string, fallback: number, least: number, most: number): number {
    const text = this.text(name)
    if (text === "") return fallback
    const value = Number(text.replace("%", ""))
    if (Number.isFinite(value) && value >= least && value <= most) return value
    this.tell("impossible-value", name, text, String(fallback))
    return fallback
  }

  /** The day of a date; null where there is none. */
  day(name: string): Day | null {
    const text = this.text(name)
    if (text === "") return null
    const instant = readInstant(text)
    if (instant !== null) return Math.floor(instant / TENTHS_PER_DAY)
    this.tell("impossible-date", name, text, "")
    return null
  }

  tell(code: FileWarning["code"], about: string, found: string, instead: string): void {
    const { line, column } = this.element
    this.#warn({ code, task: this.#task, about, found, instead, line, column })
  }
}
