import { afterAll, beforeAll, expect, test } from "vitest"
import type { SessionState } from "@weft/model/wire/api"
import { openAccountsDatabase } from "@weft/sync-server/accounts/accounts-database"
import { Passwords } from "@weft/sync-server/accounts/passwords"
import { SessionCookie } from "@weft/sync-server/accounts/session-cookie"
import { missingTables } from "@weft/sync-server/accounts/sign-in"
import { Authenticator } from "../support/authenticator.ts"
import { startOidcServer, type OidcServer } from "../support/oidc-provider.ts"
import {
  Browser,
  mailOf,
  PASSWORD,
  signUpInvited,
  signUpOwner,
  startRelayWithAccounts,
  type SignedInRelay,
} from "../support/signed-in-relay.ts"

const ERIKA = { sub: "erika-1", email: "erika@acme.example", email_verified: true, name: "Erika" }

let provider: OidcServer
let closed: OidcServer
let shared: SignedInRelay
let url = ""

beforeAll(async () => {
  provider = await startOidcServer(ERIKA)
  closed = await startOidcServer({ ...ERIKA, sub: "erika-2", email: "erika@other.example" })
  const common = { clientId: "weft", clientSecret: "secret" }
  shared = await startRelayWithAccounts({
    providers: [
      { ...common, id: "acme", name: "Acme", issuer: provider.issuer, signUp: true },
      { ...common, id: "other", name: "Other", issuer: closed.issuer, signUp: false },
    ],
  })
  // Passkeys belong to a name, and this one browsers take for safe as well.
  url = shared.relay.url.replace("127.0.0.1", "localhost")
  await signUpOwner(shared)
})
afterAll(async () => {
  await shared.close()
  await provider.close()
  await closed.close()
})

const stateOf = (browser: Browser) => browser.json<SessionState>("GET", "/api/session")
const mailsTo = (mail: string) => shared.mails.filter(({ to }) => to === mail)
const linkIn = (text: string | undefined) => /https?:\S+/.exec(text ?? "")?.[0] ?? ""
const pathOf = (link: string) => {
  const { pathname, search } = new URL(link, url)
  return pathname + search
}

/** Goes to a provider and comes back, as a browser does; returns where that ended. */
async function goTo(browser: Browser, id: string, path = "sign-in/social"): Promise<string> {
  const body = { provider: id, callbackURL: "/boards", errorCallbackURL: "/sign-in" }
  const { url: there } = await browser.json<{ url: string }>("POST", `/api/auth/${path}`, body)
  const back = (await fetch(there, { redirect: "manual" })).headers.get("location") ?? ""
  return pathOf((await browser.ask("GET", pathOf(back))).headers.get("location") ?? "")
}

test("the tables that we make are those that better-auth asks for", async () => {
  const database = openAccountsDatabase(`${shared.folder}/empty`)
  const missing = await missingTables({
    database,
    secret: "s".repeat(43),
    cookie: new SessionCookie("s", false),
    isSecure: false,
    passwords: new Passwords(),
    providers: [],
    mailer: { send: async () => {} },
    report: () => {},
  })
  expect(missing).toEqual([])
  database.close()
})

test("ACCOUNT-9 a mailed link signs in once", async () => {
  const asking = new Browser(url)
  const headers = { "accept-language": "de-DE, en" }
  const body = { email: mailOf("Olga"), callbackURL: "/boards" }
  expect((await asking.ask("POST", "/api/auth/sign-in/magic-link", body, headers)).status).toBe(200)
  const [mail] = mailsTo(mailOf("Olga"))
  expect(mail?.subject).toBe("Ihr Link zum Anmelden bei Weft")
  const [page, token = ""] = linkIn(mail?.text).split("#")
  expect(page).toBe(`${url}/sign-in-link?to=%2Fboards`)
  const opened = new Browser(url)
  const answer = await opened.ask("POST", "/api/auth/magic-link/verify", { token })
  expect([answer.status, await answer.json()]).toMatchObject([200, { person: { name: "Olga" } }])
  expect(await stateOf(opened)).toMatchObject({ person: { name: "Olga" } })

  const again = new Browser(url)
  const used = await again.ask("POST", "/api/auth/magic-link/verify", { token })
  expect([used.status, await used.json()]).toEqual([410, { reason: "ended", detail: "" }])
  expect(await stateOf(again)).toMatchObject({ person: null })
})

