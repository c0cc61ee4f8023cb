import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { cardOf, choose, panelOf, titlesIn, waitForSync } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { focused, press, tabTo } from "../support/keyboard.ts"

const here = journey()

/** Waits until the card of this title has the focus. */
async function onCard(page: Page, title: string): Promise<void> {
  const isFocused = () => cardOf(page, title).evaluate(card => card === document.activeElement)
  await expect.poll(isFocused, PATIENCE).toBe(true)
}

/** Makes the first item with `C` and closes its panel again. */
async function makeFirstItem(page: Page, title: string): Promise<void> {
  await page.keyboard.press("c")
  const dialog = page.getByRole("dialog", { name: "New item" })
  await dialog.getByRole("textbox", { name: "Title" }).waitFor()
  await page.keyboard.type(title)
  await page.keyboard.press("Enter")
  await panelOf(page).getByRole("textbox", { name: "Title", exact: true }).waitFor()
  await page.keyboard.press("Escape")
  await panelOf(page).waitFor({ state: "detached" })
}

/** Starts a workspace without a mouse. */
async function startByKeyboard(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole("textbox", { name: "Name of the workspace" }).waitFor()
  await tabTo(page, /^Name of the workspace/)
  await page.keyboard.type("Northgate IT")
  await tabTo(page, /^Your name/)
  await page.keyboard.type("Ana")
  await page.keyboard.press("Enter")
  await page.getByRole("region", { name: "Board" }).waitFor()
}

test("cards are made, reached, moved, filtered and taken back by keyboard alone", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startByKeyboard(page, relay.url)
  await makeFirstItem(page, "Alpha")
  await press(page, "ArrowDown")
  await onCard(page, "Alpha")

  // On a card, `C` with Shift writes titles below it, one after the other.
  await press(page, "Shift+c")
  await expect.poll(() => focused(page), PATIENCE).toBe("Add an item to Ready")
  for (const title of ["Beta", "Gamma"]) {
    await page.keyboard.type(title)
    await press(page, "Enter")
  }
  await press(page, "Escape")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta", "Gamma"])
  await press(page, "Shift+Tab")
  await onCard(page, "Alpha")
  await press(page, "ArrowDown")
  await onCard(page, "Beta")

  await press(page, "Shift+Space", "ArrowRight", "Space")
  await expect.poll(() => titlesIn(page, "In progress"), PATIENCE).toEqual(["Beta"])
  await onCard(page, "Beta")
  await press(page, "Shift+Space", "ArrowLeft", "Escape")
  expect(await titlesIn(page, "In progress")).toEqual(["Beta"])
  await onCard(page, "Beta")
  await press(page, "ArrowLeft")
  await onCard(page, "Alpha")
  await press(page, "Shift+Space", "ArrowDown", "Enter")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Gamma", "Alpha"])

  await press(page, "Control+z")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Gamma"])
  await press(page, "Control+z")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta", "Gamma"])
  await press(page, "Control+Shift+z")
  await expect.poll(() => titlesIn(page, "In progress"), PATIENCE).toEqual(["Beta"])

  await press(page, "/")
  await page.getByRole("combobox", { name: "Filter" }).waitFor()
  await page.keyboard.type("title ~ gam")
  await press(page, "Enter")
  await cardOf(page, "Alpha").waitFor({ state: "detached" })
  expect(await titlesIn(page, "Ready")).toEqual(["Gamma"])
  expect(new URL(page.url()).searchParams.get("filter")).toContain("gam")
})

