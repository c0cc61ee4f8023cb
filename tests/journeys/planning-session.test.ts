import { expect, test } from "vitest"
import { cardOf } from "../support/board-screen.ts"
import { gatedPair } from "../support/gated-pair.ts"
import { barriersOn } from "../support/axe.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { goToActivity, openPlan } from "../support/plan-screen.ts"

const here = journey()

test("SESSION-2 two people vote on an item, one of them drops out before the votes are shown, and both see the same when they are back, SESSION-7 also where one points", async () => {
  const { ana, ben, gate } = await gatedPair(here, ["Dig the trench"])

  await ana.keyboard.press("Control+k")
  await ana.getByRole("dialog", { name: "Search and commands" }).waitFor()
  await ana.keyboard.type("Planning session")
  await ana
    .getByRole("option", { name: /^Planning session/ })
    .first()
    .waitFor()
  await ana.keyboard.press("Enter")
  await ana.getByLabel("What is planned").fill("Sprint 12")
  await ana.keyboard.press("Enter")
  const dockOf = (page: typeof ana) => page.getByRole("region", { name: "Planning session Sprint 12" })
  await dockOf(ben).getByRole("button", { name: "Join" }).click()
  await dockOf(ben).getByRole("button", { name: "Follow Ana" }).waitFor()

  // What Ana has open is what she asks about.
  await cardOf(ana, "Dig the trench").click()
  await dockOf(ana).getByRole("button", { name: "Vote on Dig the trench" }).click()
  await dockOf(ben).getByText("How much does Dig the trench take?").waitFor()
  await dockOf(ben)
    .getByRole("radio", { name: /^1\sd$/ })
    .click()
  await dockOf(ana).getByText("1 of 2 have voted").waitFor()
  expect(await dockOf(ana).getByText("Ben:").count()).toBe(0)
  expect(await barriersOn(ana, "session")).toEqual([])

  // Ben is out of touch; the votes are shown, and his is not there.
  gate.cut()
  await dockOf(ana)
    .getByRole("radio", { name: /^4\sh$/ })
    .click()
  await dockOf(ana).getByRole("button", { name: "Show the votes" }).click()
  await dockOf(ana)
    .getByText(/Ana: 4\sh/)
    .waitFor()
  expect(await dockOf(ana).getByText("Ben:").count()).toBe(0)
  gate.mend()
  await dockOf(ana)
    .getByText(/Ben: 1\sd/)
    .waitFor()
  await dockOf(ben)
    .getByText(/Ana: 4\sh/)
    .waitFor()
  expect(await barriersOn(ben, "session")).toEqual([])

  // They agree, write down what they decided, and end: the item has the estimate, and the session is gone from both.
  await dockOf(ana).getByRole("button", { name: "Agree on" }).click()
  await dockOf(ben)
    .getByText(/Dig the trench: 1\sd/)
    .waitFor()
  await dockOf(ben).getByPlaceholder("Write down what is decided").fill("We rent an excavator")
  await ben.keyboard.press("Enter")
  await dockOf(ana).getByRole("textbox", { name: "Change: We rent an excavator" }).waitFor()

  // SESSION-7: Ana points at where the bar begins, and Ben sees that there, in a zoom of his own.
  for (const page of [ana, ben]) {
    await openPlan(page)
    await goToActivity(page, "Dig the trench")
  }
  const barOf = async (page: typeof ana) => (await page.locator(".plan-focus").boundingBox())!
  const before = await barOf(ben)
  await ben.mouse.move(before.x + 3, before.y + before.height / 2)
  await ben.keyboard.down("Control")
  await ben.mouse.wheel(0, -200)
  await ben.keyboard.up("Control")
  await expect.poll(async () => (await barOf(ben)).width, PATIENCE).toBeGreaterThan(before.width * 1.2)
  const [pointed, seen] = [await barOf(ana), await barOf(ben)]
  await ana.mouse.move(pointed.x + 3, pointed.y + pointed.height / 2)
  const pointer = ben.locator(".plan-pointer", { hasText: "Ana" })
  const aside = async () => Math.abs(((await pointer.boundingBox())?.x ?? 0) - seen.x - 3)
  await expect.poll(aside, PATIENCE).toBeLessThan(3)
  await dockOf(ana).getByRole("button", { name: "More of the session" }).click()
  await ana.getByRole("menuitem", { name: "End session" }).click()
  for (const page of [ana, ben]) await dockOf(page).waitFor({ state: "detached" })
  await pointer.waitFor({ state: "detached" })
  await ben.goBack()
  await cardOf(ben, "Dig the trench")
    .getByText(/^1\sd$/)
    .waitFor()

  // SESSION-6: what was decided stays with the project, where it is changed.
  await ben.evaluate(
    address => {
      history.pushState(null, "", address)
      dispatchEvent(new PopStateEvent("popstate"))
    },
    new URL(ben.url()).pathname.replace(/\/board.*$/, "/project?view=decisions"),
  )
  const held = ben.getByRole("listitem").filter({ hasText: "Sprint 12" })
  await held.getByText("Ana led").waitFor()
  await held.getByText("Dig the trench: 1").waitFor()
  await held.getByRole("textbox", { name: "Change: We rent an excavator" }).fill("We buy an excavator")
  await ben.keyboard.press("Enter")
  await held.getByRole("button", { name: "Remove: We buy an excavator" }).waitFor()
  expect(await barriersOn(ben, "session")).toEqual([])
})
