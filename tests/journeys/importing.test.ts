import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Locator, Page } from "playwright-core"
import { expect, onTestFinished, test } from "vitest"
import { addCards, cardOf, columnOf, shownBoard, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { temporaryFolder } from "../support/relay.ts"
import { realFile } from "../support/shared-data.ts"

const here = journey()

async function openImport(page: Page): Promise<Locator> {
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("button").first().click()
  await page.getByRole("menuitem", { name: "Import a file" }).click()
  const dialog = page.getByRole("dialog", { name: "Import a file" })
  await dialog.waitFor()
  return dialog
}

/** Chooses a file in the dialog. */
const give = (dialog: Locator, path: string) => dialog.locator("input[type=file]").setInputFiles(path)

/** How many cards the heads of the columns say there are. */
async function countsByColumn(page: Page): Promise<Record<string, string>> {
  const heads = await page.locator(".column-head").all()
  const read = async (head: Locator) => [
    await head.locator(".column-name").textContent(),
    await head.locator(".column-count").textContent(),
  ]
  return Object.fromEntries((await Promise.all(heads.map(read))) as [string, string][])
}

test("a Trello board comes in through a preview, once, and goes as one step", async context => {
  const file = realFile(context, "import/trello-project100.json")
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)

  const dialog = await openImport(page)
  await give(dialog, file)
  await dialog.getByRole("heading", { name: "What becomes what" }).waitFor()
  await dialog.getByText("Cards, as items").waitFor()
  await dialog.getByRole("button", { name: "Import", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await columnOf(page, "Todo").waitFor()
  await cardOf(page, "Write code").waitFor()
  const counts = await countsByColumn(page)
  expect(Object.keys(counts)).toEqual(expect.arrayContaining(["Todo", "In Progress", "Done"]))
  expect(Object.values(counts).reduce((sum, count) => sum + Number(count), 0)).toBe(3)
  const shown = await shownBoard(page)

  const again = await openImport(page)
  await give(again, file)
  await again.getByText("Importing it changes nothing.").waitFor()
  await again.getByRole("button", { name: "Import", exact: true }).click()
  await page.getByText("The file changed nothing").first().waitFor()
  await again.waitFor({ state: "detached" })
  expect(await shownBoard(page)).toEqual(shown)
  expect(await page.getByRole("link", { name: "Project 100" }).count()).toBe(1)

  await page.keyboard.press("Control+z")
  await page.getByRole("link", { name: "Project 100" }).waitFor({ state: "detached" })
  await page.getByRole("link", { name: "Tasks" }).click()
  await page.getByRole("region", { name: "Board" }).waitFor()
  await page.goto(`${page.url().split("/board/")[0]}/trash`)
  await page.getByRole("list", { name: "Deleted spaces" }).getByText("Project 100").waitFor()
  await waitForSync(page, "Only on this device")
})

test("a damaged file gives a sentence that says where, and changes nothing", async () => {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", "Map the fields")
  const shown = await shownBoard(page)

  const files = {
    "cut.json": [`{"name": "Board",\n "lists": [{"id": "1"`, /stops being JSON in line 2/],
    "other.json": [`{"name": "Something else"}`, /no export of a board/],
    "page.json": ["<!doctype html><title>Log in</title>", /web page/],
  } as const
  const dialog = await openImport(page)
  for (const [name, [text, sentence]] of Object.entries(files)) {
    const path = join(folder, name)
    writeFileSync(path, text)
    await give(dialog, path)
    const alert = dialog.getByRole("alert").filter({ hasText: /./ })
    await expect.poll(() => alert.textContent(), PATIENCE).toMatch(sentence)
    expect(await alert.textContent()).toContain("Nothing was changed.")
  }
  await page.keyboard.press("Escape")
  await dialog.waitFor({ state: "detached" })
  expect(await shownBoard(page)).toEqual(shown)
  expect(await page.getByRole("region", { name: "Lists" }).getByRole("link").count()).toBe(1)
})
