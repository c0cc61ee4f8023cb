import { expect, test } from "vitest"
import * as Y from "yjs"
import { bringBack } from "@weft/model/actions/bring-back"
import { createItem, patchItems, setItemMember, setStatus, trashItems } from "@weft/model/actions/item"
import { restoreField } from "@weft/model/actions/receipt"
import { addComment, bringBackComment, trashComment } from "@weft/model/actions/work"
import type { CommentId, ItemId, SpaceId, WorkspaceId } from "@weft/model/base/ids"
import { bodyOf } from "@weft/model/replica/prose"
import { rewriteProse } from "@weft/model/replica/prose-rewrite"
import { readProse } from "@weft/model/replica/prose-tree"
import { plainTextOf } from "@weft/model/schema/prose"
import { proseSaying } from "@weft/model/schema/prose-saying"
import type { FromHistory, PastItems, ToldPast } from "../../../packages/client/src/data/history/history-messages.ts"
import { PastReader } from "../../../packages/client/src/data/history/past-reader.ts"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE, statusNamed, type Update } from "../../support/person.ts"

interface Logged extends Update {
  readonly at: number
  readonly author: string
  readonly epoch?: number
  readonly from?: number
  readonly isErased?: boolean
}

/** Somebody's work as the relay logs it, a row an update. */
function logOf(person: Person): Logged[] {
  const rows = person.outbox.map(update => ({ ...update, at: person.now, author: `person of ${person.me}` }))
  person.outbox = []
  return rows
}

/** A relay that has a log, and gives it a page at a time. */
function relayWith(log: readonly Logged[], status = 200) {
  const asked: string[] = []
  const ask = async (address: string): Promise<Response> => {
    asked.push(address)
    const url = new URL(address, "http://relay")
    const path = url.pathname.replace("/api/history/acme/", "")
    const after = Number(url.searchParams.get("after"))
    const lines = log
      .filter(row => row.path === path)
      .map(({ bytes, at, author, epoch = 1, from, isErased }, index) => ({
        epoch,
        from: from ?? index + 1,
        seq: index + 1,
        at,
        author,
        update: isErased === true ? null : Buffer.from(bytes).toString("base64"),
      }))
      .filter(({ seq }) => seq > after)
      .slice(0, 1_000)
    if (lines.length === 0 && after === 0) return new Response("", { status: 404 })
    return new Response(lines.map(line => JSON.stringify(line)).join("\n"), { status })
  }
  return { ask, asked }
}

/** Reads the past to its end. */
async function readPast(
  log: readonly Logged[],
  item: string | null,
  status = 200,
  comments = item === null ? [] : [item],
  byStep = false,
) {
  const told: FromHistory[] = []
  const { ask, asked } = relayWith(log, status)
  let done: (past: ToldPast) => void
  const whole = new Promise<ToldPast>(resolve => (done = resolve))
  const reader = new PastReader(ask, message => {
    told.push(message)
    if (message.tell === "past") done(message.past)
  })
  reader.receive({ do: "read", workspace: "acme" as WorkspaceId, space: SPACE as SpaceId, item, comments, byStep })
  const past = await whole
  const itemsAt = (version: number, items: readonly string[]): PastItems => {
    reader.receive({ do: "records", request: 1, version, items })
    const answer = told.at(-1)
    if (answer?.tell !== "records") throw new Error("no records came")
    return answer.past
  }
  return { past, itemsAt, asked, told }
}

function painted() {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "Paint", description: "The door red" })
  const log = logOf(ana)
  ana.now += 30 * MINUTE
  ana.do(patchItems, { items: [item], fields: { title: "Paint it", due: "2026-12-01" } })
  ana.do(setItemMember, { items: [item], field: "assignees", member: "ben", inside: true })
  log.push(...logOf(ana))
  return { ana, item, log }
}

test("HISTORY-5 the log of an item is told as who changed what from what, and when", async () => {
  const { item, log } = painted()
  const { past } = await readPast(log, item)
  expect(past).toMatchObject({ ended: "whole", missing: 0 })
  expect(past.versions.map(({ by, amount }) => [by, amount])).toEqual([
    [["ana"], 2],
    [["ana"], 4],
  ])
  expect(past.versions[0]!.changes.map(({ change }) => change)).toMatchObject([
    { did: "made", kind: "items", id: item, at: MORNING },
    { did: "wrote", before: "", after: "The door red", by: "ana" },
  ])
  expect(past.versions[1]!.changes.map(({ change }) => change)).toMatchObject([
    { did: "set", field: "title", before: "Paint", after: "Paint it", at: MORNING + 30 * MINUTE, by: "ana" },
    { did: "set", field: "due", before: null, after: "2026-12-01" },
    { did: "set", field: "owner", before: null, after: "ben" },
    { did: "members", field: "assignees", added: ["ben"], removed: [] },
  ])
})

