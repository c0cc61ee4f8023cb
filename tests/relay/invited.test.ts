import { afterAll, beforeAll, expect, test } from "vitest"
import type { Invitation, InvitationCard, MyWorkspace, SessionState } from "@weft/model/wire/api"
import { startAccountServer, type AccountServer } from "../support/account-server.ts"
import { Browser, mailOf, PASSWORD } from "../support/signed-in-relay.ts"

const DAY_MILLIS = 24 * 60 * 60 * 1000

let server: AccountServer
let owner: Browser
let secret = ""

beforeAll(async () => {
  server = await startAccountServer()
  owner = new Browser(server.url)
  const setUp = { secret: server.setUpLink.split("#")[1], name: "Olga", mail: mailOf("Olga"), password: PASSWORD }
  await owner.json("POST", "/api/setup", setUp)
  await owner.json("POST", "/api/workspaces", { id: "acme", name: "Acme", member: "m-olga" })
  const { link } = await owner.json<Invitation & { readonly link: string }>(
    "POST",
    "/api/workspaces/acme/invitations",
    {
      role: "member",
      mail: null,
      member: null,
      spaces: [],
      endsAt: Date.now() + DAY_MILLIS,
      uses: 1,
    },
  )
  secret = link.split("#")[1] ?? ""
})
afterAll(() => server.close())

const signUp = (browser: Browser, name: string) =>
  browser.ask("POST", "/api/auth/sign-up/email", { name, email: mailOf(name), password: PASSWORD })

test("ACCOUNT-2 who has looked at an invitation makes an account in that browser, while it is open", async () => {
  const early = new Browser(server.url)
  const max = new Browser(server.url)
  for (const browser of [early, max])
    expect(await browser.json<InvitationCard>("GET", `/api/invitations/${secret}`)).toMatchObject({ role: "member" })
  expect((await signUp(new Browser(server.url), "Mallory")).status).toBe(403)
  expect((await signUp(max, "Max")).status).toBe(200)
  await max.json<MyWorkspace>("POST", `/api/invitations/${secret}/accept`, { name: "Max" })
  expect(await max.json<SessionState>("GET", "/api/session")).toMatchObject({ person: { name: "Max" } })
  expect((await signUp(early, "Late")).status, "it was for one").toBe(403)
  expect((await new Browser(server.url).ask("GET", "/api/invitations/guess")).headers.getSetCookie()).toEqual([])
})

test("ACCOUNT-12 every part of the relay says what it keeps, and whether it can do without somebody", async () => {
  expect(await owner.json("GET", "/api/me/export")).toMatchObject({
    account: { name: "Olga" },
    workspaces: expect.anything(),
    edits: expect.anything(),
  })
  const erase = await owner.ask("POST", "/api/me/erase", { confirm: mailOf("Olga") })
  expect([erase.status, await erase.json()]).toMatchObject([409, { reason: "last-owner" }])
})
