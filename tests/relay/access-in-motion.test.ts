import { afterEach, expect, test } from "vitest"
import { WebSocket } from "ws"
import * as Y from "yjs"
import type { Frame, FrameOf } from "@weft/model/wire/frames"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import type { Standing } from "@weft/model/wire/rights"
import type { Access } from "@weft/sync-server/access/access"
import { changeRole, removeMember } from "@weft/sync-server/access/members"
import { setSpaceRight } from "@weft/sync-server/access/space-rights"
import { putTeam, removeTeam } from "@weft/sync-server/access/teams"
import { agreed, askAs, Company, WORKSPACE } from "../support/company.ts"
import { BareClient, type StartedRelay } from "../support/relay.ts"

const SPACE = `${WORKSPACE}/space/one`

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function start(): Promise<{ readonly company: Company; readonly relay: StartedRelay }> {
  const company = new Company()
  company.begin("one")
  const relay = await company.start()
  ends.push(
    () => relay.close(),
    () => company.close(),
  )
  return { company, relay }
}

/** Edits of one replica, each an update of its own. */
function edits(count: number): Uint8Array[] {
  const document = new Y.Doc()
  const updates: Uint8Array[] = []
  document.on("update", (update: Uint8Array) => updates.push(update))
  for (let number = 1; number <= count; number += 1) document.getMap("tried").set(`key-${number}`, number)
  return updates
}

async function keysIn(relay: StartedRelay, document = SPACE): Promise<string[]> {
  const client = await BareClient.connect(relay.url, "olga")
  const { bytes } = await client.join(1, document)
  const copy = new Y.Doc()
  if (bytes.length > 0) Y.applyUpdate(copy, bytes)
  return Object.keys(copy.getMap("tried").toJSON())
}

const ofKind = <Kind extends Frame["kind"]>(client: BareClient, kind: Kind) =>
  client.waiting.filter((frame): frame is FrameOf<Kind> => frame.kind === kind)

/** So many updates are sent at once, and so many have been taken when something happens. */
const SENT = 300
const TAKEN = 100

/** A company where something happens while the hundredth of somebody's updates is taken and two hundred are under way. */
async function startWith(meanwhile: (company: Company, person: string) => void) {
  const company = new Company()
  company.begin("one")
  const person = company.join("Max", "member")
  let taken = 0
  const access: Access = {
    ...company.access,
    aboutToWrite(identity, address) {
      company.access.aboutToWrite(identity, address)
      if (identity.person === person && ++taken === TAKEN) meanwhile(company, person)
    },
  }
  const relay = await company.start({ access })
  ends.push(
    () => relay.close(),
    () => company.close(),
  )
  const client = await BareClient.connect(relay.url, person)
  await client.join(1, SPACE)
  edits(SENT).forEach((bytes, index) => client.send({ kind: "update", channel: 1, clientSeq: index + 1, bytes }))
  return { company, relay, client, person }
}

test("ACCESS-16 who is removed while their updates are under way writes and reads nothing more", async () => {
  const { relay, client } = await startWith((company, person) =>
    agreed(removeMember(company.world, "olga", WORKSPACE, person)),
  )
  expect(await client.next("right")).toEqual({ kind: "right", channel: 1, right: "none" })
  await client.settled()
  const nacks = ofKind(client, "nack")
  expect(nacks.map(({ clientSeq }) => clientSeq)).toEqual(Array.from({ length: SENT - TAKEN }, (_, n) => TAKEN + 1 + n))
  expect(new Set(nacks.map(({ reason }) => reason))).toEqual(new Set(["not-joined"]))
  expect(await keysIn(relay)).toHaveLength(TAKEN)

  const olga = await BareClient.connect(relay.url, "olga")
  await olga.join(1, SPACE)
  await olga.write(1, 1, edits(1)[0]!)
  await client.settled()
  expect(ofKind(client, "updated")).toEqual([])
  client.send({ kind: "join", channel: 2, document: SPACE, epoch: 0, lastSeq: -1, stateVector: new Uint8Array([0]) })
  expect(await client.next("failed")).toMatchObject({ channel: 2, reason: "forbidden" })
  expect(client.standings.at(-1)).toBe("null")
})

