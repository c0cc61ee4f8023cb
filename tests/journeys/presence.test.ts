import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { seedWorkspace } from "../support/seeded-workspace.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

async function pairOn(...titles: readonly string[]): Promise<{ readonly ana: Page; readonly ben: Page }> {
  const relay = await here.server()
  const [{ page: ana }, { page: ben }] = [await here.somebody(), await here.somebody()]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", ...titles)
  const link = await shareWorkspace(ana)
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, link)
  await cardOf(ben, titles.at(-1)!).waitFor()
  return { ana, ben }
}

const follow = (page: Page, name: string) => page.getByRole("button", { name: `Follow ${name}`, exact: true }).click()
const bar = (page: Page) => page.locator(".follow-bar")
const pathOf = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search

test("PRESENCE-1 whoever follows goes to the view, the item, the scroll and the space of the other, until they do something", async () => {
  const relay = await here.server()
  const seeded = await seedWorkspace(relay.url, 40)
  const [{ page: ana }, { page: ben }] = [await here.somebody(), await here.somebody()]
  const link = `${relay.url}/w/${seeded.workspace}`
  await joinWorkspace(ana, link, "Ana")
  await joinWorkspace(ben, link, "Ben")
  await follow(ana, "Ben")
  await bar(ana).getByText("You follow Ben").waitFor()
  expect(await barriersOn(ana, "following")).toEqual([])

  await ben.locator("[data-card] .card-title").nth(1).click()
  await expect.poll(() => pathOf(ana), PATIENCE).toBe(pathOf(ben))
  await panelOf(ana).waitFor()
  await ben.getByRole("button", { name: /^Close the item/ }).click()
  await ben.keyboard.press("2")
  await ben.locator(".list-body").waitFor()
  await expect.poll(() => pathOf(ana), PATIENCE).toBe(pathOf(ben))
  await ana.locator(".list-body").waitFor()
  await ben.locator(".list-grid").evaluate(list => list.scrollTo({ top: 200 }))
  await expect.poll(() => ana.locator(".list-grid").evaluate(list => list.scrollTop), PATIENCE).toBe(200)

  await ben.getByRole("button", { name: "New list" }).click()
  await ben.getByRole("dialog").getByLabel("Name").fill("Odd jobs")
  await ben.keyboard.press("Enter")
  await ben.getByRole("button", { name: "Odd jobs" }).first().waitFor()
  await expect.poll(() => pathOf(ana), PATIENCE).toBe(pathOf(ben))
  await ana.keyboard.press("Escape")
  await bar(ana).waitFor({ state: "detached" })
  await ben.goBack()
  await expect.poll(() => pathOf(ana), { timeout: 500 }).not.toBe(pathOf(ben))
})

test("PRESENCE-1 following ends with the other's visit, and that is said", async () => {
  const { ana, ben } = await pairOn("Map the fields")
  await follow(ana, "Ben")
  await bar(ana).waitFor()
  await ben.goto("about:blank")
  await ana.locator(".toast-text").getByText("Ben has left").waitFor()
  await bar(ana).waitFor({ state: "detached" })
})

test("PRESENCE-2 it is seen who writes a title and a comment", async () => {
  const { ana, ben } = await pairOn("Map the fields")
  await openItem(ana, "Map the fields")
  const panel = await openItem(ben, "Map the fields")
  await panel.getByRole("textbox", { name: "Title", exact: true }).pressSequentially(" and")
  await panelOf(ana).getByText("Ben writes the title").waitFor()
  await panel.getByRole("textbox", { name: "Write a comment" }).click()
  await ben.keyboard.type("They are")
  await panelOf(ana).getByText("Ben writes a comment").waitFor()
  expect(await barriersOn(ana, "somebody writes")).toEqual([])
  await panelOf(ana).getByText("Ben writes a comment").waitFor({ state: "detached" })
})
