import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose, dragCard } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

async function pickFromMenu(page: Page, menu: string | RegExp, entry: string): Promise<void> {
  await page.getByRole("button", { name: menu }).click()
  await page.getByRole("menu").getByText(entry, { exact: true }).click()
}

async function setLimit(page: Page, label: string, most: string): Promise<void> {
  const line = page.getByRole("textbox", { name: label })
  await line.fill(most)
  await line.press("Enter")
  await line.waitFor({ state: "detached" })
}

/** Gives a card to somebody from the board. */
async function assign(page: Page, title: string, person: string): Promise<void> {
  await cardOf(page, title).focus()
  await page.keyboard.press("a")
  await choose(page, person)
  await page.locator(".picker").getByRole("option", { name: person, selected: true }).waitFor()
  await page.keyboard.press("Escape")
}

const laneHead = (page: Page, lane: string) => page.locator(".lane-head").filter({ hasText: lane })

test("a lane says how full it is against its limit, and warns when it is over", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "In progress", "Alpha", "Beta")
  for (const title of ["Alpha", "Beta"]) await assign(page, title, "Ana")
  await pickFromMenu(page, "Swimlanes", "Owner")
  await laneHead(page, "Ana").waitFor()
  await pickFromMenu(page, "Options of Ana", "Set a limit")
  await setLimit(page, "Most in this swimlane", "2")
  await expect.poll(() => laneHead(page, "Ana").textContent(), PATIENCE).toContain("2 of 2")
  await expect(laneHead(page, "Ana").locator(".chip").count()).resolves.toBe(0)

  await pickFromMenu(page, "Options of Ana", "Set a limit")
  await setLimit(page, "Most in this swimlane", "1")
  await laneHead(page, "Ana").locator(".chip").getByText("2 of 1, over the limit").waitFor()
  expect(await laneHead(page, "Nobody").textContent()).not.toContain("of")
})

test("somebody who takes on more than the board's limit per person is warned, and keeps what they took", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "In progress", "Alpha", "Beta")
  await addCards(page, "Ready", "Gamma")
  await page.getByRole("button", { name: "Display" }).click()
  await page.getByRole("button", { name: "Limit per person: No limit" }).click()
  await setLimit(page, "Most in progress per person", "1")
  await page.getByRole("button", { name: "Limit per person: 1" }).waitFor()
  await page.keyboard.press("Escape")

  await assign(page, "Alpha", "Ana")
  await assign(page, "Gamma", "Ana")
  expect(await page.locator(".toast-text").getByText("in progress").count()).toBe(0)
  await assign(page, "Beta", "Ana")
  await page.locator(".toast-text").getByText("Ana has 2 of 1 in progress").waitFor()
  await dragCard(page, "Gamma", "In progress")
  await page.locator(".toast-text").getByText("Ana has 3 of 1 in progress").waitFor()

  await pickFromMenu(page, "Swimlanes", "Owner")
  await laneHead(page, "Ana").getByText("3 of 1, over the limit").waitFor()
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `lanes over their limits, ${colorScheme}`)).toEqual([])
  }
})