test("ACCESS-16 who may only read from now on has the rest refused and goes on reading", async () => {
  const { relay, client } = await startWith(company =>
    agreed(setSpaceRight(company.world, "olga", WORKSPACE, "one", "members", "read")),
  )
  expect(await client.next("right")).toEqual({ kind: "right", channel: 1, right: "read" })
  await client.settled()
  const nacks = ofKind(client, "nack")
  expect(nacks.map(({ clientSeq }) => clientSeq)).toEqual(Array.from({ length: SENT - TAKEN }, (_, n) => TAKEN + 1 + n))
  expect(new Set(nacks.map(({ reason }) => reason))).toEqual(new Set(["forbidden"]))
  expect(await keysIn(relay)).toHaveLength(TAKEN)
  const acknowledged = ofKind(client, "ack").map(({ clientSeq }) => clientSeq)
  expect(Math.max(...acknowledged)).toBe(TAKEN)

  const olga = await BareClient.connect(relay.url, "olga")
  await olga.join(1, SPACE)
  await olga.write(1, 1, edits(1)[0]!)
  expect(await client.next("updated")).toMatchObject({ channel: 1 })
})

test("ACCESS-16 who loses a right over two sockets is not even told on one how the other left", async () => {
  const { company, relay } = await start()
  const person = company.join("Max", "member")
  const [first, second] = [await BareClient.connect(relay.url, person), await BareClient.connect(relay.url, person)]
  await first.join(1, SPACE)
  await second.join(1, SPACE)
  first.send({ kind: "aware", channel: 1, state: "here" })
  await second.next("peer")
  await new Promise(resolve => setTimeout(resolve, 100))
  agreed(removeMember(company.world, "olga", WORKSPACE, person))
  await second.next("right")
  await second.settled()
  expect(ofKind(second, "peer")).toEqual([])
})

test("ACCESS-16 a right that a team gave goes with the team, and rights come back as they are given", async () => {
  const { company, relay } = await start()
  const { world } = company
  const gil = company.join("Gil", "guest")
  agreed(putTeam(world, "olga", WORKSPACE, { id: "crew", name: "Crew", persons: [gil] }))
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", "crew", "write"))
  const client = await BareClient.connect(relay.url, gil)
  expect((await client.join(1, SPACE)).right).toBe("write")
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", "crew", "comment"))
  expect((await client.next("right")).right).toBe("read")
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", gil, "manage"))
  expect((await client.next("right")).right).toBe("write")
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", gil, null))
  expect((await client.next("right")).right).toBe("read")
  agreed(removeTeam(world, "olga", WORKSPACE, "crew"))
  expect((await client.next("right")).right).toBe("none")
  await client.settled()
  const standings = client.standings.map(text => (JSON.parse(text) as Standing).spaces["one"])
  expect(standings).toEqual(["write", "comment", "manage", "comment", "none"])
})

test("ACCESS-16 an admin who becomes a guest is out of all spaces but the ones that they were invited to", async () => {
  const { company, relay } = await start()
  company.begin("two")
  const ada = company.join("Ada", "admin", [{ space: "two", right: "read" }])
  const client = await BareClient.connect(relay.url, ada)
  const documents = [SPACE, `${WORKSPACE}/space/two`, `${WORKSPACE}/settings`, `${WORKSPACE}/directory`]
  for (const [index, document] of documents.entries()) await client.join(index, document)
  agreed(changeRole(company.world, "olga", WORKSPACE, ada, "guest"))
  await client.settled()
  const rights = ofKind(client, "right").map(({ channel, right }) => [documents[channel], right])
  expect(Object.fromEntries(rights)).toEqual({
    [SPACE]: "none",
    [`${WORKSPACE}/space/two`]: "read",
    [`${WORKSPACE}/settings`]: "read",
    [`${WORKSPACE}/directory`]: "none",
  })
})

