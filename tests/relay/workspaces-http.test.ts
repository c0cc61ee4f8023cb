import { afterEach, expect, test } from "vitest"
import type { Invitation, MyWorkspace, Roster } from "@weft/model/wire/api"
import { renameWorkspace } from "@weft/sync-server/access/workspaces"
import { agreed, askAs, Company, WORKSPACE } from "../support/company.ts"
import type { StartedRelay } from "../support/relay.ts"

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function start(): Promise<{ readonly company: Company; readonly relay: StartedRelay }> {
  const company = new Company()
  const relay = await company.start()
  ends.push(
    () => relay.close(),
    () => company.close(),
  )
  return { company, relay }
}

const HERE = `/api/workspaces/${WORKSPACE}`

test("somebody is invited by mail, looks, accepts, is seen in the roster and goes again", async () => {
  const { company, relay } = await start()
  company.begin("one", "none")
  const ask = (who: string, method: string, path: string, body?: unknown) =>
    askAs(relay.url, who, method, path, body, { "accept-language": "de" })
  const spaces = [{ space: "one", right: "write" }] as const
  const wanted = company.invitation({ role: "guest", mail: "gil@weft.example", spaces })
  const invited = (await ask("olga", "POST", `${HERE}/invitations`, wanted)).json as Invitation & { link: string }
  expect(invited).toMatchObject({ ...wanted, createdBy: "olga", used: 0 })
  expect(invited.link.startsWith(`${relay.url}/invite#`)).toBe(true)
  expect(company.mails).toMatchObject([{ to: "gil@weft.example", subject: "Sie sind zu Acme eingeladen" }])
  expect(company.mails[0]?.text).toContain(invited.link)

  const secret = invited.link.split("#")[1]!
  expect((await ask("", "GET", `/api/invitations/${secret}`)).json).toEqual({
    workspace: { id: WORKSPACE, name: "Acme" },
    invitedBy: "Olga",
    role: "guest",
    mail: "gil@weft.example",
    endsAt: wanted.endsAt,
  })
  expect((await ask("", "POST", `/api/invitations/${secret}/accept`, { name: "Gil" })).status).toBe(401)
  const gil = company.people.add("Gil")
  const joined = (await ask(gil, "POST", `/api/invitations/${secret}/accept`, { name: " Gil B. " })).json as MyWorkspace
  expect(joined).toMatchObject({ id: WORKSPACE, name: "Acme", role: "guest" })
  expect((await ask(gil, "GET", "/api/workspaces")).json).toEqual([joined])
  const roster = (await ask("olga", "GET", HERE)).json as Roster
  expect(roster.members.find(({ person }) => person === gil)).toMatchObject({
    member: joined.member,
    name: "Gil B.",
    mail: "gil@weft.example",
    role: "guest",
  })
  expect(roster.members.find(({ person }) => person === "olga")?.seenAt).toBe(company.clock.now())
  expect(roster.invitations).toEqual([])
  expect((await ask(gil, "DELETE", `${HERE}/members/${gil}`)).status).toBe(204)
  expect((await ask(gil, "GET", "/api/workspaces")).json).toEqual([])
})

test("a mail says what somebody typed as words, and makes no link of it", async () => {
  const { company, relay } = await start()
  agreed(renameWorkspace(company.world, "olga", WORKSPACE, "Acme\nhttps://evil.example"))
  await askAs(relay.url, "olga", "POST", `${HERE}/invitations`, company.invitation({ mail: "gil@weft.example" }))
  expect(company.mails[0]?.text).not.toContain("evil.example")
  expect(company.mails[0]?.subject.split("\n")).toHaveLength(1)
})

