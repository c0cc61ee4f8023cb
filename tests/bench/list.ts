import type { Browser, Page } from "playwright-core"
import { joinWorkspace, somebody } from "../support/browsers.ts"
import { figure, report } from "./report.ts"

const ROW = ".list-row .list-title"

/** Notes how long it takes from a press until the list shows other rows, and has painted them. */
const WATCH_LIST = `
  window.benchFirst = () => document.querySelector(".list-body")?.innerText.slice(0, 400) ?? ""
  window.benchWatch = () => {
    window.benchShown = undefined
    const before = window.benchFirst()
    const start = event => {
      const pressed = event.timeStamp
      const observer = new MutationObserver(() => {
        if (document.querySelector("${ROW}") === null || window.benchFirst() === before) return
        observer.disconnect()
        requestAnimationFrame(() => setTimeout(() => { window.benchShown = performance.now() - pressed }))
      })
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    }
    // A head sorts when the button is let go, a link and a menu when they are pressed and let go.
    addEventListener("pointerup", start, { capture: true, once: true })
  }
`

/** The list of 10,000 items: opened from the board, sorted, grouped and scrolled. */
export async function benchList(browser: Browser, link: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_LIST)
  await joinWorkspace(page, link)
  await page.locator(".card-title").first().waitFor()
  // What comes after the first view is here then, the list's own code with it.
  await page.waitForTimeout(4_000)
  const views = page.getByRole("navigation", { name: "Views" })
  const opened: number[] = []
  for (let run = 0; run < 9; run++) {
    opened.push(await timed(page, () => views.getByRole("link", { name: "List" }).click()))
    await views.getByRole("link", { name: "Board" }).click()
    await page.locator(".card-title").first().waitFor()
    await page.waitForTimeout(300)
  }
  tell("list of 10,000 items, press to paint", 100, opened.slice(2))
  await views.getByRole("link", { name: "List" }).click()
  await page.locator(ROW).first().waitFor()
  await page.waitForTimeout(500)

  const sorted: number[] = []
  for (const column of ["Due", "Priority", "Due", "Title", "Due", "Status", "Due"])
    sorted.push(await timed(page, () => page.getByRole("columnheader", { name: column }).click()))
  tell("list of 10,000 items sorted, press to paint", 50, sorted)
  await page.getByRole("columnheader", { name: "Due" }).click()
  await page.getByRole("columnheader", { name: "Due" }).click()

  const grouped: number[] = []
  for (const by of ["Status", "Priority", "Type", "Status", "Priority", "Urgency"]) {
    await page.getByRole("button", { name: /^Group/ }).click()
    grouped.push(await timed(page, () => page.getByRole("menuitemradio", { name: by }).click()))
    await page.waitForTimeout(200)
  }
  tell("list of 10,000 items grouped, press to paint", 50, grouped)
  await scroll(page)
  await context.close()
}

function tell(name: string, target: number, runs: readonly number[]): void {
  report(figure({ bench: "browser", figure: name, unit: "ms", target }, runs))
}

async function timed(page: Page, press: () => Promise<void>): Promise<number> {
  await page.evaluate("window.benchWatch()")
  await press()
  while (!(await page.evaluate<boolean>("window.benchShown !== undefined"))) await page.waitForTimeout(20)
  return page.evaluate<number>("window.benchShown")
}

/** Frames of a fast scroll, four rows each. */
const FRAMES = 60
const STEP_PX = 128

/** Scrolls by so much in each frame, and tells the time that tasks took for one. */
async function scroll(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send("Performance.enable")
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics")
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000
  }
  const runs: number[] = []
  for (let run = 0; run < 11; run++) {
    const before = await spent()
    await page.evaluate(`new Promise(done => {
      const grid = document.querySelector(".list-grid")
      let [frames, top] = [0, grid.scrollTop]
      const next = () => {
        grid.scrollTop = top += ${run % 3 === 2 ? -STEP_PX : STEP_PX}
        if (++frames < ${FRAMES}) requestAnimationFrame(next)
        else requestAnimationFrame(() => done())
      }
      requestAnimationFrame(next)
    })`)
    runs.push(((await spent()) - before) / FRAMES)
  }
  tell("list of 10,000 items scrolled, task time a frame", 8, runs.slice(2))
}
