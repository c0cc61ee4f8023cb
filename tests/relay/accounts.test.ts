import { afterAll, beforeAll, expect, test } from "vitest"
import type { ApiRefusal, Device, SessionState } from "@weft/model/wire/api"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { isEasyPassword } from "@weft/sync-server/accounts/easy-password"
import { networkOf } from "@weft/sync-server/http/rate-limit"
import { BareClient } from "../support/relay.ts"
import {
  Browser,
  mailOf,
  PASSWORD,
  signUpInvited,
  signUpOwner,
  startRelayWithAccounts,
  type SignedInRelay,
} from "../support/signed-in-relay.ts"
import { TestTime } from "./test-world.ts"

const SIGNED_OUT = CLOSE_REASONS["signed-out"].code
const WRONG = "wrong horse battery"

let shared: SignedInRelay
let url = ""
let owner: Browser

beforeAll(async () => {
  shared = await startRelayWithAccounts()
  url = shared.relay.url
  owner = await signUpOwner(shared)
})
afterAll(() => shared.close())

const refusalOf = async (answer: Response) => [answer.status, ((await answer.json()) as ApiRefusal).reason]
const signIn = (browser: Browser, mail: string, password = PASSWORD) =>
  browser.ask("POST", "/api/auth/sign-in/email", { email: mail, password })
const stateOf = (browser: Browser) => browser.json<SessionState>("GET", "/api/session")
const olga = { name: "Olga", mail: mailOf("Olga"), password: PASSWORD }

test("ACCOUNT-1 whoever has the link of the console runs the relay from then on", async () => {
  const state = await stateOf(owner)
  expect(state).toMatchObject({ access: "accounts", person: { name: "Olga", mail: olga.mail }, isOperator: true })
  expect(await stateOf(new Browser(url))).toEqual({
    access: "accounts",
    person: null,
    waitsForOwner: false,
    ways: { password: true, passkey: false, mailedLink: true, providers: [] },
  })
})

test("ACCOUNT-1 the link counts once, for a day, and only the newest one; nobody else can guess it", async () => {
  const clock = new TestTime()
  const relay = await startRelayWithAccounts({ clock })
  const setUp = (secret: string | null) => new Browser(relay.relay.url).ask("POST", "/api/setup", { ...olga, secret })
  const old = relay.accounts.drawSetUpSecret()
  const secret = relay.accounts.drawSetUpSecret()
  expect(await refusalOf(await setUp(old))).toEqual([403, "wrong-secret"])
  expect(await refusalOf(await setUp("guess"))).toEqual([403, "wrong-secret"])
  await clock.pass(24 * 60 * 60_000)
  expect(await refusalOf(await setUp(secret))).toEqual([410, "ended"])

  const fresh = relay.accounts.drawSetUpSecret()
  const both = await Promise.all([setUp(fresh), setUp(fresh)])
  expect(both.map(answer => answer.status).toSorted()).toEqual([200, 409])
  expect(await refusalOf(await setUp(fresh))).toEqual([409, "set-up-already"])
  expect(relay.accounts.drawSetUpSecret()).toBeNull()
  await relay.close()
})

test("ACCOUNT-1 a relay is not set up with a short password, without a name, or with half a mail address", async () => {
  const relay = await startRelayWithAccounts()
  const secret = relay.accounts.drawSetUpSecret()
  for (const [field, value] of [
    ["password", "too short"],
    ["password", "long".repeat(100)],
    ["name", "  "],
    ["mail", "olga"],
    ["mail", "olga@weft.example, mallory@weft.example"],
    ["secret", 7],
  ] as const) {
    const answer = await new Browser(relay.relay.url).ask("POST", "/api/setup", { ...olga, secret, [field]: value })
    expect([answer.status, await answer.json()], field).toEqual([400, { reason: "bad-request", detail: field }])
  }
  await relay.close()
})

