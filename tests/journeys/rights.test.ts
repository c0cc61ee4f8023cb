import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { acceptInvitation, becomeOwner, inviteByLink, openAccess, shareWithPeople } from "../support/account-screens.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

/** A relay with an owner, whose workspace has one card and is shared there. */
async function sharedBoard(): Promise<{ readonly url: string; readonly ana: Page }> {
  const server = await here.accountServer()
  const { page: ana } = await here.somebody()
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url, "Northgate IT", "Ana")
  await addCards(ana, "Backlog", "Map the fields")
  await shareWithPeople(ana)
  return { url: server.url, ana }
}

test("SCREEN-11 who may comment comments, and is told why nothing else of the item can be changed", async () => {
  const { ana } = await sharedBoard()
  const { page: gus } = await here.somebody()
  await acceptInvitation(gus, await inviteByLink(ana, "guest", { Tasks: "Comment" }), "Gus")
  await gus.getByRole("button", { name: "Comments only" }).click()
  await gus.getByText("You may read and comment here, but not change items.").waitFor()
  await gus.keyboard.press("Escape")
  const panel = await openItem(gus, "Map the fields")
  expect(await panel.getByRole("textbox", { name: "Title", exact: true }).isDisabled()).toBe(true)
  expect(await panel.getByRole("button", { name: /^Status:/ }).isDisabled()).toBe(true)
  await panel.getByText("You may read this and comment, but not change it.").waitFor()
  await panel.getByRole("textbox", { name: "Write a comment" }).fill("The suppliers are missing")
  await panel.getByRole("button", { name: /^Send comment/ }).click()
  await waitForSync(gus, "Synced")
  await (await openItem(ana, "Map the fields")).getByText("The suppliers are missing").waitFor()
})

test("SCREEN-2 a right that is taken while its person types stops them within a second, and what was refused is kept, shown, saved and let go", async () => {
  const { url, ana } = await sharedBoard()
  const gate = await here.gate({ url })
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await acceptInvitation(ben, (await inviteByLink(ana, "member")).replace(url, gate.url), "Ben")
  await openItem(ben, "Map the fields")
  await waitForSync(ben, "Synced")
  await openAccess(ana)

  // What he types last is still on its way when the right goes.
  const title = panelOf(ben).getByRole("textbox", { name: "Title", exact: true })
  gate.hold()
  await title.fill("Map all fie")
  await ben.keyboard.press("Enter")
  await title.pressSequentially("lds")
  await ana.getByRole("combobox", { name: "Right of Every member" }).selectOption("read")
  await ana.getByText("Every member: Read").first().waitFor()
  await expect.poll(() => title.isDisabled(), { timeout: 1_000, interval: 20 }).toBe(true)
  gate.letGo()
  await ben.getByRole("button", { name: "Read only" }).waitFor()
  await ben.getByRole("button", { name: /^Sync state: Refused · \d/ }).click()
  const dialog = ben.getByRole("dialog", { name: "Where your work is" })
  await dialog
    .getByText(/Map all fie/)
    .first()
    .waitFor()
  await expect.poll(() => cardOf(ben, "Map the fields").count(), PATIENCE).toBe(1)

  const [file] = await Promise.all([
    ben.waitForEvent("download"),
    dialog.getByRole("button", { name: "Save and remove them here" }).click(),
  ])
  const saved = await file.createReadStream().then(async stream => (await stream.toArray()).join(""))
  expect(saved).toContain("Map all fie")
  await waitForSync(ben, "Synced")
  await ben.reload()
  await waitForSync(ben, "Synced")
  await ana.getByRole("link", { name: "Tasks" }).first().click()
  await cardOf(ana, "Map the fields").waitFor()
})
