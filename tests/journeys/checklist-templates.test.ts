import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { addCards, openItem, panelOf } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

test("a checklist is saved as a template, given to another item, and its template managed in the settings", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await startWorkspace(page, relay.url)
  await addCards(page, "Ready", "Alpha", "Beta")
  const panel = await openItem(page, "Alpha")
  await panel.getByRole("button", { name: "Add checklist" }).click()
  const line = panel.getByRole("textbox", { name: /^Add a check to/ })
  for (const title of ["Back up", "Patch"]) {
    await line.fill(title)
    await line.press("Enter")
    await panel.getByRole("checkbox", { name: `Done: ${title}` }).waitFor()
  }
  expect(await panel.getByRole("button", { name: "From a template" }).count()).toBe(0)
  await panel.getByRole("button", { name: "Save as a template" }).click()
  await page.getByRole("textbox", { name: "Name of the template" }).fill("Maintenance")
  await page.keyboard.press("Enter")
  await panel.getByRole("button", { name: "From a template" }).waitFor()
  await page.keyboard.press("Escape")
  await panel.waitFor({ state: "detached" })

  await openItem(page, "Beta")
  await panelOf(page).getByRole("button", { name: "From a template" }).click()
  await page.getByRole("menuitem", { name: "Maintenance" }).click()
  const list = panelOf(page).getByRole("region", { name: "Maintenance" })
  const checks = () => list.getByRole("checkbox").evaluateAll(boxes => boxes.map(box => box.getAttribute("aria-label")))
  await expect.poll(checks, PATIENCE).toEqual(["Done: Back up", "Done: Patch"])

  await page.goto(page.url().replace(/(\/s\/[^/?]+).*$/, "$1/settings"))
  const section = page.getByRole("region", { name: "Checklist templates" })
  await section.getByText("2 checks").click()
  expect(
    await section
      .getByRole("listitem")
      .filter({ hasText: /^(Back up|Patch)$/ })
      .count(),
  ).toBe(2)
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await barriersOn(page, `templates, ${colorScheme}`)).toEqual([])
  }
  await section.getByRole("textbox", { name: "Name of template Maintenance" }).fill("Upkeep")
  await page.keyboard.press("Enter")
  await section.getByRole("button", { name: "Delete template Upkeep" }).click()
  await section.getByText("No templates yet.").waitFor()
})
