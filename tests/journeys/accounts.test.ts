import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, openItem, waitForSync } from "../support/board-screen.ts"
import {
  acceptInvitation,
  becomeOwner,
  inviteByLink,
  openAccess,
  PASSWORD,
  shareWithPeople,
} from "../support/account-screens.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

/** A relay with an owner, whose workspace is shared there. */
async function sharedWorkspace(): Promise<{ readonly url: string; readonly ana: Page }> {
  const server = await here.accountServer()
  const { page: ana } = await here.somebody()
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url, "Northgate IT", "Ana")
  await shareWithPeople(ana)
  return { url: server.url, ana }
}

test("SCREEN-1 an owner sets a relay up from nothing and invites, and whoever accepts works along", async () => {
  const { url, ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  const link = await inviteByLink(ana, "member")
  expect(link.startsWith(`${url}/invite#`)).toBe(true)

  const { page: ben } = await here.somebody()
  await acceptInvitation(ben, link, "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  expect(new URL(ben.url()).hash).toBe("")
  await addCards(ben, "Ready", "Draft the plan")
  await cardOf(ana, "Draft the plan").waitFor()
  await waitForSync(ben, "Synced")

  // Both are among the people, under their names, and the link has been used up.
  await ana.getByRole("link", { name: "People" }).click()
  await ana.getByRole("combobox", { name: "Role of Ben" }).waitFor()
  await ana.getByText("No invitation is open.").waitFor()
  const { page: late } = await here.somebody({ mayBeRefused: true })
  await late.goto(link)
  await late.getByRole("heading", { name: "This invitation cannot be used" }).waitFor()

  // The relay says why Ben may do what he may.
  await ana.getByRole("link", { name: "Tasks" }).click()
  await openAccess(ana)
  await ana.getByRole("button", { name: "Why can Ben see this?" }).click()
  await ana.getByText("Ben can read and edit Tasks.").waitFor()
  await ana.getByText("Every member has “Edit” here.").waitFor()
})

test("SCREEN-2 a right that is taken back while somebody types leaves what was not sent with them, refused", async () => {
  const { url, ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  const gate = await here.gate({ url })
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await acceptInvitation(ben, (await inviteByLink(ana, "member")).replace(url, gate.url), "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  await waitForSync(ben, "Synced")

  // Ben works on without a network, and meanwhile the space is closed to members.
  await openItem(ben, "Map the fields")
  gate.cut()
  await ben.getByRole("textbox", { name: "Title", exact: true }).fill("Map all fields")
  await ben.keyboard.press("Enter")
  await expect.poll(() => ben.getByRole("button", { name: /^Sync state: Offline · 1/ }).count(), PATIENCE).toBe(1)
  await openAccess(ana)
  await ana.getByRole("combobox", { name: "Right of Every member" }).selectOption("none")
  await ana.getByText("Every member: Nothing").first().waitFor()
  gate.mend()
  await networkIsBack(ben)

  await ben
    .getByText(/Tasks is no longer open to you/)
    .first()
    .waitFor()
  await ben
    .getByRole("navigation", { name: "Sidebar" })
    .getByRole("link", { name: "Tasks" })
    .waitFor({ state: "detached" })
  await ben.getByRole("button", { name: /^Sync state: Refused · 1/ }).click()
  const panel = ben.getByRole("dialog", { name: "Where your work is" })
  await panel.getByText(/Map all fields/).waitFor()
  const [file] = await Promise.all([
    ben.waitForEvent("download"),
    panel.getByRole("button", { name: "Save them as a file" }).click(),
  ])
  const saved = await file.createReadStream().then(async stream => (await stream.toArray()).join(""))
  expect(saved).toContain("Map all fields")
  await ana.getByRole("link", { name: "Tasks" }).first().click()
  await cardOf(ana, "Map the fields").waitFor()
})

test("SCREEN-3 a space that is withdrawn from somebody who looks at it goes from their screen within a second", async () => {
  const { ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  const { page: ben } = await here.somebody()
  await acceptInvitation(ben, await inviteByLink(ana, "member"), "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  await openAccess(ana)
  await ana.getByRole("combobox", { name: "Right of Every member" }).selectOption("none")
  await ana.getByText("Every member: Nothing").first().waitFor()
  await ben
    .getByText(/Tasks is no longer open to you/)
    .first()
    .waitFor({ timeout: 1_000 })
  expect(await cardOf(ben, "Map the fields").count()).toBe(0)
})

test("SCREEN-4 a guest sees the space that they were invited to, and nothing else; who may read cannot write", async () => {
  const { ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  await ana.getByRole("button", { name: "New project" }).click()
  await ana.getByRole("textbox", { name: "Name" }).fill("Secret plans")
  await ana.getByRole("button", { name: "Create space" }).click()
  await addCards(ana, "Backlog", "Buy the competitor")
  await waitForSync(ana, "Synced")

  const { page: gus } = await here.somebody()
  await acceptInvitation(gus, await inviteByLink(ana, "guest", { Tasks: "Read" }), "Gus")
  await cardOf(gus, "Map the fields").waitFor()
  expect(await gus.getByText("Secret plans").count()).toBe(0)
  expect(await gus.getByRole("button", { name: /^New (project|service|list)$/ }).count()).toBe(0)

  await gus.getByRole("button", { name: "Read only" }).click()
  await gus.getByText(/You may read this space, but not change it/).waitFor()
  await gus.keyboard.press("Escape")
  expect(await gus.getByRole("button", { name: /^(New item|Add item|Options of)/ }).count()).toBe(0)
  const panel = await openItem(gus, "Map the fields")
  expect(await panel.getByRole("textbox", { name: "Title", exact: true }).isDisabled()).toBe(true)
  expect(await panel.getByRole("button", { name: /^Status:/ }).isDisabled()).toBe(true)
  await gus.keyboard.press("Escape")
  await cardOf(gus, "Map the fields").focus()
  for (const key of ["s", "Delete", " "]) await gus.keyboard.press(key)
  expect(await gus.locator(".picker, [data-dragging]").count()).toBe(0)
  await cardOf(gus, "Map the fields").waitFor()
})

test("SCREEN-5 work goes on signed out, and is sent when somebody signs in again", async () => {
  const { url, ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  await waitForSync(ana, "Synced")
  const address = ana.url()

  // Another device signs all others out.
  const { page: phone } = await here.somebody()
  await phone.goto(`${url}/sign-in?to=/account`)
  await phone.getByLabel("Mail address").fill("ana@weft.example")
  await phone.getByLabel("Password").fill(PASSWORD)
  await phone.getByRole("button", { name: "Sign in", exact: true }).click()
  await phone.getByRole("button", { name: /^Sign out Chrome/ }).click()
  await phone.getByText("The device is signed out").first().waitFor()

  await ana.getByText("You are signed out. Work goes on here").waitFor()
  await addCards(ana, "Backlog", "Written signed out")
  await ana.getByText(/are signed out\. \d+ changes? waits? on this device/).waitFor()
  await ana.getByRole("button", { name: "Sign in", exact: true }).click()
  const dialog = ana.getByRole("dialog", { name: "Sign in to Weft" })
  await dialog.getByLabel("Mail address").fill("ana@weft.example")
  await dialog.getByLabel("Password").fill(PASSWORD)
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click()
  await waitForSync(ana, "Synced")
  expect(ana.url()).toBe(address)
  expect(await ana.getByText("You are signed out").count()).toBe(0)

  // What was written is at the relay: the other device opens the workspace and finds it.
  await phone.goto(url)
  await phone.getByRole("link", { name: /Northgate IT/ }).click()
  await cardOf(phone, "Written signed out").waitFor()
})

test("SCREEN-6 a live link shows its board to somebody without an account, as it changes, until it is taken back", async () => {
  const { ana } = await sharedWorkspace()
  await addCards(ana, "Backlog", "Map the fields")
  await openAccess(ana)
  await ana.getByRole("button", { name: "New live link" }).click()
  await ana.getByLabel("What it is for").fill("Board for the customer")
  await ana.getByRole("button", { name: "Make the link" }).click()
  const link = await ana.getByRole("textbox", { name: "Live link" }).inputValue()
  await ana.keyboard.press("Escape")

  const { page: eve } = await here.somebody()
  await eve.goto(link)
  const backlog = eve.getByRole("region", { name: /^Backlog/ })
  await backlog.getByText("Map the fields").waitFor()
  await ana.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Tasks" }).click()
  await addCards(ana, "Backlog", "Book the rooms")
  await backlog.getByText("Book the rooms").waitFor()
  expect(await eve.getByRole("textbox").count()).toBe(0)

  await openAccess(ana)
  await ana.getByRole("button", { name: "Take back Board for the customer" }).click()
  await eve.getByRole("heading", { name: "This link shows nothing any more" }).waitFor()
})

for (const theme of ["light", "dark"] as const)
  test(`SCREEN-7 nothing bars the way through accounts, sharing and rights, ${theme}`, async () => {
    const server = await here.accountServer()
    const { page } = await here.somebody({ theme })
    const found: string[] = []
    const look = async (screen: string) => {
      // A button that is pressed may still be lit by the pointer over it.
      await page.mouse.move(0, 0)
      found.push(...(await barriersOn(page, screen)))
    }
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole("heading", { name: "Nobody has set up this relay yet" }).waitFor()
    await look("door of a relay without an owner")
    await page.goto(server.setUpLink)
    await page.getByRole("button", { name: "Become the owner" }).click()
    await page.getByText("Fill this in.").first().waitFor()
    await look("set-up with nothing filled in")
    await becomeOwner(page, server, "Ana")
    await look("start of somebody signed in")
    await startWorkspace(page, server.url, "Northgate IT", "Ana")
    await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
    await page.getByRole("button", { name: "Share it" }).waitFor()
    await look("share before")
    await page.keyboard.press("Escape")
    await shareWithPeople(page)
    const link = await inviteByLink(page, "guest", { Tasks: "Read" })
    await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
    await page.getByRole("button", { name: /^Take back the invitation by link/ }).waitFor()
    await look("share after")
    await page.keyboard.press("Escape")
    await page.getByRole("link", { name: "People" }).click()
    await page.getByRole("combobox", { name: "Role of Ana" }).waitFor()
    await look("people")
    await page.getByRole("link", { name: "Audit log" }).click()
    await page.getByText("The log is whole").waitFor()
    await look("audit log")
    await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Tasks" }).click()
    await openAccess(page)
    await look("who can open a space")
    await page.goto(`${server.url}/account`)
    await page.getByRole("button", { name: "Export my data" }).waitFor()
    await look("account")
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click()
    await page.getByRole("button", { name: "Start in this browser" }).waitFor()
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor()
    await look("sign in")
    await page.goto(link)
    await page.getByRole("heading", { name: "Ana invites you to Northgate IT" }).waitFor()
    await look("invitation")
    await acceptInvitation(page, link, "Gus")
    await page.getByRole("button", { name: "Read only" }).waitFor()
    await look("board that may only be read")
    expect(found).toEqual([])
  })
