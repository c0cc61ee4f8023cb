import { gzipSync } from "node:zlib"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { joinWorkspace, launchChromium, somebody, startServer } from "../support/browsers.ts"
import { seedWorkspace } from "../support/seeded-workspace.ts"
import { benchList } from "./list.ts"
import { benchPalette } from "./palette.ts"
import { figure, report } from "./report.ts"
import { benchRoutes } from "./routes.ts"
import { benchWriting } from "./writing.ts"

const CARD = ".card-title"
const ITEMS = 10_000

/** The figures of the screen, in Chromium, over a relay on this machine. */
export async function benchBrowser(): Promise<void> {
  const relay = await startServer()
  const browser = await launchChromium()
  try {
    const seeded = await seedWorkspace(relay.url, ITEMS)
    const small = await seedWorkspace(relay.url, 1_000, 2)
    const link = (of: typeof seeded) => `${relay.url}/w/${of.workspace}`
    await firstView(browser, relay.url)
    await warmStart(browser, link(seeded))
    await boardOfAThousand(browser, link(small))
    await benchList(browser, link(seeded))
    await benchPalette(browser, link(seeded))
    await benchRoutes(browser, link(small))
    await keyToOtherScreen(browser, link(seeded))
    await benchWriting(browser, relay.url)
  } finally {
    await browser.close()
    await relay.close()
  }
}

/** Notes when the board is there, ready for a first item. */
const WATCH_BOARD = `
  new MutationObserver((_, observer) => {
    if (document.querySelector(".quick-add button") === null) return
    observer.disconnect()
    window.benchBoard = performance.now()
  }).observe(document, { childList: true, subtree: true })
`

/** What was asked for until the board was there; what the page fetches behind it for later is no part of it. */
const BEFORE_BOARD = `performance.getEntriesByType("resource")
  .filter(({ startTime }) => startTime <= window.benchBoard)
  .map(({ name }) => name)`

/** How much JavaScript the first view of a board takes, compressed, without the worker. */
async function firstView(browser: Browser, url: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_BOARD)
  const scripts = new Map<string, Promise<Buffer>>()
  page.on("response", response => {
    if (new URL(response.url()).pathname.endsWith(".js")) scripts.set(response.url(), response.body())
  })
  await page.goto(url)
  await page.getByLabel("Name of the workspace").fill("Bench")
  await page.getByLabel("Your name").fill("Ana")
  await page.getByRole("button", { name: "Start in this browser" }).click()
  await page
    .getByRole("button", { name: /^Add item/ })
    .first()
    .waitFor()
  const before = new Set(await page.evaluate<string[]>(BEFORE_BOARD))
  let bytes = 0
  for (const [address, body] of scripts)
    if (before.has(address) && !/entry|worker/.test(address)) bytes += gzipSync(await body).length
  report(
    figure(
      { bench: "browser", figure: "JavaScript of the first view, gzip, without the worker", unit: "KB", target: 120 },
      [bytes / 1024],
    ),
  )
  await context.close()
}

/** Notes when the first card is painted, and how long tasks blocked until a second later. */
const WATCH_START = `
  window.benchBlocked = 0
  new PerformanceObserver(list => {
    for (const task of list.getEntries()) window.benchBlocked += Math.max(0, task.duration - 50)
  }).observe({ type: "longtask", buffered: true })
  new MutationObserver((_, observer) => {
    if (document.querySelector("${CARD}") === null) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => { window.benchFirstRows = performance.now() }))
  }).observe(document, { childList: true, subtree: true })
`

async function warmStart(browser: Browser, link: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await joinWorkspace(page, link)
  await page.locator(CARD).first().waitFor()
  const address = page.url()
  // The row cache is written when the worker has nothing else to do.
  await page.waitForTimeout(6_000)
  await page.close()
  await context.addInitScript(WATCH_START)
  const [painted, blocked] = [[] as number[], [] as number[]]
  for (let run = 0; run < 9; run++) {
    const warm = await openWarm(context, address)
    painted.push(warm.painted)
    blocked.push(warm.blocked)
    if (run === 8) await heapOf(warm.page)
    await warm.page.close()
    await new Promise(resolve => setTimeout(resolve, 1_500))
  }
  report(
    figure(
      { bench: "browser", figure: "10,000 items, warm start to first rows painted", unit: "ms", target: 250 },
      painted,
    ),
  )
  report(
    figure({ bench: "browser", figure: "10,000 items, blocking time at warm start", unit: "ms", target: 50 }, blocked),
  )
  await context.close()
}

async function openWarm(
  context: BrowserContext,
  address: string,
): Promise<{ page: Page; painted: number; blocked: number }> {
  const page = await context.newPage()
  await page.goto(address)
  while (!(await page.evaluate<boolean>("window.benchFirstRows !== undefined"))) await page.waitForTimeout(50)
  await page.waitForTimeout(2_000)
  const [painted, blocked] = await page.evaluate<[number, number]>("[window.benchFirstRows, window.benchBlocked]")
  return { page, painted, blocked }
}

async function heapOf(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send("HeapProfiler.collectGarbage")
  const { usedSize } = await session.send("Runtime.getHeapUsage")
  report(
    figure({ bench: "browser", figure: "10,000 items, heap of the main thread", unit: "MB", target: 30 }, [
      usedSize / 2 ** 20,
    ]),
  )
}