test("HISTORY-5 a new epoch that says the same is no change, and what was erased is counted", async () => {
  const { ana, item, log } = painted()
  const renewed = new Y.Doc()
  const old = ana.replica.document(`space/${SPACE}`)!.doc
  for (const kind of old.share.keys())
    old.getMap<unknown>(kind).forEach((value, key) => renewed.getMap(kind).set(key, value))
  const row = { path: `space/${SPACE}`, at: ana.now + MINUTE, author: "" }
  const more = [
    { ...row, bytes: Y.encodeStateAsUpdate(renewed), epoch: 2 },
    { ...row, bytes: new Uint8Array(), epoch: 2, isErased: true },
    { ...row, bytes: new Uint8Array([9, 9, 9]), epoch: 2 },
  ]
  const { past } = await readPast([...log, ...more], item)
  expect(past.versions).toHaveLength(2)
  expect(past.missing).toBe(2)
})

test("HISTORY-5 a long log is read page by page, and can be ended on the way", async () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "0" })
  for (let title = 1; title <= 1_100; title++) ana.do(patchItems, { items: [item], fields: { title: String(title) } })
  const log = logOf(ana).filter(({ path }) => path === `space/${SPACE}`)
  const { past, told, asked } = await readPast(log, null)
  expect(asked).toHaveLength(2)
  expect(told[0]).toEqual({ tell: "progress", rows: 1_000 })
  expect(past.versions).toHaveLength(1)

  const { ask } = relayWith(log)
  const ended = await new Promise<ToldPast>(resolve => {
    const reader = new PastReader(ask, message => {
      if (message.tell === "progress") reader.receive({ do: "stop" })
      if (message.tell === "past") resolve(message.past)
    })
    reader.receive({ do: "read", workspace: "acme", space: SPACE, item: null, comments: [] })
  })
  expect(ended.ended).toBe("stopped")
})

test("HISTORY-5 where the relay does not answer, or may not, that is said", async () => {
  const { item, log } = painted()
  expect((await readPast([], item)).past.ended).toBe("forbidden")
  expect((await readPast(log, item, 500)).past.ended).toBe("no-answer")
})

test("HISTORY-6 an item comes back whole as it stood, as one step that can be undone", async () => {
  const { ana, item, log } = painted()
  ana.now += 30 * MINUTE
  ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Doing") })
  ana.do(trashItems, { items: [item] })
  const { past, itemsAt } = await readPast([...log, ...logOf(ana)], item)
  expect(past.versions).toHaveLength(3)
  const first = itemsAt(0, [item, "nobody"])
  expect(first.absent).toEqual(["nobody"])
  expect(itemsAt(0, [item]).text).toBe("The door red")
  const before = itemOf(ana.snapshot, item)
  const written = ana.do(bringBack, { records: first.records })
  expect(itemOf(ana.snapshot, item)).toMatchObject({
    title: "Paint",
    due: null,
    owner: null,
    assignees: [],
    deleted: null,
  })
  expect([...ana.snapshot.transitions.values()].filter(row => row.item === item)).toHaveLength(3)
  ana.undo(written)
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "Paint it", due: "2026-12-01", status: before.status })
  expect(itemOf(ana.snapshot, item).deleted).not.toBeNull()
})

test("HISTORY-6 what an ordinary edit may not do either is left out and named, and the rest comes back", () => {
  const { ana, item } = painted()
  const below = ana.newId<ItemId>()
  ana.do(createItem, { id: below, title: "Sand", parent: item })
  const leftOut: string[] = []
  const record = { kind: "items", id: item, values: { parent: below, title: "Paint" }, members: {} } as const
  ana.do(bringBack, { records: [record], leftOut: ({ field, reason }) => leftOut.push(`${field}: ${reason}`) })
  expect(leftOut).toEqual(["parent: would-cycle"])
  expect(itemOf(ana.snapshot, item)).toMatchObject({ title: "Paint", parent: null })
  expect(ana.try(bringBack, { records: [{ ...record, id: "nobody" }] })).toMatchObject({ reason: "not-found" })
})

