import { fileURLToPath } from "node:url"
import { build } from "vite"
import { launchChromium, somebody } from "../support/browsers.ts"
import { startRelay, temporaryFolder } from "../support/relay.ts"
import { figure, report } from "./report.ts"

/** One field change to twenty live views of 10,000 items and the screen, as script in Chromium. */
export async function benchViews(): Promise<void> {
  const outDir = temporaryFolder()
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("./views-page/", import.meta.url)),
    resolve: { conditions: ["browser"] },
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  })
  const relay = await startRelay({ clientFolder: outDir })
  const browser = await launchChromium()
  try {
    const { page } = await somebody(browser)
    await page.goto(relay.url)
    while (!(await page.evaluate<boolean>("window.measureViews !== undefined"))) await page.waitForTimeout(20)
    const spent = await page.evaluate<number[]>("window.measureViews(600)")
    const one = {
      bench: "views",
      figure: "one field change to 20 live views and the screen",
      unit: "ms",
      target: 1,
    } as const
    report(figure(one, spent.slice(100)))
  } finally {
    await browser.close()
    await relay.close()
  }
}
