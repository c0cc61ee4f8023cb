import { afterEach, expect, test } from "vitest"
import * as Y from "yjs"
import type { MemberId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import { forgetPerson, removeMember, renameMember } from "@weft/sync-server/access/members"
import { PeopleDesk } from "@weft/sync-server/desk/people-desk"
import { openAccess } from "@weft/sync-server/access/open-access"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { createRelay } from "@weft/sync-server/relay"
import type { Rooms } from "@weft/sync-server/rooms/rooms"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import type { LogStore } from "@weft/sync-server/store/log-store"
import { agreed, Company, WORKSPACE } from "../support/company.ts"
import { NOTHING } from "../support/relay.ts"
import { TestPeer, TestTime } from "./test-world.ts"

const DOCUMENT = `${WORKSPACE}/people`

const companies: Company[] = []
afterEach(() => {
  for (const company of companies.splice(0)) company.close()
})

/** A relay's rooms with the desk beside them, and somebody who reads. */
class Office {
  readonly reports: string[] = []
  readonly time = new TestTime()
  readonly store: LogStore
  readonly company: Company
  readonly rooms: Rooms
  desk: PeopleDesk
  #opened = 40

  constructor(store: LogStore = createMemoryStore("test")) {
    this.store = store
    this.company = new Company()
    companies.push(this.company)
    const quiet = { createName: () => "name", report: () => {}, diskLost: () => {} }
    const world = { clock: systemClock, timers: systemTimers, access: openAccess, ...quiet }
    this.rooms = createRelay({ store, ...world, clientFolder: null, hosts: null }).rooms
    this.desk = this.open()
  }

  open(): PeopleDesk {
    const { tables } = this.company
    this.desk = new PeopleDesk({
      rooms: this.rooms,
      due: tables.peopleDue,
      watch: changed => tables.watch(() => changed()),
      clock: systemClock,
      timers: this.time,
      random: seededRandom((this.#opened += 1)),
      report: line => this.reports.push(line),
    })
    return this.desk
  }

  /** Writes as somebody else's device does, which has what the relay has. */
  async writeAs(author: string, clientId: number, changes: readonly Change[]): Promise<void> {
    const updates: Uint8Array[] = []
    const replica = new WorkspaceReplica({
      now: () => Date.now(),
      random: seededRandom(clientId),
      clientId,
      onUpdate: (_, update) => void updates.push(update),
    })
    const peer = new TestPeer(author)
    const joined = await this.rooms.join(DOCUMENT, peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") throw new Error(joined.detail)
    replica.open("people", joined.entry.bytes.length > 0 ? [joined.entry.bytes] : [])
    replica.write(changes, author as MemberId)
    for (const [index, bytes] of updates.entries()) joined.room.write(peer, index + 1, bytes)
    await expect.poll(() => peer.heard).toContain(`ack ${updates.length}`)
    joined.room.leave(peer)
  }

  /** The members as everybody reads them, by record. */
  async shown(): Promise<Record<string, unknown>> {
    await this.desk.settled()
    const peer = new TestPeer("reader")
    const joined = await this.rooms.join(DOCUMENT, peer, HOLDING_NOTHING, () => true)
    if (joined.state !== "joined") throw new Error(joined.detail)
    joined.room.leave(peer)
    const replica = new WorkspaceReplica({ now: () => 0, random: seededRandom(1), clientId: 1 })
    const document = replica.open("people", joined.entry.bytes.length > 0 ? [joined.entry.bytes] : [])
    return Object.fromEntries(document.rows("members"))
  }
}

const HOLDING_NOTHING = { epoch: 0, lastSeq: -1, stateVector: NOTHING }

const make = (id: string, seed: Readonly<Record<string, unknown>>): Change => ({
  do: "create",
  document: "people",
  kind: "members",
  id: id as MemberId,
  seed,
})

test("ACCESS-20 who joins, is renamed and leaves is shown so", async () => {
  const office = new Office()
  const { company } = office
  const max = company.join("Max", "member")
  expect(await office.shown()).toMatchObject({
    "m-olga": { name: "Olga", placeholder: false },
    "m-max": { name: "Max", placeholder: false },
  })
  agreed(renameMember(company.world, max, WORKSPACE, max, "Maximilian"))
  expect((await office.shown())["m-max"]).toMatchObject({ name: "Maximilian", placeholder: false })
  agreed(removeMember(company.world, "olga", WORKSPACE, max))
  expect((await office.shown())["m-max"]).toMatchObject({ name: "Maximilian", placeholder: true })
  expect(company.tables.peopleDue.all()).toEqual([])
  expect(office.reports).toEqual([])
})

test("ACCESS-20 a placeholder that is claimed is one no more, and keeps what admins wrote of it", async () => {
  const office = new Office()
  await office.writeAs("olga", 77, [make("anna", { name: "Anna (from a file)", placeholder: true, hue: 120 })])
  const ann = office.company.people.add("Ann")
  office.company.acceptAs(ann, office.company.invite({ member: "anna" }))
  expect((await office.shown())["anna"]).toMatchObject({ name: "Ann", placeholder: false, hue: 120 })
})

test("ACCESS-20 the founder's own record may come after the relay's, and both are read together", async () => {
  const office = new Office()
  expect((await office.shown())["m-olga"]).toMatchObject({ name: "Olga", hue: null })
  const device = new Y.Doc()
  device.getMap("members").set("m-olga", { name: "Olga on her laptop", hue: 30 })
  const peer = new TestPeer("olga")
  const joined = await office.rooms.join(DOCUMENT, peer, HOLDING_NOTHING, () => true)
  if (joined.state !== "joined") throw new Error(joined.detail)
  joined.room.write(peer, 1, Y.encodeStateAsUpdate(device))
  await expect.poll(() => peer.heard).toContain("ack 1")
  expect((await office.shown())["m-olga"]).toMatchObject({ name: "Olga", placeholder: false, hue: 30 })
})

test("ACCESS-20 what was due when the relay ended is shown after the next start", async () => {
  const office = new Office()
  await office.shown()
  await office.desk.end()
  office.company.join("Max", "member")
  expect(await office.shown()).not.toHaveProperty("m-max")
  expect(office.company.tables.peopleDue.all()).toHaveLength(1)
  office.open()
  expect(await office.shown()).toHaveProperty("m-max")
  expect(office.company.tables.peopleDue.all()).toEqual([])
})

test("ACCESS-20 what could not be written is tried again, and somebody is told", async () => {
  let isFull = false
  const memory = createMemoryStore("test")
  const store: LogStore = {
    ...memory,
    append: rows => (isFull ? Promise.reject(new Error("disk full")) : memory.append(rows)),
  }
  const office = new Office(store)
  await office.desk.settled()
  isFull = true
  office.company.join("Max", "member")
  await office.desk.settled()
  expect(office.reports).toEqual([`${WORKSPACE}: people are not shown yet: read-only disk full`])
  isFull = false
  await office.time.pass(10_000)
  expect(await office.shown()).toHaveProperty("m-max")
})

test("who is erased has no name in the document any more", async () => {
  const office = new Office()
  const max = office.company.join("Max", "member")
  await office.shown()
  await office.writeAs("olga", 78, [
    { do: "set", document: "people", kind: "members", id: "m-max", field: "mail", value: "max@weft.example" },
  ])
  forgetPerson(office.company.world, max)
  expect((await office.shown())["m-max"]).toMatchObject({ name: "", mail: "", placeholder: true })
})
