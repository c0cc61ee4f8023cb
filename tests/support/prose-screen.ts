import type { Locator } from "playwright-core"
import { expect } from "vitest"
import { PATIENCE } from "./journey.ts"

/** The description in an item's panel. */
export function descriptionIn(panel: Locator): Locator {
  return panel.getByRole("textbox", { name: "Description" })
}

/** What somebody reads in a text, block by block; what others' carets say is left out. */
export function readText(text: Locator): Promise<string> {
  return text.evaluate(root =>
    [...root.children]
      .map(block => {
        const copy = block.cloneNode(true) as HTMLElement
        for (const caret of copy.querySelectorAll(".prose-peer-caret")) caret.remove()
        return copy.textContent ?? ""
      })
      .join("\n"),
  )
}

/** Waits until a text reads so. */
export async function waitForText(text: Locator, wanted: string): Promise<void> {
  await expect.poll(() => readText(text), PATIENCE).toBe(wanted)
}

/** Pastes HTML, or files, as a browser hands them over. */
export async function paste(text: Locator, data: Readonly<Record<string, string>>): Promise<void> {
  await text.evaluate((root, given) => {
    const clipboard = new DataTransfer()
    for (const [type, value] of Object.entries(given)) clipboard.setData(type, value)
    root.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }))
  }, data)
}
