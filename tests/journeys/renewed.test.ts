import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { expect, test } from "vitest"
import { addCards, cardOf, openItem, panelOf, sameBoard, titlesIn, waitForSync } from "../support/board-screen.ts"
import { joinWorkspace, shareWorkspace, startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"
import { networkIsBack } from "../support/network.ts"
import { waitForText } from "../support/prose-screen.ts"

const here = journey()

/** Any document is written anew whenever nobody has written for a while, however little is won. */
const OFTEN = { leastBytes: 0, grown: 0, largeBytes: 1e9, largeGrown: 1, quietMillis: 700 }

test("SCREEN-13 a document that begins anew under two people, one of them offline with unsent work, ends the same for both with all of it", async () => {
  const relay = await here.server({}, { renewal: OFTEN })
  const gate = await here.gate(relay)
  const epochs = () => {
    const log = new DatabaseSync(join(relay.dataFolder, "log.sqlite"), { readOnly: true })
    const rows = log.prepare("SELECT name, epoch FROM document WHERE name LIKE '%/space/%'").all()
    log.close()
    return Math.max(...rows.map(row => Number(row["epoch"])))
  }
  const [ana, ben] = [(await here.somebody()).page, (await here.somebody()).page]
  await startWorkspace(ana, relay.url)
  await addCards(ana, "Backlog", "Map the fields", "Book the rooms")
  const link = new URL(await shareWorkspace(ana))
  await waitForSync(ana, "Synced")
  await joinWorkspace(ben, gate.url + link.pathname)
  await cardOf(ben, "Book the rooms").waitFor()
  await waitForSync(ben, "Synced")

  // Ben works on without a network, in a record and in a text.
  gate.cut()
  await waitForSync(ben, "Offline")
  const before = epochs()
  await addCards(ben, "Ready", "Made by Ben")
  const panel = await openItem(ben, "Map the fields")
  await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Map all fields")
  await ben.keyboard.press("Enter")
  await panel.getByRole("textbox", { name: "Description" }).fill("Ben writes.")
  await panel.getByRole("button", { name: /^Close the item/ }).click()

  // Meanwhile Ana works, and the document begins anew while she has it open; and again after she wrote once more.
  await addCards(ana, "Done", "Made by Ana")
  await expect.poll(epochs, PATIENCE).toBeGreaterThan(before)
  const between = epochs()
  await addCards(ana, "Done", "Made after")
  await expect.poll(epochs, PATIENCE).toBeGreaterThan(between)
  await waitForSync(ana, "Synced")

  gate.mend()
  await networkIsBack(ben)
  await waitForSync(ben, "Synced")
  await Promise.all([cardOf(ana, "Map all fields").waitFor(), cardOf(ana, "Made by Ben").waitFor()])
  await sameBoard(ana, ben)
  expect(await titlesIn(ben, "Done")).toEqual(["Made by Ana", "Made after"])
  expect(await titlesIn(ana, "Ready")).toEqual(["Made by Ben"])
  expect((await titlesIn(ana, "Backlog")).toSorted()).toEqual(["Book the rooms", "Map all fields"])
  await openItem(ana, "Map all fields")
  const text = panelOf(ana).getByRole("textbox", { name: "Description" })
  await waitForText(text, "Ben writes.")

  // Both go on in the new epoch, and so does whoever loads the page anew.
  await ben.reload()
  await addCards(ben, "Ready", "Written after all")
  await cardOf(ana, "Written after all").waitFor()
  await Promise.all([waitForSync(ana, "Synced"), waitForSync(ben, "Synced")])
  await sameBoard(ana, ben)
})
