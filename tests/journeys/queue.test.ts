import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { barriersOn } from "../support/axe.ts"
import { panelOf } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { addTickets, startService, ticketOf } from "../support/service-screen.ts"

const here = journey()

const openTitle = (page: Page) => panelOf(page).getByRole("textbox", { name: "Title", exact: true }).inputValue()

/** Two agents at the queue of a service that a relay has, with tickets that nobody has. */
async function twoAgents(...titles: readonly string[]): Promise<{ readonly ana: Page; readonly ben: Page }> {
  const relay = await here.servedClient()
  const [{ page: ana }, { page: ben }] = [await here.somebody(), await here.somebody()]
  await startService(ana, relay.url)
  await ana.getByRole("button", { name: "Promise the usual" }).click()
  await addTickets(ana, ...titles)
  await joinWorkspace(ben, await shareWorkspace(ana))
  await ben.getByRole("navigation", { name: "Sidebar" }).getByRole("link", { name: "Desk" }).click()
  await ticketOf(ben, titles.at(-1)!).waitFor()
  return { ana, ben }
}

/** Two agents who have one ticket open write one reply, and both press Send: the requester is told once. */
async function answerTogether(ana: Page, ben: Page): Promise<void> {
  // Between the letters stand the names of those whose carets are there.
  const draftOf = (page: Page) => panelOf(page).getByRole("textbox", { name: "Write to the requester" })
  await panelOf(ana).getByRole("tab", { name: "Reply" }).click()
  await draftOf(ana).pressSequentially("Hello, ")
  await expect.poll(() => draftOf(ben).innerText(), PATIENCE).toContain("Hello, ")
  await draftOf(ben).press("End")
  await ben.keyboard.type("please start it again.")
  await expect.poll(() => draftOf(ana).innerText(), PATIENCE).toContain("Hello, please start it again.")
  await panelOf(ana).getByText("Ben is writing here", { exact: true }).waitFor()
  const sends = [ana, ben].map(async page => {
    await panelOf(page).getByRole("button", { name: /^Send/ }).click()
    const anyway = panelOf(page).getByRole("button", { name: "Send it as it is" })
    const sent = panelOf(page).locator(".talk-paper", { hasText: "please start it again." })
    if (await Promise.race([anyway.waitFor().then(() => true), sent.waitFor().then(() => false)])) {
      // The other may have sent it already: then there is nothing to press any more.
      await anyway.click({ timeout: 2_000 }).catch(() => undefined)
    }
  })
  await Promise.all(sends)
  for (const page of [ana, ben]) {
    await expect.poll(() => draftOf(page).innerText(), PATIENCE).not.toContain("start")
    await expect.poll(() => panelOf(page).getByText("not sent yet").count(), PATIENCE).toBe(0)
    expect(await panelOf(page).locator(".talk-paper", { hasText: "please start it again." }).count()).toBe(1)
  }
}

/** An agent enters whom a ticket is from where it is open, and whom it hits; the other sees both in the queue. */
async function nameRequester(ana: Page, ben: Page): Promise<void> {
  await panelOf(ana)
    .getByRole("button", { name: /^Requester/ })
    .click()
  await ana.getByRole("combobox", { name: "Requester" }).fill("Mara Hof")
  await ana.keyboard.press("Enter")
  await ana.getByLabel("Mail address").fill("mara@hof.example")
  await ana.keyboard.press("Enter")
  await panelOf(ana)
    .getByRole("button", { name: /^Impact/ })
    .click()
  await ana.getByRole("option", { name: /^High/ }).click()
  await panelOf(ana).getByRole("button", { name: "Priority: High" }).waitFor()
  await ticketOf(ben, "VPN drops").getByText("Mara Hof").waitFor()
  await ticketOf(ben, "VPN drops").getByRole("img", { name: /High/ }).waitFor()
}

