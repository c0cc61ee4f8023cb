import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { openList, rowOf } from "../support/list-screen.ts"
import { networkIsBack } from "../support/network.ts"
import { descriptionIn, waitForText } from "../support/prose-screen.ts"

const here = journey()

async function makeSpace(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New list" }).click()
  await page.getByRole("dialog").getByLabel("Name").fill(name)
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name }).first().waitFor()
}

async function setStatus(page: Page, title: string, status: string): Promise<void> {
  await cardOf(page, title).focus()
  await page.keyboard.press("s")
  await page.getByRole("option", { name: status }).click()
}

test("MOVE-3 an item is moved to another space while somebody offline writes in it, and all of it is there", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Order the van", "Pack the lamps")
  const first = ana.url()
  const link = new URL(await shareWorkspace(ana))
  await makeSpace(ana, "Garden")
  await ana.goto(first)
  await cardOf(ana, "Order the van").waitFor()
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, gate.url + link.pathname)
  const panel = await openItem(ben, "Order the van")
  await descriptionIn(panel).click()
  await ben.keyboard.type("Seven and a half tonnes")
  await waitForSync(ben, "Synced")

  gate.cut()
  await descriptionIn(panel).click()
  await ben.keyboard.press("End")
  await ben.keyboard.type(", with a ramp")
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Order the big van")

  await cardOf(ana, "Order the van").click({ button: "right" })
  await ana.getByRole("menuitem", { name: "Move to another space" }).click()
  await ana.getByRole("menuitem", { name: "Garden" }).click()
  await ana.locator(".toast-text").getByText("1 item moved to Garden").waitFor()
  await cardOf(ana, "Order the van").waitFor({ state: "detached" })
  await waitForSync(ana, "Synced")

  gate.mend()
  await networkIsBack(ben)
  await panelOf(ben).getByText("This item was moved to Garden.").waitFor()
  await ben.getByRole("button", { name: "Open it there" }).click()
  await waitForText(descriptionIn(panelOf(ben)), "Seven and a half tonnes, with a ramp")
  await ana.getByRole("navigation", { name: "Sidebar" }).getByText("Garden").click()
  await cardOf(ana, "Order the big van").waitFor()
  expect(await barriersOn(ana, "board")).toEqual([])
})

test("MOVE-4 rows that are selected move as one step, which is taken back as one", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", "One", "Two", "Three")
  const first = page.url()
  await makeSpace(page, "Garden")
  await page.goto(first)
  await openList(page)
  await rowOf(page, "One")
    .locator(".list-title")
    .click({ modifiers: ["Control"] })
  await rowOf(page, "Two")
    .locator(".list-title")
    .click({ modifiers: ["Control"] })
  await page
    .getByRole("toolbar", { name: "Selected items" })
    .getByRole("button", { name: "Move to another space" })
    .click()
  await page.getByRole("menuitem", { name: "Garden" }).click()
  await page.locator(".toast-text").getByText("2 items moved to Garden").waitFor()
  await rowOf(page, "One").waitFor({ state: "detached" })
  await page.getByRole("button", { name: "Undo", exact: true }).last().click()
  await rowOf(page, "One").waitFor()
  await rowOf(page, "Two").waitFor()
})

test("ARCHIVE-2 what is archived is found, opened with all that belongs to it, and brought back in one press", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", "Order the van")
  await setStatus(page, "Order the van", "Done")
  const panel = await openItem(page, "Order the van")
  await panel.getByText("Done").first().waitFor()
  await panel.getByRole("button", { name: /More actions/ }).click()
  await page.getByRole("menuitem", { name: "Archive" }).click()
  await panel.getByText("This item is archived.").waitFor()
  await panel.getByRole("button", { name: /^Close the item/ }).click()
  await cardOf(page, "Order the van").waitFor({ state: "detached" })
  await page.keyboard.press("g")
  await page.keyboard.press("r")
  await page.getByRole("heading", { name: "Archive" }).waitFor()
  await page
    .getByRole("combobox", { name: "Finished items go to the archive" })
    .selectOption({ label: "after 30 days" })
  expect(await barriersOn(page, "archive")).toEqual([])
  await page.getByRole("searchbox", { name: "Find in the archive" }).fill("van")
  await page.getByRole("link", { name: /Order the van/ }).waitFor()
  await page.getByRole("button", { name: "Bring back Order the van" }).click()
  await page.locator(".toast-text").getByText("1 item out of the archive").waitFor()
  await expect.poll(() => page.getByRole("link", { name: /Order the van/ }).count(), PATIENCE).toBe(0)
})

test("FIELD-6 a value that an item's type does not show is counted, and is there again with the type", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", "Order the van")
  const board = page.url()
  const settings = board.replace(/\/board.*/, "/settings")
  await page.goto(settings)
  for (const [line, name] of [
    ["Add a type", "Offer"],
    ["Add a field", "Price"],
  ] as const) {
    await page.getByRole("textbox", { name: line }).fill(name)
    await page.keyboard.press("Enter")
  }
  const onTask = page.getByRole("group", { name: "Types that show Price" }).getByRole("checkbox", { name: "Task" })
  await onTask.waitFor()
  await page.goto(board)
  const price = panelOf(page).getByRole("textbox", { name: "Price" })
  await openItem(page, "Order the van")
  await price.fill("120")
  await price.press("Enter")
  await page.goto(settings)
  await onTask.click()
  expect(await barriersOn(page, "settings")).toEqual([])
  await page.goto(board)
  await openItem(page, "Order the van")
  await page.getByText("1 hidden value").click()
  await page.getByRole("definition").getByText("120").waitFor()
  expect(await price.count()).toBe(0)
  await panelOf(page).getByRole("button", { name: /^Type/ }).click()
  await choose(page, "Offer")
  await expect.poll(() => price.inputValue(), PATIENCE).toBe("120")
})
