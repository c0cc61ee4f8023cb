import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { panelOf } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { addTickets, startService, ticketOf } from "../support/service-screen.ts"

const here = journey()

async function chooseOf(page: Page, entry: string): Promise<void> {
  await panelOf(page).locator(".item-head").getByRole("button", { name: "More actions" }).click()
  await page.getByRole("menuitem", { name: entry, exact: true }).click()
}

test("INCIDENT-3 APPROVAL-2 PROMOTION-1 an incident is solved with its report, an edit voids an approval, and a ticket becomes a project", async () => {
  const relay = await here.servedClient()
  const { page } = await here.somebody()
  await startService(page, relay.url)
  await addTickets(page, "The line is down", "No mail", "Desks for all")

  await ticketOf(page, "The line is down").click()
  await chooseOf(page, "Add a report…")
  await page.getByRole("option", { name: /No mail/ }).click()
  await panelOf(page).getByText("1 of 1 open").waitFor()
  await panelOf(page).getByRole("button", { name: "Solve with reports" }).click()
  await page.getByRole("dialog").getByRole("textbox", { name: "What they are told" }).fill("The line is back")
  await page.getByText("2 requesters told, 2 tickets set to Done").waitFor()
  await page.getByRole("button", { name: "Tell 2 requesters" }).click()
  await panelOf(page).getByText("0 of 1 open").waitFor()
  await panelOf(page).locator(".talk-paper", { hasText: "The line is back" }).waitFor()

  await ticketOf(page, "Desks for all").click()
  await chooseOf(page, "Ask for approval…")
  await page.getByRole("button", { name: "Choose people" }).click()
  await page.getByRole("option", { name: /Ana/ }).click()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Ask", exact: true }).click()
  await panelOf(page).getByRole("button", { name: "Approve", exact: true }).click()
  await panelOf(page).getByText("Approved", { exact: true }).waitFor()
  expect(await barriersOn(page, "a ticket that is approved")).toEqual([])
  const title = panelOf(page).getByRole("textbox", { name: "Title", exact: true })
  await title.fill("Desks for everybody")
  await title.press("Enter")
  await panelOf(page).getByText("Changed since: title").waitFor()
  await panelOf(page).getByText("Waits for approval").waitFor()

  await chooseOf(page, "Make a project of it…")
  await page.getByRole("button", { name: "Make project" }).click()
  await panelOf(page).getByText("This ticket became the project “Desks for everybody”.").waitFor()
  await panelOf(page).getByRole("link", { name: "Open", exact: true }).click()
  const heading = page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Desks for everybody" })
  await expect.poll(() => heading.getAttribute("aria-current"), PATIENCE).toBe("page")
})