/** Opens a board of 1,000 cards from another space, and drags a card across it. */
async function boardOfAThousand(browser: Browser, link: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_OPEN)
  await joinWorkspace(page, link)
  await page.locator(CARD).first().waitFor()
  await page.getByRole("button", { name: "New list" }).click()
  await page.getByRole("textbox", { name: "Name" }).fill("Empty")
  await page.getByRole("button", { name: "Create space" }).click()
  const opened: number[] = []
  for (let run = 0; run < 11; run++) {
    await page.getByRole("link", { name: "Empty" }).click()
    await page.locator(CARD).first().waitFor({ state: "detached" })
    await page.waitForTimeout(300)
    await page.evaluate("window.benchOpened = undefined")
    await page.getByRole("link", { name: "ERP migration" }).click()
    await page.locator(CARD).first().waitFor()
    await page.waitForTimeout(300)
    opened.push(await page.evaluate<number>("window.benchOpened"))
  }
  const opens = { bench: "browser", figure: "board of 1,000 cards, press to paint", unit: "ms", target: 50 } as const
  report(figure(opens, opened.slice(2)))
  const session = await context.newCDPSession(page)
  await session.send("Performance.enable")
  await drag(page, await taskTime(session))
  await context.close()
}

/** Notes how long it takes from a press on a link until cards are painted. */
const WATCH_OPEN = `
  addEventListener("click", event => {
    const pressed = event.timeStamp
    const observer = new MutationObserver(() => {
      if (document.querySelector("${CARD}") === null) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => { window.benchOpened = performance.now() - pressed }))
    })
    observer.observe(document, { childList: true, subtree: true })
  }, true)
`

async function taskTime(session: {
  send: (method: "Performance.getMetrics") => Promise<{ metrics: { name: string; value: number }[] }>
}) {
  return async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics")
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000
  }
}

const MOVES = 60

async function drag(page: Page, spent: () => Promise<number>): Promise<void> {
  const card = page.locator(CARD).first()
  const box = await card.boundingBox()
  if (box === null) throw new Error("there is no card to drag")
  const perMove: number[] = []
  await page.mouse.move(box.x + 20, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + 40, box.y + 30, { steps: 4 })
  for (let round = 0; round < 7; round++) {
    const before = await spent()
    for (let move = 0; move < MOVES; move++) {
      await page.mouse.move(box.x + 40 + ((round % 2 === 0 ? move : MOVES - move) * 800) / MOVES, box.y + 60 + move)
    }
    perMove.push(((await spent()) - before) / MOVES)
  }
  await page.keyboard.press("Escape")
  await page.mouse.up()
  report(
    figure({ bench: "browser", figure: "drag over 1,000 cards, task time a move", unit: "ms", target: 6 }, perMove),
  )
}

/** Notes when a card with a wanted title is on the screen, in wall time. */
const WATCH_TITLE = `
  window.benchSeen = title => new Promise(resolve => {
    const look = () => [...document.querySelectorAll("${CARD}")].some(card => card.textContent === title)
    const seen = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())))
    if (look()) return seen()
    const observer = new MutationObserver(() => { if (look()) { observer.disconnect(); seen() } })
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  })
  addEventListener("keydown", event => {
    if (event.key === "Enter") window.benchKey = performance.timeOrigin + event.timeStamp
  }, true)
`

/** One person adds a card; when does it stand on their own screen, when on the other's. */
async function keyToOtherScreen(browser: Browser, link: string): Promise<void> {
  // High enough that all new cards are in view: a card further down is not on the screen.
  const high = { height: 2_200 }
  const [ana, ben] = [await somebody(browser, high), await somebody(browser, high)]
  for (const { context } of [ana, ben]) await context.addInitScript(WATCH_TITLE)
  await joinWorkspace(ana.page, link, "Ana")
  await joinWorkspace(ben.page, link, "Ben")
  for (const { page } of [ana, ben]) await page.locator(CARD).first().waitFor()
  // Few cards on the screen, so that the new one is in view on both.
  const address = `${ana.page.url().split("?")[0]}?filter=text.contains.10000`
  for (const { page } of [ana, ben]) await page.goto(address)
  const add = ana.page.getByRole("button", { name: /^Add (an )?item/ }).first()
  await add.click()
  const [own, other] = [[] as number[], [] as number[]]
  for (let run = 0; run < 25; run++) {
    const title = `Item 10000 again, ${run}`
    const seenByBen = ben.page.evaluate<number>(`window.benchSeen("${title}")`)
    const seenByAna = ana.page.evaluate<number>(`window.benchSeen("${title}")`)
    await ana.page.keyboard.type(title)
    await ana.page.keyboard.press("Enter")
    const [byAna, byBen] = [await seenByAna, await seenByBen]
    const key = await ana.page.evaluate<number>("window.benchKey")
    own.push(byAna - key)
    other.push(byBen - key)
  }
  report(figure({ bench: "browser", figure: "key to own paint", unit: "ms", target: 16 }, own.slice(5)))
  report(
    figure({ bench: "browser", figure: "key to the other browser's screen", unit: "ms", target: 25 }, other.slice(5)),
  )
  await ana.context.close()
  await ben.context.close()
}
