import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { PATIENCE } from "./journey.ts"

/** The texts of the cards of each column, from top to bottom. */
export type ShownBoard = Readonly<Record<string, readonly string[]>>

const READ_BOARD = `Object.fromEntries([...document.querySelectorAll(".board-column")].map(column => [
  column.querySelector(".column-name").textContent,
  [...column.querySelectorAll("[data-card]")].map(card =>
    [...card.children].filter(part => !part.matches(".presence-flag")).map(part => part.textContent).join(" ")),
]))`

/** What the board of a page says: every column with the whole text of its cards, without who is looking at them. */
export function shownBoard(page: Page): Promise<ShownBoard> {
  return page.evaluate<ShownBoard>(READ_BOARD)
}

/** The titles in a column, from top to bottom. */
export function titlesIn(page: Page, column: string): Promise<string[]> {
  return columnOf(page, column).locator("[data-card] .card-title").allTextContents()
}

export function columnOf(page: Page, column: string): Locator {
  return page.locator(".board-column").filter({ has: page.getByRole("heading", { name: column, exact: true }) })
}

/** A card by its title, on the whole board or in one column. */
export function cardOf(page: Page, title: string, column?: string): Locator {
  const place = column === undefined ? page : columnOf(page, column)
  return place.locator("[data-card]").filter({ has: page.getByText(title, { exact: true }) })
}

/** Adds cards at the foot of a column. */
export async function addCards(page: Page, column: string, ...titles: readonly string[]): Promise<void> {
  await columnOf(page, column).locator(".quick-add button").click()
  const line = page.getByRole("textbox", { name: `Add an item to ${column}` })
  for (const title of titles) {
    await line.fill(title)
    await line.press("Enter")
    await cardOf(page, title).waitFor()
  }
  await line.press("Escape")
}

/** Takes a card with the mouse and lets it go at the foot of a column. */
export async function dragCard(page: Page, title: string, column: string): Promise<void> {
  const from = await boxOf(cardOf(page, title))
  const to = await boxOf(columnOf(page, column))
  const x = to.x + to.width / 2
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 20, from.y + from.height / 2 + 10, { steps: 4 })
  await page.mouse.move(x, to.y + to.height - 60, { steps: 12 })
  await columnOf(page, column).locator(".drop-line").waitFor()
  await page.mouse.up()
  await cardOf(page, title, column).waitFor()
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error("nothing is shown there")
  return box
}

/** Opens the panel of an item by a press on its card. */
export async function openItem(page: Page, title: string): Promise<Locator> {
  await cardOf(page, title).locator(".card-title").click()
  const panel = panelOf(page)
  await panel.getByRole("textbox", { name: "Title", exact: true }).waitFor()
  return panel
}

export function panelOf(page: Page): Locator {
  return page.locator(".item-panel")
}

/** Closes the panel of the item that is open. */
export async function closeItem(page: Page): Promise<void> {
  await panelOf(page)
    .getByRole("button", { name: /^Close the item/ })
    .click()
  await panelOf(page).waitFor({ state: "detached" })
}

/** Gives an item another title in its panel, which stays open. */
export async function rename(page: Page, title: string, wanted: string): Promise<void> {
  const panel = await openItem(page, title)
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill(wanted)
  await page.keyboard.press("Enter")
  await cardOf(page, wanted).waitFor()
}

/** Sets the priority of an item by the key, on its card. */
export async function setPriority(page: Page, title: string, priority: string): Promise<void> {
  await cardOf(page, title).focus()
  await page.keyboard.press("p")
  await choose(page, priority)
}

/** Chooses in the picker that is open, by typing. */
export async function choose(page: Page, name: string): Promise<void> {
  const line = page.locator(".picker").getByRole("combobox")
  await line.fill(name)
  await page.locator(".picker").getByRole("option", { name }).first().waitFor()
  await line.press("Enter")
}

/** Waits until the sidebar says how far the work has come, for example "Synced". */
export async function waitForSync(page: Page, state: string): Promise<void> {
  await page.getByRole("button", { name: `Sync state: ${state}`, exact: true }).waitFor()
}

/** Notes every state of syncing that a page shows from now on; the answer tells them, until the page is loaded anew. */
export async function noteStates(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(`{
    const seen = globalThis.statesSeen = []
    const look = () => { for (const shown of document.querySelectorAll(".sync-indicator")) {
      if (seen.at(-1) !== shown.dataset.state) seen.push(shown.dataset.state)
    } }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-state"] })
  }`)
  return () => page.evaluate<readonly string[]>("globalThis.statesSeen")
}

/** Waits until several pages show the same board, and returns it. */
export async function sameBoard(...pages: readonly Page[]): Promise<ShownBoard> {
  const boards = () => Promise.all(pages.map(shownBoard))
  await expect.poll(async () => new Set((await boards()).map(board => JSON.stringify(board))).size, PATIENCE).toBe(1)
  return (await boards())[0]!
}
