import { expect, test } from "vitest"
import { createContact, idOfNewContact } from "@weft/model/actions/contact"
import type { SpaceId } from "@weft/model/base/ids"
import type { Standing } from "@weft/model/wire/rights"
import { foundSpace, MORNING, Person, SPACE } from "../../../support/person.ts"
import { ToldTab } from "../../../support/told-tab.ts"

/** A tab of somebody who stands so, beside somebody who knows a contact. */
function tabOf(standing: Standing) {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const id = idOfNewContact(ana.snapshot, "mara@hof.example", ana.random)
  ana.do(createContact, { id, name: "Mara", mail: "mara@hof.example" })
  const tab = new ToldTab(ana)
  tab.tell({ tell: "rights", rights: { standing, documents: {} } })
  const asked = () => tab.said.filter(message => message.do === "watch" && message.paths.includes("contacts")).length
  return { workspace: tab.workspace, asked, arrive: () => tab.tellRows("contacts") }
}

test("CONTACT-4 a tab asks for contacts when a screen first shows them, once, and actions of every space know them", () => {
  const { workspace, asked, arrive } = tabOf({ role: "member", member: "ana", spaces: { [SPACE]: "write" } })
  expect(asked()).toBe(0)
  workspace.withContacts()
  workspace.withContacts()
  expect(asked()).toBe(1)
  arrive()
  expect([...workspace.snapshot("S7" as SpaceId).contacts.values()].map(({ name }) => name)).toEqual(["Mara"])
})

test("CONTACT-4 a tab of a guest, or of who writes nowhere, never asks for contacts", () => {
  for (const [role, right] of [
    ["guest", "write"],
    ["member", "comment"],
  ] as const) {
    const { workspace, asked } = tabOf({ role, member: "ana", spaces: { [SPACE]: right } })
    expect(workspace.withContacts().plain.contacts.size).toBe(0)
    expect(asked()).toBe(0)
    const made = { id: "C1" as never, name: "Mara" }
    expect(workspace.run(SPACE, createContact, made)).toMatchObject({ reason: "forbidden" })
  }
})
