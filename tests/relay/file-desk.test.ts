import { createHash, randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { afterEach, beforeEach, expect, test } from "vitest"
import * as Y from "yjs"
import { attachFile, trashAttachment } from "@weft/model/actions/attachment"
import { createItem } from "@weft/model/actions/item"
import type { AttachmentId, ItemId } from "@weft/model/base/ids"
import { FileDesk } from "@weft/sync-server/desk/file-desk"
import { FILE_LIMITS } from "@weft/sync-server/files/file-limits"
import { FileStore } from "@weft/sync-server/files/file-store"
import { filesOfPerson } from "@weft/sync-server/files/files-of-person"
import type { LogStore } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { foundSpace, Person, SPACE } from "../support/person.ts"
import { temporaryFolder } from "../support/relay.ts"
import { TestTime } from "./test-world.ts"

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const DOCUMENT = `acme/space/${SPACE}`

let folder = ""
let time = new TestTime()
let files: FileStore
let store: LogStore
let reports: string[] = []

beforeEach(() => {
  folder = temporaryFolder()
  time = new TestTime()
  reports = []
  store = createMemoryStore("history")
  const createName = () => randomBytes(9).toString("base64url")
  files = new FileStore({ folder, clock: time, limits: FILE_LIMITS, createName })
})
afterEach(() => {
  files.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Brings a file to the relay and answers its hash. */
async function bring(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const hash = createHash("sha256").update(bytes).digest("hex")
  const begun = await files.begin({ workspace: "acme", space: SPACE, hash, size: bytes.length, person: "ana" })
  if (!("state" in begun) || begun.state !== "waits") throw new Error(JSON.stringify(begun))
  async function* all() {
    yield bytes
  }
  expect(await files.add(begun.upload, "ana", 0, all())).toMatchObject({ state: "whole" })
  return hash
}

function attach(ana: Person, hash: string): AttachmentId {
  const [item, id] = [ana.newId<ItemId>(), ana.newId<AttachmentId>()]
  ana.do(createItem, { id: item, title: "Plan" })
  ana.do(attachFile, { id, item, name: "plan", hash, size: 4, type: "" })
  return id
}

/** Puts on the relay's disk what somebody's device wrote to the space since it was asked last. */
async function send(ana: Person, document = DOCUMENT): Promise<void> {
  const { rows } = (await store.read(document)) as { rows: readonly unknown[] }
  const written = ana.outbox.splice(0).filter(({ path }) => path === `space/${SPACE}`)
  await append(document, rows.length, ...written.map(({ bytes }) => bytes))
}

async function append(document: string, seq: number, ...updates: Uint8Array[]): Promise<void> {
  const author = { author: "ana", session: "s", claims: [], at: time.now() }
  await store.append(updates.map((bytes, index) => ({ document, seq: seq + index + 1, bytes, ...author })))
}

function person(): Person {
  const ana = new Person("ana", 1, time.now())
  foundSpace(ana, ["ana"])
  return ana
}

const desk = () =>
  new FileDesk({ files, store, clock: time, timers: time, report: line => reports.push(line), keptMillis: 30 * DAY })

/** Lets days pass; what is done on disk takes its own time. */
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    await time.pass(DAY)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}

const here = (hash: string) => files.tables.find("acme", SPACE, hash) !== null

test("BLOB-9 a file goes some time after its last attachment, and one that hangs somewhere stays", async () => {
  const ana = person()
  const [kept, removed] = [await bring("kept"), await bring("removed")]
  attach(ana, kept)
  const attachment = attach(ana, removed)
  ana.do(trashAttachment, { attachment })
  await send(ana)
  const looking = desk()
  await days(55)
  expect([here(kept), here(removed)]).toEqual([true, true])
  await days(25)
  expect([here(kept), here(removed)]).toEqual([true, false])
  await looking.end()
  expect(time.pending).toBe(0)
  expect(reports).toEqual([])
})

test("BLOB-9 what an archive of the space names stays", async () => {
  const ana = person()
  const hash = await bring("archived")
  attach(ana, hash)
  await send(ana, `acme/archive/${SPACE}/2026-3`)
  const looking = desk()
  await days(40)
  expect(here(hash)).toBe(true)
  await looking.end()
})

test("BLOB-9 of a space of which a document is not whole or does not decode nothing goes, and it is reported", async () => {
  const ana = person()
  const hash = await bring("perhaps in use")
  attach(ana, hash)
  attach(ana, hash)
  const [, ...later] = ana.outbox.filter(({ path }) => path === `space/${SPACE}`)
  await append(DOCUMENT, 0, ...later.map(({ bytes }) => bytes))
  const looking = desk()
  await days(40)
  expect(here(hash)).toBe(true)
  expect(new Set(reports)).toEqual(new Set([`files of ${DOCUMENT} were not looked through: the document is not whole`]))
  reports = []
  await append(`acme/archive/${SPACE}/2026-3`, 0, Uint8Array.from([7, 7, 7]))
  await append(DOCUMENT, later.length, Y.encodeStateAsUpdate(ana.replica.document(`space/${SPACE}`)!.doc))
  await days(40)
  expect(here(hash)).toBe(true)
  expect(reports.length).toBeGreaterThan(30)
  await looking.end()
})

test("BLOB-10 an export lists what somebody brought, and an erasure takes the name off and leaves the file", async () => {
  const hash = await bring("minutes of the meeting")
  const part = filesOfPerson(files)
  expect(part.export("ana")).toMatchObject([{ workspace: "acme", space: SPACE, hash, size: 22 }])
  part.erase("ana")
  part.erase("ana")
  expect(part.export("ana")).toEqual([])
  expect(here(hash)).toBe(true)
})
