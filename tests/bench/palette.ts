import type { Browser } from "playwright-core"
import { joinWorkspace, somebody } from "../support/browsers.ts"
import { figure, report } from "./report.ts"

/** Notes how long it takes from a key until the palette shows other results, and has painted them. */
const WATCH_PALETTE = `
  window.benchKeys = []
  addEventListener("keydown", event => {
    if (!event.target.matches?.(".palette-input") || event.key.length !== 1) return
    const pressed = event.timeStamp
    requestAnimationFrame(() => setTimeout(() => window.benchKeys.push(performance.now() - pressed)))
  }, { capture: true })
  // What of it is work of the page, without the wait for the display.
  window.benchWork = []
  addEventListener("input", event => {
    if (event.target.matches?.(".palette-input")) window.benchBegan = performance.now()
  }, { capture: true })
  addEventListener("input", event => {
    if (!event.target.matches?.(".palette-input")) return
    document.querySelector(".palette .option")?.getBoundingClientRect()
    window.benchWork.push(performance.now() - window.benchBegan)
  })
`

const QUERIES = ["map customer", "item 9999", "rvw inv", "erp-77", "z q x"]

/** The palette over 10,000 items: from each key to its results. */
export async function benchPalette(browser: Browser, link: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_PALETTE)
  await joinWorkspace(page, link)
  await page.locator(".card-title").first().waitFor()
  await page.waitForTimeout(4_000)
  for (const query of QUERIES) {
    await page.keyboard.press("Control+k")
    await page.locator(".palette-input").waitFor()
    await page.waitForTimeout(200)
    for (const letter of query) {
      await page.keyboard.press(letter === " " ? "Space" : letter)
      await page.waitForTimeout(30)
    }
    await page.keyboard.press("Escape")
    await page.locator(".palette-input").waitFor({ state: "detached" })
  }
  const work = await page.evaluate<number[]>("window.benchWork")
  report(
    figure({ bench: "browser", figure: "palette over 10,000 items, key to results", unit: "ms", target: 16 }, work),
  )
  const painted = await page.evaluate<number[]>("window.benchKeys")
  report(
    figure({ bench: "browser", figure: "palette over 10,000 items, key to paint", unit: "ms", target: 50 }, painted),
  )
  await context.close()
}
