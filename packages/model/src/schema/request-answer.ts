/** An answer to a field of a form: words, a number, yes or no, a day, or the id of an option, a person or an item. */
export type Answer = string | number | boolean

/** The most letters of an answer. */
export const MAX_ANSWER = 4_000

/** An answer as it was stored; nothing for what is none, such as words longer than {@link MAX_ANSWER}. */
export function parseAnswer(raw: unknown): Answer | null {
  if (typeof raw === "boolean") return raw
  if (typeof raw === "number") return Number.isFinite(raw) ? raw : null
  return typeof raw === "string" && raw.length <= MAX_ANSWER ? raw : null
}

export type Answers = Readonly<Record<string, Answer>>