test("ACCESS-18 what does not fit is refused by its path, and nothing is done", async () => {
  const { company, relay } = await start()
  const before = company.tables.state(WORKSPACE)
  const invitation = company.invitation()
  const wrong: readonly (readonly [method: string, path: string, body: unknown, at: string])[] = [
    ["PATCH", HERE, {}, "name"],
    ["PATCH", HERE, { name: "" }, "name"],
    ["PATCH", HERE, { name: "x".repeat(101) }, "name"],
    ["PATCH", HERE, { name: "Acme", owner: "eve" }, "owner"],
    ["PATCH", HERE, [], "body"],
    ["PATCH", HERE, "not json", "body"],
    ["PATCH", `${HERE}/members/olga`, { role: "king" }, "role"],
    ["PATCH", `${HERE}/members/olga`, { role: "owner", name: "Olga" }, "name"],
    ["PATCH", `${HERE}/members/olga`, JSON.parse('{"__proto__":{"role":"owner"}}'), "__proto__"],
    ["PUT", `${HERE}/teams/crew`, { name: "Crew", persons: "olga" }, "persons"],
    ["PUT", `${HERE}/teams/crew`, { name: "Crew", persons: ["olga", 7] }, "persons[1]"],
    ["PUT", `${HERE}/teams/a.b`, { name: "Crew", persons: [] }, "team"],
    ["PUT", `${HERE}/spaces/one/rights/olga`, { right: "all" }, "right"],
    ["PUT", `${HERE}/spaces/one/rights/olga`, {}, "right"],
    ["PUT", `${HERE}/spaces/a%2Fb/rights/olga`, { right: "read" }, "space"],
    ["POST", `${HERE}/invitations`, { ...invitation, role: "owner" }, "role"],
    ["POST", `${HERE}/invitations`, { ...invitation, uses: 1.5 }, "uses"],
    ["POST", `${HERE}/invitations`, { ...invitation, endsAt: "soon" }, "endsAt"],
    ["POST", `${HERE}/invitations`, { ...invitation, spaces: [{ space: "one" }] }, "spaces[0].right"],
    ["POST", `${HERE}/invitations`, { ...invitation, spaces: [{ space: "one", right: "none" }] }, "spaces[0].right"],
    ["POST", "/api/workspaces", { id: "a/b", name: "A", member: "m" }, "id"],
    ["POST", "/api/workspaces", { id: "ab", name: "A", member: 1 }, "member"],
    ["GET", `${HERE}/audit?after=x`, undefined, "after"],
    ["GET", `${HERE}/why?person=olga&document=nothing`, undefined, "document"],
  ]
  for (const [method, path, body, at] of wrong) {
    const { status, json } = await askAs(relay.url, "olga", method, path, body)
    expect([status, (json as { reason: string }).reason], `${path} ${JSON.stringify(body)}`).toEqual([
      400,
      "bad-request",
    ])
    expect((json as { detail: string }).detail.split(":")[0]).toBe(at)
  }
  expect(company.tables.state(WORKSPACE)).toBe(before)
  const large = { name: "x".repeat(70_000) }
  expect((await askAs(relay.url, "olga", "PATCH", HERE, large)).status).toBe(413)
})

test("ACCESS-19 a change that a page of another site asks for is refused", async () => {
  const { company, relay } = await start()
  const from = (headers: Readonly<Record<string, string>>) =>
    askAs(relay.url, "olga", "PATCH", HERE, { name: "Evil" }, headers)
  for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1"])
    expect((await from({ origin })).status, origin).toBe(403)
  expect((await from({ "content-type": "text/plain" })).status).toBe(400)
  expect(company.tables.state(WORKSPACE)?.name).toBe("Acme")
  expect((await from({})).status).toBe(204)
})

test("ACCESS-19 secrets of invitations cannot be tried without end, and each address for itself", async () => {
  const { company, relay } = await start()
  const secret = company.invite()
  const guess = async (address: string, tried: string) =>
    (await askAs(relay.url, "", "GET", `/api/invitations/${tried}`, undefined, { "x-forwarded-for": address })).status
  const statuses = new Map<number, number>()
  for (let count = 0; count < 100; count += 1) {
    const status = await guess("10.0.0.1", `guess-${count}`)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [403, 60],
    [429, 40],
  ])
  // Even the right one is not told to who guesses; somebody else is not held up.
  expect([await guess("10.0.0.1", secret), await guess("10.0.0.2", secret)]).toEqual([429, 200])
  company.clock.pass(60_000)
  expect(await guess("10.0.0.1", secret)).toBe(200)
})

test("no secret of an invitation is kept, and none is in an answer but the first", async () => {
  const { company, relay } = await start()
  const { link } = (await askAs(relay.url, "olga", "POST", `${HERE}/invitations`, company.invitation())).json as {
    link: string
  }
  const secret = link.split("#")[1]!
  expect(secret.length).toBeGreaterThanOrEqual(32)
  for (const path of [HERE, `${HERE}/audit`])
    expect(JSON.stringify((await askAs(relay.url, "olga", "GET", path)).json)).not.toContain(secret)
  const rows = company.tables.invitations.open(WORKSPACE, company.clock.now())
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test("who shares workspaces or invites without end is told to wait", async () => {
  const { company, relay } = await start()
  const share = async (count: number) =>
    (await askAs(relay.url, "olga", "POST", "/api/workspaces", { id: `w-${count}`, name: "W", member: "m" })).status
  const statuses = await Promise.all(Array.from({ length: 25 }, (_, count) => share(count)))
  expect(statuses.filter(status => status === 429)).toHaveLength(5)
  for (let count = 0; count < 5; count += 1)
    await askAs(relay.url, "olga", "POST", `${HERE}/invitations`, company.invitation({ mail: "a@weft.example" }))
  expect(company.mails).toHaveLength(3)
})
