import { expect, test } from "vitest"
import { acceptInvitation, becomeOwner, inviteByLink, PASSWORD, shareWithPeople } from "../support/account-screens.ts"
import { canFillDisk } from "../support/account-process.ts"
import { addCards, cardOf, noteStates, openItem, sameBoard, shownBoard, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey, PATIENCE } from "../support/journey.ts"

const here = journey()

test.skipIf(!canFillDisk())(
  "SCREEN-8 two people go on while the relay's disk is full, are told so, and all of it is there once there is room",
  async () => {
    const server = await here.accountProcess()
    const readiness = async () => (await fetch(`${server.url}/readyz`)).status
    const { page: ana } = await here.somebody({ mayBeRefused: true })
    await becomeOwner(ana, server, "Ana")
    await startWorkspace(ana, server.url, "Northgate IT", "Ana")
    await addCards(ana, "Backlog", "Map the fields")
    await shareWithPeople(ana)
    const { page: ben } = await here.somebody({ mayBeRefused: true })
    await acceptInvitation(ben, await inviteByLink(ana, "member"), "Ben")
    await cardOf(ben, "Map the fields").waitFor()
    await Promise.all([waitForSync(ana, "Synced"), waitForSync(ben, "Synced")])
    expect(await readiness()).toBe(200)

    // Both write on; a state that calls any of it safe would be a lie for as long as the disk is full.
    server.fillDisk()
    const said = await Promise.all([ana, ben].map(noteStates))
    await addCards(ana, "Backlog", "Written by Ana")
    await addCards(ben, "Ready", "Written by Ben")
    for (const page of [ana, ben])
      await page
        .getByRole("button", { name: /^Sync state: Relay cannot save · \d+ changes? on this device$/ })
        .waitFor()
    await addCards(ana, "Ready", "And one more")
    const panel = await openItem(ben, "Map the fields")
    await panel.getByRole("textbox", { name: "Title", exact: true }).fill("Map all fields")
    await ben.keyboard.press("Enter")
    await panel.getByRole("button", { name: /^Close the item/ }).click()
    expect(await readiness()).toBe(503)
    expect(await ana.getByText("Written by Ben").count()).toBe(0)
    await ana.getByRole("button", { name: /^Sync state/ }).click()
    await ana
      .getByText(
        /The relay cannot save anything at the moment; its disk may be full\. Kept on this device until it can: \d+ changes/,
      )
      .waitFor()
    await ana.keyboard.press("Escape")

    // A page that is loaded now still has everything, and somebody who signs in is told why they cannot.
    const before = await shownBoard(ben)
    await ben.reload()
    await expect.poll(() => shownBoard(ben), PATIENCE).toEqual(before)
    const { page: phone } = await here.somebody({ mayBeRefused: true })
    await phone.goto(`${server.url}/sign-in?to=/account`)
    await phone.getByLabel("Mail address").fill("ana@weft.example")
    await phone.getByLabel("Password").fill(PASSWORD)
    await phone.getByRole("button", { name: "Sign in", exact: true }).click()
    await phone.getByText("The relay's disk is full, so it takes nothing new.").waitFor()
    // What was under way when the disk filled up may have been confirmed; nothing is after that was told.
    const states = await said[0]!()
    expect(states.lastIndexOf("synced")).toBeLessThan(states.indexOf("relay-full"))

    server.freeDisk()
    await Promise.all([waitForSync(ana, "Synced"), waitForSync(ben, "Synced")])
    const shown = await sameBoard(ana, ben)
    expect(Object.values(shown).flat()).toHaveLength(4)
    await expect.poll(readiness, PATIENCE).toBe(200)

    // What is called synced is on the disk: another process reads it there.
    await server.kill()
    await server.start()
    await phone.getByRole("button", { name: "Sign in", exact: true }).click()
    await phone.getByRole("button", { name: "Export my data" }).waitFor()
    await phone.goto(server.url)
    await phone.getByRole("link", { name: /Northgate IT/ }).click()
    await cardOf(phone, "And one more").waitFor()
    expect(await sameBoard(ana, ben, phone)).toEqual(shown)
  },
)