test("an item is filled in by keyboard alone, and the keyboard is back on its card afterwards", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startByKeyboard(page, relay.url)
  await makeFirstItem(page, "Alpha")
  await press(page, "ArrowDown")
  await onCard(page, "Alpha")
  await press(page, "Enter")
  const panel = panelOf(page)
  await panel.getByRole("textbox", { name: "Title", exact: true }).waitFor()

  await press(page, "s")
  await choose(page, "In progress")
  await panel.getByRole("button", { name: "Status: In progress" }).waitFor()
  await press(page, "p")
  await choose(page, "High")
  await panel.getByRole("button", { name: "Priority: High" }).waitFor()
  await press(page, "d")
  await page.getByRole("textbox", { name: "Due: Date" }).waitFor()
  await page.keyboard.type("2026-12-24")
  await press(page, "Enter")
  await panel.getByRole("button", { name: /^Due: .*24 Dec/ }).waitFor()
  await press(page, "l")
  await choose(page, "Training")
  await page.locator(".picker").getByRole("option", { name: "Training", selected: true }).waitFor()
  await press(page, "Escape")
  await panel.getByRole("button", { name: "Labels: Training" }).waitFor()

  await tabTo(page, /^Add checklist/)
  await press(page, "Enter")
  await tabTo(page, /^Add a check to/)
  await page.keyboard.type("Customers")
  await press(page, "Enter")
  await page.keyboard.type("Suppliers")
  await press(page, "Enter")
  const box = panel.getByRole("checkbox", { name: "Done: Customers" })
  await box.waitFor()
  while (!(await box.evaluate(element => element === document.activeElement))) await press(page, "Shift+Tab")
  await press(page, "Space")
  await expect.poll(() => box.isChecked(), PATIENCE).toBe(true)

  await press(page, "Escape")
  await panel.waitFor({ state: "detached" })
  await onCard(page, "Alpha")
  expect(await titlesIn(page, "In progress")).toEqual(["Alpha"])
  await cardOf(page, "Alpha").getByText("1/2").waitFor()
})

test("a workspace is shared by keyboard alone", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startByKeyboard(page, relay.url)
  await tabTo(page, /^Share$/)
  await press(page, "Enter")
  const dialog = page.getByRole("dialog", { name: "Share this workspace" })
  await dialog.waitFor()
  await tabTo(page, /^Share and get the link$/)
  await press(page, "Enter")
  await dialog.getByRole("textbox", { name: "Link to this workspace" }).waitFor()
  await press(page, "Escape")
  await dialog.waitFor({ state: "detached" })
  await waitForSync(page, "Synced")
  await expect.poll(() => focused(page), PATIENCE).toBe("Share")
})

test("Space peeks at one card after the other while the keyboard stays on the board, and Enter goes in", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startByKeyboard(page, relay.url)
  await makeFirstItem(page, "Alpha")
  await press(page, "ArrowDown")
  await onCard(page, "Alpha")
  await press(page, "Shift+c")
  await expect.poll(() => focused(page), PATIENCE).toBe("Add an item to Ready")
  await page.keyboard.type("Beta")
  await press(page, "Enter", "Escape", "Shift+Tab")
  const title = panelOf(page).getByRole("textbox", { name: "Title", exact: true })
  const panelTitle = () => title.inputValue()

  await onCard(page, "Alpha")
  await press(page, "Space")
  await expect.poll(panelTitle, PATIENCE).toBe("Alpha")
  await onCard(page, "Alpha")
  await page
    .getByRole("status")
    .filter({ hasText: /^Peeking at TASK-\S+, Alpha\./ })
    .waitFor({ state: "attached" })
  await press(page, "j")
  await expect.poll(panelTitle, PATIENCE).toBe("Beta")
  await onCard(page, "Beta")
  await press(page, "Space")
  await panelOf(page).waitFor({ state: "detached" })
  await onCard(page, "Beta")

  await press(page, "Space")
  await title.waitFor()
  await press(page, "Enter")
  const isInPanel = () => panelOf(page).evaluate(panel => panel.contains(document.activeElement))
  await expect.poll(isInPanel, PATIENCE).toBe(true)
  await press(page, "Escape")
  await panelOf(page).waitFor({ state: "detached" })
  await onCard(page, "Beta")
  // On a card as everywhere, `C` is one line that is understood.
  await press(page, "c")
  await page.getByRole("dialog", { name: "New item" }).waitFor()
})
