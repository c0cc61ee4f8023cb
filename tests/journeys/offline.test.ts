import type { Locator, Page } from "playwright-core"
import { expect, test } from "vitest"
import {
  addCards,
  cardOf,
  closeItem,
  columnOf,
  dragCard,
  openItem,
  panelOf,
  rename,
  sameBoard,
  setPriority,
  shownBoard,
  titlesIn,
  waitForSync,
} from "../support/board-screen.ts"
import { joinWorkspace } from "../support/browsers.ts"
import { gatedPair } from "../support/gated-pair.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"
import { waitForText } from "../support/prose-screen.ts"

const here = journey()

async function trash(page: Page, title: string): Promise<void> {
  await cardOf(page, title).focus()
  await page.keyboard.press("Delete")
  await cardOf(page, title).waitFor({ state: "detached" })
}

async function renameColumn(page: Page, column: string, wanted: string): Promise<void> {
  await columnOf(page, column).hover()
  await page.getByRole("button", { name: `Options of ${column}` }).click()
  await page.getByRole("menuitem", { name: "Rename status" }).click()
  await page.getByRole("textbox", { name: "Name of the status" }).fill(wanted)
  await page.keyboard.press("Enter")
  await columnOf(page, wanted).waitFor()
}

/** The sync state, without how many changes wait. */
async function offlineChanges(page: Page): Promise<number> {
  const label = await page.getByRole("button", { name: /^Sync state: Offline/ }).getAttribute("aria-label")
  return Number(/ · (\d+) changes? on this device$/.exec(label ?? "")?.[1] ?? 0)
}

test("what two people do apart is all there afterwards, and what was set twice is shown to both", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["Set twice", "Moved twice", "Deleted and renamed", "Untouched"])
  gate.cut()
  await waitForSync(ben, "Offline")

  await setPriority(ben, "Set twice", "Low")
  await dragCard(ben, "Moved twice", "Ready")
  await addCards(ben, "Done", "Made by Ben")
  await trash(ben, "Deleted and renamed")
  await expect.poll(() => offlineChanges(ben), PATIENCE).toBeGreaterThan(0)

  await setPriority(ana, "Set twice", "Urgent")
  await dragCard(ana, "Moved twice", "In progress")
  await addCards(ana, "Done", "Made by Ana")
  await rename(ana, "Deleted and renamed", "Renamed")
  await closeItem(ana)
  await renameColumn(ana, "Done", "Shipped")
  await waitForSync(ana, "Synced")

  // The page itself comes from the gate, which is up: a browser without any network could not load it.
  const before = await shownBoard(ben)
  const waiting = await offlineChanges(ben)
  await ben.reload()
  await expect.poll(() => shownBoard(ben), PATIENCE).toEqual(before)
  await expect.poll(() => offlineChanges(ben), PATIENCE).toBe(waiting)
  expect(await ana.getByText("Made by Ben").count()).toBe(0)

  gate.mend()
  await networkIsBack(ben)
  await waitForSync(ben, "Synced")
  const shown = await sameBoard(ana, ben)
  expect((await titlesIn(ben, "Shipped")).toSorted()).toEqual(["Made by Ana", "Made by Ben"])
  expect(await titlesIn(ben, "In progress")).toEqual(["Moved twice"])
  expect(await titlesIn(ben, "Backlog")).toEqual(["Set twice", "Untouched"])
  expect(Object.values(shown).flat()).toHaveLength(5)

  for (const page of [ana, ben]) {
    const panel = await openItem(page, "Set twice")
    const twice = panel.getByRole("region", { name: "Priority was set twice at the same time" })
    await expect.poll(() => twice.getByRole("listitem").allTextContents(), PATIENCE).toHaveLength(2)
    const words = (await twice.getByRole("listitem").allTextContents()).join(" ")
    expect(words).toContain("Urgent")
    expect(words).toContain("Low")
    await panel.getByRole("button", { name: /^Close the item/ }).click()
  }
  const twice = (await openItem(ben, "Set twice")).getByRole("region", { name: /set twice/ })
  await twice.getByRole("button", { name: "Use this: Low" }).click()
  await twice.waitFor({ state: "detached" })
  await (await openItem(ana, "Set twice")).getByRole("button", { name: "Priority: Low" }).waitFor()
  expect(
    await panelOf(ana)
      .getByRole("region", { name: /set twice/ })
      .count(),
  ).toBe(0)

  await ana.goto(`${ana.url().split("/board/")[0]}/trash`)
  const trashed = ana.getByRole("listitem").filter({ hasText: "Renamed" })
  await trashed.getByText("Edited after deletion").waitFor()
  await trashed.getByRole("button", { name: "Restore Renamed" }).click()
  await cardOf(ben, "Renamed").waitFor()
})

