import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { moveCards } from "@weft/model/actions/board"
import { patchItems, setItemMember, setStatus, trashItems } from "@weft/model/actions/item"
import { renameLabel } from "@weft/model/actions/work"
import { isRefusal } from "@weft/model/base/result"
import type { BoardId, LabelId, MemberId } from "@weft/model/base/ids"
import { importBoard, prepareBoardImport } from "@weft/model/exchange/board/import"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { boardSpaceId } from "@weft/model/exchange/board/target"
import { bodiesOf, descriptionOf } from "@weft/model/replica/prose"
import type { Action } from "@weft/model/actions/define"
import { living } from "@weft/model/schema/snapshot"
import { cardsOf } from "@weft/model/tasks/board"
import { workflowOf } from "@weft/model/tasks/workflow"
import { canonical } from "../../support/canonical.ts"
import { foundSpace, MORNING, Person, SPACE, statusNamed } from "../../support/person.ts"
import { realFile } from "../../support/shared-data.ts"
import { boardIn, bring, bringInto, changedRows, itemFor, itemIdFor, previewOf, spaceOf } from "./importing.ts"
import {
  ANA,
  BEN,
  BLUE,
  card,
  checklist,
  comment,
  DOING,
  largeBoard,
  RED,
  TODO,
  trelloFile,
  trelloId,
  type TrelloFile,
} from "./trello-file.ts"

const person = () => new Person("ana", 1, MORNING)

/** Somebody acts in the space that a file became. */
function act<Args>(who: Person, file: object, action: Action<Args>, args: Args): void {
  const answer = who.replica.perform(action, boardSpaceId(boardIn(file)), args, who.me)
  if (isRefusal(answer)) throw new Error(answer.reason)
}

const one = card(1, {
  desc: "Read the plan.\nThen begin.",
  idMembers: [ANA, BEN],
  idLabels: [RED, BLUE],
  due: "2021-05-06T07:08:59.000Z",
  start: "2021-05-01T00:00:00.000Z",
})
const two = card(2, { idList: DOING, closed: true })
const rich = trelloFile([one, two], {
  checklists: [checklist(1, one, ["Measure", "Cut"])],
  actions: [comment(1, one, "Looks good")],
})

/** A file in which one card differs. */
function changed(file: TrelloFile, number: number, fields: Readonly<Record<string, unknown>>): TrelloFile {
  return { ...file, cards: file.cards.map(row => (row["idShort"] === number ? { ...row, ...fields } : row)) }
}

