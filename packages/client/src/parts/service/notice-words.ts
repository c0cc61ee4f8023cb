import { BREACH_STEP, type Escalation } from "@weft/model/schema/escalation"
import { clockWords } from "../../text/clocks.ts"
import { whenWords } from "../when.ts"
import { targetWords } from "./target-words.ts"

/** What a notice says, in a line. */
export function noticeWords(notice: Escalation, today: string): string {
  const { step, due, at } = notice
  const target = targetWords(notice)
  if (step === BREACH_STEP || (due !== null && due < at)) return clockWords().isLate(target)
  return due === null ? clockWords().escalated(target) : clockWords().isDue(target, whenWords(due, today))
}
