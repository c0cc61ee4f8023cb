import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { panelOf, waitForSync } from "../support/board-screen.ts"
import { shareWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"
import { openHelpDesk, ticketOf } from "../support/service-screen.ts"
import { openAt, startTimedRelay, type TimedRelay } from "../support/timed-relay.ts"

const here = journey()

/** The Wednesday before Christmas 2026: the Friday after is a holiday of the help desk, then it is weekend. */
const WEDNESDAY = "2026-12-23T09:30Z"
const MONDAY = "2026-12-28T10:00Z"

const talkOf = (page: Page) => panelOf(page).locator(".talk-paper")
const clockOf = (page: Page, name: string) => panelOf(page).locator(".ticket-clock", { hasText: name })

const ownerOf = (page: Page, title: string, name: string) =>
  expect.poll(() => ticketOf(page, title).locator(".avatar").getAttribute("aria-label"), PATIENCE).toBe(name)

async function openTicket(page: Page, title: string): Promise<void> {
  await ticketOf(page, title).click()
  await expect
    .poll(() => panelOf(page).getByRole("textbox", { name: "Title", exact: true }).inputValue(), PATIENCE)
    .toBe(title)
}

/** A manager with the example's help desk on a relay, and two agents at it, on that Wednesday; Kim can be cut off. */
async function helpDesk() {
  const relay: TimedRelay = await here.opened(startTimedRelay(WEDNESDAY))
  const [{ page: ana }, { page: kim }, { page: lea }] = [
    await here.somebody(),
    await here.somebody(),
    await here.somebody(),
  ]
  await openAt(ana, relay.url, WEDNESDAY)
  await ana.getByRole("button", { name: "Open the example" }).click()
  await openHelpDesk(ana, ACCESS)
  const link = new URL(await shareWorkspace(ana))
  await waitForSync(ana, "Synced")
  const gate = await here.gate(relay)
  await joinAt(kim, gate.url + link.pathname, "Kim")
  await joinAt(lea, link.href, "Lea")
  for (const page of [kim, lea]) await waitForSync(page, "Synced")
  return { relay, gate, ana, kim, lea }
}

async function joinAt(page: Page, link: string, name: string): Promise<void> {
  await openAt(page, link, WEDNESDAY)
  await page.getByLabel("Your name").fill(name)
  await page.getByRole("button", { name: "Join" }).click()
  await openHelpDesk(page, ACCESS)
}

/** Takes the ticket that the keyboard is on. */
async function take(page: Page, title: string): Promise<void> {
  await ticketOf(page, title).click()
  await panelOf(page).waitFor()
  await page.keyboard.press("Escape")
  await panelOf(page).waitFor({ state: "detached" })
  await page.keyboard.press("i")
}

/** Writes to the requester, and has the ticket in another status with it. */
async function reply(page: Page, text: string, status?: string): Promise<void> {
  await panelOf(page).getByRole("textbox", { name: "Write to the requester" }).pressSequentially(text)
  if (status !== undefined) {
    await page.getByRole("button", { name: "Keep the status" }).click()
    await page.getByRole("menuitemradio", { name: status }).click()
  }
  await panelOf(page).getByRole("button", { name: /^Send/ }).click()
}

async function mergeInto(page: Page, from: string, into: string): Promise<void> {
  await openTicket(page, from)
  await panelOf(page).getByRole("button", { name: "More actions" }).click()
  await page.getByRole("menuitem", { name: "Merge into another ticket" }).click()
  await page.getByRole("option").first().waitFor()
  await page.keyboard.type(into)
  await page.getByRole("option", { name: new RegExp(into) }).click()
  await page.getByRole("dialog").getByRole("button", { name: "Merge" }).click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
}

/** How many tickets stand in the queue with a first reply that is late. */
async function lateFirstReplies(page: Page): Promise<number> {
  const rows = await page.locator(".queue-list").getByRole("row").allInnerTexts()
  return rows.filter(text => text.includes("First reply") && text.includes("late")).length
}

test("two agents and a manager at the help desk, through a holiday and a weekend, half of it offline", async () => {
  const { relay, gate, ana, kim, lea } = await helpDesk()
  const everybody = [ana, kim, lea]
  const backOnline = async () => {
    gate.mend()
    await networkIsBack(kim)
  }

  // Both claim one ticket, one of them offline: the earlier claim stands, everywhere.
  gate.cut()
  await take(kim, ACCESS)
  await take(lea, ACCESS)
  await backOnline()
  for (const page of everybody) await ownerOf(page, ACCESS, "Kim")

  // Both answer, one of them offline: both answers are there, and the ticket waits for its requester.
  for (const page of [kim, lea]) await openTicket(page, ACCESS)
  gate.cut()
  await reply(kim, "Which folder is it?")
  await reply(lea, "Who gives you leave for it?", "Waiting for an answer")
  await talkOf(kim).filter({ hasText: "not sent yet" }).waitFor()
  await backOnline()
  await openTicket(ana, ACCESS)
  for (const page of everybody) {
    await expect.poll(() => talkOf(page).filter({ hasText: "Which folder" }).count(), PATIENCE).toBe(1)
    await expect.poll(() => talkOf(page).filter({ hasText: "Who gives you leave" }).count(), PATIENCE).toBe(1)
  }
  await talkOf(kim).filter({ hasText: "not sent yet" }).waitFor({ state: "detached" })

  // Over the holiday and the weekend its clock rests; the requester answers on Monday.
  await relay.moveTo(MONDAY)
  for (const page of everybody) await openAt(page, page.url(), MONDAY)
  await panelOf(lea).getByRole("tab", { name: "Requester said" }).click()
  await panelOf(lea)
    .getByRole("textbox", { name: /What the requester said/ })
    .fill("The one of purchasing, Maren agrees")
  await lea.keyboard.press("Control+Enter")
  await talkOf(ana).filter({ hasText: "Maren agrees" }).waitFor()
  // Asked on the 23rd at 8:37 and answered at 9:30, it had used 53 of its 4,800 working minutes, 600 a day. From Monday
  // at 10:00 the other 4,747 are 480 that day, 1,800 until the year ends, 2,400 of the week after, and 67 on the Friday.
  for (const page of [ana, lea])
    await expect.poll(() => clockOf(page, "Resolution").innerText(), PATIENCE).toMatch(/Due 8 Jan( 2027)?, 09:0[678]/)

  // What broke over those days was escalated once, whoever looked and however often the relay started.
  for (const page of everybody) {
    await openTicket(page, PHONE)
    await panelOf(page).getByText("First reply is late").first().waitFor()
    await expect.poll(() => panelOf(page).getByText("First reply is late: everybody told").count(), PATIENCE).toBe(1)
  }

  // The report counts what stands in the queue.
  const late = await lateFirstReplies(lea)
  expect(late).toBeGreaterThan(1)
  await expect.poll(() => owedInReport(ana), PATIENCE).toBe(late)

  // Both merge, each into the other's ticket, one of them offline: one survives, the same everywhere.
  gate.cut()
  await mergeInto(kim, PHONE, SCREEN)
  await mergeInto(lea, SCREEN, PHONE)
  await backOnline()
  for (const page of [kim, lea])
    await expect
      .poll(async () => (await ticketOf(page, PHONE).count()) + (await ticketOf(page, SCREEN).count()), PATIENCE)
      .toBe(1)
  await expect.poll(() => lateFirstReplies(lea), PATIENCE).toBe(late - 1)
  await ana.reload()
  await expect.poll(() => owedInReport(ana), PATIENCE).toBe(late - 1)

  // One becomes a project, made without a network: it is there for everybody, and its ticket owes nothing more.
  await openTicket(kim, SCANNER)
  gate.cut()
  await panelOf(kim).getByRole("button", { name: "More actions" }).click()
  await kim.getByRole("menuitem", { name: /Make a project/ }).click()
  await kim.getByRole("button", { name: "Make project" }).click()
  await backOnline()
  for (const page of everybody)
    await page.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: SCANNER }).waitFor()
  await ticketOf(lea, SCANNER).filter({ hasText: "late" }).waitFor({ state: "detached" })
})

/** How many first replies the report of the help desk calls broken and still owed. */
async function owedInReport(page: Page): Promise<number> {
  if (!page.url().includes("/report")) await page.goto(page.url().replace(/\/queue.*/, "/report"))
  const row = page.getByRole("table", { name: "Why promises broke" }).getByRole("row", { name: /^First reply/ })
  await row.waitFor()
  return Number(await row.getByRole("cell").nth(2).innerText())
}

const ACCESS = "Access to the contracts folder"
const PHONE = "Phone rings only once, then goes to the mailbox"
const SCREEN = "Second screen for accounting"
const SCANNER = "Scanner does not read the new labels"