/** Before somebody takes a ticket they see what that would displace, and who else could have it. */
async function giveWhereItDisplacesLeast(page: Page, title: string, to: string): Promise<void> {
  await ticketOf(page, title).click()
  await page.locator(".queue-list").focus()
  await page.keyboard.press("Shift+I")
  const preview = page.getByRole("dialog", { name: "What would it displace?" })
  await preview.getByText("Nothing else would become late").waitFor()
  expect(await barriersOn(page, "what a ticket displaces")).toEqual([])
  await preview.getByRole("button", { name: new RegExp(`^${to}`) }).click()
  await preview.waitFor({ state: "detached" })
  await ticketOf(page, title).getByRole("img", { name: to }).waitFor()
}

test("T1 T7 T42 TICKET-7 CAPACITY-14 two agents take a ticket each, and write one answer together", async () => {
  const { ana, ben } = await twoAgents("VPN drops", "Printer is jammed", "Second screen")
  // The relay has given all of them a number, once.
  const keys = () => ana.locator(".queue-row-key").allInnerTexts()
  await expect.poll(async () => (await keys()).toSorted(), PATIENCE).toEqual(["DESK-1", "DESK-2", "DESK-3"])
  expect(await barriersOn(ana, "the queue")).toEqual([])

  await ana.locator(".queue-list").focus()
  await ana.keyboard.press("n")
  await expect.poll(() => openTitle(ana), PATIENCE).toBe("VPN drops")
  await ticketOf(ben, "VPN drops").getByText("Ana has it open").waitFor()
  await ben.getByRole("button", { name: /^Take next/ }).click()
  await expect.poll(() => openTitle(ben), PATIENCE).toBe("Printer is jammed")

  await panelOf(ana).getByRole("textbox", { name: "Write to the requester" }).fill("We look at it")
  await ana.getByRole("button", { name: "Keep the status" }).click()
  await ana.getByRole("menuitemradio", { name: "In progress" }).click()
  await panelOf(ana).getByRole("button", { name: /^Send/ }).click()
  await panelOf(ana).locator(".talk-paper", { hasText: "We look at it" }).waitFor()
  // It has told nobody anything, and no clock has stopped, before the relay has it.
  await panelOf(ana).getByText("not sent yet").waitFor({ state: "detached" })
  const firstReply = panelOf(ana).locator(".ticket-clock", { hasText: "First reply" })
  await expect.poll(() => firstReply.getAttribute("data-look"), PATIENCE).toBe("met")
  // From wherever the keyboard is on the ticket, a key leads to a note.
  await panelOf(ana).focus()
  await ana.keyboard.press("Shift+R")
  await panelOf(ana).locator(":focus[role=textbox]").and(panelOf(ana).getByLabel("Write a note to the team")).waitFor()
  await ana.keyboard.type("The router hangs")
  await ana.keyboard.press("Control+Enter")
  await panelOf(ana).locator(".comment", { hasText: "The router hangs" }).getByText("Internal note").waitFor()
  await nameRequester(ana, ben)
  expect(await barriersOn(ana, "a ticket")).toEqual([])

  await ticketOf(ben, "VPN drops").click()
  await panelOf(ben).locator(".talk-paper", { hasText: "We look at it" }).waitFor()
  await panelOf(ben).locator(".comment", { hasText: "The router hangs" }).waitFor()
  await panelOf(ben)
    .getByText(/Ana moved it from .* to In progress/)
    .waitFor()

  await answerTogether(ana, ben)
  await giveWhereItDisplacesLeast(ana, "Second screen", "Ben")

  await panelOf(ben).getByRole("button", { name: "More actions" }).click()
  await ben.getByRole("menuitem", { name: "Merge into another ticket" }).click()
  await ben.getByRole("option", { name: /Second screen/ }).click()
  await ben.getByRole("button", { name: "Merge", exact: true }).click()
  await expect.poll(() => openTitle(ben), PATIENCE).toBe("Second screen")
  await panelOf(ben).locator(".talk-paper", { hasText: "We look at it" }).waitFor()
  await ticketOf(ana, "VPN drops").waitFor({ state: "detached" })
})
