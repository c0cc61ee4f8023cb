import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { cardOf, closeItem, rename, setPriority, waitForSync } from "../support/board-screen.ts"
import { gatedPair } from "../support/gated-pair.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

test("MERGED-1 whoever comes back is told once what others changed in what they changed, and has each way out in one press", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["Map the fields", "Ask the suppliers"], { mayBeRefused: true })
  gate.cut()
  await waitForSync(ben, "Offline")
  await rename(ben, "Map the fields", "Map all fields")
  await closeItem(ben)
  await ben.getByRole("button", { name: /^Sync state/ }).click()
  const sync = ben.getByRole("dialog", { name: "Where your work is" })
  await sync.getByText("1 change waits on this device and goes out by itself", { exact: false }).waitFor()
  await sync.getByText("Items of Tasks").waitFor()
  await sync.getByText(/1 change, .* · since today/).waitFor()
  expect(await barriersOn(ben, "what waits")).toEqual([])
  await ben.keyboard.press("Escape")

  await setPriority(ana, "Map the fields", "High")
  await rename(ana, "Map the fields", "Map nothing")
  await closeItem(ana)
  await waitForSync(ana, "Synced")
  gate.mend()
  await networkIsBack(ben)
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
