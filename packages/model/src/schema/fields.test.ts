import { expect, test } from "vitest"
import {
  count,
  family,
  flag,
  instant,
  MAX_TEXT,
  maybe,
  moment,
  oneOf,
  quantity,
  rank,
  ref,
  setOf,
  structured,
  text,
  type Field,
} from "./fields.ts"
import { KIND_NAMES, kindNamed } from "./kinds.ts"

const ILL: readonly unknown[] = [
  undefined,
  null,
  "",
  "text",
  "a b",
  "0",
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  2 ** 60,
  true,
  false,
  [],
  ["a"],
  [1],
  {},
  { a: 1 },
  new Map(),
  () => 1,
  Symbol("x"),
  10n,
]

test("FIELD-1 every field reads every value as one that it can have, and reading that again changes nothing", () => {
  for (const kind of KIND_NAMES) {
    for (const [name, field] of Object.entries(kindNamed(kind).fields)) {
      expect(field.read(field.fallback), `${kind}.${name}`).toEqual(field.fallback)
      for (const raw of ILL) {
        const value = field.storage === "family" ? field.readEntry(raw) : field.read(raw)
        const again = field.storage === "family" ? field.readEntry(value) : field.read(value)
        expect(again, `${kind}.${name} of ${String(typeof raw)}`).toEqual(value)
      }
    }
  }
})

const cases: readonly (readonly [string, Field<unknown>, readonly unknown[]])[] = [
  ["text", text("none"), ["", "text", "a b", "0"]],
  ["flag", flag(), [true, false]],
  ["count", count(7), [0, -1]],
  ["quantity", quantity(7), [0, -1, 1.5, 2 ** 60]],
  ["instant", instant(), [0, null]],
  ["one of", oneOf(["text", "other"], "other"), ["text"]],
  ["ref", ref(), ["text", "0", null]],
  ["rank", rank(), ["text"]],
  ["moment", moment(), [null]],
  ["maybe a count", maybe(count()), [0, -1, null]],
  ["maybe a flag", maybe(flag()), [true, false, null]],
  ["structured", structured("x", raw => (raw === "text" ? raw : null)), ["text", null]],
]

test("FIELD-1 each kind of field takes what fits and reads all else as its fallback", () => {
  for (const [name, field, fitting] of cases) {
    for (const raw of ILL) {
      const wanted = fitting.includes(raw) ? raw : field.fallback
      expect(field.read(raw), `${name} of ${String(raw)}`).toEqual(wanted)
    }
  }
})

test("FIELD-1 sets and families read what is no set or family as empty", () => {
  expect(setOf().read("text")).toEqual([])
  expect(setOf().read(["a"])).toEqual(["a"])
  expect(family(maybe(count())).read(null)).toEqual({})
  expect(family(maybe(count())).readEntry("text")).toBeNull()
  expect(family(maybe(count())).readEntry(3)).toBe(3)
})

test("FIELD-4 a text longer than ten thousand letters is cut on reading", () => {
  expect(text().read("a".repeat(MAX_TEXT))).toHaveLength(MAX_TEXT)
  expect(text().read("a".repeat(MAX_TEXT + 1))).toHaveLength(MAX_TEXT)
})
