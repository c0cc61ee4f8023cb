import type { Page } from "playwright-core"
import type { AccountServer } from "./account-server.ts"
import { waitForSync } from "./board-screen.ts"

/** A password that is long enough and that nobody guesses, for everybody. */
export const PASSWORD = "correct horse battery"

/** Makes somebody the owner of a relay, by the link of its console. */
export async function becomeOwner(page: Page, server: Pick<AccountServer, "setUpLink">, name: string): Promise<void> {
  await page.goto(server.setUpLink)
  await fillIn(page, name)
  await page.getByRole("button", { name: "Become the owner" }).click()
  await page.getByText(`Signed in as ${name}`).waitFor()
}

/** Signs somebody in at the door of a relay, who then goes on to a place there. */
export async function signInWithPassword(
  page: Page,
  url: string,
  name: string,
  to = "/",
  password = PASSWORD,
): Promise<void> {
  await page.goto(`${url}/sign-in?to=${encodeURIComponent(to)}`)
  await page.getByLabel("Mail address").fill(`${name.toLowerCase()}@weft.example`)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in", exact: true }).click()
}

/** Makes the workspace that is open one of the relay's, and waits until all of it is there. */
export async function shareWithPeople(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
  await page.getByRole("button", { name: "Share it" }).click()
  await page.getByLabel("They join as").waitFor()
  await waitForSync(page, "Synced")
  await page.keyboard.press("Escape")
}

/** Invites somebody to the workspace that is open, as what and to which spaces by name, and returns the link. */
export async function inviteByLink(
  page: Page,
  role: "member" | "admin" | "guest",
  spaces: Readonly<Record<string, string>> = {},
): Promise<string> {
  await page.getByRole("banner").getByRole("button", { name: "Share" }).click()
  await page.getByLabel("They join as").selectOption(role)
  for (const [space, right] of Object.entries(spaces))
    await page.getByLabel(`Right of ${space}`).selectOption({ label: right })
  await page.getByRole("button", { name: "Make the link" }).click()
  const link = await page.getByLabel("Invitation link").inputValue()
  await page.keyboard.press("Escape")
  return link
}

/** Opens the page on which it is decided who can open the space that is shown. */
export async function openAccess(page: Page): Promise<void> {
  await page.locator(".header-space").click()
  await page.getByRole("menuitem", { name: "Who can open this space" }).click()
  await page.getByRole("heading", { name: "Everybody who can open it" }).waitFor()
}

/** Makes an account by an invitation, and joins. */
export async function acceptInvitation(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link)
  await fillIn(page, name)
  await page.getByRole("button", { name: "Make an account and join" }).click()
  await page.getByRole("navigation", { name: "Sidebar" }).waitFor()
}

async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name)
  await page.getByLabel("Mail address").fill(`${name.toLowerCase()}@weft.example`)
  await page.getByLabel("Password").fill(PASSWORD)
}
