import { fileURLToPath } from "node:url"
import type { Browser } from "playwright-core"
import { build } from "vite"
import { launchChromium, somebody } from "../support/browsers.ts"
import { startRelay, temporaryFolder } from "../support/relay.ts"
import type { ChartFigures } from "./chart-page/chart.ts"
import type { PeerFigures } from "./chart-page/frappe.ts"
import { figure, report, round } from "./report.ts"

/** What the planning screen is held against, in milliseconds. */
const TARGETS = {
  "10,000": { ready: 250, follow: 50, scroll: 8, drag: 16 },
  "100,000": { ready: 1_500, move: 150, follow: 150, edits: 300, scroll: 8, drag: 16 },
} as const satisfies Readonly<Record<string, Partial<Record<keyof ChartFigures, number>>>>

const NAMES: Readonly<Record<keyof ChartFigures, string>> = {
  ready: "rows handed over to first paint",
  move: "one move, painted",
  follow: "one row of the space changed, followed and painted",
  edits: "300 edits at once, painted",
  scroll: "a frame of scrolling",
  zoom: "a frame of zooming",
  drag: "a frame of a drag with ghosts of 1,000 successors",
}

/** How long another chart may take for the same before it is given up. */
const PEER_PATIENCE = 60_000

/** The same bars and links in Frappe Gantt; null where it does not come to an end. */
async function frappe(browser: Browser, url: string, size: string): Promise<PeerFigures | null> {
  const { page, context } = await somebody(browser)
  await page.goto(url)
  while (!(await page.evaluate<boolean>("window.measureFrappe !== undefined"))) await page.waitForTimeout(20)
  const measured = page.evaluate<PeerFigures>(`window.measureFrappe(${size.replace(",", "")})`).catch(() => null)
  const given = new Promise<null>(resolve => setTimeout(resolve, PEER_PATIENCE, null))
  const found = await Promise.race([measured, given])
  await context.close()
  return found
}

/** Megabytes that a tab holds with a plan drawn in it, less those without, after garbage was collected; buffers count. */
async function memoryOf(browser: Browser, url: string, size: string): Promise<number> {
  const { page, context } = await somebody(browser)
  await page.goto(url)
  while (!(await page.evaluate<boolean>("window.holdChart !== undefined"))) await page.waitForTimeout(20)
  const session = await context.newCDPSession(page)
  const used = async () => {
    for (let times = 0; times < 3; times += 1) await session.send("HeapProfiler.collectGarbage")
    const usage: { usedSize: number; backingStorageSize?: number } = await session.send("Runtime.getHeapUsage")
    return usage.usedSize + (usage.backingStorageSize ?? 0)
  }
  const before = await used()
  await page.evaluate(`window.holdChart(${size.replace(",", "")})`)
  const held = (await used()) - before
  await context.close()
  return held / 1e6
}

/** The engine and the chart in Chromium, on rows of plans as they are, without documents; painted to the pixel. */
export async function benchChart(): Promise<void> {
  const outDir = temporaryFolder()
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("./chart-page/", import.meta.url)),
    resolve: { conditions: ["browser"] },
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  })
  const relay = await startRelay({ clientFolder: outDir })
  const browser = await launchChromium()
  try {
    for (const [size, targets] of Object.entries(TARGETS)) {
      const { page, context } = await somebody(browser)
      await page.goto(relay.url)
      while (!(await page.evaluate<boolean>("window.measureChart !== undefined"))) await page.waitForTimeout(20)
      const found = await page.evaluate<ChartFigures>(`window.measureChart(${size.replace(",", "")})`)
      await context.close()
      const peer = await frappe(browser, relay.url, size)
      for (const [name, runs] of Object.entries(found) as [keyof ChartFigures, number[]][]) {
        const target = (targets as Partial<Record<keyof ChartFigures, number>>)[name]
        const aim = target === undefined ? {} : { target }
        const told = name === "ready" || name === "move" ? peer?.[name] : undefined
        const peers =
          told === undefined ? {} : { peers: [{ name: "Frappe Gantt, drawing alone", median: round(told) }] }
        const of = { bench: "chart", figure: `${size} tasks, ${NAMES[name]}`, unit: "ms" as const, ...aim, ...peers }
        report(figure(of, runs.slice(1)))
      }
      const kept = await memoryOf(browser, relay.url, size)
      const aim = size === "100,000" ? { target: 120 } : {}
      report(figure({ bench: "chart", figure: `${size} tasks, plan and chart in memory`, unit: "MB", ...aim }, [kept]))
    }
  } finally {
    await browser.close()
    await relay.close()
  }
}
