import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import * as Y from "yjs"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { ACCOUNTS_FILE } from "@weft/sync-server/accounts/accounts-database"
import { authoredEdits } from "@weft/sync-server/store/authored-edits"
import { BareClient } from "../support/relay.ts"
import {
  mailOf,
  PASSWORD,
  signUpInvited,
  signUpOwner,
  startRelayWithAccounts,
  type Browser,
} from "../support/signed-in-relay.ts"

const idOf = async (browser: Browser) =>
  (await browser.json<{ person: { id: string } }>("GET", "/api/session")).person.id

test("ACCOUNT-12 a person gets everything that is kept of them, and no secret", async () => {
  const relay = await startRelayWithAccounts()
  relay.accounts.alsoKeeps({ name: "memberships", export: person => [{ person, role: "owner" }], erase: () => {} })
  const browser = await signUpOwner(relay)
  const token = { name: "robot", workspace: "acme", spaces: null, right: "read", endsAt: null }
  const { secret } = await browser.json<{ secret: string }>("POST", "/api/tokens", token)
  const answer = await browser.ask("GET", "/api/me/export")
  expect(answer.headers.get("content-disposition")).toContain("attachment")
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({
    account: {
      name: "Olga",
      email: mailOf("Olga"),
      isOperator: true,
      signsInWith: [{ providerId: "credential" }],
      devices: [{ agent: "Test Browser", isThis: true }],
      tokens: [{ name: "robot" }],
    },
    memberships: [{ role: "owner" }],
  })
  for (const hidden of [secret, "scrypt", browser.cookies.get("weft-session")?.split(".")[0] ?? "nothing"])
    expect(text).not.toContain(hidden)
  await relay.close()
})

test("ACCOUNT-12 who is erased is gone from every part and from the disk, and their sockets close", async () => {
  const relay = await startRelayWithAccounts()
  const erased: string[] = []
  relay.accounts.alsoKeeps({ name: "memberships", export: () => [], erase: person => void erased.push(person) })
  await signUpOwner(relay)
  const leaver = await signUpInvited(relay, "Leander")
  const id = await idOf(leaver)
  await leaver.json("POST", "/api/auth/sign-in/magic-link", { email: mailOf("Leander"), callbackURL: "/" })
  const pass = await leaver.pass()
  const client = await BareClient.connect(relay.relay.url, pass)
  const onDisk = (trace: string) =>
    [ACCOUNTS_FILE, `${ACCOUNTS_FILE}-wal`].some(file => readFileSync(join(relay.folder, file)).includes(trace))
  expect([onDisk("Leander"), onDisk(mailOf("Leander")), onDisk(id)]).toEqual([true, true, true])

  expect((await leaver.ask("POST", "/api/me/erase", { confirm: mailOf("Olga") })).status).toBe(400)
  expect((await leaver.ask("POST", "/api/me/erase", {})).status).toBe(400)
  await leaver.json("POST", "/api/me/erase", { confirm: mailOf("Leander") })
  expect(await client.closed).toBe(CLOSE_REASONS["signed-out"].code)
  expect([relay.accounts.person(id), relay.accounts.identify(pass), erased]).toEqual([null, null, [id]])
  expect(leaver.cookies.has("weft-session")).toBe(false)
  const signIn = await leaver.ask("POST", "/api/auth/sign-in/email", { email: mailOf("Leander"), password: PASSWORD })
  expect(signIn.status).toBe(403)
  expect([onDisk("Leander"), onDisk(mailOf("Leander")), onDisk(id)]).toEqual([false, false, false])
  await relay.close()
})

test("ACCOUNT-12 the log tells to which documents somebody wrote, and nothing of anybody else", async () => {
  const relay = await startRelayWithAccounts()
  const owner = await signUpOwner(relay)
  const other = await signUpInvited(relay, "Otto")
  for (const [browser, document] of [
    [owner, "acme/space/ops"],
    [owner, "acme/people"],
    [other, "acme/space/ops"],
  ] as const) {
    const client = await BareClient.connect(relay.relay.url, await browser.pass())
    await client.join(1, document)
    const update = new Y.Doc()
    update.getMap("items").set(client.session, true)
    await client.write(1, 1, Y.encodeStateAsUpdate(update))
    await client.close()
  }
  const edits = authoredEdits(relay.relay.dataFolder, await idOf(owner))
  expect(edits.map(({ document, updates }) => [document, updates])).toEqual([
    ["acme/people", 1],
    ["acme/space/ops", 1],
  ])
  expect(authoredEdits(relay.relay.dataFolder, "nobody")).toEqual([])
  await relay.close()
})

test("ACCOUNT-12 who is still needed somewhere is told so, and nothing of them is erased", async () => {
  const relay = await startRelayWithAccounts()
  const browser = await signUpOwner(relay)
  const whyNotErase = () => "acme"
  relay.accounts.alsoKeeps({ name: "memberships", export: () => [], erase: () => {}, whyNotErase })
  const answer = await browser.ask("POST", "/api/me/erase", { confirm: mailOf("Olga") })
  expect([answer.status, await answer.json()]).toEqual([409, { reason: "last-owner", detail: "acme" }])
  expect(relay.accounts.person(await idOf(browser))).toMatchObject({ name: "Olga" })
  await relay.close()
})
