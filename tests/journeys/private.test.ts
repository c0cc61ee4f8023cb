import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { addCards, cardOf, choose, dragCard, openItem, waitForSync } from "../support/board-screen.ts"
import { shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

/** Edits of every kind that the screens know. */
async function workWith(page: Page, name: string): Promise<void> {
  await addCards(page, "Backlog", name)
  await dragCard(page, name, "In progress")
  await cardOf(page, name).focus()
  await page.keyboard.press("p")
  await choose(page, "High")
  await page.keyboard.press("d")
  await page.getByRole("textbox", { name: "Due: Date" }).fill("2026-12-24")
  await page.keyboard.press("Enter")
  await page.keyboard.press("l")
  await choose(page, `Label of ${name}`)
  await page.keyboard.press("Escape")
  const panel = await openItem(page, name)
  await panel.getByRole("textbox", { name: "Description" }).fill(`Secret of ${name}`)
  await panel.getByRole("button", { name: "Add checklist" }).click()
  await panel.getByRole("textbox", { name: /^Add a check to/ }).fill("Check")
  await page.keyboard.press("Enter")
  await panel.getByRole("checkbox", { name: "Done: Check" }).check()
  await panel.getByRole("textbox", { name: "Write a comment" }).fill("Comment")
  await panel.getByRole("button", { name: /^Send comment/ }).click()
  await panel.getByText("Comment", { exact: true }).waitFor()
  await panel.getByRole("button", { name: /^Close the item/ }).click()
  await waitForSync(page, "Only on this device")
}

test("nothing leaves the device until the workspace is shared", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { page } = await here.somebody()
  await startWorkspace(page, gate.url)
  const workspace = new URL(page.url()).pathname.split("/")[2]!

  // Parts of the program come when they are first used; these requests are for built files alone.
  await workWith(page, "First")
  expect(gate.asked.filter(({ isUpgrade }) => isUpgrade)).toEqual([])
  const program = /^\/($|assets\/[\w.-]+$|favicon\.svg$|theme\.js$)/
  expect(gate.asked.filter(({ method, path }) => method !== "GET" || !program.test(path))).toEqual([])
  expect(gate.asked.filter(({ path, headers }) => `${path}\n${headers}`.includes(workspace))).toEqual([])

  // From then on the same work asks for nothing at all. Only the browser looks for the page's icon when it likes.
  // The rest of the program is fetched a while after the first view; until then there is nothing to wait for but time.
  await page.waitForTimeout(3_000)
  const asked = gate.asked.length
  const since = () => gate.asked.slice(asked).filter(({ path }) => path !== "/favicon.svg")
  await workWith(page, "Second")
  expect(since()).toEqual([])

  await shareWorkspace(page)
  await waitForSync(page, "Synced")
  await expect.poll(() => gate.asked.filter(({ isUpgrade }) => isUpgrade).length, PATIENCE).toBeGreaterThan(0)
  expect(since().filter(({ path }) => path !== "/sync")).toEqual([])
})
