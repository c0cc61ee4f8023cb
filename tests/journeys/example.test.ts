import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

async function openExample(page: Page, url: string, name = "Open the example"): Promise<void> {
  await page.goto(url)
  await page.getByRole("button", { name }).click()
  await page.waitForURL(/\/w\//)
}

test("EXAMPLE-8 the example is made and used without a network, and is there after a reload", async () => {
  const server = await here.servedClient()
  const { page } = await here.somebody({ keepsClient: true, mayBeRefused: true })
  await page.goto(server.url)
  const controller = () => page.evaluate<string | undefined>("navigator.serviceWorker.controller?.state")
  await expect.poll(controller, PATIENCE).toBe("activated")
  await server.stop()
  await openExample(page, server.url)
  const panel = await openItem(page, "Merge duplicate customers")
  await panel.getByRole("checkbox", { name: "Done: A to F" }).waitFor()
  await panel.getByText("This holds up the trial load.").waitFor()
  await panel.getByText("Merge by tax number first").waitFor()
  await page.keyboard.press("Escape")
  await panelOf(page).waitFor({ state: "detached" })
  await page.keyboard.press("Control+k")
  await page.getByRole("combobox").fill("Bank: pay")
  await page
    .getByRole("dialog")
    .getByRole("option", { name: /Bank: payments/ })
    .waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("link", { name: "List", exact: true }).click()
  await page.getByRole("row", { name: /First trial load with all data/ }).waitFor()
  await page.getByRole("link", { name: "Help desk" }).click()
  const unanswered = page.locator(".queue-list").getByRole("row", { name: /Scanner does not read the new labels/ })
  await expect.poll(() => unanswered.innerText(), PATIENCE).toMatch(/First reply/)
  await unanswered.click()
  await panelOf(page).getByRole("textbox", { name: "Write to the requester" }).fill("We look at it")
  await page.keyboard.press("Control+Enter")
  await panelOf(page).getByText("We look at it").waitFor()
  await expect.poll(() => unanswered.innerText(), PATIENCE).toMatch(/Resolution/)
  await page.getByRole("link", { name: "Board", exact: true }).click()
  await cardOf(page, "Scanner does not read the new labels").waitFor()
  await waitForSync(page, "Only on this device")
  await page.reload()
  await cardOf(page, "Scanner does not read the new labels").waitFor()
})

test("EXAMPLE-8 it speaks German on a phone, and nothing stands in anybody's way", async () => {
  const relay = await here.server()
  const phone = { language: "de-DE", width: 390, height: 844, touch: true, theme: "dark" } as const
  const { page } = await here.somebody(phone)
  await openExample(page, relay.url, "Beispiel öffnen")
  await cardOf(page, "Offene Posten übernehmen").waitFor()
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `example, ${colorScheme}`)).toEqual([])
  }
})

test("SETTINGS-1 SETTINGS-2 SETTINGS-3 theme, language, week and storage are set in one place", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await openExample(page, relay.url)
  await page.getByRole("button", { name: /Example: an IT team/ }).click()
  await page.getByRole("menuitem", { name: "Settings" }).click()
  await page.getByRole("heading", { name: "Storage on this device" }).waitFor()
  const storage = page.getByRole("region", { name: "Storage on this device" })
  await storage.getByText(/This site uses .* lets it use/).waitFor()
  const row = storage.getByRole("listitem").filter({ hasText: "Example: an IT team" })
  await expect.poll(() => row.textContent(), PATIENCE).toMatch(/\d.*(kB|MB) of work/)
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `settings, ${colorScheme}`)).toEqual([])
  }
  await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark")
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark")
  await page.getByRole("combobox", { name: "Weeks begin on" }).selectOption("Sunday")
  await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch")
  await page.getByRole("heading", { name: "Speicher auf diesem Gerät" }).waitFor()
  await page.reload()
  const week = page.getByRole("combobox", { name: "Wochen beginnen am" })
  await expect.poll(() => week.inputValue(), PATIENCE).toBe("7")
  await page.getByRole("link", { name: "Einstellungen von ERP migration" }).click()
  await page.getByRole("heading", { name: "Status" }).waitFor()
})

test("SETTINGS-4 forgetting a workspace says what is lost, and leaves nothing of it here", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await openExample(page, relay.url)
  await page.goto(page.url().replace(/\/s\/.*/, "/settings"))
  const address = page.url()
  await page.getByRole("button", { name: "Forget on this device" }).click()
  const dialog = page.getByRole("dialog")
  await dialog.getByText("This workspace was never shared").waitFor()
  expect(await barriersOn(page, "forgetting")).toEqual([])
  await dialog.getByRole("button", { name: "Cancel" }).click()
  await page.getByRole("button", { name: "Forget on this device" }).click()
  await dialog.getByRole("button", { name: "Forget on this device" }).click()
  await page.getByRole("button", { name: "Open the example" }).waitFor()
  expect(await page.getByRole("link", { name: "Example: an IT team" }).count()).toBe(0)
  const workspace = /\/w\/(\w+)/.exec(address)![1]!
  const left = () =>
    page.evaluate(async id => {
      const databases = await indexedDB.databases()
      const keys = Object.keys(localStorage).filter(key => key.includes(id) || localStorage.getItem(key)!.includes(id))
      return [...databases.map(({ name }) => name ?? "").filter(name => name.includes(id)), ...keys]
    }, workspace)
  await expect.poll(left, PATIENCE).toEqual([])
})
