import type { Browser } from "playwright-core"
import { joinWorkspace, somebody } from "../support/browsers.ts"
import { figure, report } from "./report.ts"

/** Where G and a letter lead, by what shows that it is there. */
const ROUTES: readonly (readonly [letter: string, shows: string])[] = [
  ["l", ".list-row"],
  ["b", ".card-title"],
  ["s", ".page-title"],
  ["t", ".page-title"],
  ["p", ".page-title"],
]

/** Notes how long it takes from the second letter until the screen that it leads to is painted. */
const WATCH_ROUTE = `
  window.benchRoute = shows => {
    window.benchWent = undefined
    const before = location.pathname
    addEventListener("keydown", first => addEventListener("keydown", second => {
      const pressed = second.timeStamp
      // The address may follow what is drawn, so each frame is asked.
      const look = () => {
        if (location.pathname === before || document.querySelector(shows) === null) requestAnimationFrame(look)
        else setTimeout(() => { window.benchWent = performance.now() - pressed })
      }
      requestAnimationFrame(look)
    }, { capture: true, once: true }), { capture: true, once: true })
  }
`

/** How fast the next screen of a workspace stands: lists and boards of 1,000 items, and what is around them. */
export async function benchRoutes(browser: Browser, link: string): Promise<void> {
  const { context, page } = await somebody(browser)
  await context.addInitScript(WATCH_ROUTE)
  await joinWorkspace(page, link)
  await page.locator(".card-title").first().waitFor()
  const took: number[] = []
  for (let round = 0; round < 9; round++)
    for (const [letter, shows] of [...ROUTES, ROUTES[1]!]) {
      // From where no space is open, G has none to lead to: the sidebar does.
      if (page.url().endsWith("/people")) await page.getByRole("link", { name: "ERP migration" }).click()
      await page.waitForTimeout(200)
      if (new URL(page.url()).pathname.includes("/board/") && letter === "b") continue
      await page.evaluate(`window.benchRoute(${JSON.stringify(shows)})`)
      await page.keyboard.press("g")
      await page.keyboard.press(letter)
      while (!(await page.evaluate<boolean>("window.benchWent !== undefined"))) await page.waitForTimeout(20)
      // The first round fetches what the screens are made of.
      if (round > 0) took.push(await page.evaluate<number>("window.benchWent"))
    }
  const sorted = took.toSorted((left, right) => left - right)
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1]!
  report(figure({ bench: "browser", figure: "route change, press to paint, p95", unit: "ms", target: 50 }, [p95]))
  await context.close()
}
