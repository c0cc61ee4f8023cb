import { fileURLToPath } from "node:url"
import { build } from "vite"
import solid from "vite-plugin-solid"
import { launchChromium, somebody } from "../support/browsers.ts"
import { startRelay, temporaryFolder } from "../support/relay.ts"
import type { QueueFigures } from "./queue-page/queue.ts"
import { figure, report } from "./report.ts"

const SIZE = "5,000 open tickets among 100,000"

/** The queue of a large service in Chromium, on rows that are in the tab. */
export async function benchQueue(): Promise<void> {
  const outDir = temporaryFolder()
  await build({
    configFile: false,
    logLevel: "error",
    plugins: [solid()],
    root: fileURLToPath(new URL("./queue-page/", import.meta.url)),
    resolve: { conditions: ["browser"] },
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false }, target: "esnext" },
  })
  const relay = await startRelay({ clientFolder: outDir })
  const browser = await launchChromium()
  try {
    const { page } = await somebody(browser)
    page.setDefaultTimeout(120_000)
    await page.goto(relay.url)
    while (!(await page.evaluate<boolean>("window.measureQueue !== undefined"))) await page.waitForTimeout(20)
    const { opened, followed } = await page.evaluate<QueueFigures>("window.measureQueue(100000, 5000, 7)")
    report(figure({ bench: "service", figure: `the queue opens, ${SIZE}`, unit: "ms", target: 250 }, opened.slice(1)))
    report(figure({ bench: "service", figure: "one event shows in that queue", unit: "ms", target: 50 }, followed))
  } finally {
    await browser.close()
    await relay.close()
  }
}
