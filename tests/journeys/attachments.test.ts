import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import { deflateSync, crc32 } from "node:zlib"
import type { Locator, Page } from "playwright-core"
import { expect, test } from "vitest"
import { acceptInvitation, becomeOwner, inviteByLink, shareWithPeople } from "../support/account-screens.ts"
import { barriersOn } from "../support/axe.ts"
import { addCards, cardOf, openItem, panelOf, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"

const here = journey()

const MEGABYTE = 1024 * 1024

/** A picture of 64 × 64 points in one colour. */
function picture(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const [length, sum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type, "latin1"), data])]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0])
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(64 * 3, 0x77)])
  const points = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", points), chunk("IEND", Buffer.alloc(0))])
}

const PLAN = { name: "plan.png", mimeType: "image/png", buffer: picture() }
const log = (size: number) => ({ name: "log.bin", mimeType: "application/octet-stream", buffer: randomBytes(size) })

const give = (panel: Locator, ...files: (typeof PLAN)[]) => panel.locator("input[type=file]").setInputFiles(files)
const rowOf = (panel: Locator, name: string) => panel.locator(".attachment").filter({ hasText: name })
const isSettled = (row: Locator) => expect.poll(() => row.locator(".attachment-state").count(), PATIENCE).toBe(0)

async function chooseOption(page: Page, name: string, option: string): Promise<void> {
  await panelOf(page)
    .getByRole("button", { name: `Options of ${name}` })
    .click()
  await page.getByRole("menuitem", { name: option }).click()
}

/** What somebody gets who saves a file. */
async function save(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent("download")
  await chooseOption(page, name, "Download")
  const saved = await download
  expect(saved.suggestedFilename()).toBe(name)
  return readFile(await saved.path())
}

test("ATTACH-1 a file that one attaches is seen, renamed, taken away and brought back by the other", async () => {
  const relay = await here.server()
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the hall")
  await joinWorkspace(ben, await shareWorkspace(ana))
  const [left, right] = [await openItem(ana, "Map the hall"), await openItem(ben, "Map the hall")]
  await give(left, PLAN, log(3000))
  for (const panel of [left, right]) {
    await isSettled(rowOf(panel, "plan.png"))
    await expect.poll(() => rowOf(panel, "plan.png").textContent(), PATIENCE).toMatch(/byte.*Ana, today/)
    const small = rowOf(panel, "plan.png").locator("img")
    await expect
      .poll(() => small.evaluate(image => (image as { naturalWidth?: number }).naturalWidth), PATIENCE)
      .toBe(64)
  }
  await cardOf(ben, "Map the hall").getByText("2 attachments").waitFor({ state: "attached" })
  expect(await save(ben, "plan.png")).toEqual(PLAN.buffer)

  await chooseOption(ben, "plan.png", "Rename")
  await ben.getByRole("textbox", { name: "Name of the file" }).fill("plan of the hall.png")
  await ben.keyboard.press("Enter")
  await rowOf(left, "plan of the hall.png").waitFor()
  await chooseOption(ana, "plan of the hall.png", "Remove")
  await right.getByRole("button", { name: "1 file removed" }).click()
  await right.getByRole("button", { name: "Restore plan of the hall.png" }).click()
  await rowOf(left, "plan of the hall.png").getByRole("button").first().waitFor()
  await chooseOption(ana, "plan of the hall.png", "Remove")
  await ana.getByRole("button", { name: "Undo" }).last().click()
  await isSettled(rowOf(right, "plan of the hall.png"))
  expect(await save(ben, "plan of the hall.png")).toEqual(PLAN.buffer)
})

