import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { SessionState } from "@weft/model/wire/api"
import { folderMailer } from "@weft/sync-server/accounts/folder-mailer"
import { languageFor, mailWith } from "@weft/sync-server/accounts/mails"
import { readProviders } from "@weft/sync-server/accounts/oidc-providers"
import { readSettings } from "@weft/sync-server/settings"
import { temporaryFolder } from "../support/relay.ts"
import { runRelayProcess, startRelayProcess, type RelayProcess } from "../support/relay-process.ts"
import { Browser, mailOf, PASSWORD } from "../support/signed-in-relay.ts"

let folder = ""
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test("ACCOUNT-15 a relay that asks nobody who they are is reached from its own machine only", () => {
  expect(() => readSettings({ WEFT_ACCESS: "open", HOST: "0.0.0.0", WEFT_URL: "https://weft.example" })).toThrow(
    "HOST must be 127.0.0.1",
  )
  for (const HOST of ["127.0.0.1", "localhost", "::1"])
    expect(readSettings({ WEFT_ACCESS: "open", HOST }), HOST).toMatchObject({ access: "open", host: HOST })
  expect(readSettings({}).access).toBe("accounts")
})

test("OBSERVE-4 a relay takes another time only in development, and only one that can be read", () => {
  const NODE_ENV = "development"
  expect(readSettings({}).now).toBeNull()
  expect(readSettings({ NODE_ENV, WEFT_NOW: "2026-12-24T16:00:00Z" }).now).toBe(Date.UTC(2026, 11, 24, 16))
  expect(() => readSettings({ WEFT_NOW: "2026-12-24" })).toThrow("set NODE_ENV=development")
  expect(() => readSettings({ NODE_ENV: "production", WEFT_NOW: "2026-12-24" })).toThrow("set NODE_ENV=development")
  expect(() => readSettings({ NODE_ENV, WEFT_NOW: "soon" })).toThrow('such as 2026-12-24T16:00, not "soon"')
})

test("a relay that others reach has to know the address that they see, and answers to its name alone", () => {
  expect(() => readSettings({ HOST: "0.0.0.0" })).toThrow("WEFT_URL must say")
  const settings = readSettings({ HOST: "0.0.0.0", WEFT_URL: "https://weft.example/", WEFT_HOSTS: "weft.internal" })
  expect(settings.origin).toBe("https://weft.example")
  expect(settings.hosts).toEqual(["localhost", "127.0.0.1", "[::1]", "weft.example", "weft.internal"])
})

test("settings that cannot be are said in words", () => {
  for (const [environment, words] of [
    [{ PORT: "http" }, 'PORT must be a number from 0 to 65535, not "http".'],
    [{ WEFT_ACCESS: "all" }, 'WEFT_ACCESS must be accounts or open, not "all".'],
    [{ WEFT_URL: "weft.example" }, "WEFT_URL must be an address without a path"],
    [{ WEFT_URL: "https://weft.example/weft" }, "WEFT_URL must be an address without a path"],
    [{ WEFT_SMTP_URL: "mail.example" }, "WEFT_SMTP_URL must begin with smtp:// or smtps://."],
  ] as const)
    expect(() => readSettings(environment), words).toThrow(words)
})

test("mail goes by a server, into a folder, or nowhere", () => {
  expect(readSettings({}).mail).toEqual({ by: "nothing" })
  expect(readSettings({ WEFT_SMTP_URL: "smtps://mail.example", WEFT_URL: "https://weft.example" }).mail).toEqual({
    by: "smtp",
    address: "smtps://mail.example",
    from: "Weft <weft@weft.example>",
  })
  expect(readSettings({ WEFT_MAIL_FOLDER: "/mails", WEFT_MAIL_FROM: "a@b.example" }).mail).toEqual({
    by: "folder",
    folder: "/mails",
    from: "a@b.example",
  })
})

