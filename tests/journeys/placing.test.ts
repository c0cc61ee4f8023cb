import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { openList, rowOf } from "../support/list-screen.ts"

const here = journey()

const cardIn = (page: Page, column: string, title: string) =>
  page.getByRole("listbox", { name: column }).getByRole("option", { name: title })

test("PLACEMENT-2 a card of another space is moved there offline, while its owners rename it, and both see both", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Order the van")
  const first = ana.url()
  const link = new URL(await shareWorkspace(ana))
  await ana.getByRole("button", { name: "New list" }).click()
  await ana.getByRole("dialog").getByLabel("Name").fill("Garden")
  await ana.keyboard.press("Enter")
  await ana.waitForURL(url => url.href !== first && url.pathname.includes("/board/"))
  const garden = ana.url()
  await ana.goto(first)
  await cardOf(ana, "Order the van").click({ button: "right" })
  await ana.getByRole("menuitem", { name: "Also show in …" }).click()
  await ana.getByRole("menuitem", { name: "Garden" }).click()
  await ana.locator(".toast-text").getByText("1 item also shown in Garden").waitFor()
  await waitForSync(ana, "Synced")

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
