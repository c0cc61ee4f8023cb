import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { choose, panelOf } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { press, tabTo } from "../support/keyboard.ts"
import { addRows, cellOf, openList, pasteCells, rowOf, shownGroups, shownRows } from "../support/list-screen.ts"

const here = journey()

/** Waits until the list says these rows. */
async function seesRows(page: Page, ...rows: readonly string[]): Promise<void> {
  await expect.poll(() => shownRows(page), PATIENCE).toEqual(rows)
}

const textOf = (page: Page, title: string, column: string) => () => cellOf(page, title, column).innerText()

test("a list is opened, filled, edited, sorted, grouped, edited as a whole and taken back by keyboard alone", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await page.getByRole("region", { name: "Board" }).waitFor()
  await tabTo(page, /^List$/)
  await press(page, "Enter")
  await page.getByRole("treegrid", { name: "Items of the space" }).waitFor()
  await page.getByText("This list has no items yet").waitFor()

  await press(page, "Shift+c")
  await page.getByRole("textbox", { name: "Add item" }).waitFor()
  for (const title of ["Delta", "Alpha", "Charlie"]) {
    await page.keyboard.type(title)
    await press(page, "Enter")
  }
  await press(page, "Escape")
  await seesRows(page, "Delta", "Alpha", "Charlie")

  // On the row: letters set fields. In its cells: typing replaces, Tab goes on, Enter goes down.
  await press(page, "Control+Home", "ArrowRight", "End", "ArrowLeft")
  await page.keyboard.type("2026-12-24")
  await press(page, "Enter")
  await expect.poll(textOf(page, "Delta", "due"), PATIENCE).toContain("24 Dec")
  await page.keyboard.type("+3d")
  await press(page, "Shift+Tab")
  await page.keyboard.type("2 d 4 h")
  await press(page, "Enter")
  await expect.poll(textOf(page, "Alpha", "estimate"), PATIENCE).toMatch(/2.d 4.h/)
  await page.keyboard.type("rubbish")
  await press(page, "Enter")
  await page.getByRole("alert").filter({ hasText: "Not a duration" }).first().waitFor()
  await press(page, "Escape", "Escape")
  await press(page, "F2")
  await page.getByRole("textbox", { name: "Title" }).waitFor()
  await page.keyboard.type("Bravo")
  await press(page, "Enter")
  await seesRows(page, "Delta", "Alpha", "Bravo")
  await press(page, "Escape", "p")
  await choose(page, "High")
  await expect.poll(() => cellOf(page, "Bravo", "priority").locator("[aria-label=High]").count(), PATIENCE).toBe(1)

  // The head of a column sorts; with Shift it sorts by several.
  await press(page, "Control+Home", "ArrowUp")
  await press(page, "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
  await seesRows(page, "Alpha", "Bravo", "Delta")
  await press(page, "Enter")
  await seesRows(page, "Delta", "Bravo", "Alpha")
  await press(page, "Enter")
  await seesRows(page, "Delta", "Alpha", "Bravo")

  // Everything at once, as one step.
  await press(page, "ArrowDown", "Escape", "Control+a")
  await page.getByRole("toolbar", { name: "Selected items" }).getByText("3 selected").waitFor()
  await press(page, "s")
  await choose(page, "In progress")
  const inProgress = () => page.locator(".list-row [data-column=status] [aria-label='In progress']").count()
  await expect.poll(inProgress, PATIENCE).toBe(3)
  await press(page, "Control+z")
  await expect.poll(inProgress, PATIENCE).toBe(0)
  await press(page, "Control+Shift+z")
  await expect.poll(inProgress, PATIENCE).toBe(3)
  await press(page, "Escape")

  await tabTo(page, /^Group$/)
  await press(page, "Enter")
  await page.getByRole("menuitemradio", { name: "Priority" }).waitFor()
  await page.keyboard.press("ArrowDown")
  for (let steps = 0; steps < 20; steps++) {
    if ((await page.evaluate<string>("document.activeElement.textContent.trim()")) === "Priority") break
    await press(page, "ArrowDown")
  }
  await press(page, "Enter")
  await expect.poll(() => shownGroups(page), PATIENCE).toEqual(["High 1", "No priority 2"])
  await tabTo(page, /^Items of the space$/)
  await press(page, "Control+Home", "ArrowLeft")
  await seesRows(page, "Delta", "Alpha")
  await press(page, "ArrowRight")
  await seesRows(page, "Bravo", "Delta", "Alpha")

  // Rows move, go under each other and come out again.
  await press(page, "End", "Alt+Shift+ArrowUp")
  await seesRows(page, "Bravo", "Alpha", "Delta")
  await press(page, "ArrowDown", "Alt+Shift+ArrowRight")
  await seesRows(page, "Bravo", "Alpha", "-Delta")
  await press(page, "Alt+Shift+ArrowLeft")
  await seesRows(page, "Bravo", "Alpha", "Delta")
  await press(page, "Delete")
  await seesRows(page, "Bravo", "Alpha")
  await press(page, "Control+z")
  await seesRows(page, "Bravo", "Alpha", "Delta")

  // What was arranged is there again after a reload.
  await page.reload()
  await expect.poll(() => shownGroups(page), PATIENCE).toEqual(["High 1", "No priority 2"])
})

