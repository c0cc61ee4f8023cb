import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { panelOf } from "../support/board-screen.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

test("SLA-34 SLA-35 SLA-36 what is late is told and put away, and a clock is exempted and counted again by keyboard", async () => {
  const relay = await here.servedClient()
  const { page } = await here.somebody()
  await page.goto(relay.url)
  await page.getByRole("button", { name: "Open the example" }).click()
  await page.waitForURL(/\/w\//)
  // Nobody has a ticket that is late, so everybody is told, by the device itself: there is no relay.
  const bell = page.getByRole("button", { name: /^\d+ notices?$/ })
  await bell.click()
  const notices = page.getByRole("dialog", { name: "Notices" })
  expect(await barriersOn(page, "notices")).toEqual([])
  await notices
    .getByRole("link", { name: /First reply is late/ })
    .first()
    .click()
  const panel = panelOf(page)
  const notice = panel.getByRole("note").filter({ hasText: "First reply is late" })
  await notice.getByRole("button", { name: "Put away" }).click()
  await notice.waitFor({ state: "detached" })
  // How many there are says nothing: further ones come while the device catches up with what is late.
  const ticket = await panel.getByRole("textbox", { name: "Title", exact: true }).inputValue()
  await bell.click()
  await notices.getByRole("listitem").first().waitFor()
  const ofTicket = notices.getByRole("listitem").filter({ hasText: ticket })
  expect(await ofTicket.filter({ hasText: "First reply is late" }).count()).toBe(0)
  await page.keyboard.press("Escape")
  await notices.waitFor({ state: "detached" })

  const clock = panel.locator(".ticket-clock").filter({ hasText: "First reply" })
  await clock.locator("summary").focus()
  await page.keyboard.press("Enter")
  await clock.getByRole("button", { name: "Do not count…" }).focus()
  await page.keyboard.press("Enter")
  const form = page.getByRole("dialog", { name: "Why is this held against nobody?" })
  await form.getByRole("textbox").fill("The line was cut")
  await page.keyboard.press("Enter")
  await expect.poll(() => clock.locator("summary").innerText(), PATIENCE).toContain("not counted")
  await panel.locator(".talk-move", { hasText: "Ana does not count First reply: The line was cut" }).waitFor()
  await clock.getByRole("button", { name: "Count again" }).focus()
  await page.keyboard.press("Enter")
  await expect.poll(() => clock.locator("summary").innerText(), PATIENCE).toContain("late")

  const policy = panel.getByRole("region", { name: "Promised to the requester" }).locator(".ticket-policy")
  await policy.locator("summary").focus()
  await page.keyboard.press("Enter")
  await policy.getByRole("button", { name: "Choose a promise…" }).press("Enter")
  await page.getByRole("menuitemradio", { name: "Standard" }).click()
  await expect.poll(() => policy.locator("summary").innerText(), PATIENCE).toContain("chosen by hand")
  await page.keyboard.press("Control+z")
  await expect.poll(() => policy.locator("summary").innerText(), PATIENCE).toContain("first that matches")
  expect(await barriersOn(page, "clocks of a ticket")).toEqual([])
})
