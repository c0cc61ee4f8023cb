import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
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