test("two people edit one list at the same time, and see where the other is", async () => {
  const relay = await here.server()
  const ana = await here.somebody()
  const ben = await here.somebody()
  await startWorkspace(ana.page, relay.url)
  await openList(ana.page)
  await addRows(ana.page, "Alpha", "Bravo", "Charlie")
  const link = await shareWorkspace(ana.page)
  await joinWorkspace(ben.page, link, "Ben")
  await ben.page.getByRole("region", { name: "Board" }).waitFor()
  await openList(ben.page)
  await seesRows(ben.page, "Alpha", "Bravo", "Charlie")

  await cellOf(ben.page, "Bravo", "due").click()
  await expect.poll(() => rowOf(ana.page, "Bravo").locator(".presence-flag").allInnerTexts(), PATIENCE).toEqual(["Ben"])
  // Ana writes a title while Ben sets the date and moves the row that she is in.
  await cellOf(ana.page, "Bravo", "title").dblclick()
  await ana.page.getByRole("textbox", { name: "Title" }).fill("Bravo, once more")
  await ben.page.keyboard.type("2026-12-24")
  await ben.page.keyboard.press("Tab")
  await expect.poll(textOf(ana.page, "Bravo, once more|Bravo", "due"), PATIENCE).toContain("24 Dec")
  await press(ben.page, "ArrowUp", "ArrowDown", "Escape", "Alt+Shift+ArrowUp")
  await expect.poll(() => shownRows(ben.page), PATIENCE).toEqual(["Bravo", "Alpha", "Charlie"])
  await ana.page.keyboard.press("Enter")
  for (const { page } of [ana, ben]) {
    await seesRows(page, "Bravo, once more", "Alpha", "Charlie")
    await expect.poll(textOf(page, "Bravo, once more", "due"), PATIENCE).toContain("24 Dec")
  }
  // Both edit everything at once: different fields stand, both as one step each.
  await press(ana.page, "Control+a")
  await press(ben.page, "Control+a")
  await press(ana.page, "Escape", "Control+a", "s")
  await choose(ana.page, "Done")
  await press(ben.page, "p")
  await choose(ben.page, "Urgent")
  for (const { page } of [ana, ben]) {
    await expect.poll(() => page.locator(".list-row [aria-label=Done]").count(), PATIENCE).toBe(3)
    await expect.poll(() => page.locator(".list-row [aria-label=Urgent]").count(), PATIENCE).toBe(3)
  }
  await press(ana.page, "Control+z")
  for (const { page } of [ana, ben]) {
    await expect.poll(() => page.locator(".list-row [aria-label=Done]").count(), PATIENCE).toBe(0)
    await expect.poll(() => page.locator(".list-row [aria-label=Urgent]").count(), PATIENCE).toBe(3)
  }
})