test("ATTACH-2 an upload that is cut off in the middle goes on from where it was, also after a reload", async () => {
  const relay = await here.server()
  const gate = await here.gate(relay)
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, gate.url)
  await addCards(ana, "Backlog", "Read the logs")
  const link = new URL(await shareWorkspace(ana))
  await joinWorkspace(ben, relay.url + link.pathname + link.search + link.hash)
  await waitForSync(ana, "Synced")
  const panel = await openItem(ana, "Read the logs")
  const file = log(7 * MEGABYTE)
  gate.cutAfterPieces(1)
  await give(panel, file)
  await rowOf(panel, "log.bin").getByText("Only on this device").waitFor()
  await ana.reload()
  await rowOf(panelOf(ana), "log.bin").getByText("Only on this device").waitFor()
  gate.mend()
  await networkIsBack(ana)
  await isSettled(rowOf(panelOf(ana), "log.bin"))
  await waitForSync(ana, "Synced")
  const seen = await openItem(ben, "Read the logs")
  await isSettled(rowOf(seen, "log.bin"))
  expect(await save(ben, "log.bin")).toEqual(file.buffer)
  const offsets = gate.asked
    .filter(({ method }) => method === "PATCH")
    .map(({ headers }) => Number(/upload-offset\n(\d+)/i.exec(headers)?.[1]))
  expect(offsets.slice(0, 2)).toEqual([0, 2 * MEGABYTE])
  expect(offsets.filter(offset => offset === 0)).toHaveLength(1)
})

test("ATTACH-3 a file that is attached without a relay is there, and goes to the relay once the workspace does", async () => {
  const relay = await here.server()
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the hall")
  const panel = await openItem(ana, "Map the hall")
  await give(panel, PLAN)
  await rowOf(panel, "plan.png").getByText("Only on this device").waitFor()
  await rowOf(panel, "plan.png").locator("img").waitFor()
  expect(await save(ana, "plan.png")).toEqual(PLAN.buffer)
  await ana.keyboard.press("Escape")
  await joinWorkspace(ben, await shareWorkspace(ana))
  await waitForSync(ana, "Synced")
  const seen = await openItem(ben, "Map the hall")
  await isSettled(rowOf(seen, "plan.png"))
  expect(await save(ben, "plan.png")).toEqual(PLAN.buffer)
})

test("ATTACH-5 a file that is too large for the relay says so, counts as waiting, and can be saved or let go", async () => {
  const relay = await here.server({ fileBytes: 5000 })
  const ana = (await here.somebody()).page
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Read the logs")
  await shareWorkspace(ana)
  const panel = await openItem(ana, "Read the logs")
  const file = log(6000)
  await give(panel, file)
  await rowOf(panel, "log.bin").getByText("Too large for the relay: a file has at most 5 kB").waitFor()
  expect(await save(ana, "log.bin")).toEqual(file.buffer)
  await ana.keyboard.press("Escape")
  await waitForSync(ana, "1 file waits")
  await ana.getByRole("button", { name: "Sync state: 1 file waits" }).click()
  const dialog = ana.getByRole("dialog")
  await dialog.getByText("1 file not taken by the relay, and kept on this device.").waitFor()
  expect(await dialog.getByText("everything").count()).toBe(0)
  expect(await barriersOn(ana, "a refused file")).toEqual([])
  const download = ana.waitForEvent("download")
  await dialog.getByRole("button", { name: "Download log.bin" }).click()
  expect(await readFile(await (await download).path())).toEqual(file.buffer)
  await dialog.getByRole("button", { name: "Remove log.bin" }).click()
  await ana.keyboard.press("Escape")
  await waitForSync(ana, "Synced")
})

