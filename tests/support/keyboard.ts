import type { Page } from "playwright-core"

/** What has the focus, in the words that assistive technology reads. */
const FOCUSED = `(() => {
  const active = document.activeElement
  return active.getAttribute("aria-label") ?? active.labels?.[0]?.textContent ?? active.textContent.trim()
})()`

/** The words of what has the focus now. */
export const focused = (page: Page) => page.evaluate<string>(FOCUSED)

/** Presses Tab until the control with these words has the focus. */
export async function tabTo(page: Page, words: RegExp, most = 80): Promise<void> {
  for (let steps = 0; steps < most; steps++) {
    if (words.test(await focused(page))) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab leads to nothing called ${words}`)
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
