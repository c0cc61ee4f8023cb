import { foldText } from "../base/fold-text.ts"
import { compareText } from "../base/rank.ts"
import { readMinutes } from "../query/duration-text.ts"
import { calledBy } from "../query/filter-names.ts"
import { namedValuesOf, type FilterSetup, type Named } from "../query/filter-values.ts"
import { keyOfWord } from "../query/filter-vocabulary.ts"
import { PRIORITIES, type Priority } from "../schema/item.ts"
import type { Moment } from "../time/moment.ts"
import { spokenDateAt, type Speaker } from "../time/spoken-date.ts"

/** What a part of a captured line means. */
export type CaptureMeaning =
  | { readonly kind: "due"; readonly due: Moment }
  | { readonly kind: "person"; readonly member: string }
  /** A label that is not there yet has no id, and is made. */
  | { readonly kind: "label"; readonly label: string | null; readonly name: string }
  | { readonly kind: "priority"; readonly priority: Priority }
  | { readonly kind: "estimate"; readonly minutes: number }
  | { readonly kind: "space"; readonly space: string }

/** A part of a line that means more than its letters. */
export interface CaptureChip {
  readonly meaning: CaptureMeaning
  /** Its letters in the line. */
  readonly from: number
  readonly to: number
}

/** A line as it was understood: what is left is the title. */
export interface Captured {
  readonly title: string
  readonly chips: readonly CaptureChip[]
}

/** What a line can name. */
export interface CaptureSetup extends FilterSetup {
  readonly spaces: readonly Named[]
}

/**
 * Understands one line: *call smith tomorrow 3pm #sales @ana !high ~2h ^Help desk*.
 *
 * `#` names a label, `@` a person by the beginning of a name, `!` a priority by its word or from `!1`, `~` an estimate and
 * `^` a space; a name with spaces stands in quotes. Dates are said in English or German. A part that is written after a
 * backslash is text. Of everything but labels and people the first stands, and what is not understood stays in the title.
 */
export function readCapture(line: string, setup: CaptureSetup, speaker: Speaker): Captured {
  const chips: CaptureChip[] = []
  let title = ""
  let at = 0
  while (at < line.length) {
    const isLiteral = line[at] === "\\"
    const from = isLiteral ? at + 1 : at
    const part = isWordStart(line, at) ? partAt(line, from, setup, speaker) : null
    if (part !== null && isLiteral) {
      title += line.slice(from, part.to)
      at = part.to
    } else if (part !== null && isNew(part.meaning, chips)) {
      chips.push({ ...part, from: at })
      at = part.to
    } else {
      title += line[at]!
      at++
    }
  }
  return { title: title.replace(/\s+/g, " ").trim(), chips }
}

/** The line with one of its chips turned back into text. */
export function withoutChip(line: string, { from }: CaptureChip): string {
  return `${line.slice(0, from)}\\${line.slice(from)}`
}

function isWordStart(line: string, at: number): boolean {
  return at === 0 || /[\s(,;]/.test(line[at - 1]!)
}

/** Whether a meaning may stand beside those before it. */
function isNew(meaning: CaptureMeaning, chips: readonly CaptureChip[]): boolean {
  return chips.every(({ meaning: other }) => {
    if (other.kind !== meaning.kind) return true
    if (meaning.kind === "person" && other.kind === "person") return meaning.member !== other.member
    return meaning.kind === "label" && other.kind === "label" && foldText(meaning.name) !== foldText(other.name)
  })
}

type Part = Omit<CaptureChip, "from">

function partAt(line: string, from: number, setup: CaptureSetup, speaker: Speaker): Part | null {
  const sign = line[from]
  if (sign === "#" || sign === "@" || sign === "!" || sign === "~" || sign === "^") {
    const named = /^(?:"([^"]+)"|([\p{L}\p{N}][\p{L}\p{N}_./&'-]*))/u.exec(line.slice(from + 1))
    if (named === null) return null
    // The end of a sentence is not the end of a name.
    const word = named[1] ?? named[2]!.replace(/[.'-]+$/, "")
    const to = from + 1 + (named[1] === undefined ? word.length : named[0].length)
    const meaning = meaningOf(sign, word.trim(), setup)
    return meaning === null ? null : { meaning, to }
  }
  const date = spokenDateAt(line, from, speaker)
  return date === null ? null : { meaning: { kind: "due", due: date.moment }, to: from + date.length }
}

function meaningOf(sign: string, word: string, setup: CaptureSetup): CaptureMeaning | null {
  switch (sign) {
    case "#": {
      if (word === "" || /^\d+$/.test(word)) return null
      const known = calledBy(word, namedValuesOf("label", setup))[0]
      return { kind: "label", label: known?.id ?? null, name: known?.name ?? word }
    }
    case "@": {
      const member = startingWith(word, namedValuesOf("assignee", setup))
      return member === undefined ? null : { kind: "person", member: member.id }
    }
    case "^": {
      const space = startingWith(word, setup.spaces)
      return space === undefined ? null : { kind: "space", space: space.id }
    }
    case "~": {
      const minutes = readMinutes(word)
      return minutes === null ? null : { kind: "estimate", minutes }
    }
    default: {
      const numbered = /^[1-4]$/.test(word) ? PRIORITIES[Number(word) - 1]! : null
      const priority = numbered ?? keyOfWord(word, PRIORITIES, ({ priorities }) => priorities)
      return priority === null ? null : { kind: "priority", priority }
    }
  }
}

/** The row that a word names: by its whole name, by its beginning, or by the beginning of one of its words. */
function startingWith(word: string, rows: readonly Named[]): Named | undefined {
  const wanted = foldText(word)
  const sorted = [...rows].sort((left, right) => compareText(left.name, right.name))
  const begins = (text: string) => foldText(text).startsWith(wanted)
  return (
    calledBy(word, sorted)[0] ??
    sorted.find(({ name }) => begins(name)) ??
    sorted.find(({ name }) => name.split(/[\s-]+/).some(begins))
  )
}

/** A line of a pasted text, and how far below the line above it stands. */
export interface CaptureLine {
  readonly text: string
  /** Where it begins in the whole. */
  readonly from: number
  /** 0 stands by itself; 1 below the last line of depth 0, and so on. */
  readonly depth: number
}

/** As many lines as become items at once. */
export const MOST_LINES = 500

/** As deep as pasted lines nest. */
const MOST_LINE_DEPTH = 8

/** Bullets, numbers and boxes that lists of other programs begin their lines with. */
const BULLET = /^(?:[-*+•–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?|^\[[ xX]\]\s+/

/**
 * The lines of a pasted text that say something, in order, each as deep as it is indented; a tab counts as four spaces.
 * Lines beyond `MOST_LINES` are left out.
 */
export function captureLines(text: string): readonly CaptureLine[] {
  const indents: number[] = []
  const lines: CaptureLine[] = []
  for (const [raw, offset] of rawLines(text)) {
    const content = raw.trim().replace(BULLET, "").trim()
    if (content === "") continue
    if (lines.length === MOST_LINES) break
    const indent = /^\s*/.exec(raw)![0].replaceAll("\t", "    ").length
    while (indents.length > 0 && indents.at(-1)! >= indent) indents.pop()
    lines.push({
      text: content,
      from: offset + raw.lastIndexOf(content),
      depth: Math.min(indents.length, MOST_LINE_DEPTH),
    })
    indents.push(indent)
  }
  return lines
}

/** The lines of a text, whatever ends them, and where each begins. */
function rawLines(text: string): readonly (readonly [line: string, offset: number])[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), match => [match[0], match.index] as const)
}
