import type { Item } from "@weft/model/schema/item"
import type { ModuleLanguage } from "@weft/model/schema/talk"
import type { ShownFacts } from "@weft/model/service/module-facts"
import { PolicyBook } from "@weft/model/service/policy-book"
import { eventsByTicket } from "@weft/model/service/space-tickets"
import { serviceTermsOf } from "@weft/model/service/space-terms"
import { ticketClocks } from "@weft/model/service/ticket-clocks"
import { itemKey } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { deviceZone } from "../when.ts"

/** Answers what the variables of text modules stand for that a screen knows, for any ticket of a space as it is now. */
export function shownFactsOf(
  workspace: Workspace,
  space: SpaceData,
  language: ModuleLanguage,
): (item: Item, sender?: string) => ShownFacts {
  const { plain } = space.live
  const events = eventsByTicket(plain)
  const book = new PolicyBook(serviceTermsOf(plain))
  return (item, sender = "") => {
    const { clocks } = ticketClocks(book, item.id, events.get(item.id) ?? [], workspace.now())
    const open = clocks.find(({ kind, audience, stoppedAt }) => {
      return kind === "resolution" && audience === "customer" && stoppedAt === null
    })
    return { number: itemKey(space, item), due: dueWords(open?.due ?? null, language), sender }
  }
}

/** A due time as a letter says it, in the language of the letter: "Tuesday, 24 November, 14:00". */
function dueWords(due: number | null, language: ModuleLanguage): string {
  if (due === null) return ""
  const locale = language === "en" ? "en-GB" : "de-DE"
  const day = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" } as const
  return new Intl.DateTimeFormat(locale, { ...day, timeZone: deviceZone() }).format(due)
}
