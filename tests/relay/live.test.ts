import { expect, test } from "vitest"
import * as Y from "yjs"
import { patchItems } from "@weft/model/actions/item"
import { addMember, createSpace } from "@weft/model/actions/space"
import { newId, type BoardId, type ItemId, type MemberId, type SpaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import { living } from "@weft/model/schema/snapshot"
import { workflowOf } from "@weft/model/tasks/workflow"
import type { LiveBoard, LiveField } from "@weft/model/wire/live"
import { liveDoor, type LiveLinks, type StandingLink } from "@weft/sync-server/api/live"
import { silentMeter } from "@weft/sync-server/ports"
import { LiveBoards } from "@weft/sync-server/portal/live-boards"
import { CommitQueue } from "@weft/sync-server/rooms/commit-queue"
import { PACKING_POLICY } from "@weft/sync-server/rooms/document-bytes"
import { Rooms } from "@weft/sync-server/rooms/rooms"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { RENEWAL_POLICY } from "@weft/sync-server/store/renew-updates"
import { packerHere } from "@weft/sync-server/store/pack-updates"
import { NOTHING } from "../support/relay.ts"
import { settle, TestPeer, TestTime } from "./test-world.ts"

const ME = "m1" as MemberId
const SPACE = "S0" as SpaceId
const STATUSES = { backlog: "Backlog", waiting: "Ready", active: "In progress", paused: "Waiting", done: "Done" }

/** A relay with one space, and somebody who works in it. */
async function scene() {
  const time = new TestTime()
  const store = createMemoryStore("history")
  const commits = new CommitQueue({ store, clock: time, timers: time, meter: silentMeter, diskLost: () => {} })
  const rooms = new Rooms({
    store,
    packer: packerHere,
    commits,
    clock: time,
    timers: time,
    report: () => {},
    idleMillis: 1_000,
    renewal: RENEWAL_POLICY,
    packing: PACKING_POLICY,
  })
  const random = seededRandom(1)
  const sent: (readonly [DocumentPath, Uint8Array])[] = []
  const replica = new WorkspaceReplica({
    now: () => time.now(),
    random,
    clientId: 7,
    onUpdate: (path, update) => void sent.push([path, update]),
  })
  const peer = new TestPeer("ana")
  const holding = { epoch: 0, lastSeq: -1, stateVector: NOTHING }
  let clientSeq = 0
  const push = async () => {
    for (const [path, update] of sent.splice(0)) {
      const joined = await rooms.join(`acme/${path}`, peer, holding, () => true)
      if (joined.state === "joined") joined.room.write(peer, ++clientSeq, update)
    }
    await time.pass(300)
  }
  const done = (answer: unknown) => expect(isRefusal(answer)).toBe(false)
  done(replica.perform(addMember, SPACE, { id: ME, name: "Ana Secret" }, ME))
  const space = { id: SPACE, name: "ERP", kind: "project", prefix: "ERP" } as const
  done(
    replica.perform(createSpace, SPACE, { ...space, words: { board: "Board", type: "Task", statuses: STATUSES } }, ME),
  )
  const board = living(replica.snapshot(SPACE).boards)[0]!.id
  const states = workflowOf(replica.snapshot(SPACE))
  const add = (title: string, seed: Record<string, unknown> = {}) => {
    const id = newId<ItemId>(random)
    const values = { title, status: states[0]!.id, rank: "m", owner: ME, source: "https://secret.example", ...seed }
    const create: Change = { do: "create", document: `space/${SPACE}`, kind: "items", id, seed: values }
    replica.write([create], ME)
    return id
  }
  return { time, rooms, replica, push, add, board, done, boards: new LiveBoards({ rooms, clock: time, timers: time }) }
}

const source = (board: BoardId, fields: readonly LiveField[] = [], labels: readonly string[] | null = null) => ({
  workspace: "acme",
  space: SPACE,
  board,
  fields,
  labels,
})

function watching(boards: LiveBoards, shown: ReturnType<typeof source>) {
  const seen: LiveBoard[] = []
  const ends: string[] = []
  const stop = boards.watch("link", shown, { show: board => seen.push(board), ended: () => ends.push("ended") })
  return { seen, ends, stop }
}

const titles = (board: LiveBoard | undefined) =>
  Object.fromEntries((board?.columns ?? []).map(({ name, cards }) => [name, cards.map(card => card.title)]))

test("LIVE-1 a live link shows titles and the fields that it names, and nothing else", async () => {
  const { time, push, add, board, boards } = await scene()
  add("Migrate", { priority: "high", due: "2026-12-01" })
  await push()
  const bare = watching(boards, source(board))
  await time.pass(300)
  expect(titles(bare.seen.at(-1))).toMatchObject({ Backlog: ["Migrate"], Done: [] })
  const text = JSON.stringify(bare.seen)
  for (const secret of ["Ana", "secret", ME, SPACE, board, "high", "2026-12"]) expect(text).not.toContain(secret)
  bare.stop()
  const rich = watching(boards, source(board, ["owner", "due", "key"]))
  await time.pass(300)
  expect(rich.seen.at(-1)?.columns[0]?.cards[0]).toMatchObject({
    title: "Migrate",
    owner: "Ana Secret",
    due: "2026-12-01",
  })
  expect(JSON.stringify(rich.seen)).not.toContain("high")
})

test("LIVE-2 a board by people shows its states where a link does not show people", async () => {
  const { time, replica, push, add, board, boards } = await scene()
  add("Migrate")
  replica.write(
    [{ do: "set", document: `space/${SPACE}`, kind: "boards", id: board, field: "columnsBy", value: "owner" }],
    ME,
  )
  await push()
  const bare = watching(boards, source(board))
  await time.pass(300)
  expect(Object.keys(titles(bare.seen.at(-1)))).toContain("Backlog")
  bare.stop()
  const people = watching(boards, source(board, ["owner"]))
  await time.pass(300)
  expect(titles(people.seen.at(-1))).toEqual({ "Ana Secret": ["Migrate"], "": [] })
})

test("LIVE-3 changes come as they are made, gathered, and a board that is gone ends the view", async () => {
  const { time, replica, push, add, board, boards, done } = await scene()
  const item = add("Migrate")
  await push()
  const view = watching(boards, source(board))
  await time.pass(300)
  done(replica.perform(patchItems, SPACE, { items: [item], fields: { title: "Migrate all" } }, ME))
  add("Test", { rank: "n" })
  await push()
  await time.pass(300)
  expect(titles(view.seen.at(-1))["Backlog"]).toEqual(["Migrate all", "Test"])
  expect(view.seen.length).toBeLessThanOrEqual(3)
  replica.write([{ do: "set", document: `space/${SPACE}`, kind: "boards", id: board, field: "deleted", value: ME }], ME)
  await push()
  await time.pass(300)
  expect(view.ends).toEqual(["ended"])
})

test("a label narrows what a link shows, and nobody looking leaves nothing running", async () => {
  const { time, rooms, replica, push, add, board, boards } = await scene()
  const item = add("Public")
  add("Inside")
  const document = `space/${SPACE}`
  replica.write(
    [{ do: "create", document, kind: "labels", id: "L1", seed: { name: "Open", rank: "m", hue: "green" } }],
    ME,
  )
  replica.write([{ do: "add", document, kind: "items", id: item, field: "labels", member: "L1" }], ME)
  await push()
  const view = watching(boards, source(board, [], ["L1"]))
  await time.pass(300)
  expect(titles(view.seen.at(-1))["Backlog"]).toEqual(["Public"])
  view.stop()
  const joined = await rooms.join(
    `acme/${document}`,
    new TestPeer("x"),
    { epoch: 0, lastSeq: -1, stateVector: NOTHING },
    () => true,
  )
  expect(joined.state === "joined" && joined.room.peers).toBe(2)
})

test("LIVE-3 the stream of a link ends in the moment in which the link is taken back", async () => {
  const { time, push, add, board, boards } = await scene()
  add("Migrate")
  await push()
  let stands = true
  let tell = () => {}
  const link: StandingLink = { id: "link", source: source(board), endsAt: time.now() + 3_600_000 }
  const links: LiveLinks = {
    find: secret => (secret === "s3cret" && stands ? link : null),
    stands: () => stands,
    opened: () => {},
    watch: changed => {
      tell = changed
      return () => {}
    },
  }
  const app = liveDoor({ links, boards, timers: time, now: () => time.now() })
  expect((await app.request("/api/live", { headers: { authorization: "Bearer wrong" } })).status).toBe(410)
  const answer = await app.request("/api/live", { headers: { authorization: "Bearer s3cret" } })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  await time.pass(300)
  expect((await reader.read()).value).toContain('event: board\ndata: {"name":"Board"')
  stands = false
  tell()
  await settle()
  expect((await reader.read()).value).toContain("event: ended")
  expect((await reader.read()).done).toBe(true)
  expect((await app.request("/api/live", { headers: { authorization: "Bearer s3cret" } })).status).toBe(410)
})

test("what a live link reads is what a reader of the same documents would", async () => {
  const { time, rooms, replica, push, add, board, boards } = await scene()
  for (let index = 0; index < 20; index++) add(`Item ${index}`, { rank: `m${index}x` })
  await push()
  const view = watching(boards, source(board))
  await time.pass(300)
  const joined = await rooms.join(
    `acme/space/${SPACE}`,
    new TestPeer("y"),
    { epoch: 0, lastSeq: -1, stateVector: NOTHING },
    () => true,
  )
  if (joined.state !== "joined") throw new Error(joined.detail)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, joined.entry.bytes)
  expect(doc.getMap("items").size).toBe(20)
  expect(view.seen.at(-1)!.columns.flatMap(column => column.cards)).toHaveLength(replica.snapshot(SPACE).items.size)
})
