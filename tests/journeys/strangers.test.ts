import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import { PROTOCOL_VERSION } from "@weft/model/wire/limits"
import { acceptInvitation, becomeOwner, inviteByLink, shareWithPeople } from "../support/account-screens.ts"
import { addCards, cardOf, waitForSync } from "../support/board-screen.ts"
import { startWorkspace } from "../support/browsers.ts"
import { journey } from "../support/journey.ts"
import { BareClient } from "../support/relay.ts"

const here = journey()

/** Longer than a pass holds. */
const PASS_ENDED_MILLIS = 6 * 60_000

/** What a page would show at the relay, taken out of its browser by somebody who wants to use it elsewhere. */
async function stealPass(page: Page, url: string): Promise<string> {
  const answer = await page.request.post(`${url}/api/pass`, { headers: { origin: url } })
  return ((await answer.json()) as { readonly pass: string }).pass
}

/** Why a document is not served to whoever shows a pass, or `joined` where it is. */
async function tryJoin(client: BareClient, channel: number, document: string): Promise<string> {
  client.send({ kind: "join", channel, document, epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) })
  const frame = await client.next("joined", "failed")
  return frame.kind === "failed" ? frame.reason : "joined"
}

/** The code with which the plain door turns somebody away. */
function plainDoor(url: string, document: string, cookie: string): Promise<number> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/y/${document}`, { headers: { origin: url, cookie } })
  return new Promise(resolve => socket.on("close", resolve).on("error", () => {}))
}

function edit(): Uint8Array {
  const document = new Y.Doc()
  document.getMap("items").set("forged", 1)
  return Y.encodeStateAsUpdate(document)
}

test("SCREEN-12 strangers, guests, people who were taken out and whoever has a stolen pass get nothing, and are told so", async () => {
  const server = await here.accountServer()
  const { url } = server
  const { page: ana } = await here.somebody()
  await becomeOwner(ana, server, "Ana")
  await startWorkspace(ana, url, "Northgate IT", "Ana")
  await addCards(ana, "Backlog", "Map the fields")
  await shareWithPeople(ana)
  const tasks = ana.url()
  await ana.getByRole("button", { name: "New project" }).click()
  await ana.getByRole("textbox", { name: "Name" }).fill("Secret plans")
  await ana.getByRole("button", { name: "Create space" }).click()
  await addCards(ana, "Backlog", "Buy the competitor")
  await waitForSync(ana, "Synced")
  const secret = ana.url()
  const idsIn = (address: string) => /\/w\/([^/]+)\/s\/([^/]+)/.exec(address)?.slice(1) ?? []
  const [workspace = "", hidden = ""] = idsIn(secret)
  const open = `${workspace}/space/${idsIn(tasks)[1]}`

  // A stranger with the address gets to the door and no further.
  const { page: eve } = await here.somebody({ mayBeRefused: true })
  await eve.goto(secret)
  await eve.getByRole("heading", { name: "Sign in to Weft" }).waitFor()
  for (const path of [`workspaces/${workspace}`, `history/${workspace}/space/${hidden}`, "workspaces", "devices"])
    expect((await eve.request.get(`${url}/api/${path}`)).status(), path).toBe(401)
  expect(await plainDoor(url, `${workspace}/space/${hidden}`, "")).toBe(4401)
  const nobody = new BareClient(url)
  nobody.socket.once("open", () =>
    nobody.send({
      kind: "hello",
      protocol: PROTOCOL_VERSION,
      build: "eve",
      schema: 0,
      session: "eve",
      pass: "guessed",
    }),
  )
  expect(await nobody.closed).toBe(4401)

  // A guest who opens other documents by hand is let into none of them, and sees at their address that nothing is there.
  const { page: gus, context: gusBrowser } = await here.somebody({ mayBeRefused: true })
  await acceptInvitation(gus, await inviteByLink(ana, "guest", { Tasks: "Read" }), "Gus")
  await cardOf(gus, "Map the fields").waitFor()
  const gusPass = await stealPass(gus, url)
  const byHand = await BareClient.connect(url, gusPass)
  for (const [index, part] of [
    `space/${hidden}`,
    `setup/${hidden}`,
    `text/${hidden}/x`,
    `comments/${hidden}/x`,
    "people/../space",
  ].entries())
    expect(await tryJoin(byHand, index + 1, `${workspace}/${part}`), part).not.toBe("joined")
  expect(await tryJoin(byHand, 10, open)).toBe("joined")
  byHand.send({ kind: "update", channel: 10, clientSeq: 1, bytes: edit() })
  expect(await byHand.next("nack", "ack")).toMatchObject({ kind: "nack", reason: "forbidden" })
  const cookie = (await gusBrowser.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
  expect(await plainDoor(url, `${workspace}/space/${hidden}`, cookie)).toBe(4403)
  await gus.goto(secret)
  await gus.getByText("This space is not here").waitFor()
  expect(await gus.getByText("Buy the competitor").count()).toBe(0)

  // A member who is taken out: the socket that is open ends within a second, the screen says so, the pass opens nothing.
  const { page: ben } = await here.somebody({ mayBeRefused: true })
  await acceptInvitation(ben, await inviteByLink(ana, "member"), "Ben")
  await cardOf(ben, "Map the fields").waitFor()
  const benPass = await stealPass(ben, url)
  const kept = await BareClient.connect(url, benPass)
  expect(await tryJoin(kept, 1, open)).toBe("joined")
  await ana.getByRole("link", { name: "People" }).click()
  await ana.getByRole("button", { name: /Ben/ }).first().click()
  await ana.getByRole("menuitem", { name: "Remove from the workspace" }).click()
  const takenAt = performance.now()
  await ana.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click()
  expect(await kept.next("right")).toMatchObject({ right: "none" })
  expect(performance.now() - takenAt).toBeLessThan(1_000)
  kept.send({ kind: "update", channel: 1, clientSeq: 1, bytes: edit() })
  expect(await kept.next("nack", "ack")).toMatchObject({ kind: "nack" })
  expect(await tryJoin(kept, 2, open)).toBe("forbidden")
  await ben.getByText("You are no longer in this workspace").first().waitFor()
  expect(await cardOf(ben, "Map the fields").count()).toBe(0)

  // A stolen pass ends by itself: no hello is taken with it, and a socket that it opened writes nothing more.
  const anaPass = await stealPass(ana, url)
  const thief = await BareClient.connect(url, anaPass)
  expect(await tryJoin(thief, 1, open)).toBe("joined")
  server.passTime(PASS_ENDED_MILLIS)
  thief.send({ kind: "update", channel: 1, clientSeq: 1, bytes: edit() })
  expect(await thief.next("nack", "ack")).toMatchObject({ kind: "nack", reason: "signed-out" })
  const late = new BareClient(url)
  late.socket.once("open", () =>
    late.send({ kind: "hello", protocol: PROTOCOL_VERSION, build: "late", schema: 0, session: "late", pass: anaPass }),
  )
  expect(await late.closed).toBe(4401)
  for (const client of [byHand, kept, thief]) await client.close()
})
