import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

const cardIn = (page: Page, column: string, title: string) =>
  page.getByRole("listbox", { name: column }).getByRole("option", { name: title })

async function openNewSpace(page: Page, kind: "project" | "list", name: string, template: string): Promise<void> {
  await page.getByRole("button", { name: `New ${kind}` }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("Name").fill(name)
  await dialog.getByRole("combobox", { name: "Begin with" }).selectOption({ label: template })
}

test("SPACETEMPLATE-2 a space is made of one that another person saved, offline and on another day", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  const link = new URL(await shareWorkspace(ana))

  await openNewSpace(ana, "project", "Spring cleaning", "Simple project")
  const preview = ana.getByRole("region", { name: "What is in it" })
  await preview.getByText("4 items over 41 working days").waitFor()
  expect(await barriersOn(ana, "new space")).toEqual([])
  await ana.getByRole("dialog").getByLabel("Its first day").fill("2026-12-07")
  await ana.getByRole("button", { name: "Create space" }).click()
  await cardIn(ana, "Planned", "Plan agreed").getByText("14").waitFor()
  await addCards(ana, "Planned", "Wash the windows")

  await ana.goto(ana.url().replace(/\/board.*/, "/settings"))
  await ana.getByRole("button", { name: "Save as a template" }).click()
  await ana.getByRole("combobox", { name: "What is kept" }).selectOption({ index: 1 })
  await ana.keyboard.press("Enter")
  await ana.locator(".toast-text").getByText("Template Spring cleaning saved").waitFor()
  await ana.getByRole("textbox", { name: "Name of template Spring cleaning" }).waitFor()
  await waitForSync(ana, "Synced")

  await joinWorkspace(ben, gate.url + link.pathname)
  await ben.getByRole("button", { name: "New list" }).waitFor()
  await waitForSync(ben, "Synced")
  gate.cut()
  await openNewSpace(ben, "list", "Autumn cleaning", "Spring cleaning")
  await ben.getByRole("button", { name: "Create space" }).click()
  await cardIn(ben, "Planned", "Wash the windows").waitFor()
  await cardOf(ben, "Handed over").waitFor()
  gate.mend()
  await networkIsBack(ben)
  await ana.getByRole("navigation", { name: "Sidebar" }).getByText("Autumn cleaning").click()
  await cardIn(ana, "Planned", "Wash the windows").waitFor()
})
