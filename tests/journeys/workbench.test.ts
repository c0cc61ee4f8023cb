import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cardOf, choose, panelOf, waitForSync } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { press, tabTo } from "../support/keyboard.ts"
import { rowOf } from "../support/list-screen.ts"
import { networkIsBack } from "../support/network.ts"
import { descriptionIn, readText } from "../support/prose-screen.ts"
import { temporaryFolder } from "../support/relay.ts"

const here = journey()

/** Where the pictures of the journey go; `WEFT_PICTURES` names a folder that is kept. */
const kept = process.env["WEFT_PICTURES"]
let pictures = ""
beforeAll(() => {
  pictures = kept ?? temporaryFolder()
  mkdirSync(pictures, { recursive: true })
})
afterAll(() => {
  if (kept === undefined) rmSync(pictures, { recursive: true, force: true })
})

/** Takes a picture of both screens. No screen may be wider than its window. */
async function look(ana: Page, greta: Page, name: string): Promise<void> {
  await ana.screenshot({ path: join(pictures, `${name}-keyboard.png`) })
  await greta.screenshot({ path: join(pictures, `${name}-phone.png`) })
  for (const page of [ana, greta])
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), name).toBe(0)
}

/** Opens the list with its own keys, and waits for its rows. */
async function toList(page: Page): Promise<void> {
  await press(page, "g", "l")
  await page.getByRole("treegrid").waitFor()
  await page.locator(".list-row").first().waitFor()
}

/** The title of the row that the keyboard is on. */
const rowTitle = (page: Page) =>
  page.evaluate<string>(`(() => {
    const row = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))
    return row?.closest(".list-row")?.querySelector(".list-title")?.textContent ?? ""
  })()`)

/** Goes up from the end with K until the keyboard is on a row. */
async function toRow(page: Page, title: string): Promise<void> {
  await press(page, "Control+End")
  for (let step = 0; step < 80; step++) {
    if ((await rowTitle(page)) === title) return
    await press(page, "k")
  }
  throw new Error(`K leads to nothing called ${title}`)
}

const priorityOf = (page: Page, title: string) => () =>
  rowOf(page, title).locator("[data-column=priority] [aria-label], [data-column=priority]").first().innerHTML()