test("BLOB-8 who may only read saves files and adds none, and who is let out of a space gets none of them", async () => {
  const server = await here.accountServer()
  const [ana, gus] = [(await here.somebody()).page, (await here.somebody({ mayBeRefused: true })).page]
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, server.url)
  await shareWithPeople(ana)
  await addCards(ana, "Backlog", "Map the hall")
  const left = await openItem(ana, "Map the hall")
  await give(left, PLAN)
  await isSettled(rowOf(left, "plan.png"))
  await ana.keyboard.press("Escape")

  await acceptInvitation(gus, await inviteByLink(ana, "guest", { Tasks: "Read" }), "Gus")
  const right = await openItem(gus, "Map the hall")
  await isSettled(rowOf(right, "plan.png"))
  expect(await right.getByRole("button", { name: "Attach files" }).count()).toBe(0)
  await right.getByRole("button", { name: "Options of plan.png" }).click()
  expect(await gus.getByRole("menuitem").allTextContents()).toEqual(["Download"])
  await gus.keyboard.press("Escape")
  const asked = gus.waitForRequest(request => request.url().includes("/api/files/"))
  expect(await save(gus, "plan.png")).toEqual(PLAN.buffer)
  const address = (await asked).url()
  expect((await gus.context().request.get(address)).status()).toBe(200)

  await ana.getByRole("link", { name: "People" }).click()
  const member = ana.getByRole("listitem").filter({ has: ana.getByRole("combobox", { name: "Role of Gus" }) })
  await member.locator("[aria-haspopup=menu]").click()
  await ana.getByRole("menuitem", { name: "Remove from the workspace" }).click()
  await ana.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click()
  await expect.poll(async () => (await gus.context().request.get(address)).status(), PATIENCE).toBe(404)
})

/** Hands a file to an element, as a drop or a paste does. */
async function hand(element: Locator, how: "dragover" | "drop" | "paste"): Promise<void> {
  const [name, type] = how === "paste" ? ["image.png", "image/png"] : ["note.txt", "text/plain"]
  const data = `(() => {
    const data = new DataTransfer()
    data.items.add(new File(["a few words"], "${name}", { type: "${type}" }))
    return data
  })()`
  const dataTransfer = await element.page().evaluateHandle(data)
  if (how !== "paste") return element.dispatchEvent(how, { dataTransfer })
  await element.evaluate(PASTE, dataTransfer)
}

/** Dispatches a paste; as a function, since such an event takes what it brings only when it is made. */
const PASTE = new Function(
  "element",
  "clipboardData",
  "element.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))",
) as (element: unknown, data: unknown) => void

for (const theme of ["light", "dark"] as const) {
  test(`files are dropped on a card and pasted into the panel, and nothing bars the way, ${theme}`, async () => {
    const relay = await here.server()
    const { page } = await here.somebody({
      theme,
      width: 390,
      height: 800,
      language: theme === "dark" ? "de" : "en-GB",
    })
    const isGerman = theme === "dark"
    await page.goto(relay.url)
    await page.locator("input").first().fill("Northgate")
    await page.locator("input").nth(1).fill("Ana")
    await page.locator("form button[type=submit], form button").last().click()
    await page.locator(".quick-add button").first().click()
    await page.keyboard.type("Map the hall")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    const card = cardOf(page, "Map the hall")
    await card.waitFor()
    await hand(card, "dragover")
    expect(await card.getAttribute("data-file-over")).toBe("")
    await hand(card, "drop")
    await card.getByText(isGerman ? "1 Anhang" : "1 attachment").waitFor({ state: "attached" })
    const panel = await openCard(page)
    await hand(panel, "paste")
    await expect.poll(() => panel.locator(".attachment").count(), PATIENCE).toBe(2)
    await expect.poll(() => panel.locator(".attachment-name").last().textContent(), PATIENCE).toMatch(/\.png$/)
    expect(await barriersOn(page, "item with attachments")).toEqual([])
    await panel.locator(".attachment").last().locator("[aria-haspopup=menu]").press("Enter")
    await page.getByRole("menu").waitFor()
    expect(await barriersOn(page, "options of an attachment")).toEqual([])
    const box = await panel.evaluate(element => {
      const { scrollWidth, clientWidth } = element as unknown as { scrollWidth: number; clientWidth: number }
      return scrollWidth - clientWidth
    })
    expect(box).toBe(0)
  })
}

async function openCard(page: Page): Promise<Locator> {
  await cardOf(page, "Map the hall").locator(".card-title").click()
  await panelOf(page).locator(".attachment").first().waitFor()
  return panelOf(page)
}
