import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import {
  addCards,
  cardOf,
  choose,
  dragCard,
  openItem,
  panelOf,
  sameBoard,
  waitForSync,
} from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { waitForText } from "../support/prose-screen.ts"

const here = journey()

test("a workspace that is started, shared and joined shows every edit on the other side", async () => {
  const relay = await here.server()
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the fields", "Book the rooms")
  await waitForSync(ana, "Only on this device")
  const link = await shareWorkspace(ana)
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, link)
  await cardOf(ben, "Book the rooms").waitFor()

  await addCards(ben, "Ready", "Draft the plan")
  await cardOf(ana, "Draft the plan").waitFor()

  const panel = await openItem(ana, "Map the fields")
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Map all fields")
  await ana.keyboard.press("Enter")
  await cardOf(ben, "Map all fields").waitFor()
  await ana.keyboard.press("Escape")
  await panel.waitFor({ state: "detached" })

  await dragCard(ben, "Book the rooms", "In progress")
  await cardOf(ana, "Book the rooms", "In progress").waitFor()

  await cardOf(ana, "Draft the plan").focus()
  await ana.keyboard.press("p")
  await choose(ana, "Urgent")
  await cardOf(ben, "Draft the plan").getByRole("img", { name: "Urgent" }).waitFor()
  await ana.keyboard.press("l")
  await choose(ana, "Training")
  await ana.keyboard.press("Escape")
  await cardOf(ben, "Draft the plan").getByText("Training").waitFor()

  const shown = await sameBoard(ana, ben)
  expect(Object.values(shown).flat()).toHaveLength(3)
})

test("what is written in the panel reaches the panel of the other, while both are in it", async () => {
  const relay = await here.server()
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the fields")
  await joinWorkspace(ben, await shareWorkspace(ana))
  await ana.getByRole("banner").getByRole("button", { name: "Follow Ben" }).waitFor()
  await ben.getByRole("banner").getByRole("button", { name: "Follow Ana" }).waitFor()
  const [left, right] = [await openItem(ana, "Map the fields"), await openItem(ben, "Map the fields")]
  await left.getByRole("img", { name: "Ben, here now" }).waitFor()

  await left.getByRole("button", { name: "Add checklist" }).click()
  const add = right.getByRole("textbox", { name: /^Add a check to/ })
  await add.fill("Customers")
  await add.press("Enter")
  const box = left.getByRole("checkbox", { name: "Done: Customers" })
  await box.check()
  await expect.poll(() => right.getByRole("checkbox", { name: "Done: Customers" }).isChecked(), PATIENCE).toBe(true)

  await right.getByRole("textbox", { name: "Write a comment" }).fill("The suppliers are missing")
  await right.getByRole("button", { name: /^Send comment/ }).click()
  await left.getByText("The suppliers are missing").waitFor()

  const [first, second] = [left, right].map(panel => panel.getByRole("textbox", { name: "Description" }))
  await first!.click()
  await ana.keyboard.type("Start.\nEnd.")
  await waitForText(second!, "Start.\nEnd.")
  await first!.press("Control+Home")
  await second!.press("Control+End")
  await Promise.all([
    first!.pressSequentially("Ana writes at the head. ", { delay: 15 }),
    second!.pressSequentially(" Ben writes at the foot.", { delay: 15 }),
  ])
  const both = "Ana writes at the head. Start.\nEnd. Ben writes at the foot."
  await waitForText(first!, both)
  await waitForText(second!, both)
  await Promise.all([waitForSync(ana, "Synced"), waitForSync(ben, "Synced")])

  await ben.reload()
  await waitForText(panelOf(ben).getByRole("textbox", { name: "Description" }), both)
})

test("undo takes back one's own part and leaves what others changed since, also after a reload", async () => {
  const relay = await here.server()
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the fields", "Book the rooms")
  await joinWorkspace(ben, await shareWorkspace(ana))
  await cardOf(ben, "Book the rooms").waitFor()
  const isOf = (page: Page, title: string, priority: string) =>
    cardOf(page, title).getByRole("img", { name: priority }).waitFor()

  for (const title of ["Map the fields", "Book the rooms"]) await cardOf(ana, title).click({ modifiers: ["Control"] })
  await ana.keyboard.press("p")
  await choose(ana, "High")
  await isOf(ben, "Book the rooms", "High")
  await cardOf(ben, "Book the rooms").focus()
  await ben.keyboard.press("p")
  await choose(ben, "Low")
  await isOf(ana, "Book the rooms", "Low")

  await ana.reload()
  await isOf(ana, "Book the rooms", "Low")
  await ana.keyboard.press("Control+z")
  await ana.getByText("1 change by others left as they are").first().waitFor()
  for (const page of [ana, ben]) {
    await isOf(page, "Map the fields", "No priority")
    await isOf(page, "Book the rooms", "Low")
  }
  await sameBoard(ana, ben)
})
