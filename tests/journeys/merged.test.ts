import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, choose, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import type { RelayGate } from "../support/relay-gate.ts"

const here = journey()

interface Pair {
  readonly ana: Page
  readonly ben: Page
  /** The way that Ben goes; Ana goes straight to the relay. */
  readonly gate: RelayGate
}

async function pairOn(...titles: readonly string[]): Promise<Pair> {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { page: ana } = await here.somebody()
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", ...titles)
  const link = new URL(await shareWorkspace(ana))
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, gate.url + link.pathname)
  await cardOf(ben, titles.at(-1)!).waitFor()
  await waitForSync(ben, "Synced")
  return { ana, ben, gate }
}

async function rename(page: Page, title: string, wanted: string): Promise<void> {
  const panel = await openItem(page, title)
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill(wanted)
  await page.keyboard.press("Enter")
  await cardOf(page, wanted).waitFor()
  await panel.getByRole("button", { name: /^Close the item/ }).click()
  await panelOf(page).waitFor({ state: "detached" })
}

async function setPriority(page: Page, title: string, priority: string): Promise<void> {
  await cardOf(page, title).focus()
  await page.keyboard.press("p")
  await choose(page, priority)
}

test("MERGED-1 whoever comes back is told once what others changed in what they changed, and has each way out in one press", async () => {
  const { ana, ben, gate } = await pairOn("Map the fields", "Ask the suppliers")
  gate.cut()
  await waitForSync(ben, "Offline")
  await rename(ben, "Map the fields", "Map all fields")
  await ben.getByRole("button", { name: /^Sync state/ }).click()
  const sync = ben.getByRole("dialog", { name: "Where your work is" })
  await sync.getByText("1 change waits on this device and goes out by itself", { exact: false }).waitFor()
  await sync.getByText("Items of Tasks").waitFor()
  await sync.getByText(/1 change, .* · since today/).waitFor()
  expect(await barriersOn(ben, "what waits")).toEqual([])
  await ben.keyboard.press("Escape")

  await setPriority(ana, "Map the fields", "High")
  await rename(ana, "Map the fields", "Map nothing")
  await waitForSync(ana, "Synced")
  gate.mend()
  await waitForSync(ben, "Synced")
  await ben
    .getByRole("region", { name: "Messages" })
    .getByText(/of others met yours while you were away/)
    .waitFor()
  await ben.getByRole("button", { name: "Show", exact: true }).click()
  const merged = ben.getByRole("dialog", { name: "While you were away" })
  await merged.getByText("Priority", { exact: true }).waitFor()
  await merged.getByText("High", { exact: true }).waitFor()
  expect(await barriersOn(ben, "what merged")).toEqual([])
  expect(await merged.locator("del").allTextContents()).toContain("Map all fields")

  await merged.getByRole("button", { name: "Take mine again: Title, Map all fields" }).click()
  await expect.poll(() => cardOf(ana, "Map all fields").count(), PATIENCE).toBe(1)
  await merged.getByRole("button", { name: "Bring back Priority: No priority" }).click()
  await merged.getByText("Nothing of others met yours.").waitFor()
  await ben.keyboard.press("Escape")
  await merged.waitFor({ state: "detached" })
  // Two steps, each undone by itself: the priority, then the title with the message about it.
  await ben.keyboard.press("ControlOrMeta+z")
  await ben.keyboard.press("ControlOrMeta+z")
  await expect.poll(() => cardOf(ana, "Map nothing").count(), PATIENCE).toBe(1)
  await ben.getByRole("button", { name: /^Sync state/ }).click()
  await sync.getByText("1 change of others met yours.").waitFor()
})