test("ACCOUNT-9 whatever only looks at a mailed link, as programs do that search mail, does not use it up", async () => {
  await new Browser(url).ask("POST", "/api/auth/sign-in/magic-link", { email: mailOf("Olga") })
  const token = linkIn(mailsTo(mailOf("Olga")).at(-1)?.text).split("#")[1] ?? ""
  const scanner = new Browser(url)
  const looked = await scanner.ask("GET", `/api/auth/magic-link/verify?token=${token}`)
  expect([looked.status, await stateOf(scanner)]).toMatchObject([404, { person: null }])
  const opened = new Browser(url)
  expect((await opened.ask("POST", "/api/auth/magic-link/verify", { token })).status).toBe(200)
  for (const [wrong, status] of [
    ["guessed", 410],
    [7, 400],
    [null, 400],
    [{ token }, 400],
  ] as const)
    expect((await opened.ask("POST", "/api/auth/magic-link/verify", { token: wrong })).status).toBe(status)
})

test("ACCOUNT-9 nobody can tell by asking for a link whether there is an account, nor flood its mailbox", async () => {
  const ask = async (email: string) => {
    const answer = await new Browser(url).ask("POST", "/api/auth/sign-in/magic-link", { email })
    return [answer.status, await answer.text()]
  }
  await signUpInvited(shared, "Selma")
  const before = shared.mails.length
  expect(await ask("nobody@weft.example")).toEqual(await ask(mailOf("Selma")))
  expect(
    shared.mails
      .slice(before)
      .filter(({ subject }) => subject.includes("link"))
      .map(({ to }) => to),
  ).toEqual([mailOf("Selma")])
  const statuses = []
  for (let times = 0; times < 4; times += 1) statuses.push((await ask("flooded@weft.example"))[0])
  expect(statuses).toEqual([200, 200, 200, 429])
})

test("ACCOUNT-9 a mailed link leads nowhere but here", async () => {
  for (const [position, callbackURL] of ["https://evil.example", "//evil.example", "/\\evil.example"].entries()) {
    const body = { email: `elsewhere-${position}@weft.example`, callbackURL }
    const answer = await new Browser(url).ask("POST", "/api/auth/sign-in/magic-link", body)
    expect(answer.status, callbackURL).toBe(403)
  }
})

test("ACCOUNT-9 a forgotten password is replaced by a link, once, and everybody is signed out", async () => {
  const browser = await signUpInvited(shared, "Vera")
  await new Browser(url).json("POST", "/api/auth/request-password-reset", { email: mailOf("Vera") })
  const mail = mailsTo(mailOf("Vera")).find(({ subject }) => subject === "A new password for Weft")
  const [page, token = ""] = linkIn(mail?.text).split("#")
  expect(page).toBe(`${url}/new-password`)
  const reset = (newPassword: string) =>
    new Browser(url).ask("POST", "/api/auth/reset-password", { newPassword, token })
  expect((await reset("short")).status).toBe(400)
  expect((await reset("another battery")).status).toBe(200)
  const again = await reset("a third battery")
  expect([again.status, await again.json()]).toMatchObject([410, { reason: "ended" }])
  expect(await stateOf(browser)).toMatchObject({ person: null })
  const signIn = (password: string) =>
    new Browser(url).ask("POST", "/api/auth/sign-in/email", { email: mailOf("Vera"), password })
  expect((await signIn(PASSWORD)).status).toBe(403)
  expect((await signIn("another battery")).status).toBe(200)
})

test("ACCOUNT-9 a relay that cannot mail says so, and does not offer links", async () => {
  const relay = await startRelayWithAccounts({ canMail: false })
  const browser = new Browser(relay.relay.url)
  expect(await stateOf(browser)).toMatchObject({ ways: { mailedLink: false } })
  for (const path of ["sign-in/magic-link", "request-password-reset"]) {
    const answer = await browser.ask("POST", `/api/auth/${path}`, { email: mailOf("Olga") })
    expect([answer.status, await answer.json()], path).toEqual([501, { reason: "no-mail", detail: "" }])
  }
  await relay.close()
})