test("LIST-5 cells go to a spreadsheet and come back, and what cannot be pasted changes nothing", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await openList(page)
  await addRows(page, "Alpha", "Bravo")

  // A few cells go in at once, beyond the last row they make items.
  await cellOf(page, "Alpha", "title").click()
  const labels = ["", ""]
  await pasteCells(page, `Alpha\t${labels[0]}\nBravo 2\t\nCharlie\t\n`)
  await seesRows(page, "Alpha", "Bravo 2", "Charlie")
  await cellOf(page, "Alpha", "due").click()
  await pasteCells(page, "", "<table><tr><td>2026-12-01</td></tr><tr><td>24.12.2026</td></tr></table>")
  await expect.poll(textOf(page, "Bravo 2", "due"), PATIENCE).toContain("24 Dec")

  // One cell that means nothing holds all of them back, until somebody says to leave it out.
  await cellOf(page, "Alpha", "estimate").click()
  await pasteCells(page, "2 h\t2026-12-02\nlong\t2026-12-03\n")
  const dialog = page.getByRole("dialog", { name: "What pasting will do" })
  await dialog.getByText("1 cell cannot be pasted").waitFor()
  await dialog.getByText("Not a duration").waitFor()
  await dialog.getByRole("button", { name: "Cancel" }).click()
  expect(await textOf(page, "Alpha", "due")()).toContain("1 Dec")
  await page.getByRole("treegrid").focus()
  await pasteCells(page, "2 h\t2026-12-02\nlong\t2026-12-03\n")
  await dialog.getByRole("button", { name: /^Leave 1 cell out/ }).click()
  await expect.poll(textOf(page, "Bravo 2", "due"), PATIENCE).toContain("3 Dec")
  await expect.poll(textOf(page, "Alpha", "estimate"), PATIENCE).toMatch(/2.h/)

  // Many rows are looked at first; the first one names the columns.
  await page.getByRole("treegrid").focus()
  await press(page, "Escape")
  const many = Array.from(
    { length: 30 },
    (_, index) => `Row ${index + 1}\tHigh\t2027-01-${String(index + 1).padStart(2, "0")}`,
  )
  await pasteCells(page, ["Title\tPriority\tDue", ...many].join("\n"))
  await dialog.getByText("30 items will be made").waitFor()
  await dialog.getByRole("button", { name: "Paste", exact: true }).click()
  await page.getByText("33 items").waitFor()
  await press(page, "Control+z")
  await page.getByText("3 items", { exact: true }).waitFor()

  // What is copied can be pasted, also by a program that takes HTML.
  await cellOf(page, "Alpha", "title").click()
  await press(page, "Shift+ArrowDown")
  const copied = await page.evaluate<string[]>(`(() => {
    const data = new DataTransfer()
    document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }))
    return [data.getData("text/plain"), data.getData("text/html")]
  })()`)
  expect(copied).toEqual([
    "Alpha\nBravo 2",
    "<table><tbody><tr><td>Alpha</td></tr><tr><td>Bravo 2</td></tr></tbody></table>",
  ])
})

