import { afterAll, beforeAll, expect, test } from "vitest"
import type { Invitation, LiveLink, MyWorkspace, NewLiveLink, Roster } from "@weft/model/wire/api"
import { startAccountServer, type AccountServer } from "../support/account-server.ts"
import { BareClient } from "../support/relay.ts"
import { Browser, PASSWORD } from "../support/signed-in-relay.ts"

const DAY_MILLIS = 24 * 60 * 60 * 1000

let server: AccountServer
let olga: Browser
let max: Browser

beforeAll(async () => {
  server = await startAccountServer()
  olga = new Browser(server.url)
  const secret = server.setUpLink.split("#")[1]
  await olga.json("POST", "/api/setup", { secret, name: "Olga", mail: "olga@weft.example", password: PASSWORD })
  await olga.json("POST", "/api/workspaces", { id: "acme", name: "Acme", member: "m-olga" })
  // The first write makes the space known.
  const client = await BareClient.connect(server.url, await olga.pass())
  await client.join(1, "acme/space/erp")
  await client.write(1, 1, new Uint8Array([1, 1, 7, 0, 40, 1, 5, 105, 116, 101, 109, 115, 1, 97, 1, 125, 1, 0]))
  await client.close()
  const { link } = await olga.json<Invitation & { readonly link: string }>("POST", "/api/workspaces/acme/invitations", {
    role: "member",
    mail: null,
    member: null,
    spaces: [],
    endsAt: Date.now() + DAY_MILLIS,
    uses: 1,
  })
  const invitation = link.split("#")[1]
  max = new Browser(server.url)
  const account = { name: "Max", email: "max@weft.example", password: PASSWORD, invitation }
  await max.json("POST", "/api/auth/sign-up/email", account)
  await max.json<MyWorkspace>("POST", `/api/invitations/${invitation}/accept`, { name: "Max" })
})
afterAll(() => server.close())

const wanted = (): NewLiveLink => ({
  space: "erp",
  name: "For the board",
  board: "b1",
  fields: ["due"],
  labels: null,
  endsAt: Date.now() + DAY_MILLIS,
})

const look = (link: string) =>
  fetch(`${server.url}/api/live`, { headers: { authorization: `Bearer ${link.split("#")[1]}` } })

async function made(by: Browser): Promise<LiveLink & { readonly link: string }> {
  return by.json("POST", "/api/workspaces/acme/links", wanted())
}

test("LIVE-4 a live link is made by who manages the space, and by nobody else", async () => {
  expect((await max.ask("POST", "/api/workspaces/acme/links", wanted())).status).toBe(403)
  expect((await new Browser(server.url).ask("POST", "/api/workspaces/acme/links", wanted())).status).toBe(401)
  const link = await made(olga)
  const roster = await olga.json<Roster>("GET", "/api/workspaces/acme")
  expect(roster.links).toMatchObject([{ id: link.id, name: "For the board", fields: ["due"] }])
  expect(JSON.stringify(roster)).not.toContain(link.link.split("#")[1])
  expect((await max.json<Roster>("GET", "/api/workspaces/acme")).links).toEqual([])
  expect((await max.ask("DELETE", `/api/workspaces/acme/links/${link.id}`)).status).toBe(403)
})

test("a live link that makes no sense is refused with what is wrong in it", async () => {
  const refusal = async (change: Partial<Record<keyof NewLiveLink, unknown>>) => {
    const answer = await olga.ask("POST", "/api/workspaces/acme/links", { ...wanted(), ...change })
    return [answer.status, ((await answer.json()) as { detail: string }).detail]
  }
  expect(await refusal({ fields: ["title", "secret"] })).toEqual([400, expect.stringContaining("fields[0]")])
  expect(await refusal({ endsAt: 1 })).toEqual([400, "endsAt: it has passed"])
  expect(await refusal({ space: "unknown" })).toEqual([404, "space"])
  expect(await refusal({ board: "../x" })).toEqual([400, "board: an id"])
})

test("LIVE-3 a link that was taken back, or whose maker manages the space no more, shows nothing", async () => {
  const taken = await made(olga)
  await olga.ask("DELETE", `/api/workspaces/acme/links/${taken.id}`)
  expect((await look(taken.link)).status).toBe(410)

  const { members } = await olga.json<Roster>("GET", "/api/workspaces/acme")
  const person = members.find(member => member.name === "Max")?.person
  const right = `/api/workspaces/acme/spaces/erp/rights/${person}`
  await olga.ask("PUT", right, { right: "manage" })
  const lent = await made(max)
  // There is no such board in the space, so the stream opens and says that there is nothing to see.
  const stream = await look(lent.link)
  expect(stream.status).toBe(200)
  expect(await stream.text()).toBe("event: ended\ndata: \n\n")
  await olga.ask("PUT", right, { right: null })
  expect((await look(lent.link)).status).toBe(410)
})