test("ACCOUNT-16 a password that is guessed first is refused, and a sentence is none of these", () => {
  const about = ["Olga Kurylenko", "o.kurylenko@weft.example"]
  for (const easy of [
    "1234567890",
    "qwertzuiop",
    "9876543210",
    "abcabcabcabc",
    "Password2026!",
    "willkommen1",
    "kurylenko99",
    "OLGA-----99",
    "o.kurylenko@weft.example",
    "2026-11-23",
  ])
    expect(isEasyPassword(easy, about), easy).toBe(true)
  for (const good of [PASSWORD, "olga likes tea", "k7#Pz!q9Lw", "пароль из слов"])
    expect(isEasyPassword(good, about), good).toBe(false)
})

test("ACCOUNT-16 no way to set a password takes an easy one", async () => {
  const browser = await signUpInvited(shared, "Emil")
  const change = { currentPassword: PASSWORD, newPassword: "emil@weft.example" }
  expect((await browser.ask("POST", "/api/auth/change-password", change)).status).toBe(400)
  const reset = { newPassword: "1234567890", token: "x" }
  expect(await refusalOf(await browser.ask("POST", "/api/auth/reset-password", reset))).toEqual([400, "bad-request"])
  shared.invitations.add("open")
  const signUp = { name: "Emilia", email: mailOf("Emilia"), password: "password123", invitation: "open" }
  expect((await browser.ask("POST", "/api/auth/sign-up/email", signUp)).status).toBe(400)
})

test("ACCOUNT-2 nobody makes an account without an invitation that is open", async () => {
  const stranger = { name: "Mallory", email: mailOf("Mallory"), password: PASSWORD }
  const browser = new Browser(url)
  for (const invitation of [undefined, "", "guess", 7])
    expect(await refusalOf(await browser.ask("POST", "/api/auth/sign-up/email", { ...stranger, invitation }))).toEqual([
      403,
      "forbidden",
    ])
  expect(await stateOf(browser)).toMatchObject({ person: null })
})

test("ACCOUNT-2 with an invitation somebody makes an account, and not for an address that has one", async () => {
  const guest = await signUpInvited(shared, "Gustav")
  expect(await stateOf(guest)).toMatchObject({ person: { name: "Gustav" }, isOperator: false })
  const again = { name: "Gustav", email: "GUSTAV@weft.example", password: PASSWORD, invitation: "invitation-Gustav" }
  expect(await refusalOf(await new Browser(url).ask("POST", "/api/auth/sign-up/email", again))).toEqual([
    409,
    "already-there",
  ])
})

test("ACCOUNT-2 what better-auth offers beside that cannot be reached", async () => {
  for (const path of ["delete-user", "change-email", "revoke-sessions", "update-session", "verify-password"])
    expect((await owner.ask("POST", `/api/auth/${path}`, {})).status, path).toBe(404)
  for (const path of ["get-session", "list-sessions", "ok", "error", "account-info"])
    expect((await owner.ask("GET", `/api/auth/${path}`)).status, path).toBe(404)
})

test("ACCOUNT-3 a wrong password and an unknown account are answered alike", async () => {
  await signUpInvited(shared, "Petra")
  const browser = new Browser(url)
  const answers = [await signIn(browser, mailOf("Petra"), WRONG), await signIn(browser, mailOf("Nobody"), WRONG)]
  const said = await Promise.all(answers.map(async answer => [answer.status, await answer.json()]))
  expect(said[0]).toEqual([403, { reason: "wrong-secret", detail: "INVALID_EMAIL_OR_PASSWORD" }])
  expect(said[1]).toEqual(said[0])
  expect(await stateOf(browser)).toMatchObject({ person: null })
})

test("ACCOUNT-3 who guesses is slowed: an account from many addresses, and an address over many accounts", async () => {
  await signUpInvited(shared, "Bruno")
  for (const mail of [mailOf("Bruno"), mailOf("Nobody-else")]) {
    const statuses = []
    for (let guess = 0; guess < 11; guess += 1) statuses.push((await signIn(new Browser(url), mail, WRONG)).status)
    expect(statuses, mail).toEqual([...Array<number>(10).fill(403), 429])
  }
  // The right password is slowed as well, so that slowness says nothing of it.
  const slowed = await signIn(new Browser(url), mailOf("Bruno").toUpperCase())
  expect([slowed.status, slowed.headers.get("retry-after")]).toEqual([429, "30"])

  const from = new Browser(url, "192.0.2.7")
  const statuses = []
  for (let guess = 0; guess < 31; guess += 1) statuses.push((await signIn(from, mailOf(`Person-${guess}`))).status)
  expect(statuses).toEqual([...Array<number>(30).fill(403), 429])
})

