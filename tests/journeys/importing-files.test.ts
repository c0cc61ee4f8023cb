import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Locator } from "playwright-core"
import { expect, onTestFinished, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { cardOf, columnOf } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { giveFile, openImport } from "../support/import-screen.ts"
import { openList, shownRows } from "../support/list-screen.ts"
import { temporaryFolder } from "../support/relay.ts"
import { realFile } from "../support/shared-data.ts"

const here = journey()

async function importFrom(dialog: Locator): Promise<void> {
  await dialog.getByRole("heading", { name: "What becomes what" }).waitFor()
  await dialog.getByRole("button", { name: "Import", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
}

function folder(): string {
  const path = temporaryFolder()
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

test("files of WeKan, Deck and TickTick come in through the same preview, and a second time change nothing", async context => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)

  const wekan = realFile(context, "import/wekan-board.csv")
  await importFrom(await giveFile(page, wekan))
  await columnOf(page, "Stage 1").waitFor()
  await cardOf(page, "Test card 1").waitFor()

  const deck = await giveFile(page, realFile(context, "import/deck.json"))
  await deck.getByLabel("Board of the file").selectOption({ label: "Shared board" })
  await deck.getByText("New space “Shared board”").waitFor({ state: "attached" })
  await importFrom(deck)
  await columnOf(page, "In progress").waitFor()
  await cardOf(page, "Write feature").waitFor()

  const invalid = realFile(context, "import/testdata_ticktick_invalid_numbers.csv")
  const ticktick = await giveFile(page, invalid)
  await ticktick.getByText("Line 8, Priority: “p1” is no number that fits").waitFor()
  await importFrom(ticktick)
  await cardOf(page, "Task with non-numeric ids").waitFor()

  const again = await giveFile(page, wekan)
  await again.getByText("Importing it changes nothing.").waitFor()
  await importFrom(again)
  await page.getByText("The file changed nothing").first().waitFor()
  expect(await page.getByRole("link", { name: "wekan-board" }).count()).toBe(1)
})

const TABLE = `Id;Vorgang;Stand;Fällig;Aufwand;Wer;Extra
1;Dach decken;In Arbeit;3/4/2026;1,5;Ana;rot
2;Ziegel holen;Offen;5/6/2026;morgen;;blau
`

test("a table's columns are chosen beside what they become, remembered, and a list goes out as CSV and Markdown", async () => {
  const path = folder()
  const relay = await here.server()
  const { page } = await here.somebody()
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await startWorkspace(page, relay.url)
  const table = join(path, "Haus.csv")
  writeFileSync(table, TABLE)

  const dialog = await giveFile(page, table)
  await dialog.getByRole("heading", { name: "What the columns become" }).waitFor()
  await dialog.getByText("morgen (cannot be read)").waitFor()
  await dialog.getByText("All dates of the file can be read either way").waitFor()
  expect(await barriersOn(page, "columns")).toEqual([])
  await dialog.getByLabel("Dates like 3/4/2026").selectOption("mdy")
  await dialog.getByLabel("What Aufwand becomes").selectOption({ label: "Leave out" })
  await dialog.getByLabel("What Extra becomes").selectOption({ label: "Labels" })
  await dialog.getByText("morgen (cannot be read)").waitFor({ state: "detached" })
  await dialog.getByRole("button", { name: "Continue" }).click()
  await dialog.getByText("Values of columns").waitFor()
  await dialog.getByRole("button", { name: "Back to the columns" }).click()
  await dialog.getByRole("button", { name: "Continue" }).click()
  await importFrom(dialog)
  await cardOf(page, "Dach decken").waitFor()

  writeFileSync(table, TABLE.replace("Ziegel holen;Offen", "Ziegel kaufen;Fertig"))
  const again = await giveFile(page, table)
  expect(await again.getByLabel("What Extra becomes").inputValue()).toBe("labels")
  expect(await again.getByLabel("Dates like 3/4/2026").inputValue()).toBe("mdy")
  await again.getByRole("button", { name: "Continue" }).click()
  await again.getByText("1 is updated, because the file changed").waitFor()
  await importFrom(again)
  await cardOf(page, "Ziegel kaufen").waitFor()

  await openList(page)
  await expect.poll(() => shownRows(page), PATIENCE).toEqual(["Dach decken", "Ziegel kaufen"])
  const saving = page.waitForEvent("download")
  await page.getByRole("button", { name: "List menu" }).click()
  await page.getByRole("menuitem", { name: "Save as CSV" }).click()
  const saved = join(path, (await saving).suggestedFilename())
  await (await saving).saveAs(saved)
  expect(readFileSync(saved, "utf8")).toContain("Dach decken")
  expect(readFileSync(saved, "utf8")).toContain("2026-03-04")

  await page.keyboard.press("Control+k")
  await page.getByRole("combobox").fill("Markdown tasks")
  await page.getByRole("option", { name: /Copy the list as Markdown tasks/ }).click()
  await expect
    .poll(() => page.evaluate<string>("navigator.clipboard.readText()"), PATIENCE)
    .toBe("- [ ] Dach decken (2026-03-04, Ana)\n- [x] Ziegel kaufen (2026-05-06)\n")
})

test("a table that is cut off or holds a key twice says where, and nothing is imported", async () => {
  const path = folder()
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  const file = join(path, "Haus.csv")
  const dialog = await openImport(page)
  writeFileSync(file, TABLE.replace("Ziegel", '"Ziegel'))
  await dialog.locator("input[type=file]").setInputFiles(file)
  await dialog.getByText("The quotation mark in line 3, column 3 is never closed.").waitFor()
  writeFileSync(file, TABLE.replace("\n2;", "\n1;"))
  await dialog.locator("input[type=file]").setInputFiles(file)
  await dialog.getByRole("button", { name: "Continue" }).click()
  await dialog.getByText("Lines 2 and 3 have the same Id: “1”. Nothing was changed.").waitFor()
  await dialog.getByLabel("What Id becomes").selectOption({ label: "Leave out" })
  await dialog.getByRole("button", { name: "Continue" }).click()
  await dialog.getByRole("heading", { name: "What becomes what" }).waitFor()
  await page.keyboard.press("Escape")
  expect(await page.getByRole("region", { name: "Lists" }).getByRole("link").count()).toBe(1)
})

/** "3 Jan 2000", as the plan writes a day of another year. */
function dayOf(date: string): string {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number) as [number, number, number]
  return `${day} ${new Date(Date.UTC(year, month - 1, day)).toLocaleString("en", { month: "short", timeZone: "UTC" })} ${year}`
}

test("a real plan comes in with the dates of its file, goes out, and comes back with nothing but what changed", async context => {
  const path = folder()
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  const name = "mspdi/plibre_Commercial_construction_project_plan"
  const dialog = await giveFile(page, realFile(context, `${name}.xml`))
  await dialog.getByText("All dates are those of the file.").waitFor()
  expect(await barriersOn(page, "plan")).toEqual([])
  await dialog.getByRole("button", { name: "Import", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  const { tasks } = JSON.parse(readFileSync(realFile(context, `${name}.expected.json`), "utf8")) as {
    tasks: readonly { readonly name: string; readonly start: string; readonly finish: string }[]
  }
  const rows = page.getByRole("treegrid").locator('[role="row"]:has([data-column="start"])')
  await expect.poll(() => rows.count(), PATIENCE).toBeGreaterThan(10)
  const shown = (await rows.allInnerTexts()).map(text => text.replaceAll("\u00a0", " "))
  for (const { name: title, start, finish } of tasks.slice(1, 12)) {
    const row = shown.find(text => text.includes(title))
    if (row === undefined) throw new Error(`no row of ${title}`)
    expect(row).toContain(dayOf(start))
    expect(row).toContain(dayOf(finish))
  }

  await page.keyboard.press("Control+k")
  await page.getByRole("combobox").fill("export the plan")
  await page.getByRole("option", { name: /Export the plan of this space/ }).click()
  const saving = page.waitForEvent("download")
  await page.getByRole("button", { name: "Save the file" }).click()
  const saved = join(path, "out.xml")
  await (await saving).saveAs(saved)
  const again = await giveFile(page, saved)
  await again.getByText("Importing it changes nothing.").waitFor()
  await again.getByRole("button", { name: "Import", exact: true }).click()
  await page.getByText("The file changed nothing").first().waitFor()

  await page
    .getByRole("row", { name: /Obtain building permits/ })
    .first()
    .click()
  await page.keyboard.press("F2")
  await page.getByRole("textbox", { name: "Name of Obtain building permits" }).fill("Get the permits")
  await page.keyboard.press("Enter")
  await page.getByRole("row", { name: /Get the permits/ }).waitFor()
  writeFileSync(saved, readFileSync(saved, "utf8").replace(">Obtain building permits<", ">Obtain all permits<"))
  const third = await giveFile(page, saved)
  await third.getByText("1 field was changed on both sides").waitFor()
  await third.getByLabel("Title of Obtain all permits").selectOption("File: Obtain all permits")
  await third.getByText("1 is updated, because the file changed").waitFor()
  await third.getByRole("button", { name: "Import", exact: true }).click()
  await page.getByRole("row", { name: /Obtain all permits/ }).waitFor()
  await page.getByRole("button", { name: "Undo" }).click()
  await page.getByRole("row", { name: /Get the permits/ }).waitFor()
  expect(await page.getByRole("region", { name: "Projects" }).getByRole("link").count()).toBe(1)
})
