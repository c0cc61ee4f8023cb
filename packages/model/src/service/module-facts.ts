import type { MemberId } from "../base/ids.ts"
import type { Item } from "../schema/item.ts"
import type { Snapshot } from "../schema/snapshot.ts"
import { ContactBook } from "./contact-book.ts"
import { firstNameOf, type ModuleFacts } from "./text-module.ts"

/** What variables stand for that only a screen knows, as it shows it. */
export interface ShownFacts {
  /** The number or mark of the ticket, `SUP-12`. */
  readonly number: string
  /** When the solution is due; empty where nothing is promised. */
  readonly due: string
  /** What the requester called themselves, where no contact is known. */
  readonly sender: string
}

/** What the variables of text modules stand for on a ticket when somebody uses them. */
export function moduleFactsOf(snapshot: Snapshot, item: Item, me: MemberId, shown: ShownFacts): ModuleFacts {
  const requester = new ContactBook(snapshot).contact(item.requester)?.name ?? shown.sender
  const service = snapshot.services.get(item.service ?? "")?.name ?? snapshot.profiles.get(snapshot.space)?.name ?? ""
  return {
    requester,
    "requester.first": firstNameOf(requester),
    number: shown.number,
    title: item.title,
    owner: snapshot.members.get(item.owner ?? "")?.name ?? "",
    agent: snapshot.members.get(me)?.name ?? "",
    service,
    due: shown.due,
  }
}
