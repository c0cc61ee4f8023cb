import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { startService } from "../support/service-screen.ts"

const here = journey()

/** A service with promises and a ticket that was solved, at its settings. */
async function atTheSettings(page: Page, url: string): Promise<void> {
  await startService(page, url)
  await page.getByRole("link", { name: "Board", exact: true }).click()
  await page.locator(".quick-add").last().getByRole("button").first().click()
  await page.locator(".quick-add input").first().fill("VPN drops")
  await page.keyboard.press("Enter")
  await page.locator(".item-card", { hasText: "VPN drops" }).waitFor()
  await page.keyboard.press("Escape")
  await page.locator(".header-space").click()
  await page.getByRole("menuitem", { name: "Service settings" }).click()
}

test("TERMS-1 TERMS-7 TERMS-8 TERMS-10 TERMS-11 hours with a holiday taken out and a promise with a ladder are set up by keyboard, tried and published", async () => {
  const relay = await here.servedClient()
  const { page } = await here.somebody()
  await atTheSettings(page, relay.url)
  const settings = page.locator(".service-section")

  // Nothing is promised yet, and the usual is a press away.
  await settings.getByRole("button", { name: "Promise the usual" }).press("Enter")
  await settings.getByText("Usual promise").waitFor()
  await page.getByRole("link", { name: "Promises", exact: true }).focus()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await expect.poll(() => new URL(page.url()).search, PATIENCE).toBe("?section=calendars")

  await settings.getByRole("button", { name: "Change hours: Office hours" }).press("Enter")
  const hours = settings.getByRole("region", { name: /in the place of/ })
  await hours.getByRole("combobox", { name: "Time zone" }).fill("Europe/Nowhere")
  await hours.locator(".field-note", { hasText: "There is no time zone “Europe/Nowhere”" }).waitFor()
  await hours.getByRole("combobox", { name: "Time zone" }).fill("Europe/Berlin")
  await hours.getByRole("button", { name: "Add a span on Saturday" }).press("Enter")
  await hours.getByRole("textbox", { name: "Saturday, span 1, to" }).fill("12")
  await page.keyboard.press("Enter")
  await hours.getByLabel("Country").selectOption("DE")
  await hours.getByLabel("Part of it").selectOption("SN")
  await hours.getByRole("button", { name: "Take its holidays" }).press("Enter")
  const reformation = hours.getByRole("checkbox", { name: /Reformation Day/ })
  await reformation.press("Space")
  expect(await reformation.isChecked()).toBe(false)
  expect(await barriersOn(page, "the hours of a service")).toEqual([])
  await hours.getByRole("button", { name: "Change hours from now on" }).press("Enter")
  await settings.getByText("Sat 08:00–12:00").waitFor()
  await settings.getByText("Counts for Usual promise").waitFor()

  await page.getByRole("link", { name: "Promises", exact: true }).press("Enter")
  await settings.getByText("Version 2 since").waitFor()
  await settings.getByRole("textbox", { name: "Add a promise" }).fill("Gold")
  await page.keyboard.press("Enter")
  const gold = settings.getByRole("region", { name: "Gold" })
  await gold.getByRole("button", { name: "Add a target" }).press("Enter")
  await page.getByRole("menuitem", { name: "Solved" }).press("Enter")
  await gold.getByRole("spinbutton", { name: "Resolution: within" }).fill("8")
  await gold.getByRole("button", { name: "Add a step" }).press("Enter")
  await gold.getByRole("combobox", { name: "Step 1: what is done" }).selectOption({ label: "Raise the priority to" })
  await gold.getByText("“Gold” is never chosen: “Usual promise” stands before it").waitFor()
  expect(await barriersOn(page, "a promise")).toEqual([])
  await gold.getByRole("button", { name: "Try it" }).press("Enter")
  await gold.getByText("1 ticket, of which 0 would differ").waitFor()

  // The draft stands through a reload, and Gold has to be asked first.
  await page.reload()
  await gold.getByText("Draft on this device. It counts for nobody yet.").waitFor()
  await page.goBack()
  await settings.getByRole("button", { name: "Go on with the draft: Gold" }).focus()
  await page.keyboard.press("Alt+ArrowUp")
  await expect
    .poll(() => settings.locator(".policy-row .policy-name").allInnerTexts(), PATIENCE)
    .toEqual(["Gold", "Usual promise"])
  await settings.getByRole("button", { name: "Go on with the draft: Gold" }).press("Enter")
  await gold.getByText("“Gold” is never chosen").waitFor({ state: "detached" })
  await gold.getByRole("button", { name: "Publish" }).press("Enter")
  await gold.getByText("Version 1", { exact: true }).waitFor()
  await gold.getByText("As published").waitFor()
})