test("a mail is a file that mail programs open, and an address is one address", async () => {
  const mailer = folderMailer(folder, "Weft <weft@weft.example>", () => 1_000)
  await mailer.send(mailWith("newPassword", mailOf("Olga"), "https://weft.example/new-password#abc", "de"))
  await mailer.send(mailWith("signIn", "a@b.example, mallory@evil.example", "https://weft.example/", "en"))
  const [first = "", second = ""] = readdirSync(folder).toSorted()
  expect([first, second]).toEqual(["1000-0001.eml", "1000-0002.eml"])
  const mail = readFileSync(join(folder, first), "utf8")
  expect(mail).toContain("From: Weft <weft@weft.example>\r\nTo: olga@weft.example\r\n")
  expect(mail).toContain("https://weft.example/new-password#abc")
  const [, recipient] = /^To: (.*)\r$/m.exec(readFileSync(join(folder, second), "utf8")) ?? []
  expect(recipient).toBe('<"a@b.example, mallory"@evil.example>')
})

test("mails are written in the first of our languages that a browser prefers", () => {
  expect(languageFor("fr-FR, de-AT;q=0.9, en;q=0.8")).toBe("de")
  expect(languageFor("en-GB, de")).toBe("en")
  expect(languageFor("fr")).toBe("en")
  expect(languageFor(null)).toBe("en")
})

test("providers come from the configuration file and from the environment", () => {
  const acme = { id: "acme", name: "Acme", issuer: "https://login.acme.example", clientId: "weft", clientSecret: "s" }
  const file = JSON.stringify({ providers: [acme] })
  const environment = {
    WEFT_OIDC_ISSUER: "https://id.example",
    WEFT_OIDC_CLIENT_ID: "weft",
    WEFT_OIDC_CLIENT_SECRET: "s",
    WEFT_OIDC_SIGN_UP: "1",
  }
  expect(readProviders(file, environment)).toEqual([
    { ...acme, signUp: false },
    { id: "oidc", name: "id.example", issuer: "https://id.example", clientId: "weft", clientSecret: "s", signUp: true },
  ])
  expect(readProviders(null, {})).toEqual([])
  for (const [text, words] of [
    ["{", "weft.json is no JSON"],
    ["[]", "weft.json must be an object"],
    ['{"providers":[{"id":"Acme!"}]}', '"id" holds small letters'],
    ['{"providers":[{"id":"acme"}]}', 'providers[0]: "issuer" is missing'],
    [JSON.stringify({ providers: [{ ...acme, issuer: "acme" }] }), '"issuer" is no address'],
    [JSON.stringify({ providers: [acme, acme] }), "two providers by one id"],
  ] as const)
    expect(() => readProviders(text, {}), text).toThrow(words)
})

const linkPrinted = (relay: RelayProcess) =>
  expect.poll(() => /\/setup#(\S+)/.exec(relay.printed())?.[1] ?? "").toMatch(/^[0-9A-Za-z_-]{43}$/)
const secretOf = (relay: RelayProcess) => /\/setup#(\S+)/.exec(relay.printed())?.[1]

test("ACCOUNT-1 each start prints another link until somebody runs the relay, and people stay signed in over a restart", async () => {
  const accounts = { WEFT_ACCESS: "accounts" }
  const first = await startRelayProcess(folder, accounts)
  await linkPrinted(first)
  await first.stop()
  const second = await startRelayProcess(folder, accounts)
  await linkPrinted(second)
  const setUp = (secret: string | undefined, browser = new Browser(second.url)) =>
    browser.ask("POST", "/api/setup", { secret, name: "Olga", mail: mailOf("Olga"), password: PASSWORD })
  expect((await setUp(secretOf(first))).status).toBe(403)
  const owner = new Browser(second.url)
  expect((await setUp(secretOf(second), owner)).status).toBe(200)
  await second.stop()

  const third = await startRelayProcess(folder, accounts)
  const again = new Browser(third.url)
  for (const [name, value] of owner.cookies) again.cookies.set(name, value)
  expect(await again.json<SessionState>("GET", "/api/session")).toMatchObject({ person: { name: "Olga" } })
  expect(third.printed()).not.toContain("/setup#")
  expect(await again.json("GET", "/api/me/export")).toMatchObject({ account: { name: "Olga" }, edits: [] })
  await third.stop()
})

test("a configuration file that cannot be read is said, and the relay does not start without it", async () => {
  writeFileSync(join(folder, "weft.json"), "{")
  const ended = await runRelayProcess({ WEFT_DATA: folder, PORT: "0", WEFT_ACCESS: "accounts" })
  expect(ended.code).toBe(1)
  expect(ended.output).toMatch(/^The accounts in .* cannot be used: weft\.json is no JSON/)
})
