import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { acceptInvitation, becomeOwner, inviteByLink, shareWithPeople } from "../support/account-screens.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { openList, rowOf } from "../support/list-screen.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

const cardIn = (page: Page, column: string, title: string) =>
  page.getByRole("listbox", { name: column }).getByRole("option", { name: title })

async function makeGarden(page: Page): Promise<string> {
  const before = page.url()
  await page.getByRole("button", { name: "New list" }).click()
  await page.getByRole("dialog").getByLabel("Name").fill("Garden")
  await page.keyboard.press("Enter")
  await page.waitForURL(url => url.href !== before && url.pathname.includes("/board/"))
  return page.url()
}

async function showInGarden(page: Page, title: string): Promise<void> {
  await cardOf(page, title).click({ button: "right" })
  await page.getByRole("menuitem", { name: "Also show in …" }).click()
  await page.getByRole("menuitem", { name: "Garden" }).click()
  await page.locator(".toast-text").getByText("1 item also shown in Garden").waitFor()
  await waitForSync(page, "Synced")
}

test("PLACEMENT-3 whoever may not open the home of a card is told so, and has nothing of what it says", async () => {
  const server = await here.accountServer()
  const { page: ana } = await here.somebody()
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url, "Northgate IT", "Ana")
  await addCards(ana, "Backlog", "Buy the neighbours out")
  const first = ana.url()
  await shareWithPeople(ana)
  await makeGarden(ana)
  await ana.goto(first)
  await showInGarden(ana, "Buy the neighbours out")
  const { page: gus } = await here.somebody()
  await acceptInvitation(gus, await inviteByLink(ana, "guest", { Garden: "Edit" }), "Gus")
  await cardIn(gus, "Backlog", "An item of a space that you may not open").waitFor()
  await waitForSync(gus, "Synced")
  expect(await gus.content()).not.toContain("neighbours")
  await cardIn(gus, "Backlog", "An item of a space").focus()
  await gus.keyboard.press("m")
  await gus.getByRole("option", { name: "In progress" }).click()
  await cardIn(gus, "In progress", "An item of a space that you may not open").waitFor()
  await gus.keyboard.press("p")
  await gus.getByRole("option", { name: "High" }).click()
  await gus.locator(".toast-text").getByText("That can only be changed where its own space can be opened").waitFor()
})

test("PLACEMENT-2 a card of another space is moved there offline, while its owners rename it, and both see both", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Order the van")
  const first = ana.url()
  const link = new URL(await shareWorkspace(ana))
  const garden = await makeGarden(ana)
  await ana.goto(first)
  await showInGarden(ana, "Order the van")

  await joinWorkspace(ben, gate.url + link.pathname)
  await cardOf(ben, "Order the van").waitFor()
  await ben.goto(gate.url + new URL(garden).pathname)
  await cardIn(ben, "Backlog", "Order the van").waitFor()
  await waitForSync(ben, "Synced")
  gate.cut()
  await cardOf(ben, "Order the van").focus()
  await ben.keyboard.press("m")
  await ben.getByRole("option", { name: "In progress" }).click()
  await cardIn(ben, "In progress", "Order the van").waitFor()

  const panel = await openItem(ana, "Order the van")
  await panel.getByRole("link", { name: "Garden" }).waitFor()
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Order the big van")
  await panel.getByRole("button", { name: /^Close the item/ }).click()
  await waitForSync(ana, "Synced")
  gate.mend()
  await networkIsBack(ben)
  await cardIn(ben, "In progress", "Order the big van").waitFor()
  await cardIn(ana, "Backlog", "Order the big van").waitFor()
  expect(await barriersOn(ben, "board")).toEqual([])

  // In the list as well, whose panel is the item's own; taken off, it is still where it lies.
  await openList(ben)
  await rowOf(ben, "Order the big van").getByText("Tasks", { exact: true }).waitFor()
  await rowOf(ben, "Order the big van").click({ button: "right" })
  await ben.getByRole("menuitem", { name: "Open" }).click()
  await panelOf(ben).getByRole("button", { name: "Show in Garden no more" }).click()
  await rowOf(ben, "Order the big van").waitFor({ state: "detached" })
  await ben.locator(".toast-text").getByText("1 item taken off Garden").waitFor()
  await cardIn(ana, "Backlog", "Order the big van").waitFor()
})
