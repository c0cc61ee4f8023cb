import type { Locator, Page } from "playwright-core"
import { expect, test } from "vitest"
import { acceptInvitation, becomeOwner, inviteByLink, PASSWORD, shareWithPeople } from "../support/account-screens.ts"
import {
  addCards,
  cardOf,
  columnOf,
  noteStates,
  openItem,
  panelOf,
  sameBoard,
  titlesIn,
  waitForSync,
} from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"
import { readText } from "../support/prose-screen.ts"

const here = journey()

/** High enough for all cards of a column: of long ones those in sight are drawn alone. */
const TALL = { height: 3_000, mayBeRefused: true }

/** Types card after card until it is told to stop, and answers their titles. */
function typeCards(page: Page, column: string, name: string): () => Promise<readonly string[]> {
  const typed: string[] = []
  const stopping = new AbortController()
  const typing = (async () => {
    await columnOf(page, column).locator(".quick-add button").click()
    const line = page.getByRole("textbox", { name: `Add an item to ${column}` })
    while (!stopping.signal.aborted) {
      const title = `${name} ${typed.length + 1}`
      await line.fill(title)
      await line.press("Enter")
      await cardOf(page, title).waitFor()
      typed.push(title)
      await page.waitForTimeout(100)
    }
    await line.press("Escape")
  })()
  typing.catch(() => {})
  return async () => {
    stopping.abort()
    await typing
    return typed
  }
}

/** Types at the foot of a text until it is told to stop, and answers what. */
function typeText(field: Locator): () => Promise<string> {
  let typed = ""
  const stopping = new AbortController()
  const typing = (async () => {
    for (let word = 1; !stopping.signal.aborted; word += 1) {
      const text = `w${word} `
      await field.press("Control+End")
      await field.pressSequentially(text, { delay: 8 })
      typed += text
    }
  })()
  typing.catch(() => {})
  return async () => {
    stopping.abort()
    await typing
    return typed
  }
}

test("SCREEN-9 the relay is killed while two people type: both go on, heal by themselves, and nothing that was called synced is lost", async () => {
  const server = await here.accountProcess()
  const { page: ana } = await here.somebody(TALL)
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url, "Northgate IT", "Ana")
  await addCards(ana, "Done", "Map the fields")
  await shareWithPeople(ana)
  const { page: ben } = await here.somebody(TALL)
  await acceptInvitation(ben, await inviteByLink(ana, "member"), "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  await waitForSync(ben, "Synced")
  const text = (await openItem(ben, "Map the fields")).getByRole("textbox", { name: "Description" })

  const [stopCards, stopText] = [typeCards(ana, "Backlog", "Ana"), typeText(text)]
  await cardOf(ben, "Ana 4").waitFor()
  await server.kill()
  for (const page of [ana, ben])
    await page.getByRole("button", { name: /^Sync state: Offline · \d+ changes? on this device$/ }).waitFor()
  const states = await Promise.all([ana, ben].map(noteStates))
  await ana.waitForTimeout(700)
  for (const said of states) expect(await said()).not.toContain("synced")
  await server.start()
  await networkIsBack(ana)
  await expect.poll(() => ana.getByRole("button", { name: /^Sync state: (Synced|Saving)$/ }).count(), PATIENCE).toBe(1)
  await ana.waitForTimeout(300)
  const [cards, words] = [await stopCards(), await stopText()]
  await Promise.all([waitForSync(ana, "Synced"), waitForSync(ben, "Synced")])
  await ben.getByRole("button", { name: /^Close the item/ }).click()
  const shown = await sameBoard(ana, ben)
  expect(await titlesIn(ben, "Backlog")).toEqual(cards)

  // Both are gone, and so is the process that they told: what is left is what it had on disk when it said so.
  await server.kill()
  await Promise.all([ana, ben].map(page => page.context().close()))
  await server.start()
  const { page: fresh } = await here.somebody(TALL)
  await fresh.goto(`${server.url}/sign-in`)
  await fresh.getByLabel("Mail address").fill("ana@weft.example")
  await fresh.getByLabel("Password").fill(PASSWORD)
  await fresh.getByRole("button", { name: "Sign in", exact: true }).click()
  await fresh.getByRole("link", { name: /Northgate IT/ }).click()
  await cardOf(fresh, "Map the fields").waitFor()
  expect(await sameBoard(fresh)).toEqual(shown)
  await openItem(fresh, "Map the fields")
  const description = panelOf(fresh).getByRole("textbox", { name: "Description" })
  await expect.poll(async () => (await readText(description)).trim(), PATIENCE).toBe(words.trim())
})
