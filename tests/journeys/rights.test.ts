import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import {
  acceptInvitation,
  becomeOwner,
  inviteByLink,
  openAccess,
  PASSWORD,
  shareWithPeople,
  signInWithPassword,
} from "../support/account-screens.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

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

test("SCREEN-14 work that waits on a device is not sent as somebody else's who signs in there: it is said, and kept or set aside", async () => {
  const { url, ana } = await sharedBoard()
  const { page: ben } = await here.somebody()
  await acceptInvitation(ben, await inviteByLink(ana, "member"), "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  const gate = await here.gate({ url })
  const { page: desk } = await here.somebody({ mayBeRefused: true })
  await signInWithPassword(desk, gate.url, "Ana")
  await desk.getByRole("link", { name: /Northgate IT/ }).click()
  await cardOf(desk, "Map the fields").waitFor()
  await waitForSync(desk, "Synced")

  // Ana leaves the desk offline, with work on it that was not sent.
  gate.cut()
  await addCards(desk, "Ready", "Written by Ana at the desk")
  await desk.getByRole("button", { name: /^Sync state: Offline · \d/ }).waitFor()
  await desk.request.post(`${gate.url}/api/auth/sign-out`, { headers: { origin: gate.url }, data: {} })
  gate.mend()
  await networkIsBack(desk)
  await desk.getByText(/^You are signed out\. \d+ changes? wait/).waitFor()

  // Ben sits down there. Nothing of hers goes out as his, and he is told whose it is.
  await desk.getByRole("button", { name: "Sign in", exact: true }).click()
  const door = desk.getByRole("dialog", { name: "Sign in to Weft" })
  await door.getByLabel("Mail address").fill("ben@weft.example")
  await door.getByLabel("Password").fill(PASSWORD)
  await door.getByRole("button", { name: "Sign in", exact: true }).click()
  await desk.getByText(/^Somebody else is signed in\. Kept on this device until Ana signs in: \d+ changes?/).waitFor()
  for (const [width, name] of [
    [1440, "wide"],
    [390, "narrow"],
  ] as const) {
    await desk.setViewportSize({ width, height: 900 })
    await desk.getByRole("button", { name: "Set it aside and go on" }).waitFor()
    expect(await desk.evaluate("document.documentElement.scrollWidth"), name).toBeLessThanOrEqual(width)
  }
  await desk.setViewportSize({ width: 1440, height: 900 })
  expect(await ben.getByText("Written by Ana at the desk").count()).toBe(0)

  // He goes on without it: it is kept as refused, and what he does from now on is his.
  await desk.getByRole("button", { name: "Set it aside and go on" }).click()
  await desk.getByRole("button", { name: /^Sync state: Refused · \d/ }).waitFor()
  await cardOf(desk, "Written by Ana at the desk").waitFor({ state: "detached" })
  await desk.getByRole("button", { name: "Ben", exact: true }).first().waitFor()
  const panel = await openItem(desk, "Map the fields")
  await panel.getByRole("textbox", { name: "Write a comment" }).fill("Ben was here")
  await panel.getByRole("button", { name: /^Send comment/ }).click()
  const said = (await openItem(ana, "Map the fields")).getByRole("listitem").filter({ hasText: "Ben was here" })
  await said.getByText("Ben", { exact: true }).waitFor()
})
