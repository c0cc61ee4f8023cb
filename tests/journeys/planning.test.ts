import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { press } from "../support/keyboard.ts"
import { addActivities, goToActivity, openPlan, planOnScreen } from "../support/plan-screen.ts"

const here = journey()

/** A Monday, so that what is dragged by some days is the same on every day of the week. */
const MONDAY = new Date("2026-11-23T09:00:00")

async function seesPlan(page: Page, ...rows: readonly string[]): Promise<void> {
  await expect.poll(() => planOnScreen(page), PATIENCE).toEqual(rows)
}

/** The middle of the bar of an activity, on the page. */
async function barOf(page: Page, title: string): Promise<{ x: number; y: number; right: number }> {
  await goToActivity(page, title)
  const box = await page.locator(".plan-focus").boundingBox()
  if (box === null) throw new Error(`the bar of ${title} is not in view`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width - 3 }
}

/** How wide a day is on the chart, by the bar of an activity of a day: from eight to five. */
async function dayOf(page: Page, title: string): Promise<number> {
  await goToActivity(page, title)
  const box = await page.locator(".plan-focus").boundingBox()
  return ((box!.width - 6) * 24) / 9
}

test("GANTT-8 GANTT-13 three activities are linked and dragged by the pointer, the cascade is seen before letting go, taken back, and seen by somebody else", async () => {
  const relay = await here.server()
  const ana = await here.somebody()
  const ben = await here.somebody()
  await ana.page.clock.setFixedTime(MONDAY)
  await startWorkspace(ana.page, relay.url)
  const link = await shareWorkspace(ana.page)
  await openPlan(ana.page)
  await addActivities(ana.page, "Dig", "Build", "Paint")
  await joinWorkspace(ben.page, link, "Ben")
  await ben.page.getByRole("region", { name: "Board" }).waitFor()
  await openPlan(ben.page)
  await seesPlan(
    ben.page,
    "Dig | 1 d | 23 Nov | 23 Nov",
    "Build | 1 d | 23 Nov | 23 Nov",
    "Paint | 1 d | 23 Nov | 23 Nov",
  )

  // From the dot at the end of one bar to the body of another.
  for (const [from, to] of [
    ["Dig", "Build"],
    ["Build", "Paint"],
  ] as const) {
    const target = await barOf(ana.page, to)
    const source = await barOf(ana.page, from)
    await ana.page.mouse.move(source.right + 8, source.y)
    await ana.page.mouse.down()
    await ana.page.mouse.move(target.x, target.y, { steps: 4 })
    await ana.page.locator(".plan-card", { hasText: "finish to start" }).waitFor()
    await ana.page.mouse.up()
  }
  const linked = ["Dig | 1 d | 23 Nov | 23 Nov", "Build | 1 d | 24 Nov | 24 Nov", "Paint | 1 d | 25 Nov | 25 Nov"]
  await seesPlan(ana.page, ...linked)
  await seesPlan(ben.page, ...linked)

  const day = await dayOf(ana.page, "Dig")
  const dig = await barOf(ana.page, "Dig")
  await ben.page.locator(".plan-row[data-peer]", { hasText: /Dig.*Ana/ }).waitFor()
  const pull = async () => {
    await ana.page.mouse.move(dig.x, dig.y)
    await ana.page.mouse.down()
    await ana.page.mouse.move(dig.x + 2 * day, dig.y, { steps: 4 })
    // The card follows a frame behind the pointer: on its way it tells of the days between.
    const told = /Start 25 Nov.*\+2.d.*2 others move.*Plan ends 27 Nov \+2.d/s
    await ana.page.locator(".plan-card", { hasText: told }).waitFor()
  }
  const dragged = ["Dig | 1 d | 25 Nov | 25 Nov", "Build | 1 d | 26 Nov | 26 Nov", "Paint | 1 d | 27 Nov | 27 Nov"]
  await pull()
  await seesPlan(ana.page, ...dragged)
  await press(ana.page, "Escape")
  await ana.page.mouse.up()
  await seesPlan(ana.page, ...linked)

  // What its links hold is not pulled before them, and the card says so.
  const build = await barOf(ana.page, "Build")
  await ana.page.mouse.move(build.x, build.y)
  await ana.page.mouse.down()
  await ana.page.mouse.move(build.x - day, build.y, { steps: 4 })
  await ana.page.locator(".plan-card", { hasText: "its links hold it" }).waitFor()
  await ana.page.mouse.up()
  await seesPlan(ana.page, ...linked)

  await pull()
  await ana.page.mouse.up()
  await seesPlan(ana.page, ...dragged)
  await seesPlan(ben.page, ...dragged)
  await press(ana.page, "Control+z")
  await seesPlan(ana.page, ...linked)
  await seesPlan(ben.page, ...linked)
})

