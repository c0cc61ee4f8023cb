import { MAX_ANSWER, type Answer, type Answers } from "../schema/request-answer.ts"
import type { AnswerCondition, FieldKind, FormField } from "../schema/offering-content.ts"
import { isCalendarDate } from "../time/calendar-date.ts"

/** Why an answer cannot stand: a reason that refusals have sentences for. */
export type AnswerFault =
  | "answer-missing"
  | "answer-too-long"
  | "answer-no-number"
  | "answer-no-day"
  | "answer-no-option"
  | "answer-no-person"
  | "answer-no-item"

/** What a form may name beside its own options. */
export interface AnswerWorld {
  readonly hasPerson: (id: string) => boolean
  readonly hasItem: (id: string) => boolean
}

/** Answers as they are kept, and what is wrong with those of fields that are asked. */
export interface ReadForm {
  /** Of the fields that are asked, without the empty ones. */
  readonly answers: Answers
  readonly faults: ReadonlyMap<string, AnswerFault>
}

/**
 * Reads what was filled in: the fields that are asked given the answers above them, what is given for each, and what is
 * wrong. What a form does not ask is not kept, so that nobody is told what they no longer see.
 */
export function readForm(form: readonly FormField[], answers: Answers, world: AnswerWorld): ReadForm {
  const kept: Record<string, Answer> = {}
  const faults = new Map<string, AnswerFault>()
  for (const field of shownFields(form, answers)) {
    const given = givenAnswer(field.kind, answers[field.key])
    const fault = given === null ? (field.isRequired ? "answer-missing" : null) : faultOf(field, given, world)
    if (fault !== null) faults.set(field.key, fault)
    if (given !== null) kept[field.key] = given
  }
  return { answers: kept, faults }
}

/**
 * The fields of a form that are asked given some answers, in order. One that is not asked has no answer either, for those
 * that depend on it. A condition about a field that is not above holds: what could never be asked would be lost.
 */
export function shownFields(form: readonly FormField[], answers: Answers): readonly FormField[] {
  const above = new Map<string, string | null>()
  return form.filter(({ key, kind, shownIf }) => {
    const isShown = shownIf === null || !above.has(shownIf.field) || conditionHolds(shownIf, above.get(shownIf.field)!)
    above.set(key, isShown ? answerWord(kind, answers[key]) : null)
    return isShown
  })
}

/** Whether a condition holds of the answers of a form, of which those count that are asked for. */
export function holdsOfAnswers(condition: AnswerCondition, form: readonly FormField[], answers: Answers): boolean {
  const field = shownFields(form, answers).find(({ key }) => key === condition.field)
  return field !== undefined && conditionHolds(condition, answerWord(field.kind, answers[field.key]))
}

function conditionHolds({ value }: AnswerCondition, word: string | null): boolean {
  return word !== null && (value === null ? word !== "false" : word === value)
}

/** An answer as conditions compare it; nothing where there is none. A flag that nobody touched says no. */
function answerWord(kind: FieldKind, answer: Answer | undefined): string | null {
  if (kind === "flag") return answer === true ? "true" : "false"
  const given = givenAnswer(kind, answer)
  return given === null ? null : String(given)
}

/** An answer without blanks around it; nothing where it is empty, and where a flag is not set. */
function givenAnswer(kind: FieldKind, answer: Answer | undefined): Answer | null {
  if (answer === undefined || answer === false) return null
  if (typeof answer !== "string") return answer
  const words = kind === "long-text" ? answer.trimEnd() : answer.trim()
  return words.trim() === "" ? null : words
}

function faultOf({ kind, options }: FormField, answer: Answer, world: AnswerWorld): AnswerFault | null {
  const word = typeof answer === "string" ? answer : ""
  switch (kind) {
    case "text":
    case "long-text":
      if (word === "") return "answer-missing"
      return word.length > MAX_ANSWER ? "answer-too-long" : null
    case "number":
      return typeof answer === "number" && Number.isFinite(answer) ? null : "answer-no-number"
    case "date":
      return isCalendarDate(word) ? null : "answer-no-day"
    case "flag":
      return answer === true ? null : "answer-missing"
    case "select":
      return options.some(({ key }) => key === word) ? null : "answer-no-option"
    case "person":
      return world.hasPerson(word) ? null : "answer-no-person"
    case "item":
      return world.hasItem(word) ? null : "answer-no-item"
  }
}
