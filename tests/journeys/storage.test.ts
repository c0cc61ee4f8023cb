import { rmSync } from "node:fs"
import { chromium, type BrowserContext } from "playwright-core"
import { expect, onTestFinished, test } from "vitest"
import {
  addCards,
  cardOf,
  openItem,
  panelOf,
  sameBoard,
  shownBoard,
  titlesIn,
  waitForSync,
} from "../support/board-screen.ts"
import { shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { chromiumLaunchOptions } from "../support/chromium.ts"
import { journey } from "../support/journey.ts"
import { waitForText } from "../support/prose-screen.ts"
import { temporaryFolder } from "../support/relay.ts"

const here = journey()

/** Ends a browser the way a fault does: nothing is written or said before. */
async function crash(context: BrowserContext): Promise<void> {
  const closed = new Promise(resolve => context.once("close", resolve))
  const session = await context.browser()!.newBrowserCDPSession()
  await Promise.race([closed, session.send("Browser.crash").catch(() => closed)])
  await closed
}

const TITLES = ["Map the fields", "Book the rooms", "Draft the plan"]

test("what a local workspace called saved is there after its page was killed", async () => {
  const relay = await here.server()
  const { context, page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", ...TITLES)
  const panel = await openItem(page, TITLES[0]!)
  await panel.getByRole("textbox", { name: "Description" }).fill("All of them.")
  await waitForSync(page, "Only on this device")
  const [address, shown] = [page.url(), await shownBoard(page)]
  await page.close({ runBeforeUnload: false })

  const again = await context.newPage()
  await again.goto(address)
  await cardOf(again, TITLES[2]!).waitFor()
  expect(await shownBoard(again)).toEqual(shown)
  await waitForText(panelOf(again).getByRole("textbox", { name: "Description" }), "All of them.")
})

test("a title that was typed and not left is there after a reload", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", TITLES[0]!)
  const panel = await openItem(page, TITLES[0]!)
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Map all fields")
  await page.reload()
  await cardOf(page, "Map all fields").waitFor()
})

test("what a local workspace called saved is there after the whole browser crashed, and still local", async () => {
  const relay = await here.server()
  const profile = temporaryFolder()
  onTestFinished(() => rmSync(profile, { recursive: true, maxRetries: 5, retryDelay: 200 }))
  const crashing = await chromium.launchPersistentContext(profile, chromiumLaunchOptions())
  const page = crashing.pages()[0]!
  await startWorkspace(page, relay.url)
  await addCards(page, "Backlog", ...TITLES)
  await waitForSync(page, "Only on this device")
  const [address, shown] = [page.url(), await shownBoard(page)]
  await crash(crashing)

  const next = await chromium.launchPersistentContext(profile, chromiumLaunchOptions())
  onTestFinished(() => next.close())
  const again = next.pages()[0]!
  await again.goto(address)
  await cardOf(again, TITLES[2]!).waitFor()
  expect(await shownBoard(again)).toEqual(shown)
  await waitForSync(again, "Only on this device")
  await again.goto(relay.url)
  await again.getByRole("link", { name: "Northgate IT" }).click()
  await cardOf(again, TITLES[2]!).waitFor()
})

test("what a shared workspace called synced is there after its page was killed and the relay is gone", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { context, page } = await here.somebody()
  await startWorkspace(page, gate.url)
  await shareWorkspace(page)
  await addCards(page, "Ready", ...TITLES)
  await waitForSync(page, "Synced")
  const address = page.url()
  await page.close({ runBeforeUnload: false })
  gate.cut()

  const again = await context.newPage()
  await again.goto(address)
  await cardOf(again, TITLES[2]!).waitFor()
  expect(await titlesIn(again, "Ready")).toEqual(TITLES)
  await waitForSync(again, "Offline")
})

const SHUT_DATABASE = `indexedDB.open = () => { throw new DOMException("closed", "SecurityError") }`
const NOT_SAVED = /^Sync state: Not saved: this browser lets nothing be stored/

test("a browser without a database says plainly that nothing is saved, and work goes on", async () => {
  const relay = await here.server()
  const { context, page } = await here.somebody()
  await context.addInitScript(SHUT_DATABASE)
  // The core of the data worker runs in the page here, since a script cannot reach into a worker.
  await startWorkspace(page, `${relay.url}/?inproc=1`)
  const indicator = page.getByRole("button", { name: NOT_SAVED })
  await indicator.waitFor()
  await addCards(page, "Backlog", ...TITLES)
  expect(await titlesIn(page, "Backlog")).toEqual(TITLES)
  await indicator.click()
  await page
    .getByRole("dialog")
    .getByText(/no database for us\. Work goes on in memory/)
    .waitFor()
})

test("a workspace whose database does not open is not begun a second time", async () => {
  const relay = await here.server()
  const { context, page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await context.addInitScript(SHUT_DATABASE)
  await page.goto(`${page.url().split("/s/")[0]}?inproc=1`)
  await page.getByRole("button", { name: NOT_SAVED }).waitFor()
  await page.getByRole("heading", { name: "No spaces yet", level: 2 }).waitFor()
})

test("two tabs of one browser share every edit at once, also without a network", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const { context, page: first } = await here.somebody()
  await startWorkspace(first, gate.url)
  await addCards(first, "Backlog", TITLES[0]!)
  const second = await context.newPage()
  await second.goto(first.url())
  await cardOf(second, TITLES[0]!).waitFor()
  await addCards(second, "Ready", TITLES[1]!)
  await cardOf(first, TITLES[1]!).waitFor()
  await first.bringToFront()
  await shareWorkspace(first)
  await waitForSync(second, "Synced")
  gate.cut()
  await waitForSync(second, "Offline")
  await first.bringToFront()
  await addCards(first, "Done", TITLES[2]!)
  await cardOf(second, TITLES[2]!).waitFor()
  await sameBoard(first, second)
})
