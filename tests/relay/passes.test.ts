import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterAll, beforeAll, expect, test } from "vitest"
import * as Y from "yjs"
import type { ApiToken, NewApiToken, Pass } from "@weft/model/wire/api"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { systemTimers } from "@weft/sync-server/ports"
import { BareClient } from "../support/relay.ts"
import { signUpOwner, startRelayWithAccounts, type Browser, type SignedInRelay } from "../support/signed-in-relay.ts"
import { TestTime } from "./test-world.ts"

const SIGNED_OUT = CLOSE_REASONS["signed-out"].code
const MINUTE = 60_000

let shared: SignedInRelay
let url = ""
let owner: Browser

beforeAll(async () => {
  shared = await startRelayWithAccounts()
  url = shared.relay.url
  owner = await signUpOwner(shared)
})
afterAll(() => shared.close())

/** A relay whose clock stands still; what is due at once is still done at once. */
async function startInTestTime(): Promise<{ readonly relay: SignedInRelay; readonly time: TestTime }> {
  const time = new TestTime()
  const timers = {
    after: (millis: number, run: () => void) => (millis === 0 ? systemTimers : time).after(millis, run),
    soon: systemTimers.soon,
  }
  return { relay: await startRelayWithAccounts({ clock: time, timers }), time }
}

/** Writes numbered keys, one update each, as one client does. */
class Batch {
  readonly #document = new Y.Doc()
  readonly #client: BareClient
  #sent = 0
  constructor(client: BareClient) {
    this.#client = client
  }