test("a description that two people write in apart holds what both wrote, and so does everything else in the panel", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["First"])
  const panels = [await openItem(ana, "First"), await openItem(ben, "First")] as const
  const field = (panel: Locator, name: string) => panel.getByRole("textbox", { name, exact: true })
  await field(panels[0], "Description").fill("Base.")
  await waitForText(field(panels[1], "Description"), "Base.")
  gate.cut()
  await waitForSync(ben, "Offline")

  await field(panels[0], "Description").fill("Base. Ana.")
  await field(panels[1], "Description").fill("Ben. Base.")
  for (const [panel, name] of [
    [panels[0], "Ana"],
    [panels[1], "Ben"],
  ] as const) {
    await field(panel, "Title").fill(`Title by ${name}`)
    await field(panel, "Title").press("Enter")
    await field(panel, "Write a comment").fill(`${name} says`)
    await panel.getByRole("button", { name: /^Send comment/ }).click()
    await panel.getByText(`${name} says`, { exact: true }).waitFor()
  }
  await waitForSync(ana, "Synced")
  await ben.reload()
  await waitForText(field(panels[1], "Description"), "Ben. Base.")

  gate.mend()
  await networkIsBack(ben)
  await waitForSync(ben, "Synced")
  for (const panel of panels) {
    await waitForText(field(panel, "Description"), "Ben. Base. Ana.")
    const twice = panel.getByRole("region", { name: "Title was set twice at the same time" })
    for (const name of ["Ana", "Ben"]) {
      await twice.getByText(`Title by ${name}`, { exact: true }).waitFor()
      await panel.getByText(`${name} says`, { exact: true }).waitFor()
    }
  }
  await sameBoard(ana, ben)
})

test("it says Synced only when the relay has all, also for work that waited over a reload", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["First"])
  gate.cut()
  await waitForSync(ben, "Offline")
  await addCards(ben, "Ready", ...Array.from({ length: 6 }, (_, index) => `Card ${index + 1}`))
  await expect.poll(() => offlineChanges(ben), PATIENCE).toBeGreaterThan(0)
  await ben.reload()
  await cardOf(ben, "Card 6").waitFor()
  gate.mend()
  await waitForSync(ben, "Synced")
  // Whoever asks the relay now must get everything, whatever becomes of Ben.
  const fresh = (await here.somebody()).page
  await ben.close()
  await joinWorkspace(fresh, ana.url().split("/s/")[0]!, "Cleo")
  await cardOf(fresh, "Card 6").waitFor()
  expect(await titlesIn(fresh, "Ready")).toEqual(Array.from({ length: 6 }, (_, index) => `Card ${index + 1}`))
  await sameBoard(ana, fresh)
})

test("it does not say Synced while an edit is on its way", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["First"])
  gate.hold()
  await addCards(ben, "Ready", "On its way")
  await waitForSync(ben, "Saving")
  // Time enough for a state that is said too early.
  await ben.waitForTimeout(1_000)
  await waitForSync(ben, "Saving")
  expect(await cardOf(ana, "On its way").count()).toBe(0)
  gate.letGo()
  await waitForSync(ben, "Synced")
  await cardOf(ana, "On its way").waitFor()
})

test("somebody who joins while the relay is away sees the board once it is back", async () => {
  const { ana } = await gatedPair(here, ["First"])
  const relay = new URL(ana.url())
  const gate = await here.gate({ url: relay.origin })
  const cleo = (await here.somebody()).page
  gate.cut()
  await joinWorkspace(cleo, gate.url + relay.pathname.split("/s/")[0]!, "Cleo")
  await cleo.getByRole("button", { name: /^Sync state: Offline/ }).waitFor()
  gate.mend()
  await cardOf(cleo, "First").waitFor()
  await waitForSync(cleo, "Synced")
  await ana.getByRole("banner").getByRole("button", { name: "Follow Cleo" }).waitFor()
})