describe("a real board", () => {
  test("IMPORT-1 becomes a space, and every part of it is counted and there", context => {
    const text = readFileSync(realFile(context, "import/trello-project100.json"), "utf8")
    const ana = person()
    const preview = previewOf(ana, text)
    expect(preview.counts).toEqual({
      spaces: 1,
      boards: 1,
      statuses: 3,
      items: 3,
      archivedItems: 0,
      descriptions: 0,
      labels: 6,
      checklists: 0,
      checks: 0,
      customFields: 5,
      options: 4,
      comments: 0,
      members: 1,
    })
    expect(preview.lists.map(({ name, category }) => `${name}: ${category}`)).toEqual([
      "Todo: waiting",
      "In Progress: active",
      "Done: done",
    ])
    expect(preview.leftOut.map(({ what, count }) => `${what} ${count}`)).toEqual(["backgrounds 1", "history 33"])
    bring(ana, text)
    const board = boardIn(text)
    const snapshot = spaceOf(ana, board)
    expect(snapshot.profiles.get(snapshot.space)).toMatchObject({ name: "Project 100", prefix: "PROJ" })
    expect(living(snapshot.places).map(({ id }) => id)).toEqual([snapshot.space])
    expect(workflowOf(snapshot).map(({ name, category }) => `${name} ${category}`)).toEqual([
      "Todo waiting",
      "In Progress active",
      "Done done",
    ])
    expect(
      living(snapshot.labels)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["Blue", "Green", "Orange", "Purple", "Red", "Yellow"])
    const shown = living(snapshot.boards)[0]!
    const columns = workflowOf(snapshot).map(status =>
      cardsOf(snapshot, shown, status.id, null).map(item => item.title),
    )
    expect(columns).toEqual([["Write code", "Review code"], ["Visualize code"], []])
    const visualize = living(snapshot.items).find(item => item.title === "Visualize code")!
    const values = Object.entries(visualize.custom).map(([field, value]) => {
      const option = typeof value === "string" ? snapshot.options.get(value)?.name : undefined
      return `${snapshot.customFields.get(field)!.name}: ${option ?? value}`
    })
    expect(values.sort()).toEqual([
      "Date Value: 2021-01-28T10:00[UTC]",
      "Dropdown: Down",
      "Logical Value: true",
      "Number Value: 100.32",
      "Text Value: Test text",
    ])
    expect(snapshot.members.get(visualize.owner!)).toMatchObject({ name: "Test User", placeholder: true })
  })

  test("IMPORT-2 imported again without a change changes nothing", context => {
    for (const name of ["trello-project100.json", "trello-small.json"]) {
      const text = readFileSync(realFile(context, `import/${name}`), "utf8")
      const ana = person()
      bring(ana, text)
      const before = ana.outbox.length
      expect(changedRows(bring(ana, text))).toBe(0)
      expect(ana.outbox.length).toBe(before)
      const { states, keptFields } = previewOf(ana, text)
      expect(states).toMatchObject({ new: 0, updated: 0, trashed: 0 })
      expect(keptFields).toBe(0)
    }
  })
})