  send(): number {
    const before = Y.encodeStateVector(this.#document)
    this.#sent += 1
    this.#document.getMap("items").set(`key-${this.#sent}`, true)
    const bytes = Y.encodeStateAsUpdate(this.#document, before)
    this.#client.send({ kind: "update", channel: 1, clientSeq: this.#sent, bytes })
    return this.#sent
  }
}

const newToken: NewApiToken = { name: "robot", workspace: "acme", spaces: ["ops"], right: "read", endsAt: null }
const createToken = (token: Partial<NewApiToken> = {}) =>
  owner.json<ApiToken & { readonly secret: string }>("POST", "/api/tokens", { ...newToken, ...token })
const passFor = (secret: string) =>
  fetch(`${url}/api/pass`, { method: "POST", headers: { authorization: `Bearer ${secret}` } })

test("ACCOUNT-6 a batch goes on past the end of its pass, is refused after thirty seconds, closed after sixty", async () => {
  const { relay, time } = await startInTestTime()
  const browser = await signUpOwner(relay)
  const client = await BareClient.connect(relay.relay.url, await browser.pass())
  await client.join(1, "acme/people")
  const batch = new Batch(client)

  await time.pass(5 * MINUTE)
  const late = batch.send()
  expect((await client.next("ack")).clientSeq).toBe(late)
  await time.pass(30_001)
  batch.send()
  expect(await client.next("nack")).toMatchObject({ reason: "signed-out" })
  await client.settled()
  await time.pass(30_000)
  expect(await client.closed).toBe(SIGNED_OUT)
  await relay.close()
})

test("ACCOUNT-6 a pass that is renewed in time ends nothing, and an ended one opens no socket", async () => {
  const { relay, time } = await startInTestTime()
  const browser = await signUpOwner(relay)
  const pass = await browser.pass()
  const client = await BareClient.connect(relay.relay.url, pass)
  await client.join(1, "acme/people")
  for (let renewals = 0; renewals < 3; renewals += 1) {
    await time.pass(4 * MINUTE)
    client.send({ kind: "token", pass: await browser.pass() })
    await client.settled()
  }
  const sent = new Batch(client).send()
  expect((await client.next("ack")).clientSeq).toBe(sent)
  expect(relay.accounts.identify(pass)).toBeNull()
  client.send({ kind: "token", pass })
  await client.settled()
  await client.close()
  await relay.close()
})

test("ACCOUNT-8 a token is shown once, and only its hash is kept", async () => {
  const { secret, ...token } = await createToken()
  expect(secret).toMatch(/^weft_[0-9A-Za-z_-]{43}$/)
  expect(token).toMatchObject({ ...newToken, seenAt: null })
  const listed = await owner.ask("GET", "/api/tokens")
  const text = await listed.text()
  expect(JSON.parse(text)).toContainEqual(token)
  expect(text).not.toContain(secret)
})

test("ACCOUNT-8 a token stands for its person within its scope, by header, in the address, and as a pass", async () => {
  const { secret, id } = await createToken()
  const scope = { workspace: "acme", spaces: ["ops"], right: "read" }
  const byHeader = new Request(url, { headers: { authorization: `Bearer ${secret}` } })
  for (const request of [byHeader, new Request(`${url}/y/acme/people?token=${secret}`)])
    expect(await shared.accounts.identifyRequest(request)).toMatchObject({ device: id, scope, endsAt: Infinity })
  const { pass } = (await (await passFor(secret)).json()) as Pass
  expect(shared.accounts.identify(pass)).toMatchObject({ device: id, scope })
})

test("ACCOUNT-8 what is no token, or only looks like one, stands for nobody", async () => {
  const { secret } = await createToken()
  for (const guess of ["", "weft_", secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), await owner.pass()])
    expect((await passFor(guess)).status, guess).toBe(401)
})

test("ACCOUNT-8 a token cannot make tokens, list devices, export or erase its person", async () => {
  const { secret } = await createToken({ right: "write", spaces: null })
  for (const [method, path] of [
    ["GET", "/api/tokens"],
    ["POST", "/api/tokens"],
    ["GET", "/api/devices"],
    ["GET", "/api/me/export"],
    ["POST", "/api/me/erase"],
    ["POST", "/api/auth/change-password"],
  ] as const) {
    const answer = await fetch(url + path, { method, headers: { authorization: `Bearer ${secret}` } })
    expect(answer.status, path).toBe(401)
  }
})

test("ACCOUNT-8 a token that ends takes its pass along, and one that has ended is none", async () => {
  const { relay, time } = await startInTestTime()
  const browser = await signUpOwner(relay)
  const endsAt = time.now() + 2 * MINUTE
  const { secret } = await browser.json<{ secret: string }>("POST", "/api/tokens", { ...newToken, endsAt })
  const ask = () =>
    fetch(`${relay.relay.url}/api/pass`, { method: "POST", headers: { authorization: `Bearer ${secret}` } })
  const { pass, endsAt: passEndsAt } = (await (await ask()).json()) as Pass
  expect(passEndsAt).toBe(endsAt)
  await time.pass(2 * MINUTE)
  expect(relay.accounts.identify(pass)).toBeNull()
  expect((await ask()).status).toBe(401)
  await relay.close()
})

test("ACCOUNT-8 a token is refused with a scope that is none", async () => {
  for (const [field, value] of [
    ["name", ""],
    ["workspace", "acme/people"],
    ["spaces", "ops"],
    ["spaces", [".."]],
    ["right", "none"],
    ["endsAt", 1],
    ["endsAt", "soon"],
  ] as const) {
    const answer = await owner.ask("POST", "/api/tokens", { ...newToken, [field]: value })
    expect([answer.status, await answer.json()]).toEqual([400, { reason: "bad-request", detail: field }])
  }
})

test("ACCOUNT-7 a token that is taken back closes its sockets at once", async () => {
  const { secret, id } = await createToken()
  const { pass } = (await (await passFor(secret)).json()) as Pass
  const client = await BareClient.connect(url, pass)
  await owner.json("DELETE", `/api/tokens/${id}`)
  expect(await client.closed).toBe(SIGNED_OUT)
  expect((await passFor(secret)).status).toBe(401)
})

test("ACCOUNT-8 it is noted at most once a minute that a token was seen", async () => {
  const { relay, time } = await startInTestTime()
  const browser = await signUpOwner(relay)
  const { secret } = await browser.json<{ secret: string }>("POST", "/api/tokens", newToken)
  const use = () => relay.accounts.identifyRequest(new Request(`${url}/?token=${secret}`))
  const seen = async () => (await browser.json<ApiToken[]>("GET", "/api/tokens"))[0]?.seenAt
  await use()
  const first = time.now()
  await time.pass(MINUTE - 1)
  await use()
  expect(await seen()).toBe(first)
  await time.pass(1)
  await use()
  expect(await seen()).toBe(first + MINUTE)
  await relay.close()
})

test("RELAY-6 whoever is signed in gets passes on while nothing can be written down, since they read on", async () => {
  const { relay, time } = await startInTestTime()
  const browser = await signUpOwner(relay)
  const table = new DatabaseSync(join(relay.folder, "accounts.sqlite"))
  table.exec(`CREATE TRIGGER full BEFORE UPDATE ON "session" BEGIN SELECT RAISE(FAIL, 'disk full'); END`)
  table.close()
  await time.pass(2 * MINUTE)
  const { pass } = await browser.json<Pass>("POST", "/api/pass")
  await BareClient.connect(relay.relay.url, pass).then(client => client.close())
  expect((await browser.ask("GET", "/api/session")).status).toBe(200)
  await relay.close()
})
