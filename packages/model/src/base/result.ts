/** What an action or a reader answers when it says no for a reason that somebody should read. */
export interface Refusal {
  readonly refused: true
  readonly reason: string
  /** Names and numbers for the sentence that a screen makes of the reason. */
  readonly detail: Readonly<Record<string, string | number>>
}

export function refuse(reason: string, detail: Readonly<Record<string, string | number>> = {}): Refusal {
  return { refused: true, reason, detail }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && (value as { refused?: unknown }).refused === true
}