describe("importing", () => {
  test("IMPORT-3 keeps people, labels, dates, rows, comments and the archive", () => {
    const ana = person()
    bring(ana, rich)
    const board = boardIn(rich)
    const snapshot = spaceOf(ana, board)
    const item = itemFor(ana, rich, 1)
    const name = (id: string) => snapshot.members.get(id)!.name
    expect(item).toMatchObject({ due: "2021-05-06T07:08[UTC]", start: "2021-05-01T00:00[UTC]", archived: false })
    expect(name(item.owner!)).toBe("Ana")
    expect(item.assignees.map(name).sort()).toEqual(["Ana", "Ben"])
    expect(item.labels.map(label => snapshot.labels.get(label)!.name).sort()).toEqual(["Blue dark", "Urgent"])
    expect(item.createdAt).toBe(0x5fcbec03 * 1000)
    expect(itemFor(ana, rich, 2).archived).toBe(true)
    expect(
      living(snapshot.checks)
        .map(check => `${check.title} ${check.done}`)
        .sort(),
    ).toEqual(["Cut false", "Measure true"])
    expect(descriptionOf(ana.replica.open(`text/${snapshot.space}/${item.id}`).doc)).toBe("Read the plan.\nThen begin.")
    const comments = living(ana.replica.open(`comments/${snapshot.space}/${item.id}`).rows("comments"))
    expect(comments.map(row => [row["text"], name(row["author"] as string), row["at"]])).toEqual([
      ["Looks good", "Ana", Date.UTC(2021, 2, 4, 5, 6, 7)],
    ])
  })

  test("IMPORT-4 a changed file updates only what changed in it", () => {
    const ana = person()
    bring(ana, rich)
    const before = itemFor(ana, rich, 1)
    const other = changed(rich, 1, { name: "Card one", idMembers: [BEN], idLabels: [RED], due: null, idList: DOING })
    const row = previewOf(ana, other).rows.find(({ id }) => id === before.id)!
    expect(row.state).toBe("updated")
    expect(row.updated.map(({ field }) => field.replace(/-.*/, "")).sort()).toEqual([
      "due",
      "owner",
      "place",
      "status",
      "title",
    ])
    expect([row.adds.length, row.removes.length]).toEqual([0, 2])
    const written = bring(ana, other)
    expect([...written.patches.keys()]).toEqual([`space/${boardSpaceId(boardIn(rich))}`])
    const after = itemFor(ana, rich, 1)
    expect(after).toMatchObject({ title: "Card one", due: null, start: before.start })
    expect(after.assignees).toEqual([after.owner])
    expect(after.labels).toHaveLength(1)
    const moves = living(spaceOf(ana, boardIn(rich)).transitions).filter(move => move.item === after.id)
    expect(moves).toHaveLength(2)
    expect(changedRows(bring(ana, other))).toBe(0)
  })

  test("IMPORT-5 what was changed in Weft stands and is listed with both values", () => {
    const ana = person()
    bring(ana, rich)
    const { id } = itemFor(ana, rich, 1)
    const snapshot = spaceOf(ana, boardIn(rich))
    const doing = statusNamed(snapshot, "Doing")
    act(ana, rich, patchItems, { items: [id], fields: { title: "Ours", due: null } })
    act(ana, rich, setStatus, { items: [id], status: doing })
    act(ana, rich, setItemMember, { items: [id], field: "assignees", member: "eve" as MemberId, inside: true })
    const other = changed(rich, 1, { name: "Theirs", start: null, idMembers: [ANA] })
    const row = previewOf(ana, other).rows.find(found => found.id === id)!
    expect(row.kept).toEqual([
      { field: "title", ours: "Ours", theirs: "Theirs", changedInBoth: true },
      { field: "status", ours: doing, theirs: statusNamed(snapshot, "To do"), changedInBoth: false },
      { field: "due", ours: null, theirs: "2021-05-06T07:08[UTC]", changedInBoth: false },
    ])
    bring(ana, other)
    const after = itemFor(ana, rich, 1)
    expect(after).toMatchObject({ title: "Ours", status: doing, due: null, start: null })
    expect(
      after.assignees.map(member => spaceOf(ana, boardIn(rich)).members.get(member)?.name ?? member).sort(),
    ).toEqual(["Ana", "eve"])
    expect(changedRows(bring(ana, other))).toBe(0)
    act(ana, rich, patchItems, { items: [id], fields: { title: "Card 1" } })
    bring(ana, other)
    expect(itemFor(ana, rich, 1).title).toBe("Theirs")
  })

  test("IMPORT-5 the accountable person stays assigned though the file takes them off", () => {
    const ana = person()
    bring(ana, rich)
    const item = itemFor(ana, rich, 1)
    const ben = item.assignees.find(member => member !== item.owner)!
    act(ana, rich, patchItems, { items: [item.id], fields: { owner: ben } })
    bring(ana, changed(rich, 1, { idMembers: [ANA] }))
    const after = itemFor(ana, rich, 1)
    expect(after.owner).toBe(ben)
    expect(after.assignees).toContain(ben)
  })

  test("IMPORT-6 what lies in the trash stays there with its parts, and is counted", () => {
    const ana = person()
    bring(ana, rich)
    const { id } = itemFor(ana, rich, 1)
    act(ana, rich, trashItems, { items: [id] })
    const other = {
      ...changed(rich, 1, { name: "New name" }),
      actions: [comment(1, one, "Edited"), comment(2, one, "More")],
    }
    expect(previewOf(ana, other).states).toMatchObject({ trashed: 6, new: 0, updated: 0 })
    expect(changedRows(bring(ana, other))).toBe(0)
    expect(itemFor(ana, rich, 1).deleted).not.toBeNull()
    bring(ana, other, { restore: true })
    expect(itemFor(ana, rich, 1)).toMatchObject({ deleted: null, title: "New name" })
  })

  test("IMPORT-7 an import is undone as one, and can be brought back", () => {
    const ana = person()
    const written = bring(ana, rich)
    const space = boardSpaceId(boardIn(rich))
    const before = canonical(spaceOf(ana, boardIn(rich)))
    expect(ana.undo(written).leftAlone).toEqual([])
    const trashed = spaceOf(ana, boardIn(rich))
    for (const kind of ["items", "statuses", "labels", "boards", "checks", "members", "places"] as const)
      expect(living(trashed[kind] as never), kind).toEqual([])
    const refused = ana.replica.perform(importBoard, space, { board: boardIn(rich) }, ana.me)
    expect(refused).toMatchObject({ refused: true, reason: "space-in-trash" })
    const preview = previewOf(ana, rich)
    expect(preview.space.state).toBe("trashed")
    expect(preview.states.trashed).toBe(preview.rows.length)
    bring(ana, rich, { restore: true })
    expect(canonical(spaceOf(ana, boardIn(rich)))).toBe(before)
    const item = itemFor(ana, rich, 1)
    expect(living(ana.replica.open(`comments/${space}/${item.id}`).rows("comments"))).toHaveLength(1)
    expect(descriptionOf(ana.replica.open(`text/${space}/${item.id}`).doc)).toBe("Read the plan.\nThen begin.")
    expect(changedRows(bring(ana, rich))).toBe(0)
  })

  test("IMPORT-7 an undo of a second import brings back what the first one said", () => {
    const ana = person()
    bring(ana, rich)
    const before = canonical(spaceOf(ana, boardIn(rich)))
    const other = changed(rich, 1, { name: "Other", idMembers: [BEN], idLabels: [] })
    ana.undo(bring(ana, other))
    const rows = (text: string) => text.replace(/^transitions .*$/m, "")
    expect(rows(canonical(spaceOf(ana, boardIn(rich))))).toBe(rows(before))
    bring(ana, other)
    expect(itemFor(ana, rich, 1).title).toBe("Other")
  })

  test("IMPORT-8 two devices that import the same file offline have one set, one text and one comment each", () => {
    const [ana, ben] = [person(), new Person("ben", 2, MORNING + 1000)]
    bring(ana, rich)
    bring(ben, rich)
    const [fromAna, fromBen] = [ana.outbox, ben.outbox]
    for (const update of fromAna) ben.receive(update)
    for (const update of fromBen) ana.receive(update)
    const snapshot = spaceOf(ana, boardIn(rich))
    expect(canonical(spaceOf(ben, boardIn(rich)))).toBe(canonical(snapshot))
    expect(living(snapshot.items)).toHaveLength(2)
    expect(living(snapshot.statuses)).toHaveLength(2)
    expect(living(snapshot.members)).toHaveLength(2)
    const item = itemFor(ana, rich, 1)
    for (const who of [ana, ben]) {
      expect(descriptionOf(who.replica.open(`text/${snapshot.space}/${item.id}`).doc)).toBe(
        "Read the plan.\nThen begin.",
      )
      expect(living(who.replica.open(`comments/${snapshot.space}/${item.id}`).rows("comments"))).toHaveLength(1)
      expect(changedRows(bring(who, rich))).toBe(0)
    }
  })

  test("IMPORT-9 a description that changed in the file is listed and Weft's stands; a first one is written", () => {
    const ana = person()
    bring(ana, rich)
    const item = itemFor(ana, rich, 1)
    const other = changed(changed(rich, 1, { desc: "Another text" }), 2, { desc: "A first text" })
    const preview = previewOf(ana, other)
    expect(preview.rows.filter(row => row.hasOtherDescription).map(({ id }) => id)).toEqual([item.id])
    bring(ana, other)
    const { space } = spaceOf(ana, boardIn(rich))
    const text = (number: number) =>
      descriptionOf(ana.replica.open(`text/${space}/${itemIdFor(ana, rich, number)}`).doc)
    expect([text(1), text(2)]).toEqual(["Read the plan.\nThen begin.", "A first text"])
    expect(changedRows(bring(ana, other))).toBe(0)
    expect(previewOf(ana, other).keptFields).toBe(1)
  })

  test("IMPORT-9 a long comment comes over whole, is not kept twice, and follows the file", () => {
    const ana = person()
    const long = (word: string) => `${word} `.repeat(3_000).trimEnd()
    const file = (word: string) => ({ ...rich, actions: [comment(1, one, long(word))] })
    bring(ana, file("word"))
    expect(changedRows(bring(ana, file("word")))).toBe(0)
    const snapshot = spaceOf(ana, boardIn(rich))
    const { doc } = ana.replica.open(`comments/${snapshot.space}/${itemFor(ana, rich, 1).id}`)
    expect([...bodiesOf(doc).values()]).toEqual([long("word")])
    const bases = [...snapshot.importBases.values()].filter(base => base.kind === "comments")
    expect(bases.map(base => JSON.stringify(base.values).length < 200)).toEqual([true])
    const edited = previewOf(ana, file("other")).rows.find(({ kind }) => kind === "comments")
    expect(edited?.updated.map(({ field, from }) => [field, from])).toEqual([["text", null]])
  })

  test("IMPORT-5 moving a card inside its column is no difference that is listed", () => {
    const ana = person()
    const file = trelloFile([card(1), card(2)])
    bring(ana, file)
    const snapshot = spaceOf(ana, boardIn(file))
    const [first, second] = [itemFor(ana, file, 1), itemFor(ana, file, 2)]
    act(ana, file, moveCards, {
      board: living(snapshot.boards)[0]!.id as BoardId,
      items: [second.id],
      column: second.status!,
      before: first.id,
    })
    expect(previewOf(ana, file).keptFields).toBe(0)
    expect(changedRows(bring(ana, file))).toBe(0)
    const moved = changed(file, 2, { pos: 9_000 })
    expect(
      previewOf(ana, moved)
        .rows.find(({ id }) => id === second.id)
        ?.kept.map(({ changedInBoth }) => changedInBoth),
    ).toEqual([true])
  })

  test("IMPORT-9 a comment that changed in the file is updated", () => {
    const ana = person()
    bring(ana, rich)
    const other = { ...rich, actions: [comment(1, one, "Looks better")] }
    bring(ana, other)
    const { space } = spaceOf(ana, boardIn(rich))
    const { id } = itemFor(ana, rich, 1)
    const texts = () => living(ana.replica.open(`comments/${space}/${id}`).rows("comments")).map(row => row["text"])
    expect(texts()).toEqual(["Looks better"])
    expect(changedRows(bring(ana, other))).toBe(0)
  })

  test("IMPORT-10 in a space that is there, states, labels and people of the same name are shared", () => {
    const ana = person()
    foundSpace(ana, ["Ana"])
    const first = bringInto(ana, SPACE, rich)
    const snapshot = ana.snapshot
    expect(workflowOf(snapshot).map(({ name }) => name)).toEqual(["Ideas", "To do", "Doing", "On hold", "Done"])
    expect(
      living(snapshot.members)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["Ana", "Ben"])
    expect(living(snapshot.boards)).toHaveLength(2)
    expect(
      living(snapshot.items)
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["Card 1", "Card 2"])
    expect(changedRows(first)).toBeGreaterThan(0)
    const label = living(snapshot.labels).find(({ name }) => name === "Urgent")!
    ana.do(renameLabel, { id: label.id as LabelId, name: "Burning" })
    expect(changedRows(bringInto(ana, SPACE, rich))).toBe(0)
    ana.undo(first)
    expect(living(ana.snapshot.items)).toEqual([])
    expect(workflowOf(ana.snapshot)).toHaveLength(5)
  })

  test("IMPORT-11 people are matched as chosen, by address and by name, and the choice is kept", () => {
    const ana = person()
    foundSpace(ana, ["ana", "eve"])
    const board = boardIn(rich)
    const people = { [ANA]: null, [BEN]: "eve" as MemberId }
    expect(previewBoard(board, spaceOf(ana, board), { people }).people.map(({ becomes }) => becomes)).toEqual([
      "new",
      "matched",
    ])
    expect(previewBoard(board, spaceOf(ana, board)).people.map(({ becomes }) => becomes)).toEqual(["matched", "new"])
    bring(ana, rich, { people })
    expect(itemFor(ana, rich, 1).assignees).toContain("eve")
    expect(changedRows(bring(ana, rich))).toBe(0)
  })

  test("IMPORT-12 lists in the archive become states in the trash, and their cards are archived", () => {
    const ana = person()
    const file = trelloFile([card(1, { idList: trelloId(3) })], {
      lists: [
        { id: TODO, name: "To do", closed: false, pos: 1, softLimit: 4 },
        { id: trelloId(3), name: "Old", closed: true, pos: 2 },
        { id: trelloId(4), name: "Older", closed: true, pos: 3 },
      ],
    })
    bring(ana, file)
    const snapshot = spaceOf(ana, boardIn(file))
    expect(workflowOf(snapshot).map(({ name }) => name)).toEqual(["To do"])
    const item = itemFor(ana, file, 1)
    expect(item.archived).toBe(true)
    expect(snapshot.statuses.get(item.status!)!.name).toBe("Old")
    expect(Object.values(living(snapshot.boards)[0]!.limits)).toEqual([4])
    expect(changedRows(bring(ana, file))).toBe(0)
    const open = { ...file, lists: file.lists.map(list => ({ ...list, closed: false })) }
    bring(ana, open)
    expect(workflowOf(spaceOf(ana, boardIn(file))).map(({ name }) => name)).toEqual(["To do", "Old", "Older"])
  })

  test("IMPORT-13 cards that the file has no more stay and are listed", () => {
    const ana = person()
    bring(ana, rich)
    const less = { ...rich, cards: [two], checklists: [], actions: [] }
    expect(previewOf(ana, less).gone.map(({ name }) => name)).toEqual(["Card 1"])
    expect(changedRows(bring(ana, less))).toBe(0)
  })

  test("IMPORT-14 is refused for a space that is not there", () => {
    const answer = person().replica.perform(importBoard, SPACE, { board: boardIn(rich) }, "ana" as MemberId)
    expect(answer).toMatchObject({ refused: true, reason: "not-found" })
  })
})