test("ACCOUNT-9 whoever signs up is asked by mail whether the address is theirs", async () => {
  await signUpInvited(shared, "Wanda")
  await expect
    .poll(() => mailsTo(mailOf("Wanda")).map(({ subject }) => subject))
    .toEqual(["Is this your mail address?"])
  const answer = await new Browser(url).ask("GET", pathOf(linkIn(mailsTo(mailOf("Wanda"))[0]?.text)))
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"])
})

test("ACCOUNT-10 a passkey signs in without a name or a password", async () => {
  const browser = new Browser(url)
  await browser.json("POST", "/api/auth/sign-in/email", { email: mailOf("Olga"), password: PASSWORD })
  const key = new Authenticator()
  const making = await browser.json<{ challenge: string }>("GET", "/api/auth/passkey/generate-register-options")
  await browser.json("POST", "/api/auth/passkey/verify-registration", {
    response: key.create(making, url),
    name: "Key",
  })
  expect(await browser.json("GET", "/api/auth/passkey/list-user-passkeys")).toMatchObject([{ name: "Key" }])

  const other = new Browser(url)
  expect(await stateOf(other)).toMatchObject({ ways: { passkey: true } })
  const asked = () => other.json<{ challenge: string }>("GET", "/api/auth/passkey/generate-authenticate-options")
  const answer = (response: unknown) => other.ask("POST", "/api/auth/passkey/verify-authentication", { response })
  const stolen = key.get(await asked(), "https://evil.example")
  expect((await answer(stolen)).status).toBeGreaterThanOrEqual(400)
  const unknown = await answer(new Authenticator().get(await asked(), url))
  expect([unknown.status, await unknown.json()]).toMatchObject([403, { reason: "wrong-secret" }])
  expect(await stateOf(other)).toMatchObject({ person: null })

  const response = key.get(await asked(), url)
  expect(await (await answer(response)).json()).toMatchObject({ person: { name: "Olga" } })
  expect(await stateOf(other)).toMatchObject({ person: { name: "Olga" } })
  other.cookies.delete("weft-session")
  expect((await answer(response)).status, "replayed").toBeGreaterThanOrEqual(400)
})

test("ACCOUNT-11 a provider that may makes an account, and signs in the same person again", async () => {
  const first = new Browser(url)
  expect(await stateOf(first)).toMatchObject({
    ways: {
      providers: [
        { id: "acme", name: "Acme" },
        { id: "other", name: "Other" },
      ],
    },
  })
  expect(await goTo(first, "acme")).toBe("/boards")
  const state = await stateOf(first)
  expect(state).toMatchObject({ person: { name: "Erika", mail: ERIKA.email }, isOperator: false })
  const second = new Browser(url)
  await goTo(second, "acme")
  expect(await stateOf(second)).toEqual(state)
})

test("ACCOUNT-11 a provider that may not makes no account", async () => {
  const browser = new Browser(url)
  expect(await goTo(browser, "other")).toBe("/sign-in?error=signup_disabled")
  expect(await stateOf(browser)).toMatchObject({ person: null })
})

test("ACCOUNT-11 whoever has somebody's mail address at a provider is not that person", async () => {
  provider.claims = { ...ERIKA, sub: "mallory", email: mailOf("Olga") }
  const browser = new Browser(url)
  expect(await goTo(browser, "acme")).toBe("/sign-in?error=account_not_linked")
  expect(await stateOf(browser)).toMatchObject({ person: null })

  // Only while signed in somebody may say that this is them.
  const owner = new Browser(url)
  await owner.json("POST", "/api/auth/sign-in/email", { email: mailOf("Olga"), password: PASSWORD })
  expect(await goTo(owner, "acme", "link-social")).toBe("/boards")
  await goTo(browser, "acme")
  expect(await stateOf(browser)).toMatchObject({ person: { name: "Olga" } })
})

test("ACCOUNT-11 an answer of a provider that nobody here asked for signs nobody in", async () => {
  const attacker = new Browser(url)
  const body = { provider: "acme", callbackURL: "/boards", errorCallbackURL: "/sign-in" }
  const { url: there } = await attacker.json<{ url: string }>("POST", "/api/auth/sign-in/social", body)
  const back = (await fetch(there, { redirect: "manual" })).headers.get("location") ?? ""
  const victim = new Browser(url)
  await victim.ask("GET", pathOf(back))
  expect(await stateOf(victim)).toMatchObject({ person: null })
})
