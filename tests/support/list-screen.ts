import type { Locator, Page } from "playwright-core"

/** The titles of the drawn rows from top to bottom, each as deep as it stands. */
export function shownRows(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll(".list-row")].map(row =>
      "-".repeat(Number(row.getAttribute("aria-level")) - 1) + row.querySelector(".list-title").textContent)`,
  )
}

/** The heads of groups, each with how many rows it has. */
export function shownGroups(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll(".list-group")].map(head =>
      head.querySelector(".list-group-title").textContent + " " + head.querySelector(".list-count").textContent)`,
  )
}

export function rowOf(page: Page, title: string): Locator {
  return page
    .locator(".list-row, .list-card")
    .filter({ has: page.locator(".list-title", { hasText: new RegExp(`^${title}$`) }) })
}

/** The cell of a row in a column, by the column's key. */
export function cellOf(page: Page, title: string, column: string): Locator {
  return rowOf(page, title).locator(`[data-column="${column}"]`)
}

/** Shows the list of the space that is open. */
export async function openList(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "List" }).click()
  await page.getByRole("treegrid").waitFor()
}

/** Writes titles at the foot of the list. */
export async function addRows(page: Page, ...titles: readonly string[]): Promise<void> {
  await page.locator(".list-add-words").click()
  const line = page.getByRole("textbox", { name: "Add item" })
  for (const title of titles) {
    await line.fill(title)
    await line.press("Enter")
    await rowOf(page, title).waitFor()
  }
  await line.press("Escape")
}

/** Puts cells on the clipboard, as a spreadsheet does, and pastes them where the keyboard is. */
export async function pasteCells(page: Page, text: string, html?: string): Promise<void> {
  await page.evaluate(
    `(() => {
      const data = new DataTransfer()
      data.setData("text/plain", ${JSON.stringify(text)})
      ${html === undefined ? "" : `data.setData("text/html", ${JSON.stringify(html)})`}
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
    })()`,
  )
}
