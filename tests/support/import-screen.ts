import type { Locator, Page } from "playwright-core"

/** Opens the dialog that reads files of other programs. */
export async function openImport(page: Page): Promise<Locator> {
  await page.getByRole("navigation", { name: "Sidebar" }).getByRole("button").first().click()
  await page.getByRole("menuitem", { name: "Import a file" }).click()
  const dialog = page.getByRole("dialog", { name: "Import a file" })
  await dialog.waitFor()
  return dialog
}

/** Gives the dialog a file; what becomes of it stands in the dialog, which is answered. */
export async function giveFile(page: Page, path: string): Promise<Locator> {
  const dialog = await openImport(page)
  await dialog.locator("input[type=file]").setInputFiles(path)
  return dialog
}
