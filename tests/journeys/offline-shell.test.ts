import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { addCards, cardOf, openItem, titlesIn, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

/** Waits until this browser keeps the whole client, and answers for the page with it. */
async function waitUntilKept(page: Page): Promise<void> {
  const state = () => page.evaluate<string | undefined>("navigator.serviceWorker.controller?.state")
  await expect.poll(state, PATIENCE).toBe("activated")
}

/** Every path that any cache of the page holds. */
function keptPaths(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(async () => {
    const caches = await Promise.all((await self.caches.keys()).map(name => self.caches.open(name)))
    const kept = await Promise.all(caches.map(cache => cache.keys()))
    return kept.flat().map(({ url }) => new URL(url).pathname)
  })()`)
}

/** The build that a page is of, by the name of its first script. */
const buildOf = (page: Page) => page.evaluate<string>("document.querySelector('script[type=module]').src")

test("SHELL-1 after the first visit every screen opens without the relay, and what is done there syncs when it is back", async () => {
  const server = await here.servedClient()
  const { page } = await here.somebody({ keepsClient: true, mayBeRefused: true })
  await startWorkspace(page, server.url)
  await addCards(page, "Backlog", "Made before")
  const link = await shareWorkspace(page)
  await waitForSync(page, "Synced")
  await waitUntilKept(page)
  const board = page.url()
  const space = board.split("/board/")[0]!
  const workspace = space.split("/s/")[0]!

  await server.stop()
  await page.reload()
  await cardOf(page, "Made before").waitFor()
  await waitForSync(page, "Offline")
  // None of these was open before: their parts come from what was kept.
  for (const screen of [`${space}/list`, `${space}/trash`, `${space}/settings`, `${workspace}/people`, server.url]) {
    await page.goto(screen)
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" })
    expect(await page.getByText("could not be loaded").count(), screen).toBe(0)
  }
  await page.goto(board)
  const panel = await openItem(page, "Made before")
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Renamed without a network")
  await page.keyboard.press("Enter")
  await panel.getByRole("button", { name: /^Close the item/ }).click()
  await addCards(page, "Ready", "Made without a network")

  await server.start()
  await networkIsBack(page)
  await waitForSync(page, "Synced")
  const other = (await here.somebody()).page
  await joinWorkspace(other, link)
  await cardOf(other, "Renamed without a network").waitFor()
  expect(await titlesIn(other, "Ready")).toEqual(["Made without a network"])
})

test("SHELL-2 what the relay answers is never kept, and its own addresses are not taken for pages", async () => {
  const server = await here.servedClient()
  const { page } = await here.somebody({ keepsClient: true, mayBeRefused: true })
  await startWorkspace(page, server.url)
  await shareWorkspace(page)
  await waitUntilKept(page)
  expect((await page.goto(`${server.url}/healthz`))?.headers()["content-type"]).toContain("json")
  await page.goto(server.url)
  expect((await keptPaths(page)).filter(path => !/^\/(assets\/.*|theme\.js|favicon\.svg)?$/.test(path))).toEqual([])
  const session = () => page.evaluate<number>("fetch('/api/session').then(answer => answer.status, () => 0)")
  expect(await session()).toBe(200)
  await server.stop()
  expect(await session()).toBe(0)
})

test("SHELL-3 a new build is fetched beside the old one and offered; every tab goes on with its own until it is reloaded", async () => {
  const server = await here.servedClient()
  const { page, context } = await here.somebody({ keepsClient: true })
  await startWorkspace(page, server.url)
  await addCards(page, "Backlog", "First")
  await waitUntilKept(page)
  await page.evaluate("localStorage.setItem('weft.language', 'de')")
  await page.reload()
  const other = await context.newPage()
  await other.goto(page.url())
  await cardOf(other, "First").waitFor()
  const before = await buildOf(page)

  server.build()
  // A part that this page never fetched, of a build that the relay has no more.
  await page.getByRole("link", { name: "Personen" }).click()
  await page.getByRole("heading", { level: 1, name: "Personen" }).waitFor()
  await page.reload()
  expect(await buildOf(page)).toBe(before)
  for (const tab of [page, other]) await tab.getByText("Eine neue Version von Weft ist da", { exact: true }).waitFor()

  await page.getByRole("button", { name: "Neu laden" }).click()
  await expect.poll(() => buildOf(page).catch(() => before), PATIENCE).toMatch(/-b1\.js$/)
  await page.getByRole("heading", { level: 1, name: "Personen" }).waitFor()

  expect(await buildOf(other)).toBe(before)
  await cardOf(other, "First").locator(".card-title").click()
  await other.getByRole("textbox", { name: "Titel", exact: true }).waitFor()
  await other.getByRole("button", { name: "Neu laden" }).click()
  await expect.poll(() => buildOf(other).catch(() => before), PATIENCE).toMatch(/-b1\.js$/)
  await cardOf(other, "First").waitFor()
  // What each tab has cached of the new build is whole: it opens without the relay as well.
  await server.stop()
  await page.reload()
  await page.getByRole("heading", { level: 1, name: "Personen" }).waitFor()
})

test("SHELL-3 where only one tab is open, loading it again takes the new build as well", async () => {
  const server = await here.servedClient()
  const { page } = await here.somebody({ keepsClient: true })
  await startWorkspace(page, server.url)
  await addCards(page, "Backlog", "First")
  await waitUntilKept(page)
  server.build()
  await page.reload()
  await page.getByRole("button", { name: "Reload" }).waitFor()
  await page.reload()
  await expect.poll(() => buildOf(page).catch(() => ""), PATIENCE).toMatch(/-b1\.js$/)
  await cardOf(page, "First").waitFor()
  expect(await page.getByRole("button", { name: "Reload" }).count()).toBe(0)
})
