import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Locator, Page } from "playwright-core"
import { expect, onTestFinished, test } from "vitest"
import { waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { giveFile } from "../support/import-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { press } from "../support/keyboard.ts"
import { goToActivity, openPlan, planOnScreen } from "../support/plan-screen.ts"
import { temporaryFolder } from "../support/relay.ts"
import { realFile } from "../support/shared-data.ts"

const here = journey()

function folder(): string {
  const path = temporaryFolder()
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

/** What a row of the plan says, by the name of its activity. */
async function rowOf(page: Page, title: string): Promise<string> {
  return (await planOnScreen(page)).find(row => row.replace(/^-+/, "").startsWith(`${title} |`)) ?? ""
}

/** Both see the same plan. */
async function seeTheSame(one: Page, other: Page): Promise<void> {
  await expect
    .poll(async () => (await planOnScreen(one)).join("\n"), PATIENCE)
    .toBe((await planOnScreen(other)).join("\n"))
}

test("two people plan a real project, one of them without a network for a while, and it goes out and comes in again with the same result", async context => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { page: ana } = await here.somebody()
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await startWorkspace(ana, relay.url)
  const link = new URL(await shareWorkspace(ana))
  await joinWorkspace(ben, gate.url + link.pathname)

  // Ana brings the plan in, and Ben has it before she says a word.
  const file = realFile(context, "mspdi/plibre_Commercial_construction_project_plan.xml")
  const dialog = await giveFile(ana, file)
  await dialog.getByText("All dates are those of the file.").waitFor()
  await dialog.getByRole("button", { name: "Import", exact: true }).click()
  await dialog.waitFor({ state: "detached" })
  await ana.locator(".plan-row").nth(10).waitFor()
  await ben.getByRole("region", { name: "Projects" }).getByRole("link").first().click()
  await openPlan(ben)
  await ben.locator(".plan-row").nth(10).waitFor()
  await seeTheSame(ana, ben)

  // Ben loses the network and plans on, by keyboard: one takes longer, and one waits for another.
  gate.cut()
  const [permits, bids] = ["Obtain building permits", "Submit preliminary shop drawings"]
  const before = { permits: await rowOf(ben, permits), bids: await rowOf(ben, bids) }
  expect(before.permits).not.toBe("")
  await goToActivity(ben, permits)
  await press(ben, "Shift+Alt+ArrowRight", "Shift+Alt+ArrowRight")
  await expect.poll(() => rowOf(ben, permits), PATIENCE).not.toBe(before.permits)

  // Ana takes a baseline, and reports what is done, meanwhile.
  await press(ana, "g", "j")
  await ana.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Baselines" }).click()
  await ana.getByRole("textbox", { name: /^Take a baseline/ }).fill("Contract")
  await press(ana, "Enter")
  await ana.getByRole("textbox", { name: "Name of Contract" }).waitFor()
  await ana.getByRole("heading", { name: "Project", exact: true }).click()
  await press(ana, "g", "g")
  await ana.getByRole("button", { name: /^Baseline/ }).waitFor()
  await goToActivity(ana, "Receive notice to proceed and sign contract")
  await press(ana, "Alt+ArrowUp", "Alt+ArrowUp")

  // He is back: each has what the other did, and what it means for the dates.
  gate.mend()
  await waitForSync(ben, "Synced")
  await waitForSync(ana, "Synced")
  await seeTheSame(ana, ben)
  expect(await rowOf(ana, permits)).not.toBe(before.permits)
  await ben.getByRole("button", { name: /^Baseline/ }).waitFor()

  // It goes out on paper and as a file, and the file brings nothing new.
  await press(ana, "Control+p")
  const print = ana.getByRole("dialog", { name: "Print or save the plan" })
  const pages = Number(
    /of (\d+)/.exec(
      (await print
        .getByText(/^Page \d+ of \d+$/)
        .last()
        .textContent()) ?? "",
    )?.[1],
  )
  const paper = ana.waitForEvent("download")
  await print.getByRole("button", { name: "Save", exact: true }).click()
  const pdf = readFileSync(await (await paper).path()).toString("latin1")
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(pages)
  await ana.keyboard.press("Control+k")
  await ana.getByRole("combobox").fill("export the plan")
  await ana.getByRole("option", { name: /Export the plan of this space/ }).click()
  const saving = ana.waitForEvent("download")
  await ana.getByRole("button", { name: "Save the file" }).click()
  const saved = join(folder(), "out.xml")
  await (await saving).saveAs(saved)
  const again = await giveFile(ana, saved)
  await again.getByText("Importing it changes nothing.").waitFor()
})

/** Presses Enter on a control, without a pointer. */
async function enter(page: Page, control: Locator): Promise<void> {
  // Asked as for a click, so that a control that is not ready yet is waited for; nothing is clicked.
  await control.click({ trial: true })
  await control.focus()
  await press(page, "Enter")
}

/** Runs an action by its name in the palette. */
async function run(page: Page, name: string): Promise<void> {
  await press(page, "Control+k")
  await page.getByRole("combobox").fill(name)
  await page.getByRole("option", { name }).first().waitFor()
  await press(page, "Enter")
}

/** Goes down from the first row until the keyboard is on an activity. */
async function toActivity(page: Page, title: string): Promise<void> {
  const current = page.locator(".plan-row[data-active] .plan-name")
  await press(page, "Home")
  for (let step = 0; step < 200; step++) {
    if ((await current.textContent()) === title) return
    await press(page, "ArrowDown")
  }
  throw new Error(`The arrows lead to no activity called ${title}`)
}

/** Gives a file to the dialog that reads it, which is answered. */
async function giveByKeyboard(page: Page, path: string): Promise<Locator> {
  await run(page, "Import")
  const dialog = page.getByRole("dialog", { name: "Import a file" })
  const chooser = page.waitForEvent("filechooser")
  await enter(page, dialog.getByRole("button", { name: /^Choose/ }))
  await (await chooser).setFiles(path)
  return dialog
}

test("the same project comes in, is planned, levelled, reported, printed and goes out by keyboard alone", async context => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  const file = realFile(context, "mspdi/plibre_Commercial_construction_project_plan.xml")
  const dialog = await giveByKeyboard(page, file)
  await dialog.getByText("All dates are those of the file.").waitFor()
  await enter(page, dialog.getByRole("button", { name: "Import", exact: true }))
  await dialog.waitFor({ state: "detached" })
  await page.locator(".plan-row").nth(10).waitFor()

  // What takes longer moves what comes after it; two that lie side by side are linked; both are taken back and done again.
  const [permits, notice] = ["Obtain building permits", "Receive notice to proceed and sign contract"]
  const imported = await planOnScreen(page)
  await toActivity(page, permits)
  await press(page, "Shift+Alt+ArrowRight")
  await expect.poll(() => planOnScreen(page), PATIENCE).not.toEqual(imported)
  const longer = await planOnScreen(page)
  await toActivity(page, "Submit preliminary shop drawings")
  await press(page, "Shift+ArrowDown", "Control+l")
  await expect.poll(() => planOnScreen(page), PATIENCE).not.toEqual(longer)
  const linked = await planOnScreen(page)
  await press(page, "Control+z", "Control+z")
  await expect.poll(() => planOnScreen(page), PATIENCE).toEqual(imported)
  await press(page, "Control+Shift+z", "Control+Shift+z")
  await expect.poll(() => planOnScreen(page), PATIENCE).toEqual(linked)

  // The plan is levelled, what is agreed is kept as a baseline, and what is done is reported against it.
  await press(page, "Escape")
  await run(page, "Level the plan")
  const levelling = page.getByRole("region", { name: "Level the plan" })
  await enter(page, levelling.getByRole("button", { name: "Level", exact: true }))
  await enter(page, levelling.getByRole("button", { name: /^Apply \d+ delays$/ }))
  await page
    .getByText(/activities levelled/)
    .first()
    .waitFor()
  await press(page, "Escape", "g", "j")
  await enter(page, page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: "Baselines" }))
  const baseline = page.getByRole("textbox", { name: /^Take a baseline/ })
  await baseline.focus()
  await page.keyboard.type("Contract")
  await press(page, "Enter")
  await page.getByRole("textbox", { name: "Name of Contract" }).waitFor()
  await page.evaluate("document.activeElement.blur()")
  await press(page, "g", "g")
  await page.getByRole("button", { name: /^Baseline/ }).waitFor()
  await toActivity(page, notice)
  await press(page, "Alt+ArrowUp")
  await page.getByRole("row", { name: new RegExp(`${notice}.*10.% done`) }).waitFor()

  // It goes out on paper and as a file, and the file brings nothing new.
  await press(page, "Control+p")
  const paper = page.waitForEvent("download")
  const print = page.getByRole("dialog", { name: "Print or save the plan" })
  await enter(page, print.getByRole("button", { name: "Save", exact: true }))
  expect(readFileSync(await (await paper).path()).toString("latin1")).toMatch(/^%PDF-/)
  await press(page, "Escape")
  await print.waitFor({ state: "detached" })
  await run(page, "Export the plan of this space")
  const saving = page.waitForEvent("download")
  await enter(page, page.getByRole("button", { name: "Save the file" }))
  const saved = join(folder(), "out.xml")
  await (await saving).saveAs(saved)
  await press(page, "Escape")
  const again = await giveByKeyboard(page, saved)
  await again.getByText("Importing it changes nothing.").waitFor()
})
