import type { ApiReason, ApiRefusal } from "@weft/model/wire/api"

/** What a command answers when it says no for a reason that whoever asked should read. Nothing has changed then. */
export interface Denial {
  readonly denied: ApiRefusal
}

export function deny(reason: ApiReason, detail: string): Denial {
  return { denied: { reason, detail } }
}

export function isDenial(answer: unknown): answer is Denial {
  return typeof answer === "object" && answer !== null && "denied" in answer
}
