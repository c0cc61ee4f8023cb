import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { acceptInvitation, becomeOwner, inviteByLink, shareWithPeople } from "../support/account-screens.ts"
import { barriersOn } from "../support/axe.ts"
import { addCards, openItem, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

/** Shows a section of the project of the space that is open. */
async function openProject(page: Page, section: string): Promise<void> {
  await page.keyboard.press("g")
  await page.keyboard.press("j")
  await page.getByRole("navigation", { name: "Project" }).getByRole("link", { name: section }).click()
}

async function openBoard(page: Page): Promise<void> {
  await page.keyboard.press("g")
  await page.keyboard.press("b")
  await page.getByRole("region", { name: "Board" }).waitFor()
}

test("STEER-9 whoever does not manage a project has none of its figures, STEER-3 nobody changes it while it is closed, STEER-4 what was edited offline beside the closing is told, and STEER-16 archived it leaves the sidebar", async () => {
  const server = await here.accountServer()
  const { page: ana } = await here.somebody()
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url, "Northgate IT", "Ana")
  await addCards(ana, "Backlog", "Map the fields")
  await shareWithPeople(ana)
  const gate = await here.gate({ url: server.url })
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await acceptInvitation(
    ben,
    (await inviteByLink(ana, "member", { Tasks: "Edit" })).replace(server.url, gate.url),
    "Ben",
  )

  await openProject(ana, "Cost")
  await ana.getByRole("textbox", { name: "Per hour", exact: true }).fill("85")
  await ana.keyboard.press("Enter")
  await ana.getByRole("button", { name: "Add a rate" }).click()
  await expect.poll(() => ana.getByRole("textbox", { name: /^Rate of Ana/ }).inputValue(), PATIENCE).toBe("85")
  expect(await barriersOn(ana, "costs")).toEqual([])
  await openProject(ben, "Cost")
  await ben.getByText("What this project costs is for who manages it.").waitFor()
  await ben.getByRole("link", { name: "Baselines" }).click()
  await ben.getByRole("textbox", { name: /^Take a baseline/ }).fill("Offer")
  await ben.keyboard.press("Enter")
  expect(await ben.getByText("Note costs as well").count()).toBe(0)
  await ben.keyboard.press("Escape")

  await openProject(ana, "Charter")
  for (const check of ["Open items: 1", "No lessons are written down"]) {
    await ana.getByRole("textbox", { name: `Why that may stay: ${check}` }).fill("It goes on elsewhere")
    await ana.keyboard.press("Enter")
  }
  await openBoard(ben)
  gate.cut()
  const panel = await openItem(ben, "Map the fields")
  const title = panel.getByRole("textbox", { name: "Title", exact: true })
  await title.fill("Map all fields")
  await ben.keyboard.press("Enter")
  await ana.getByRole("button", { name: "Close the project" }).click()
  await ana.getByText(/^Closed by Ana/).waitFor()
  gate.mend()
  await ana.getByText("Edited beside the closing: 1").waitFor()
  expect(await barriersOn(ana, "closed project")).toEqual([])
  await expect.poll(() => title.isDisabled(), PATIENCE).toBe(true)
  await ben.keyboard.press("Escape")
  await ben.getByRole("button", { name: "Closed" }).click()
  await ben.getByText("This project is closed, so nothing in it can be changed.").waitFor()
  await ben.keyboard.press("Escape")
  // STEER-16: archived, it leaves the places of who is elsewhere, and the palette still finds it.
  await ana.getByRole("button", { name: "Archive", exact: true }).click()
  const placeOf = (page: Page) => page.locator(".sidebar-places").getByRole("link", { name: "Tasks" })
  await placeOf(ana).waitFor()
  await ben.getByRole("link", { name: "People" }).click()
  await placeOf(ben).waitFor({ state: "detached" })
  await ben.keyboard.press("Control+k")
  await ben.keyboard.type("Tasks")
  await ben
    .getByRole("option", { name: /^Tasks/ })
    .first()
    .waitFor()
  await ben.keyboard.press("Enter")
  await placeOf(ben).waitFor()
  await ana.getByRole("button", { name: "Back to closed" }).click()
  await ana.getByRole("button", { name: "Open again" }).click()
  await ana.getByRole("link", { name: "Map all fields" }).first().waitFor()
  await ana.getByRole("button", { name: "I have seen it" }).click()
  await expect.poll(() => ana.getByText("Edited beside the closing").count(), PATIENCE).toBe(0)
  await ben.getByRole("button", { name: /^New item/ }).waitFor()
  await waitForSync(ben, "Synced")
})
