import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { readCsv } from "../support/csv.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

/** The figures of a row of a table, by the heads of its columns. */
async function rowOf(page: Page, table: string, row: string): Promise<Record<string, string>> {
  const shown = page.getByRole("table", { name: table, exact: true })
  const [, ...heads] = await shown.getByRole("columnheader").allInnerTexts()
  const cells = await shown
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: row, exact: true }) })
    .getByRole("cell")
    .allInnerTexts()
  return Object.fromEntries(heads.map((head, index) => [head, cells[index]!]))
}

/** The lines of the file of everything counted. */
async function countedLines(page: Page): Promise<ReturnType<typeof readCsv>> {
  const download = page.waitForEvent("download")
  await page.getByRole("button", { name: "Everything counted, as CSV" }).click()
  return readCsv(await readFile(await (await download).path(), "utf8"))
}

test("EVALUATION-9 EVALUATION-13 IMPROVE-1 a manager reads the report of the help desk, counts it again and puts down what to try", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await page.goto(relay.url)
  await page.getByRole("button", { name: "Open the example" }).click()
  await page.getByRole("link", { name: "Help desk" }).click()
  await page.locator(".queue-view").getByRole("button", { name: "Report", exact: true }).click()
  await page.locator('.report-sheet[aria-busy="false"]').waitFor()
  expect(await barriersOn(page, "report")).toEqual([])

  const firstReply = await rowOf(page, "Promises", "First reply")
  const flow = await rowOf(page, "In, out and waiting", "All")
  const solved = await rowOf(page, "Solved, and solved for good", "All")
  const lines = await countedLines(page)
  const counted = (wanted: Readonly<Record<string, string>>) =>
    String(lines.filter(line => Object.entries(wanted).every(([head, value]) => line[head] === value)).length)
  const as = (what: string) => counted({ "Counted as": what })
  expect(Number(firstReply["Kept"])).toBeGreaterThan(0)
  expect(counted({ Target: "First reply", Outcome: "Kept" })).toBe(firstReply["Kept"])
  expect(counted({ Target: "First reply", Outcome: "Broken" })).toBe(firstReply["Broken"])
  expect([as("came"), as("left"), as("waiting")]).toEqual([flow["Came"], flow["Left"], flow["Waiting"]])
  expect(as("solved")).toBe(solved["Solved"])
  expect(counted({ "Counted as": "solved", "Opened again": "yes" })).toBe(solved["Opened again"])
  expect(counted({ "Counted as": "solved", "First contact": "yes" })).toBe(solved["At first contact"])

  await page.getByRole("button", { name: `First reply: Broken: ${firstReply["Broken"]}, show which` }).click()
  const behind = page.getByRole("region", { name: "First reply: Broken" })
  expect(String(await behind.getByRole("listitem").count())).toBe(firstReply["Broken"])
  await behind.getByRole("link").first().waitFor()

  await page.getByLabel("Split by").selectOption("Owner")
  const nobodys = page
    .getByRole("table", { name: "In, out and waiting by owner" })
    .getByRole("row", { name: /^Nobody/ })
  await nobodys.waitFor()
  expect(new URL(page.url()).searchParams.get("view")).toBe("by:owner")
  await page.getByLabel("Split by").selectOption("Nothing")

  await page.getByRole("button", { name: "New improvement" }).click()
  const form = page.getByRole("form", { name: "New improvement" })
  await form.getByRole("textbox", { name: "Title" }).fill("Answer before nine")
  await form.getByRole("textbox", { name: "Goal" }).fill("90")
  await form.getByRole("button", { name: "Put down" }).click()
  const put = page
    .getByRole("table", { name: "Improvements" })
    .getByRole("row")
    .filter({ hasText: "Answer before nine" })
  await expect.poll(() => put.getByRole("cell").nth(1).innerText(), PATIENCE).toBe(firstReply["Share kept"])
  await expect.poll(() => put.getByRole("cell").nth(3).innerText(), PATIENCE).toMatch(/as before/)
  await page.getByRole("textbox", { name: "What came of it" }).fill("It holds")
  await page.getByRole("button", { name: "Keep it", exact: true }).click()
  await expect.poll(() => put.innerText(), PATIENCE).toMatch(/Kept/)
  await page.emulateMedia({ colorScheme: "dark" })
  expect(await barriersOn(page, "report, dark", "colours")).toEqual([])
})
