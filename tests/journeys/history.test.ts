import type { Locator, Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, closeItem, openItem, panelOf, rename, waitForSync } from "../support/board-screen.ts"
import { gatedPair } from "../support/gated-pair.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { descriptionIn, waitForText } from "../support/prose-screen.ts"
import { press } from "../support/keyboard.ts"

const here = journey()

/** Opens the history of the item that is open. */
async function openHistory(page: Page): Promise<Locator> {
  await panelOf(page).getByRole("button", { name: "More actions" }).click()
  await page.getByRole("menuitem", { name: "History" }).click()
  await page.getByRole("heading", { name: /^History of / }).waitFor()
  return page.locator(".history")
}

test("HISTORY-7 two people read what became of an item, and bring a value and a text back", async () => {
  const { ana, ben } = await gatedPair(here, ["Map the fields", "Ask the suppliers"], { mayBeRefused: true })
  await rename(ana, "Map the fields", "Map all fields")
  await descriptionIn(panelOf(ana)).click()
  await ana.keyboard.type("Every supplier has two addresses.")
  await waitForSync(ana, "Synced")
  await rename(ben, "Map all fields", "Map nothing")
  await descriptionIn(panelOf(ben)).click()
  await ben.keyboard.press("ControlOrMeta+a")
  await ben.keyboard.type("Every customer has two addresses.")
  await waitForSync(ben, "Synced")

  await cardOf(ana, "Map nothing").waitFor()
  await waitForText(descriptionIn(panelOf(ana)), "Every customer has two addresses.")
  const history = await openHistory(ana)
  const ofBen = history.getByRole("article", { name: /^Ben, today/ })
  await ofBen.getByText("Map all fields").waitFor()
  expect(await ofBen.locator("del").allTextContents()).toContain("Before: Map all fields")
  expect(await barriersOn(ana, "history of an item")).toEqual([])

  await ofBen.getByRole("button", { name: "Bring back Title: Map all fields" }).click()
  await ana.getByText("Title brought back", { exact: true }).waitFor()
  await expect.poll(() => cardOf(ben, "Map all fields").count(), PATIENCE).toBe(1)
  await ana.keyboard.press("ControlOrMeta+z")
  await expect.poll(() => cardOf(ben, "Map nothing").count(), PATIENCE).toBe(1)

  const text = history.getByRole("button", { name: "Bring back this text" })
  await text.first().click()
  await waitForText(descriptionIn(panelOf(ben)), "Every supplier has two addresses.")
  // A step like every other: it outlasts a reload, and what somebody wrote meanwhile stays.
  await descriptionIn(panelOf(ben)).click()
  await ben.keyboard.press("ControlOrMeta+End")
  await ben.keyboard.type(" Or three.")
  await waitForSync(ben, "Synced")
  await waitForSync(ana, "Synced")
  await ana.reload()
  await history.getByRole("article").first().waitFor()
  await press(ana, "Control+z")
  await waitForText(descriptionIn(panelOf(ben)), "Every customer has two addresses. Or three.")
  await press(ana, "Control+Shift+z")
  await waitForText(descriptionIn(panelOf(ben)), "Every supplier has two addresses. Or three.")
})

test("HISTORY-8 a comment that was deleted is found in the history and comes back", async () => {
  const { ana, ben } = await gatedPair(here, ["Map the fields"], { mayBeRefused: true })
  await openItem(ana, "Map the fields")
  await openItem(ben, "Map the fields")
  const write = panelOf(ana).getByRole("textbox", { name: "Write a comment" })
  await write.click()
  await ana.keyboard.type("The painters know the addresses")
  await ana.keyboard.press("ControlOrMeta+Enter")
  const said = panelOf(ben).getByText("The painters know the addresses")
  await said.waitFor()
  const mine = panelOf(ana).locator(".activity-comment").filter({ hasText: "The painters know" })
  await mine.hover()
  await mine.getByRole("button", { name: "Delete comment" }).click()
  await said.waitFor({ state: "detached" })
  await waitForSync(ana, "Synced")
  const history = await openHistory(ana)
  await history.getByText("Comment deleted").waitFor()
  await history.getByText("Comment written").waitFor()
  expect(await barriersOn(ana, "history with comments")).toEqual([])
  await history.getByRole("button", { name: "Bring back this comment" }).click()
  await said.waitFor()
  await press(ana, "Control+k")
  await ana.getByRole("combobox", { name: "Search and commands" }).fill("adresses painter")
  await ana.getByRole("option", { name: /Map the fields.*The painters know the addresses.*Comment/ }).waitFor()
  await ana.getByText(/on this device (was|were) searched too/).waitFor()
  expect(await barriersOn(ana, "palette with texts")).toEqual([])
})

test("HISTORY-7 an item is brought back to the version before a mistake, after others went on", async () => {
  const { ana, ben } = await gatedPair(here, ["Map the fields", "Ask the suppliers"], { mayBeRefused: true })
  for (const [title, wanted] of [
    ["Map the fields", "Map all fields"],
    ["Ask the suppliers", "Ask all suppliers"],
  ] as const) {
    await rename(ben, title, wanted)
    await closeItem(ben)
    await cardOf(ana, wanted).waitFor()
    await rename(ana, wanted, `Oops ${wanted}`)
    await closeItem(ana)
    await cardOf(ben, `Oops ${wanted}`).waitFor()
  }
  await addCards(ben, "Ready", "Book a room")
  await waitForSync(ben, "Synced")
  await cardOf(ana, "Book a room").waitFor()

  await ana.keyboard.press("g")
  await ana.keyboard.press("h")
  await ana.getByRole("heading", { name: "History", exact: true }).waitFor()
  expect(await barriersOn(ana, "history of a space")).toEqual([])
  await ana.getByRole("combobox", { name: "By" }).selectOption("Ben")
  await expect.poll(() => ana.getByRole("article", { name: /^Ana/ }).count()).toBe(0)
  const before = ana.getByRole("article", { name: /^Ben/ }).filter({ hasText: "Ask all suppliers" }).last()
  await before.getByRole("checkbox").first().check()
  await before.getByRole("button", { name: "Bring 1 item back to this" }).click()
  await expect.poll(() => cardOf(ben, "Ask all suppliers").count(), PATIENCE).toBe(1)
  expect(await cardOf(ben, "Book a room").count()).toBe(1)
  expect(await cardOf(ben, "Oops Map all fields").count()).toBe(1)
  await ana.keyboard.press("ControlOrMeta+z")
  await expect.poll(() => cardOf(ben, "Oops Ask all suppliers").count(), PATIENCE).toBe(1)
})

test("HISTORY-7 without the relay it is said what of the past this device knows, and that the rest is there", async () => {
  const { ben, gate } = await gatedPair(here, ["Map the fields"], { mayBeRefused: true })
  await openItem(ben, "Map the fields")
  await openHistory(ben)
  await ben.goBack()
  await panelOf(ben).waitFor()
  await gate.close()
  const history = await openHistory(ben)
  await history.getByText(/^Without the relay only this much is known/).waitFor()
  await history.getByRole("article", { name: /^Ana, / }).waitFor()
  expect(await barriersOn(ben, "history without a relay")).toEqual([])
})
