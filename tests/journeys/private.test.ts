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

  const program = /^\/($|assets\/[\w.-]+$|favicon\.svg$|theme\.js$)/
  await workWith(page, "First")

  // From then on the same work asks for nothing, but for parts of the program that had not come yet: each once, and
  // none because of what is done. And the browser looks for the page's icon when it likes.
  const [asked, came] = [gate.asked.length, new Set(gate.asked.map(({ path }) => path))]
  const isNewPart = (path: string) => program.test(path) && !came.has(path)
  const since = () => gate.asked.slice(asked).filter(({ path }) => path !== "/favicon.svg" && !isNewPart(path))
  await workWith(page, "Second")
  expect(since()).toEqual([])
  const parts = gate.asked.slice(asked).map(({ path }) => path)
  expect(parts.filter(isNewPart)).toEqual([...new Set(parts.filter(isNewPart))])

  // All of it was for built files alone, and nothing named the workspace.
  expect(gate.asked.filter(({ isUpgrade }) => isUpgrade)).toEqual([])
  expect(gate.asked.filter(({ method, path }) => method !== "GET" || !program.test(path))).toEqual([])
  expect(gate.asked.filter(({ path, headers }) => `${path}\n${headers}`.includes(workspace))).toEqual([])

  await shareWorkspace(page)
  await waitForSync(page, "Synced")
  await expect.poll(() => gate.asked.filter(({ isUpgrade }) => isUpgrade).length, PATIENCE).toBeGreaterThan(0)
  // Beside the socket, only who is signed in is asked: sharing goes by that.
  expect(since().filter(({ path }) => path !== "/sync" && path !== "/api/session")).toEqual([])
})