describe("a board of 2,000 cards", () => {
  const board = boardIn(largeBoard(2_000))

  test("IMPORT-15 is previewed whole and becomes changes", async () => {
    const ana = person()
    const snapshot = spaceOf(ana, board)
    const acting = { me: ana.me, now: MORNING, random: ana.random }
    const pace = { onProgress: () => {}, cancelled: () => false, pause: async () => {} }
    expect(previewBoard(board, snapshot).counts).toMatchObject({ items: 2_000, checks: 4_000, comments: 1_000 })
    const changes = await prepareBoardImport(snapshot, { board }, acting, pace)
    if (isRefusal(changes)) throw new Error(changes.reason)
    expect(changes.length).toBeGreaterThan(20_000)
  })

  test("IMPORT-16 says how far it is, and writes nothing when it is cancelled", async () => {
    const ana = person()
    const acting = { me: ana.me, now: MORNING, random: ana.random }
    const seen: number[] = []
    const answer = await prepareBoardImport(spaceOf(ana, board), { board }, acting, {
      onProgress: ({ done, total }) => seen.push(done / total),
      cancelled: () => seen.length > 5,
      pause: async () => {},
    })
    expect(answer).toMatchObject({ refused: true, reason: "cancelled" })
    expect(seen).toEqual(seen.toSorted((left, right) => left - right))
    expect(seen.at(-1)).toBeLessThan(1)
    expect(ana.outbox).toEqual([])
  })

  test("IMPORT-16 prepared in steps or run at once, the changes are the same", async () => {
    const ana = person()
    const small = boardIn(rich)
    const prepared = await prepareBoardImport(
      spaceOf(ana, small),
      { board: small },
      { me: ana.me, now: MORNING, random: ana.random },
      { onProgress: () => {}, cancelled: () => false, pause: async () => {} },
    )
    if (isRefusal(prepared)) throw new Error(prepared.reason)
    ana.replica.write(prepared, ana.me)
    const ben = new Person("ben", 1, MORNING)
    bring(ben, rich)
    expect(living(spaceOf(ana, small).items).length).toBe(living(spaceOf(ben, small).items).length)
    expect(changedRows(bring(ana, rich))).toBe(0)
  })
})