test("GANTT-9 GANTT-12 GANTT-20 GANTT-21 PAPER-5 a plan is written, ordered, linked, moved, explained, audited and saved as a PDF by keyboard alone, and says so in words", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await page.clock.setFixedTime(MONDAY)
  await startWorkspace(page, relay.url)
  await openPlan(page)
  await addActivities(page, "House", "Dig", "Build", "Paint")
  await page.keyboard.press("Escape")
  await press(page, "Home", "ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Tab")
  await seesPlan(
    page,
    "House | 1 d | 23 Nov | 23 Nov",
    "-Dig | 1 d | 23 Nov | 23 Nov",
    "-Build | 1 d | 23 Nov | 23 Nov",
    "-Paint | 1 d | 23 Nov | 23 Nov",
  )
  await press(page, "Control+l")
  await expect.poll(async () => (await planOnScreen(page))[0], PATIENCE).toBe("House | 3 d | 23 Nov | 25 Nov")
  await press(page, "Escape", "Home", "ArrowDown", "Shift+Alt+ArrowRight", "Alt+ArrowRight")
  await seesPlan(
    page,
    "House | 4 d | 24 Nov | 27 Nov",
    "-Dig | 2 d | 24 Nov | 25 Nov",
    "-Build | 1 d | 26 Nov | 26 Nov",
    "-Paint | 1 d | 27 Nov | 27 Nov",
  )
  // What its links hold stays, and that is said.
  await press(page, "ArrowDown", "Alt+ArrowLeft", "w")
  await page.getByRole("region", { name: "Why here" }).getByText("Waits for Dig, until 25 Nov").waitFor()
  await page.getByText("Build stays: its links hold it").waitFor({ state: "attached" })
  await press(page, "w", "ArrowUp")
  await press(page, "Alt+ArrowUp", "Alt+ArrowUp")
  await page.getByRole("row", { name: /Dig.*20.% done, critical/ }).waitFor()
  await press(page, "F2")
  await page.getByRole("textbox", { name: "Name of Dig" }).fill("Dig deep")
  await press(page, "Enter", "ArrowDown", "w")
  const why = page.getByRole("region", { name: "Why here" })
  await why.getByText("Waits for Dig deep, until 25 Nov").waitFor()
  expect(await barriersOn(page, "plan")).toEqual([])
  await press(page, "Shift+Tab")
  await expect.poll(async () => (await planOnScreen(page)).at(-1), PATIENCE).toBe("Build | 1 d | 26 Nov | 26 Nov")
  // A length is written in its cell and filled down, and a link gets its lag in the form.
  await press(page, "Control+z")
  await expect.poll(async () => (await planOnScreen(page)).at(-1), PATIENCE).toBe("-Paint | 1 d | 27 Nov | 27 Nov")
  await press(page, "Home", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight")
  await page.keyboard.type("3 d")
  await press(page, "Enter", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
  await expect.poll(async () => (await planOnScreen(page)).at(-1), PATIENCE).toBe("-Paint | 3 d | 2 Dec | 4 Dec")
  await press(page, "Escape", "Escape", "i")
  const details = page.getByRole("region", { name: "Details" })
  await details.getByRole("textbox", { name: "Lag of the link with Build" }).fill("1 d")
  await press(page, "Enter")
  await expect.poll(async () => (await planOnScreen(page)).at(-1), PATIENCE).toBe("-Paint | 3 d | 3 Dec | 7 Dec")
  expect(await barriersOn(page, "details")).toEqual([])
  await details.getByRole("button", { name: "Close the details" }).click()

  // Auditors would ask after the lag; one press takes it out.
  await page.getByRole("button", { name: "Health" }).focus()
  await press(page, "Enter")
  const health = page.getByRole("region", { name: "Health of the plan" })
  await health.getByText("Everything in this plan holds.").waitFor()
  await health.locator("summary", { hasText: /^Lags/ }).focus()
  await press(page, "Enter")
  expect(await barriersOn(page, "health")).toEqual([])
  await health.getByRole("button", { name: "Remove lag" }).focus()
  await press(page, "Enter")
  await expect.poll(async () => (await planOnScreen(page)).at(-1), PATIENCE).toBe("-Paint | 3 d | 2 Dec | 4 Dec")
  await press(page, "Control+z", "Escape", "End", "w")
  await health.waitFor({ state: "detached" })

  // What would make it the fourth of December: the same, found and done from the activity.
  await why.getByRole("button", { name: "Choose a day" }).focus()
  await press(page, "Enter")
  await page.locator(".date-picker input").fill("4 Dec")
  await press(page, "Enter")
  const first = why.getByRole("listitem").filter({ hasText: "Paint follows Build without a wait" })
  await first.getByText("then ends 4 Dec").waitFor()
  await first.getByRole("button", { name: "Do it" }).focus()
  await press(page, "Enter")
  await why.getByText("It is done by then as it stands.").waitFor()
  expect((await planOnScreen(page)).at(-1)).toBe("-Paint | 3 d | 2 Dec | 4 Dec")
  expect(await barriersOn(page, "ways")).toEqual([])
  await page.getByRole("treegrid").focus()
  await press(page, "w", "Home", "ArrowLeft")
  await expect.poll(async () => (await planOnScreen(page)).length, PATIENCE).toBe(1)

  // It goes out as pages, laid out and saved by keyboard.
  await press(page, "ArrowRight", "Control+p")
  const dialog = page.getByRole("dialog", { name: "Print or save the plan" })
  await dialog.getByText("1 page", { exact: true }).last().waitFor()
  expect(await barriersOn(page, "output")).toEqual([])
  await dialog.getByRole("button", { name: "Save", exact: true }).focus()
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "Enter")])
  const pdf = readFileSync(await file.path()).toString("latin1")
  expect([pdf.slice(0, 5), pdf.match(/\/Type \/Page\b/g)?.length]).toEqual(["%PDF-", 1])
})

