import type { Organisation } from "@weft/model/schema/contact"
import { isUnderContract } from "@weft/model/service/contact-book"
import { contactWords } from "../../text/contacts.ts"
import { format } from "../../text/index.ts"

/** What a contract of an organisation is worth today, in words; empty where there is none. */
export function contractWords(organisation: Organisation, today: string): string {
  const { contractFrom: from, contractUntil: until, contractMinutes: minutes } = organisation
  const day = (date: string) => format().shortDate(date, today)
  if (isUnderContract(organisation, today)) {
    const included = minutes === null ? [] : [contactWords().hours(format().number(minutes / 60))]
    return [contactWords().underContract(until === null ? "" : day(until)), ...included].join(" · ")
  }
  if (until !== null && until < today) return contactWords().contractOver(day(until))
  return from !== null && from > today ? contactWords().contractBegins(day(from)) : ""
}