test("rows are dragged, views are saved and found under their address, and the list is saved as a file", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await openList(page)
  await addRows(page, "Alpha", "Bravo", "Charlie")
  const drag = async (title: string, onto: string, share: number) => {
    await rowOf(page, title).hover()
    const grip = (await rowOf(page, title).locator("[data-grip]").boundingBox())!
    const target = (await rowOf(page, onto).boundingBox())!
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2)
    await page.mouse.down()
    await page.mouse.move(grip.x + 40, grip.y + 4, { steps: 3 })
    await page.mouse.move(target.x + 200, target.y + target.height * share, { steps: 6 })
    await page.locator("[data-drop]").waitFor()
    await page.mouse.up()
  }
  await drag("Charlie", "Alpha", 0.1)
  await seesRows(page, "Charlie", "Alpha", "Bravo")
  await drag("Bravo", "Charlie", 0.5)
  await seesRows(page, "Charlie", "-Bravo", "Alpha")
  await rowOf(page, "Charlie").locator("[data-fold]").click()
  await seesRows(page, "Charlie", "Alpha")
  await rowOf(page, "Charlie").locator("[data-fold]").click()

  // Rows are selected with Shift and Ctrl; the bar says how many.
  await rowOf(page, "Charlie").locator(".list-box").click()
  await cellOf(page, "Alpha", "title").click({ modifiers: ["Shift"] })
  await page.getByText("3 selected").waitFor()
  await cellOf(page, "Bravo", "title").click({ modifiers: ["Control"] })
  await page.getByText("2 selected").waitFor()
  await page.getByRole("button", { name: "Clear the selection" }).click()

  // Columns are widened by their edges and put elsewhere by their heads.
  const head = (name: string) => page.getByRole("columnheader", { name, exact: true })
  const boxOf = async (name: string) => (await head(name).boundingBox())!
  const due = await boxOf("Due")
  await page.mouse.move(due.x + due.width - 3, due.y + 10)
  await page.mouse.down()
  await page.mouse.move(due.x + due.width + 57, due.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await boxOf("Due")).width), PATIENCE).toBe(Math.round(due.width + 60))
  const [labels, estimate] = [await boxOf("Labels"), await boxOf("Estimate")]
  await page.mouse.move(estimate.x + 20, estimate.y + 10)
  await page.mouse.down()
  await page.mouse.move(labels.x + 10, labels.y + 10, { steps: 6 })
  await page.mouse.up()
  const heads = () => page.locator(".list-head-cell").evaluateAll(cells => cells.map(cell => cell.textContent))
  const arranged = ["Priority", "Status", "Key", "Title", "Estimate", "Labels", "Checks", "Due", "Assignees"]
  await expect.poll(heads, PATIENCE).toEqual(arranged)

  await head("Title").click()
  await seesRows(page, "Alpha", "Charlie", "-Bravo")
  await page.getByRole("button", { name: "List menu" }).click()
  await page.getByRole("menuitem", { name: "Save as view" }).click()
  await page.getByRole("textbox", { name: "Name of the view" }).fill("By name")
  await page.keyboard.press("Enter")
  await page.locator(".list-view-name", { hasText: "By name" }).waitFor()
  expect(page.url()).toMatch(/\/list\/[0-9A-Za-z]{16}/)
  await page.reload()
  await seesRows(page, "Alpha", "Charlie", "-Bravo")
  expect(await heads()).toEqual(arranged)
  expect(Math.round((await boxOf("Due")).width)).toBe(Math.round(due.width + 60))
  await page.getByRole("searchbox", { name: "Find in the list" }).fill("brav")
  await seesRows(page, "Bravo")
  await page.getByRole("searchbox", { name: "Find in the list" }).fill("")
  await seesRows(page, "Alpha", "Charlie", "-Bravo")

  const saved = page.waitForEvent("download")
  await page.getByRole("button", { name: "List menu" }).click()
  await page.getByRole("menuitem", { name: "Save as CSV" }).click()
  expect((await saved).suggestedFilename()).toBe("By name.csv")
})

test("on a phone a list is read, edited and worked on as a whole by touch", async () => {
  const relay = await here.server()
  const { page } = await here.somebody({ width: 390, height: 780, touch: true })
  await page.goto(relay.url)
  await page.getByLabel("Name of the workspace").fill("Northgate IT")
  await page.getByLabel("Your name").fill("Ana")
  await page.getByRole("button", { name: "Start in this browser" }).tap()
  await page.getByRole("button", { name: "Views", exact: true }).tap()
  await page.getByRole("menuitemradio", { name: "List" }).tap()
  await page.getByRole("treegrid").waitFor()
  await addRows(page, "Alpha", "Bravo")
  await rowOf(page, "Alpha").locator("[data-card-action=status]").tap()
  await choose(page, "Done")
  await rowOf(page, "Alpha").locator(".list-title[data-settled]").waitFor()
  await rowOf(page, "Bravo").locator("[data-card-action=menu]").tap()
  await page
    .getByRole("menuitemcheckbox", { name: "Select" })
    .or(page.getByRole("menuitem", { name: "Select" }))
    .first()
    .tap()
  await page.getByText("1 selected").waitFor()
  await rowOf(page, "Alpha").locator(".list-title").tap()
  await page.getByText("2 selected").waitFor()
  await page.getByRole("toolbar", { name: "Selected items" }).getByRole("button", { name: "More", exact: true }).tap()
  await page.getByRole("menuitem", { name: "Archive" }).tap()
  await page.getByText("2 items archived").first().waitFor()
  await page.getByRole("button", { name: "Undo" }).tap()
  await rowOf(page, "Bravo").waitFor()
  await rowOf(page, "Bravo").locator(".list-title").tap()
  await panelOf(page).getByRole("textbox", { name: "Title", exact: true }).waitFor()
})
