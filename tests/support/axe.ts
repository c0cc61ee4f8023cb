import axe from "axe-core"
import type { Page } from "playwright-core"

/** What axe-core returns, as far as it is read here. */
interface Found {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
  }[]
}

/** Colours count once they have arrived; what turns for ever is not waited for. */
const SETTLED = `Promise.allSettled(
  document.getAnimations().filter(shown => shown.effect.getTiming().iterations !== Infinity).map(shown => shown.finished),
)`

/**
 * What axe-core finds wrong with what a page shows now, one line a place; each begins with the name of the screen. Only
 * colours are looked at where that is told, for a screen that was looked at in another theme.
 *
 * The source is evaluated by the debugger, since the page's content policy lets no script in.
 */
export async function barriersOn(page: Page, screen: string, only?: "colours"): Promise<readonly string[]> {
  await page.evaluate(SETTLED)
  if (await page.evaluate<boolean>("window.axe === undefined")) await page.evaluate(`${axe.source}; undefined`)
  const options = { resultTypes: ["violations"], ...(only === "colours" ? { runOnly: ["color-contrast"] } : {}) }
  const { violations } = await page.evaluate<Found>(`axe.run(document, ${JSON.stringify(options)})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // A tooltip belongs to its control wherever it is drawn, so no landmark has to hold it.
      .filter(({ target }) => !(id === "region" && target.join() === "#tooltip"))
      .map(({ target, failureSummary = "" }) => `${screen}: ${id} at ${target.join(" ")}: ${failureSummary}`),
  )
}