test("PROSE-9 every value that a field had is told with who set it and when, and can be brought back", async () => {
  const { ana, item, log } = painted()
  ana.do(patchItems, { items: [item], fields: { title: "Paint it twice" } })
  log.push(...logOf(ana))
  const { past } = await readPast(log, item, 200, [], true)
  const titles = past.versions
    .flatMap(({ changes }) => changes.map(({ change }) => change))
    .filter(change => change.did === "set" && change.field === "title")
  const at = MORNING + 30 * MINUTE
  expect(titles).toMatchObject([
    { before: "Paint", after: "Paint it", by: "ana", at },
    { before: "Paint it", after: "Paint it twice", by: "ana", at },
  ])
  const written = ana.do(restoreField, { item, field: "title", value: "Paint it" })
  expect(itemOf(ana.snapshot, item).title).toBe("Paint it")
  ana.undo(written)
  expect(itemOf(ana.snapshot, item).title).toBe("Paint it twice")
})

test("PROSE-9 what was written before a workspace was shared is told too, though the log has it in one row with the first values", async () => {
  const { ana, item } = painted()
  const path = `space/${SPACE}`
  const bytes = Y.encodeStateAsUpdate(ana.replica.document(path)!.doc)
  const { past } = await readPast([{ path, bytes, at: ana.now + MINUTE, author: "" }], item)
  expect(past.versions.flatMap(({ changes }) => changes.map(({ change }) => change))).toMatchObject([
    { did: "made", kind: "items", id: item },
    { did: "set", field: "title", before: "Paint", after: "Paint it", at: MORNING + 30 * MINUTE, by: "ana" },
    { did: "set", field: "owner", before: null, after: "ben" },
    { did: "set", field: "due", before: null, after: "2026-12-01" },
  ])
})

test("HISTORY-8 what became of a comment is told with its words, and it comes back edited or deleted, as one step", async () => {
  const { ana, item, log } = painted()
  const comment = ana.newId<CommentId>()
  const path = `comments/${SPACE}/${item}`
  ana.do(addComment, { id: comment, item, text: "Two coats will do" })
  log.push(...logOf(ana))
  ana.now += 30 * MINUTE
  const standing = () => readProse(bodyOf(ana.replica.open(path).doc, comment)!)
  const wanted = proseSaying(standing(), "Three coats will do")
  ana.do(bringBackComment, { item, comment, text: { standing: standing(), wanted } })
  log.push(...logOf(ana))
  ana.now += 30 * MINUTE
  ana.do(trashComment, { item, comment })
  log.push(...logOf(ana))
  const told = async (of: string | null, comments: string[]) => {
    const { past } = await readPast(log, of, 200, comments)
    return past.versions.flatMap(({ changes }) => changes).filter(({ change }) => change.did === "commented")
  }
  const [at, by, id] = [MORNING + 30 * MINUTE, "ana", comment]
  expect(await told(item, [item])).toEqual([
    { item, change: { did: "commented", id, item, at, by, before: null, after: "Two coats will do" } },
    {
      item,
      change: {
        did: "commented",
        id,
        item,
        at: at + 30 * MINUTE,
        by,
        before: "Two coats will do",
        after: "Three coats will do",
      },
    },
    {
      item,
      change: { did: "commented", id, item, at: at + 60 * MINUTE, by, before: "Three coats will do", after: null },
    },
  ])
  expect(await told(null, [item, "without-comments"])).toHaveLength(3)
  expect(await told(null, [])).toEqual([])

  const typed = new Y.Doc()
  Y.applyUpdate(typed, Y.encodeStateAsUpdate(ana.replica.open(path).doc))
  const before = Y.encodeStateVector(typed)
  rewriteProse(bodyOf(typed, comment)!, standing(), proseSaying(standing(), "Four coats will do"))
  ana.do(bringBackComment, { item, comment, text: null })
  const bytes = Y.encodeStateAsUpdate(typed, before)
  log.push(...logOf(ana), { path, bytes, at: ana.now, author: "" })
  expect((await told(item, [item])).at(-1)?.change).toMatchObject({ by: "ana", after: "Four coats will do" })
  ana.do(trashComment, { item, comment })

  const row = () => ana.replica.open(path).rows("comments").get(comment)!
  const restored = ana.do(bringBackComment, { item, comment, text: null })
  expect(row().deleted).toBeNull()
  ana.undo(restored)
  expect(row().deleted).toMatchObject({ by: "ana" })
  const edited = standing()
  const back = ana.do(bringBackComment, {
    item,
    comment,
    text: { standing: edited, wanted: proseSaying(edited, "Two coats will do") },
  })
  expect(plainTextOf(standing())).toBe("Two coats will do")
  ana.undo(back)
  expect(standing()).toEqual(edited)
})
