import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { panelOf } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { openHelpDesk } from "../support/service-screen.ts"

const here = journey()

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "New laptop" })
const requestOf = (page: Page) => panelOf(page).getByRole("region", { name: "Request" })
const taskOf = (page: Page, title: string) => requestOf(page).locator(".fulfilment-task", { hasText: title })

/** The queue of the example's help desk, on one device without a relay. */
async function atTheQueue(): Promise<Page> {
  const server = await here.servedClient()
  const { page } = await here.somebody()
  await page.goto(server.url)
  await page.getByRole("button", { name: "Open the example" }).click()
  await openHelpDesk(page, "Laptop for Miriam")
  return page
}

/** Chooses the laptop by keys alone and leaves the dialog half written: it is all there when it opens again. */
async function writeTheRequest(page: Page): Promise<void> {
  await page.keyboard.press("Shift+N")
  await page.getByRole("combobox", { name: "Search services and offerings" }).fill("lap")
  await page.keyboard.press("Enter")
  await page.keyboard.press("Control+Enter")
  await dialogOf(page).getByText("This has to be answered").waitFor()
  await dialogOf(page).getByLabel("Model").selectOption({ label: "For drawings and numbers" })
  await dialogOf(page).getByLabel("What is it for?").fill("Drawings of the new hall")
  await page.keyboard.press("Escape")
  await dialogOf(page).waitFor({ state: "detached" })
  await page.keyboard.press("Shift+N")
  await page.getByRole("combobox", { name: "Search services and offerings" }).fill("lap")
  await page.keyboard.press("Enter")
  expect(await dialogOf(page).getByLabel("What is it for?").inputValue()).toBe("Drawings of the new hall")
  expect(await barriersOn(page, "the form of a request")).toEqual([])
  await page.keyboard.press("Control+Enter")
  await dialogOf(page).waitFor({ state: "detached" })
}

/** Publishes another form for the same offering. */
async function publishAnother(page: Page): Promise<void> {
  const space = new URL(page.url()).pathname.split("/").slice(0, 5).join("/")
  await page.goto(`${new URL(page.url()).origin}${space}/service?section=catalogue`)
  await page.getByRole("button", { name: "Edit New laptop" }).click()
  await page.getByRole("button", { name: "Remove the field Model" }).click()
  await page.getByText(/keeps? this from being published/).waitFor()
  await page.getByRole("button", { name: "Remove the field What is it for?" }).click()
  expect(await barriersOn(page, "the editor of an offering")).toEqual([])
  await page.getByRole("button", { name: "Publish version 2" }).click()
  await page.getByText("As published").waitFor()
  await page.getByRole("link", { name: "Help desk", exact: true }).last().click()
}

test("CATALOGUE-8 an agent asks for a laptop by keys, and its ticket keeps the form that it was asked with", async () => {
  const page = await atTheQueue()
  await writeTheRequest(page)
  await requestOf(page).getByText("Drawings of the new hall").waitFor()
  await requestOf(page).getByText("0 of 3").waitFor()
  const address = page.url()

  await publishAnother(page)
  await page.goto(address)
  await requestOf(page).getByText("New laptop · Version 1").waitFor()
  await requestOf(page)
    .getByRole("button", { name: /Correct “What is it for\?”/ })
    .click()
  await requestOf(page).getByLabel("What is it for?").fill("Drawings of the old hall")
  await requestOf(page).getByRole("button", { name: "Save" }).click()
  await requestOf(page)
    .getByText(/Was “Drawings of the new hall” until Ana corrected it/)
    .waitFor()

  for (const title of ["Order the laptop", "Set it up", "Hand it over"]) {
    await panelOf(page)
      .getByRole("checkbox", { name: `Complete ${title}` })
      .click()
    await expect.poll(() => taskOf(page, title).locator("[data-settled]").count(), PATIENCE).toBe(1)
  }
  await requestOf(page).getByText("All tasks are done.").waitFor()
  await requestOf(page).getByRole("button", { name: "Set to Solved" }).click()
  await requestOf(page).getByRole("button", { name: "Set to Solved" }).waitFor({ state: "detached" })
})
