import { expect, test } from "vitest"
import { FIELD_KINDS, type FieldKind, type FormField } from "@weft/model/schema/offering-content"
import { MAX_ANSWER, type Answer } from "@weft/model/schema/request-answer"
import { readForm, shownFields, type AnswerFault } from "@weft/model/service/request-form"

const WORLD = { hasPerson: (id: string) => id === "ana", hasItem: (id: string) => id === "T1" }

function field(key: string, kind: FieldKind, more: Partial<FormField> = {}): FormField {
  const options = kind === "select" ? [{ key: "red", label: { en: "Red" } }] : []
  return { key, kind, label: { en: key }, help: {}, isRequired: false, options, shownIf: null, ...more }
}

/** One answer of each sort that can be stored, and what each kind of field makes of it: kept, empty, or a fault. */
const ANSWERS: Readonly<Record<string, Answer | undefined>> = {
  nothing: undefined,
  blank: "  ",
  words: " some words ",
  tooLong: "a".repeat(MAX_ANSWER + 1),
  zero: 0,
  number: 12.5,
  infinite: Infinity,
  yes: true,
  no: false,
  day: "2026-11-23",
  noDay: "2026-02-30",
  option: "red",
  person: "ana",
  item: "T1",
}

type Outcome = "empty" | "kept" | AnswerFault
const all = (outcome: Outcome, but: Partial<Record<string, Outcome>> = {}): Record<string, Outcome> => ({
  ...Object.fromEntries(Object.keys(ANSWERS).map(name => [name, outcome])),
  nothing: "empty",
  blank: "empty",
  no: "empty",
  ...but,
})

const text = all("kept", {
  tooLong: "answer-too-long",
  zero: "answer-missing",
  number: "answer-missing",
  infinite: "answer-missing",
  yes: "answer-missing",
})
const OUTCOMES: Readonly<Record<FieldKind, Record<string, Outcome>>> = {
  text,
  "long-text": text,
  number: all("answer-no-number", { zero: "kept", number: "kept" }),
  date: all("answer-no-day", { day: "kept" }),
  flag: all("answer-missing", { yes: "kept" }),
  select: all("answer-no-option", { option: "kept" }),
  person: all("answer-no-person", { person: "kept" }),
  item: all("answer-no-item", { item: "kept" }),
}

test("CATALOGUE-1 every kind of field keeps what fits, names what does not, and misses what is required", () => {
  for (const kind of FIELD_KINDS) {
    for (const [name, answer] of Object.entries(ANSWERS)) {
      for (const isRequired of [false, true]) {
        const given = answer === undefined ? {} : { asked: answer }
        const { answers, faults } = readForm([field("asked", kind, { isRequired })], given, WORLD)
        const outcome = OUTCOMES[kind][name]!
        const fault = outcome === "empty" ? (isRequired ? "answer-missing" : undefined) : outcome
        const says = `${kind} of ${name}${isRequired ? ", required" : ""}`
        expect(faults.get("asked"), says).toBe(fault === "kept" ? undefined : fault)
        expect("asked" in answers, says).toBe(outcome !== "empty")
      }
    }
  }
})

test("CATALOGUE-1 blanks around an answer are not kept", () => {
  const { answers } = readForm([field("asked", "text")], { asked: " some words " }, WORLD)
  expect(answers).toEqual({ asked: "some words" })
})

test("CATALOGUE-2 a field is asked only where its condition holds of a field above, and one that is not asked has no answer", () => {
  const form = [
    field("device", "select", { options: ["laptop", "phone"].map(key => ({ key, label: { en: key } })) }),
    field("screen", "flag", { shownIf: { field: "device", value: "laptop" } }),
    field("inches", "number", { shownIf: { field: "screen", value: "true" }, isRequired: true }),
    field("why", "text", { shownIf: { field: "inches", value: null } }),
  ]
  const shown = (answers: Record<string, Answer>) => shownFields(form, answers).map(({ key }) => key)
  expect(shown({})).toEqual(["device"])
  expect(shown({ device: "phone", screen: true, inches: 27, why: "eyes" })).toEqual(["device"])
  expect(shown({ device: "laptop" })).toEqual(["device", "screen"])
  expect(shown({ device: "laptop", screen: true })).toEqual(["device", "screen", "inches"])
  expect(shown({ device: "laptop", screen: true, inches: 27 })).toEqual(["device", "screen", "inches", "why"])
  const read = readForm(form, { device: "phone", screen: true, inches: 27, why: "eyes" }, WORLD)
  expect(read.answers).toEqual({ device: "phone" })
  expect(read.faults.size).toBe(0)
})

test("CATALOGUE-2 a flag that nobody touched says no, and a condition about no field above holds", () => {
  const form = [
    field("screen", "flag"),
    field("none", "text", { shownIf: { field: "screen", value: "false" } }),
    field("any", "text", { shownIf: { field: "screen", value: null } }),
    field("lost", "text", { shownIf: { field: "below", value: "1" } }),
    field("below", "number"),
  ]
  const shown = (answers: Record<string, Answer>) => shownFields(form, answers).map(({ key }) => key)
  expect(shown({})).toEqual(["screen", "none", "lost", "below"])
  expect(shown({ screen: false })).toEqual(["screen", "none", "lost", "below"])
  expect(shown({ screen: true })).toEqual(["screen", "any", "lost", "below"])
})
