import { fileURLToPath } from "node:url"
import { build } from "vite"
import solid from "vite-plugin-solid"
import { launchChromium, somebody } from "../support/browsers.ts"
import { startRelay, temporaryFolder } from "../support/relay.ts"
import type { QueueFigures } from "./queue-page/queue.ts"
import { figure, report } from "./report.ts"

const OPEN = 5_000

/** As many items as a space may have. */
const SPACE_HOLDS = 20_000

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
    for (const size of [100_000, SPACE_HOLDS]) {
      const { opened, followed } = await page.evaluate<QueueFigures>(`window.measureQueue(${size}, ${OPEN}, 7)`)
      const among = `${OPEN.toLocaleString("en")} open tickets among ${size.toLocaleString("en")}`
      report(
        figure({ bench: "service", figure: `the queue opens, ${among}`, unit: "ms", target: 250 }, opened.slice(1)),
      )
      report(figure({ bench: "service", figure: `one event shows, ${among}`, unit: "ms", target: 50 }, followed))
    }
  } finally {
    await browser.close()
    await relay.close()
  }
}
