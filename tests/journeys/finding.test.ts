import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { cardOf, panelOf, titlesIn } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { press } from "../support/keyboard.ts"
import { openList, shownRows } from "../support/list-screen.ts"

const here = journey()

/** Makes items by writing them, by keyboard alone. */
async function capture(page: Page, text: string): Promise<void> {
  await press(page, "c")
  const dialog = page.getByRole("dialog", { name: "New item" })
  await dialog.getByRole("textbox", { name: "Title" }).waitFor()
  await page.keyboard.insertText(text)
  await press(page, "Enter")
  await dialog.waitFor({ state: "detached" })
}

async function closePanel(page: Page): Promise<void> {
  await panelOf(page).waitFor()
  await press(page, "Escape")
  await panelOf(page).waitFor({ state: "detached" })
}

/** Looks for something in the palette, and waits until it is what Enter would choose. */
async function lookFor(page: Page, query: string, name: string): Promise<void> {
  await press(page, "Control+k")
  await page.getByRole("combobox", { name: "Search and commands" }).waitFor()
  await page.keyboard.type(query)
  await page
    .getByRole("option", { name, selected: true })
    .or(page.locator(".option[data-active]", { hasText: name }))
    .first()
    .waitFor()
}

async function writeFilter(page: Page, text: string): Promise<void> {
  await press(page, "/")
  const field = page.getByRole("combobox", { name: "Filter", exact: true })
  await field.waitFor()
  await press(page, "Control+a")
  await page.keyboard.type(text)
}

for (const theme of ["light", "dark"] as const)
  test(`lines become items, and items, places and actions are found, by keyboard alone, ${theme}`, async () => {
    const relay = await here.server()
    const { page } = await here.somebody({ theme })
    await startWorkspace(page, relay.url)
    await page.getByRole("region", { name: "Board" }).waitFor()

    await press(page, "c")
    const dialog = page.getByRole("dialog", { name: "New item" })
    await dialog.waitFor()
    await page.keyboard.insertText("call smith tomorrow 3pm #sales @ana !high ~2h")
    const chips = dialog.locator(".capture-lines .chip")
    await expect.poll(() => chips.count()).toBe(5)
    expect(await dialog.locator(".capture-title").innerText()).toBe("call smith")
    expect(await barriersOn(page, "capture")).toEqual([])
    // A chip that is taken away is text again.
    await dialog.getByRole("button", { name: "Remove High" }).click()
    await expect.poll(() => dialog.locator(".capture-title").innerText()).toBe("call smith !high")
    await dialog.getByRole("textbox", { name: "Title" }).focus()
    await press(page, "Enter")
    await panelOf(page)
      .getByRole("button", { name: "Labels: sales" })
      .or(panelOf(page).getByText("sales"))
      .first()
      .waitFor()
    await closePanel(page)

    await capture(page, "- Move house\n  - Pack boxes #Sales\n  - Rent a van in 2 weeks\n- Water plants")
    await cardOf(page, "Pack boxes").waitFor()
    await expect
      .poll(() => titlesIn(page, "Ready").then(titles => titles.slice(1)), PATIENCE)
      .toEqual(["Move house", "Pack boxes", "Rent a van", "Water plants"])

    await lookFor(page, "wat pla", "Water plants")
    expect(await barriersOn(page, "palette")).toEqual([])
    await press(page, "Enter")
    await expect
      .poll(() => panelOf(page).getByRole("textbox", { name: "Title", exact: true }).inputValue())
      .toBe("Water plants")
    await closePanel(page)

    await lookFor(page, "dark th", "Dark theme")
    await press(page, "Escape")
    await press(page, "?")
    await page.getByRole("dialog", { name: "Keys" }).getByText("Set the priority").waitFor()
    expect(await barriersOn(page, "keys")).toEqual([])
    await press(page, "Escape")

    await press(page, "g", "l")
    await page.getByRole("treegrid").waitFor()
    await press(page, "1")
    await page.getByRole("region", { name: "Board" }).waitFor()
    await press(page, "g", "p")
    await page.getByRole("heading", { name: "People", level: 1 }).waitFor()
    await capture(page, "From somewhere else")
    await page.locator(".toast-text", { hasText: "1 item made in" }).waitFor()
  })