test("GANTT-30 GANTT-32 GANTT-33 a plan is levelled by keyboard: what is proposed is left out and taken again, applied as one step, and taken out", async () => {
  const relay = await here.server()
  const { page } = await here.somebody()
  await page.clock.setFixedTime(MONDAY)
  await startWorkspace(page, relay.url)
  await openPlan(page)
  await addActivities(page, "Dig", "Build")
  await page.keyboard.press("Escape")
  await press(page, "Home", "Shift+ArrowDown")
  await page.getByRole("button", { name: "People", exact: true }).click()
  await page.getByRole("toolbar", { name: "People to drag on to bars" }).getByRole("button", { name: "Ana" }).focus()
  await press(page, "Enter", "Control+k")
  await page.getByRole("combobox").fill("Level the plan")
  await page.getByRole("option", { name: "Level the plan" }).waitFor()
  await press(page, "Enter")
  const levelling = page.getByRole("region", { name: "Level the plan" })
  await levelling.getByText("200 % of 100 %").waitFor()
  expect(await barriersOn(page, "levelling")).toEqual([])
  await levelling.getByRole("button", { name: "Level", exact: true }).focus()
  await press(page, "Enter")
  await levelling.getByText("Plan ends 24 Nov instead of 23 Nov").waitFor()
  await levelling.getByText(/is busy with “Dig” until 23 Nov/).waitFor()
  await levelling.getByRole("checkbox", { name: "Delay Build" }).focus()
  await press(page, "Space")
  await levelling.getByText("Plan ends 23 Nov, as now").waitFor()
  await levelling.getByText("Not delayed: “Build”").waitFor()
  await press(page, "Space")
  await levelling.getByText("Nobody has too much then.").waitFor()
  expect(await barriersOn(page, "proposal")).toEqual([])
  const crowded = ["Dig | 1 d | 23 Nov | 23 Nov", "Build | 1 d | 23 Nov | 23 Nov"]
  await seesPlan(page, ...crowded)
  await levelling.getByRole("button", { name: "Apply 1 delay" }).focus()
  await press(page, "Enter")
  await seesPlan(page, "Dig | 1 d | 23 Nov | 23 Nov", "Build | 1 d | 24 Nov | 24 Nov")
  await page.getByText("1 activity levelled. The plan ends 24 Nov").first().waitFor()
  await press(page, "Control+z")
  await seesPlan(page, ...crowded)
  await press(page, "Control+Shift+z")
  await levelling.getByRole("button", { name: "Clear 1 delay" }).focus()
  await press(page, "Enter")
  await levelling.getByRole("button", { name: "Take out 1 delay" }).focus()
  await press(page, "Enter")
  await seesPlan(page, ...crowded)
  await press(page, "Escape")
  await levelling.waitFor({ state: "detached" })
})
