import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose, openItem, panelOf } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"

const here = journey()

test("an item is given to a team, which stands on its card until somebody takes it", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Ready", "Alpha", "Beta")
  const board = page.url()
  await page.getByRole("link", { name: "People" }).click()
  await page.getByRole("textbox", { name: "Add a team" }).fill("Operations")
  await page.keyboard.press("Enter")
  await page.getByRole("textbox", { name: "Name of team Operations" }).waitFor()
  await page.goto(board)

  await openItem(page, "Alpha")
  await panelOf(page).locator("[data-property=owner] button").first().click()
  await choose(page, "Operations")
  await panelOf(page).getByRole("button", { name: "Owner: Operations" }).waitFor()
  await page.keyboard.press("Escape")
  const team = cardOf(page, "Alpha").getByRole("img", { name: "Team Operations, until somebody takes it" })
  await team.waitFor()

  await cardOf(page, "Alpha").focus()
  await page.keyboard.press("a")
  await page.locator(".picker").getByRole("option", { name: "Operations", selected: true }).waitFor()
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `choice of a team, ${colorScheme}`)).toEqual([])
  }
  await choose(page, "Ana")
  await page.locator(".picker").getByRole("option", { name: "Operations", selected: false }).waitFor()
  await page.keyboard.press("Escape")
  await cardOf(page, "Alpha").getByRole("img", { name: "Ana", exact: true }).waitFor()
  expect(await team.count()).toBe(0)

  await page.keyboard.press("Control+z")
  await team.waitFor()
})