test("two people plan a week of the example team, one by keyboard alone, one on a phone that loses the network", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { page: ana } = await here.somebody({ mayBeRefused: true })
  const { page: greta } = await here.somebody({ width: 390, height: 844, touch: true, mayBeRefused: true })

  // Ana opens the example and shares it.
  await ana.goto(relay.url)
  await ana.getByRole("button", { name: "Open the example" }).waitFor()
  await tabTo(ana, /^Open the example$/)
  await press(ana, "Enter")
  await cardOf(ana, "Payroll export").waitFor()
  await tabTo(ana, /^Share$/)
  await press(ana, "Enter")
  await tabTo(ana, /^Share and get the link$/)
  await press(ana, "Enter")
  const link = new URL(await ana.getByRole("textbox", { name: "Link to this workspace" }).inputValue())
  await press(ana, "Escape")
  await waitForSync(ana, "Synced")
  await greta.goto(gate.url + link.pathname)
  await greta.getByLabel("Your name").fill("Greta")
  await greta.getByRole("button", { name: "Join" }).tap()
  await greta.locator("[data-card]").first().waitFor()
  await look(ana, greta, "1-joined")

  // The week: each writes down what comes to mind.
  await press(ana, "c")
  await ana.getByRole("dialog", { name: "New item" }).waitFor()
  await ana.keyboard.type("Book the hall for the training friday 3pm @Ben !high ~2h")
  await press(ana, "Enter")
  await panelOf(ana).getByRole("button", { name: "Priority: High" }).waitFor()
  await panelOf(ana)
    .getByRole("button", { name: /^Due: .*15:00|^Due: .*3/ })
    .waitFor()
  await press(ana, "Escape")
  await panelOf(ana).waitFor({ state: "detached" })
  await greta.getByRole("button", { name: "New item" }).last().tap()
  await greta.getByRole("textbox", { name: "Title" }).fill("Order labels for hall 2 tomorrow !urgent")
  await greta.getByRole("button", { name: "Create item" }).tap()
  await panelOf(greta).getByRole("button", { name: "Priority: Urgent" }).waitFor()
  await look(ana, greta, "2-captured")

  // Both write one description at the same time.
  await toList(ana)
  await toRow(ana, "Order labels for hall 2")
  await press(ana, "Enter")
  await panelOf(ana).getByRole("textbox", { name: "Title", exact: true }).waitFor()
  await tabTo(ana, /^Description$/)
  await descriptionIn(panelOf(greta)).tap()
  await Promise.all([
    ana.keyboard.type("Two hundred of them, in white."),
    greta.keyboard.type("The scanner needs the large ones."),
  ])
  const texts = async () =>
    new Set([await readText(descriptionIn(panelOf(ana))), await readText(descriptionIn(panelOf(greta)))])
  await expect.poll(async () => (await texts()).size, PATIENCE).toBe(1)
  const written = [...(await texts())][0]!
  expect([...written].filter(letter => letter === ".")).toHaveLength(2)
  await look(ana, greta, "3-written")
  await press(ana, "Escape", "Escape")
  await panelOf(ana).waitFor({ state: "detached" })
  await waitForSync(ana, "Synced")

  // Greta is on a train: what she does stays on her phone, and Ana goes on meanwhile.
  gate.cut()
  await panelOf(greta)
    .getByRole("button", { name: /^Status: / })
    .tap()
  await greta.locator(".picker").getByRole("option", { name: "In progress" }).tap()
  await panelOf(greta).getByRole("button", { name: "Status: In progress" }).waitFor()
  await panelOf(greta).getByRole("textbox", { name: "Write a comment" }).fill("Asked the supplier")
  await panelOf(greta)
    .getByRole("button", { name: /^Send comment/ })
    .tap()
  await panelOf(greta).getByText("Asked the supplier").waitFor()
  await panelOf(greta)
    .getByRole("button", { name: /Offline · \d+ changes/ })
    .waitFor()
  await toRow(ana, "Order labels for hall 2")
  await press(ana, "p")
  await choose(ana, "Medium")
  await look(ana, greta, "4-train")
  gate.mend()
  await networkIsBack(greta)
  await panelOf(greta).getByRole("button", { name: "Priority: Medium" }).waitFor()
  await rowOf(ana, "Order labels for hall 2")
    .getByRole("img", { name: /In progress/ })
    .or(rowOf(ana, "Order labels for hall 2").locator("[aria-label*='In progress']"))
    .first()
    .waitFor()

  // Ana sets three items urgent by mistake, Greta has one of them by then, and Ana takes hers back.
  const three = [
    "Book the hall for the training",
    "Order labels for hall 2",
    "Ask everybody after two weeks how it goes",
  ]
  await press(ana, "Escape")
  for (const title of three) {
    await toRow(ana, title)
    await press(ana, "x")
  }
  const before = await priorityOf(ana, "Book the hall for the training")()
  await press(ana, "p")
  await choose(ana, "Urgent")
  await panelOf(greta).getByRole("button", { name: "Priority: Urgent" }).waitFor()
  await panelOf(greta).getByRole("button", { name: "Priority: Urgent" }).tap()
  await greta.locator(".picker").getByRole("option", { name: "Low" }).tap()
  await panelOf(greta).getByRole("button", { name: "Priority: Low" }).waitFor()
  const urgent = await priorityOf(ana, "Book the hall for the training")()
  await expect.poll(priorityOf(ana, "Order labels for hall 2"), PATIENCE).not.toBe(urgent)
  await look(ana, greta, "5-mistake")
  await press(ana, "Control+z")
  await expect.poll(priorityOf(ana, "Book the hall for the training"), PATIENCE).toBe(before)
  await waitForSync(ana, "Synced")
  await panelOf(greta).getByRole("button", { name: "Priority: Low" }).waitFor()
  await look(ana, greta, "6-taken-back")

  // Something that was thrown away weeks ago, and a status of last week, come back.
  await press(ana, "Escape", "g", "t")
  await ana.getByRole("button", { name: /^Restore Buy a coffee machine/ }).waitFor()
  await tabTo(ana, /^Restore Buy a coffee machine/)
  await press(ana, "Enter")
  await ana.getByRole("button", { name: /^Restore Buy a coffee machine/ }).waitFor({ state: "detached" })
  await press(ana, "g", "h")
  await ana.getByRole("heading", { name: "History" }).waitFor()
  const back = /^Bring back Status: Ready/
  await ana.getByRole("button", { name: back }).first().waitFor()
  await look(ana, greta, "7-history")
  await tabTo(ana, back, 300)
  await press(ana, "Enter")
  await ana.getByText("Status brought back", { exact: true }).first().waitFor()
  await waitForSync(ana, "Synced")
  await panelOf(greta)
    .getByRole("button", { name: /^Close the item/ })
    .tap()
  await press(ana, "g", "b")
  await cardOf(ana, "Payroll export").waitFor()
  await greta.getByRole("button", { name: "Search" }).first().tap()
  await greta.getByRole("combobox", { name: "Search and commands" }).fill("coffee machine")
  await greta.locator(".option", { hasText: "Buy a coffee machine" }).waitFor()
  await look(ana, greta, "8-together")
}, 60_000)
