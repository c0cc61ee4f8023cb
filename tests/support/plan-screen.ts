import type { Page } from "playwright-core"

/** Shows the plan of the space that is open. */
export async function openPlan(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Plan" }).click()
  await page.getByRole("treegrid", { name: "Plan of the space" }).waitFor()
}

/** Writes activities at the foot of the plan. */
export async function addActivities(page: Page, ...titles: readonly string[]): Promise<void> {
  const line = page.getByRole("textbox", { name: "Add activity" })
  for (const title of titles) {
    await line.fill(title)
    await line.press("Enter")
    await page.locator(".plan-name", { hasText: new RegExp(`^${title}$`) }).waitFor()
  }
}

/** What the drawn rows say, from top to bottom: depth, name, length, start and finish. */
export function planOnScreen(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll(".plan-row")].sort((one, other) =>
      Number(one.getAttribute("aria-rowindex")) - Number(other.getAttribute("aria-rowindex"))).map(row => {
      const cell = name => row.querySelector('[data-column="' + name + '"]').textContent
      const depth = "-".repeat(Number(row.getAttribute("aria-level")) - 1)
      const name = row.querySelector(".plan-name, .plan-name-input")
      return [depth + (name.value ?? name.textContent), cell("length"), cell("start"), cell("finish")].join(" | ").replaceAll("\\u202f", " ")
    })`,
  )
}

/** Puts the keyboard on an activity. */
export async function goToActivity(page: Page, title: string): Promise<void> {
  await page.locator(".plan-row", { has: page.locator(".plan-name", { hasText: new RegExp(`^${title}$`) }) }).click()
}