test("ACCESS-16 a removal over HTTP ends both doors within a second, before it is answered", async () => {
  const { company, relay } = await start()
  const max = company.join("Max", "member")
  const client = await BareClient.connect(relay.url, max)
  await client.join(1, SPACE)
  const plain = new WebSocket(`${relay.url.replace("http", "ws")}/y/${SPACE}`, { headers: { cookie: "device=max" } })
  await new Promise(resolve => plain.once("message", resolve))
  const closed = new Promise(resolve => plain.once("close", resolve))
  const before = performance.now()
  const removed = askAs(relay.url, "olga", "DELETE", `/api/workspaces/${WORKSPACE}/members/${max}`)
  expect((await client.next("right")).right).toBe("none")
  expect(await closed).toBe(CLOSE_REASONS.forbidden.code)
  expect(performance.now() - before).toBeLessThan(1_000)
  expect((await removed).status).toBe(204)
})

test("ACCESS-16 a device or token that is taken back is closed at both doors", async () => {
  const { company, relay } = await start()
  const token = company.people.addToken("olga", { workspace: WORKSPACE, spaces: ["one"], right: "write" })
  const client = await BareClient.connect(relay.url, token)
  await client.join(1, SPACE)
  const plain = new WebSocket(`${relay.url.replace("http", "ws")}/y/${SPACE}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  await new Promise(resolve => plain.once("message", resolve))
  const closed = new Promise(resolve => plain.once("close", resolve))
  company.people.revoke(token)
  expect(await client.closed).toBe(CLOSE_REASONS["signed-out"].code)
  expect(await closed).toBe(CLOSE_REASONS["signed-out"].code)
})

test("the first two who write in a new space at the same time have one manager between them", async () => {
  const { company, relay } = await start()
  const persons = [company.join("Max", "member"), company.join("Mia", "member")]
  const clients = await Promise.all(persons.map(person => BareClient.connect(relay.url, person)))
  const begun = `${WORKSPACE}/setup/new`
  for (const client of clients) expect((await client.join(1, begun)).right).toBe("write")
  for (const client of clients) client.send({ kind: "update", channel: 1, clientSeq: 1, bytes: edits(1)[0]! })
  const answers = await Promise.all(clients.map(client => client.next("ack", "nack")))
  expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["ack", "nack"])
  const grants = company.tables.state(WORKSPACE)!.spaces.get("new")!.persons
  expect([...grants]).toEqual([[persons[answers.findIndex(({ kind }) => kind === "ack")]!, "manage"]])
})

test("ACCESS-17 of two commands at the same time that exclude each other one is done", async () => {
  const { company, relay } = await start()
  const otto = company.join("Otto", "owner")
  const demote = (by: string, other: string) =>
    askAs(relay.url, by, "PATCH", `/api/workspaces/${WORKSPACE}/members/${other}`, { role: "member" })
  const demoted = await Promise.all([demote("olga", otto), demote(otto, "olga")])
  expect(demoted.map(({ status }) => status).toSorted()).toEqual([204, 403])
  const left = demoted[0]!.status === 204 ? "olga" : otto

  const secret = company.invite({ uses: 1 }, left)
  const comers = ["Ann", "Bea", "Cem", "Dan"].map(name => company.people.add(name))
  const accepted = await Promise.all(
    comers.map(comer => askAs(relay.url, comer, "POST", `/api/invitations/${secret}/accept`, { name: "N" })),
  )
  expect(accepted.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410])

  const share = (by: string) =>
    askAs(relay.url, by, "POST", "/api/workspaces", { id: "fresh", name: "Fresh", member: `m-${by}` })
  const shared = await Promise.all(comers.map(share))
  expect(shared.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
})