test("a filter is written with completion, says where it cannot be read, holds for board and list, and is saved", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await page.getByRole("region", { name: "Board" }).waitFor()
  await capture(page, "Alpha #sales today\nBeta #garden !high\nGamma next week")
  await cardOf(page, "Gamma").waitFor()

  await writeFilter(page, "label:sal")
  await page.locator(".filter-field").getByRole("option", { name: "sales" }).waitFor()
  await press(page, "Tab")
  await page.keyboard.type("or prio")
  await press(page, "Tab")
  await page.keyboard.type("high")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta"])

  // What cannot be read leaves the last filter in force, and says where. Typed slowly, "an" would be a filter of its own.
  await page.keyboard.insertText(" and statsu:Ready")
  await page.locator(".filter-field-mirror mark", { hasText: "statsu" }).waitFor()
  await page.getByRole("button", { name: "Did you mean status?" }).waitFor()
  expect(await barriersOn(page, "filter with a fault")).toEqual([])
  expect(await titlesIn(page, "Ready")).toEqual(["Alpha", "Beta"])
  await page.getByRole("button", { name: "Did you mean status?" }).click()
  await press(page, "End", "Enter")
  await page.locator(".filter-chip").first().waitFor()
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta"])

  // Its address is the screen.
  const address = page.url()
  await page.goto(address)
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta"])

  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Save as view" }).click()
  await page.getByRole("textbox", { name: "Name of the view" }).fill("Loud")
  await press(page, "Enter")
  const pinned = page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Loud" })
  await pinned.waitFor()
  await openList(page)
  await expect.poll(() => shownRows(page), PATIENCE).toHaveLength(3)
  await press(page, "4")
  await expect.poll(() => titlesIn(page, "Ready"), PATIENCE).toEqual(["Alpha", "Beta"])
  expect(await pinned.getAttribute("aria-current")).toBe("page")

  await page.getByRole("button", { name: "Board menu" }).click()
  await page.getByRole("menuitem", { name: "Delete view" }).click()
  await pinned.waitFor({ state: "detached" })
  await press(page, "g", "t")
  await page.getByRole("button", { name: "Restore Loud" }).click()
  await pinned.waitFor()
})

test("on a phone a button searches, and without a network items are captured all the same", async () => {
  const relay = await here.server()
  const { page, context } = await here.somebody({ width: 390, height: 844, touch: true, mayBeRefused: true })
  await page.goto(relay.url)
  await page.getByLabel("Name of the workspace").fill("Northgate IT")
  await page.getByLabel("Your name").fill("Ana")
  await page.getByRole("button", { name: "Start in this browser" }).click()
  await page.getByRole("region", { name: "Board" }).waitFor()
  // The parts that come later are here before the network goes.
  await page.getByRole("banner").getByRole("button", { name: "Search" }).click()
  await page.getByRole("combobox", { name: "Search and commands" }).waitFor()
  await page.getByRole("option", { name: "New item" }).waitFor()
  await press(page, "Escape")
  await page.getByRole("banner").getByRole("button", { name: "New item" }).click()
  await page.getByRole("dialog", { name: "New item" }).waitFor()
  await page.keyboard.insertText("Read on")
  await press(page, "Enter")
  await closePanel(page)
  // All that is fetched for later is there once nothing more comes.
  const fetched = () => page.evaluate<number>("performance.getEntriesByType('resource').length")
  let before = -1
  while (before !== (before = await fetched())) await page.waitForTimeout(2_500)
  await context.setOffline(true)
  await capture(page, "Buy milk morgen 15 Uhr")
  await closePanel(page)
  await page.getByRole("banner").getByRole("button", { name: "Search" }).click()
  await page.getByRole("combobox", { name: "Search and commands" }).fill("milk")
  await page.locator(".palette").getByRole("option", { name: "Buy milk" }).waitFor()
})

test("an item is saved as a template and made again for another day, by keyboard alone", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await page.getByRole("region", { name: "Board" }).waitFor()
  await capture(page, "Move house !high\n  Pack boxes @ana 24.12.")
  await cardOf(page, "Pack boxes").waitFor()
  await cardOf(page, "Move house").first().focus()
  await lookFor(page, "as a template", "Save as a template")
  await press(page, "Enter")
  await page.getByRole("textbox", { name: "Name of the template" }).waitFor()
  await press(page, "Enter")

  await lookFor(page, "from a tem", "New from a template")
  await press(page, "Enter")
  const dialog = page.getByRole("dialog", { name: "New from a template" })
  await dialog.getByLabel("Starts").fill("2027-03-01")
  expect(await barriersOn(page, "from a template")).toEqual([])
  await dialog.getByRole("button", { name: "Create 2 items" }).press("Enter")
  await expect.poll(() => cardOf(page, "Pack boxes").count(), PATIENCE).toBe(2)
  await cardOf(page, "Pack boxes").getByText("1 Mar").waitFor()

  await press(page, "g", "s")
  await page.getByRole("textbox", { name: "Name of template Move house" }).waitFor()
  expect(await barriersOn(page, "settings with a template")).toEqual([])
})
