import type { Locator, Page } from "playwright-core"
import { startWorkspace } from "./browsers.ts"

/** A row of the queue, by the title of its ticket. */
export function ticketOf(page: Page, title: string): Locator {
  return page.locator(".queue-list").getByRole("row", { name: new RegExp(title) })
}

/** Starts a workspace with a service named Desk; its queue is shown, in which nothing waits. */
export async function startService(page: Page, url: string): Promise<void> {
  await startWorkspace(page, url)
  await page.getByRole("button", { name: "New service" }).click()
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Desk")
  await page.getByRole("button", { name: "Create space" }).click()
  await page.getByText("Nothing waits").waitFor()
}

/** Adds tickets that nobody has on the board of a service, and goes back to its queue. */
export async function addTickets(page: Page, ...titles: readonly string[]): Promise<void> {
  await page.getByRole("link", { name: "Board", exact: true }).click()
  await page.locator(".quick-add button").first().click()
  for (const title of titles) {
    await page.locator(".quick-add input").first().fill(title)
    await page.keyboard.press("Enter")
  }
  await page.getByRole("link", { name: "Queue", exact: true }).click()
  await ticketOf(page, titles.at(-1)!).waitFor()
}

/** Opens the help desk of the example from the sidebar, until a ticket stands in its queue. */
export async function openHelpDesk(page: Page, ticket: string): Promise<void> {
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Help desk" }).click()
  await ticketOf(page, ticket).waitFor()
}