test("ACCOUNT-4 scripts and other sites do not get the cookie, and nothing that is answered holds it", async () => {
  const browser = new Browser(url)
  const answer = await signIn(browser, olga.mail)
  expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^weft-session=.*; HttpOnly; SameSite=Lax$/)])
  const token = decodeURIComponent(browser.cookies.get("weft-session") ?? "").split(".")[0] ?? ""
  expect(token.length).toBeGreaterThan(30)
  expect(await answer.text()).not.toContain(token)
  expect(await (await browser.ask("GET", "/api/devices")).text()).not.toContain(token)
})

test("ACCOUNT-4 behind TLS browsers take the cookie over TLS only, and from this host only", async () => {
  const relay = await startRelayWithAccounts({ origin: "https://weft.example" })
  const answer = await fetch(`${relay.relay.url}/api/setup`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://weft.example" },
    body: JSON.stringify({ ...olga, secret: relay.accounts.drawSetUpSecret() }),
  })
  expect(answer.headers.get("set-cookie")).toMatch(/^__Host-weft-session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000")
  const signedIn = await fetch(`${relay.relay.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://weft.example" },
    body: JSON.stringify({ email: olga.mail, password: PASSWORD }),
  })
  expect(signedIn.headers.get("set-cookie")).toMatch(/^__Host-weft-session=.*Secure/)
  await relay.close()
})

test("ACCOUNT-4 a session that somebody else put into a browser is not the one that signing in begins", async () => {
  const attacker = await signUpInvited(shared, "Fixator")
  const planted = attacker.cookies.get("weft-session") ?? ""
  const victim = new Browser(url)
  victim.cookies.set("weft-session", planted)
  expect((await signIn(victim, olga.mail)).status).toBe(200)
  expect(victim.cookies.get("weft-session")).not.toBe(planted)
  expect(await stateOf(victim)).toMatchObject({ person: { name: "Olga" } })
  expect(await stateOf(attacker)).toMatchObject({ person: { name: "Fixator" } })
})

test("ACCOUNT-4 a cookie that we have not written is none", async () => {
  const written = owner.cookies.get("weft-session") ?? ""
  const [token = ""] = decodeURIComponent(written).split(".")
  for (const cookie of [token, `${token}.`, `${token}.AAAA`, `x${written}`, "%", ""]) {
    const browser = new Browser(url)
    browser.cookies.set("weft-session", cookie)
    expect(await stateOf(browser), cookie).toMatchObject({ person: null })
  }
})

test("ACCOUNT-4 who signs out is signed out, though the cookie be kept", async () => {
  const browser = await signUpInvited(shared, "Aurel")
  const kept = browser.cookies.get("weft-session") ?? ""
  await browser.json("POST", "/api/auth/sign-out", {})
  expect(browser.cookies.has("weft-session")).toBe(false)
  browser.cookies.set("weft-session", kept)
  expect(await refusalOf(await browser.ask("POST", "/api/pass"))).toEqual([401, "signed-out"])
})

test("ACCOUNT-4 a device stays signed in while it is used, and for thirty days after", async () => {
  const clock = new TestTime()
  const relay = await startRelayWithAccounts({ clock })
  const browser = await signUpOwner(relay)
  const day = 24 * 60 * 60_000
  for (let month = 0; month < 3; month += 1) {
    await clock.pass(29 * day)
    expect(await stateOf(browser)).toMatchObject({ person: { name: "Olga" } })
  }
  await clock.pass(30 * day)
  expect(await stateOf(browser)).toMatchObject({ person: null })
  await relay.close()
})

test("ACCOUNT-5 a page of another site changes nothing, and a browser that hides where it is neither", async () => {
  const cookie = owner.cookieHeader
  const ask = (headers: Readonly<Record<string, string>>) =>
    fetch(`${url}/api/pass`, { method: "POST", headers: { cookie, ...headers } })
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: url.replace(/\d+$/, "1") },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    {},
  ])
    expect(await refusalOf(await ask(headers)), JSON.stringify(headers)).toEqual([403, "forbidden"])
  expect((await ask({ origin: url })).status).toBe(200)
  expect((await ask({ "sec-fetch-site": "same-origin" })).status).toBe(200)
})

test("ACCOUNT-5 another site signs nobody in as somebody else, with a form or without", async () => {
  const form = new URLSearchParams({ email: olga.mail, password: PASSWORD })
  const body = JSON.stringify({ email: olga.mail, password: PASSWORD })
  const send = (type: string, sent: string, origin: string) =>
    fetch(`${url}/api/auth/sign-in/email`, { method: "POST", body: sent, headers: { "content-type": type, origin } })
  expect((await send("application/json", body, "https://evil.example")).status).toBe(403)
  expect((await send("application/x-www-form-urlencoded", form.toString(), url)).status).toBe(400)
  expect((await send("text/plain", body, url)).status).toBe(400)
})

test("ACCOUNT-6 only a pass as we wrote it, of our own, opens a socket", async () => {
  const elsewhere = await startRelayWithAccounts()
  const stranger = await signUpOwner(elsewhere)
  const pass = await owner.pass()
  const [claims = "", code = ""] = pass.split(".")
  const [, device] = JSON.parse(Buffer.from(claims, "base64url").toString()) as string[]
  const forged = Buffer.from(JSON.stringify(["somebody", device, Date.now() * 2])).toString("base64url")
  for (const bad of ["", "guess", claims, `${claims}.`, `${forged}.${code}`, `${pass}.${code}`, await stranger.pass()])
    expect(shared.accounts.identify(bad), bad).toBeNull()
  expect(shared.accounts.identify(pass)).toMatchObject({ device, scope: null })

  const client = new BareClient(url)
  await new Promise(resolve => client.socket.once("open", resolve))
  client.send({
    kind: "hello",
    protocol: 2,
    build: "test",
    schema: 0,
    session: client.session,
    pass: await stranger.pass(),
  })
  expect(await client.closed).toBe(SIGNED_OUT)
  await elsewhere.close()
})

test("ACCOUNT-7 a device that is taken back loses its socket and its pass at once, and the others keep theirs", async () => {
  const first = await signUpInvited(shared, "Doris")
  const second = new Browser(url)
  await signIn(second, mailOf("Doris"))
  const pass = await second.pass()
  const client = await BareClient.connect(url, pass)
  const other = await BareClient.connect(url, await first.pass())
  const devices = await first.json<Device[]>("GET", "/api/devices")
  expect(devices.map(({ isThis, agent }) => [isThis, agent])).toEqual([
    [false, "Test Browser"],
    [true, "Test Browser"],
  ])
  const started = performance.now()
  await first.json("DELETE", `/api/devices/${devices.find(({ isThis }) => !isThis)?.id}`)
  expect(await client.closed).toBe(SIGNED_OUT)
  expect(performance.now() - started).toBeLessThan(1_000)
  expect(shared.accounts.identify(pass)).toBeNull()
  expect(await refusalOf(await second.ask("POST", "/api/pass"))).toEqual([401, "signed-out"])
  await other.settled()
  await other.close()
})

test("ACCOUNT-7 nobody takes back what is another person's", async () => {
  const victim = await signUpInvited(shared, "Viktor")
  const [device] = await victim.json<Device[]>("GET", "/api/devices")
  const token = await victim.json<{ id: string }>("POST", "/api/tokens", {
    name: "mine",
    workspace: "acme",
    spaces: null,
    right: "read",
    endsAt: null,
  })
  expect((await owner.ask("DELETE", `/api/devices/${device?.id}`)).status).toBe(404)
  expect((await owner.ask("DELETE", `/api/tokens/${token.id}`)).status).toBe(404)
  expect(await stateOf(victim)).toMatchObject({ person: { name: "Viktor" } })
})

test("ACCOUNT-7 a new password needs the old one, and signs out everywhere else", async () => {
  const first = await signUpInvited(shared, "Paul")
  const second = new Browser(url)
  await signIn(second, mailOf("Paul"))
  const client = await BareClient.connect(url, await second.pass())
  const change = (currentPassword: string, newPassword: string) =>
    first.ask("POST", "/api/auth/change-password", { currentPassword, newPassword, revokeOtherSessions: false })
  expect(await refusalOf(await change(WRONG, "another battery"))).toEqual([403, "wrong-secret"])
  expect(await refusalOf(await change(PASSWORD, "short"))).toEqual([400, "bad-request"])
  expect((await change(PASSWORD, "another battery")).status).toBe(200)
  expect(await client.closed).toBe(SIGNED_OUT)
  expect(await stateOf(first)).toMatchObject({ person: { name: "Paul" } })
  expect((await signIn(new Browser(url), mailOf("Paul"))).status).toBe(403)
  expect((await signIn(new Browser(url), mailOf("Paul"), "another battery")).status).toBe(200)
})

test("ACCOUNT-7 all other devices are taken back in one go", async () => {
  const first = await signUpInvited(shared, "Rita")
  const others = [new Browser(url), new Browser(url)]
  for (const other of others) await signIn(other, mailOf("Rita"))
  await first.json("DELETE", "/api/devices")
  for (const other of others) expect(await stateOf(other)).toMatchObject({ person: null })
  expect(await first.json<Device[]>("GET", "/api/devices")).toHaveLength(1)
})

test("a name can be changed, and not to nothing", async () => {
  const browser = await signUpInvited(shared, "Nora")
  await browser.json("POST", "/api/auth/update-user", { name: " Eleonora ", email: olga.mail, image: "x" })
  expect(await stateOf(browser)).toMatchObject({ person: { name: "Eleonora", mail: mailOf("Nora") } })
  expect((await browser.ask("POST", "/api/auth/update-user", { name: " " })).status).toBe(400)
})

test("ACCOUNT-13 every answer has an id, and what cannot be reached is refused in the same form", async () => {
  const answers = [await owner.ask("GET", "/api/session"), await owner.ask("GET", "/healthz")]
  const ids = answers.map(answer => answer.headers.get("x-request-id"))
  expect(new Set(ids).size).toBe(2)
  expect(ids).not.toContain(null)
  expect(answers[0]?.headers.get("cache-control")).toBe("no-store")
  for (const path of ["/api/devices", "/api/tokens", "/api/me/export"])
    expect(await refusalOf(await new Browser(url).ask("GET", path)), path).toEqual([401, "signed-out"])
})

test("ACCOUNT-13 a fault is reported under an id, and says nothing of itself to who asks", async () => {
  const relay = await startRelayWithAccounts()
  relay.accounts.close()
  const browser = new Browser(relay.relay.url)
  const answer = await browser.ask("GET", "/api/session")
  const id = answer.headers.get("x-request-id") ?? ""
  expect([answer.status, await answer.json()]).toEqual([500, { reason: "fault", detail: id }])
  expect(relay.relay.reports).toEqual([
    expect.stringMatching(new RegExp(`^Request ${id} could not be answered: .*\n.* at `)),
  ])
  await relay.relay.close()
})

test("ACCOUNT-14 a body that no request has is refused", async () => {
  const answer = await new Browser(url).ask("POST", "/api/setup", { name: "x".repeat(100_000) })
  expect(await refusalOf(answer)).toEqual([413, "too-large"])
})

test("ACCOUNT-14 who has a whole network of long addresses has one share", () => {
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9")
  for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::"])
    expect(networkOf(address), address).toBe("2001:db8:1:2")
  expect([networkOf("::1"), networkOf("2001:db8::2"), networkOf("fe80::1:2:3:4:5")]).toEqual([
    "0:0:0:0",
    "2001:db8:0:0",
    "fe80:0:0:1",
  ])
})

test("ACCOUNT-14 one address that asks without end is slowed, and others are not", async () => {
  const clock = new TestTime()
  const relay = await startRelayWithAccounts({ clock })
  const busy = new Browser(relay.relay.url, "198.51.100.9")
  const statuses = new Map<number, number>()
  for (let round = 0; round < 13; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => busy.ask("GET", "/api/session")))
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([statuses.get(200), statuses.get(429)]).toEqual([600, 50])
  expect((await new Browser(relay.relay.url).ask("GET", "/api/session")).status).toBe(200)
  await clock.pass(1_000)
  expect((await busy.ask("GET", "/api/session")).status).toBe(200)
  await relay.close()
})
