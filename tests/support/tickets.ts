import { createItem } from "@weft/model/actions/item"
import { receiveMessage } from "@weft/model/actions/message"
import { createItemType } from "@weft/model/actions/workflow"
import type { ItemId, ItemTypeId } from "@weft/model/base/ids"
import { statusNamed, type Person } from "./person.ts"

/** A ticket that waits to be taken up, of the type that people ask for. */
export function openTicket(person: Person, title: string): ItemId {
  const known = [...person.snapshot.itemTypes.values()].find(({ behaviour }) => behaviour === "ticket")
  const type = known?.id ?? person.newId<ItemTypeId>()
  if (known === undefined) person.do(createItemType, { id: type, name: "Incident", behaviour: "ticket" })
  const id = person.newId<ItemId>()
  person.do(createItem, { id, title, type, status: statusNamed(person.snapshot, "To do") })
  return id
}

/** The requester of a ticket says something. */
export function hear(person: Person, item: ItemId, key: string): void {
  person.do(receiveMessage, { key, item, sender: "Paul", text: "It is still broken" })
}
