import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

const QUADRANTS = ["Do now", "Schedule", "Delegate", "Drop"]

const quadrantOf = (page: Page, name: string) =>
  page.locator(".lane-cell").filter({ has: page.getByText(name, { exact: true }) })

/** The titles in each quadrant, as the board shows them. */
async function shown(page: Page): Promise<readonly (readonly string[])[]> {
  return Promise.all(QUADRANTS.map(name => quadrantOf(page, name).locator(".card-title").allTextContents()))
}

async function drag(page: Page, title: string, quadrant: string): Promise<void> {
  const from = (await cardOf(page, title).boundingBox())!
  const to = (await quadrantOf(page, quadrant).boundingBox())!
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 })
  await quadrantOf(page, quadrant).locator(".drop-line").waitFor()
  await page.mouse.up()
}

test("cards are judged by dragging them between quadrants, by keyboard and by a menu", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Ready", "Alpha", "Beta", "Gamma")
  await page.getByRole("button", { name: "Columns: Status" }).click()
  await page.getByRole("menuitemradio", { name: "Urgency × importance" }).click()
  await expect.poll(() => shown(page), PATIENCE).toEqual([[], [], [], ["Alpha", "Beta", "Gamma"]])

  await drag(page, "Alpha", "Do now")
  await expect.poll(() => shown(page), PATIENCE).toEqual([["Alpha"], [], [], ["Beta", "Gamma"]])

  await cardOf(page, "Beta").focus()
  for (const key of ["Shift+Space", "ArrowLeft", "Space"]) await page.keyboard.press(key)
  await expect.poll(() => shown(page), PATIENCE).toEqual([["Alpha"], [], ["Beta"], ["Gamma"]])

  await cardOf(page, "Gamma").focus()
  await page.keyboard.press("m")
  await choose(page, "Schedule")
  await expect.poll(() => shown(page), PATIENCE).toEqual([["Alpha"], ["Gamma"], ["Beta"], []])

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `quadrants, ${colorScheme}`)).toEqual([])
  }

  await page.keyboard.press("Control+z")
  await expect.poll(() => shown(page), PATIENCE).toEqual([["Alpha"], [], ["Beta"], ["Gamma"]])

  await page.getByRole("button", { name: "Urgency × importance" }).click()
  await page.getByRole("menuitemradio", { name: "Status" }).click()
  await page.getByRole("button", { name: "Swimlanes", exact: true }).waitFor()
  await cardOf(page, "Gamma", "Ready").waitFor()
})
