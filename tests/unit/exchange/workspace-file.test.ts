import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import { createItem, patchItems, setItemMember, trashItems } from "@weft/model/actions/item"
import { addComment, createLabel, renameLabel } from "@weft/model/actions/work"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { CommentId, ItemId, LabelId } from "@weft/model/base/ids"
import { readWorkspaceFile, workspaceFileLines, type WorkspaceFile } from "@weft/model/exchange/workspace-file"
import { bodiesOf, descriptionOf } from "@weft/model/replica/prose"
import type { MergedContents } from "@weft/model/replica/workspace-replica"
import { canonical } from "../../support/canonical.ts"
import { foundSpace, itemOf, MINUTE, MORNING, Person, SPACE } from "../../support/person.ts"
import { bring, spaceOf, boardIn } from "./importing.ts"
import { card, checklist, comment, trelloFile } from "./trello-file.ts"

const TASK = "T1" as ItemId

/** Somebody with a small workspace: an item with a text, a comment, a label and an edit. */
function founded(): Person {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana", "ben"])
  ana.do(createLabel, { id: "L1" as LabelId, name: "Urgent" })
  ana.do(createItem, { id: TASK, title: "Pack", description: "Boxes first", labels: ["L1" as LabelId] })
  ana.do(patchItems, { items: [TASK], fields: { title: "Pack all" } })
  ana.do(setItemMember, { items: [TASK], field: "assignees", member: "ben", inside: true })
  ana.do(addComment, { id: "C1" as CommentId, item: TASK, text: "Do we have tape?" })
  return ana
}

function fileOf(person: Person): string {
  return [...workspaceFileLines({ workspace: "acme", at: person.now }, person.replica.contents())].join("")
}

function read(text: string): WorkspaceFile {
  const file = readWorkspaceFile(text)
  if (isRefusal(file)) throw new Error(`the file was refused: ${JSON.stringify(file)}`)
  return file
}

function take(person: Person, text: string): MergedContents {
  const merged = person.replica.merge(read(text).documents)
  if (isRefusal(merged)) throw new Error(`the file was not merged: ${JSON.stringify(merged)}`)
  return merged
}

function textsOf(person: Person): readonly unknown[] {
  const text = descriptionOf(person.replica.open(`text/${SPACE}/${TASK}`).doc)
  return [text, [...bodiesOf(person.replica.open(`comments/${SPACE}/${TASK}`).doc)]]
}

/** A second device that holds what the first one does. */
function copyOf(person: Person, seed: number): Person {
  const copy = new Person("ben", seed, person.now)
  for (const update of person.stored()) copy.receive(update)
  return copy
}

describe("a workspace as a file", () => {
  test("FILE-1 taken into an empty workspace gives the same rows and texts", () => {
    const ana = founded()
    const eve = new Person("eve", 9, MORNING + MINUTE)
    const { setAside } = take(eve, fileOf(ana))
    expect(setAside).toEqual([])
    expect(canonical(eve.snapshot)).toBe(canonical(ana.snapshot))
    expect(textsOf(eve)).toEqual(textsOf(ana))
  })

  test("FILE-1 an imported board goes into a file and out of it", () => {
    const ana = new Person("ana", 1, MORNING)
    const board = trelloFile([card(1, { desc: "Text", idLabels: [] })], {
      checklists: [checklist(1, card(1), ["a", "b"])],
      actions: [comment(1, card(1), "hello")],
    })
    bring(ana, board)
    const eve = new Person("eve", 9, MORNING)
    take(eve, fileOf(ana))
    expect(canonical(spaceOf(eve, boardIn(board)))).toBe(canonical(spaceOf(ana, boardIn(board))))
  })

  test("FILE-2 taken in again, or where it was written, it changes nothing", () => {
    const ana = founded()
    const text = fileOf(ana)
    const sent = ana.outbox.length
    take(ana, text)
    expect(ana.outbox.length).toBe(sent)
    const eve = new Person("eve", 9, MORNING)
    take(eve, text)
    const after = eve.outbox.length
    take(eve, text)
    expect(eve.outbox.length).toBe(after)
    expect(take(eve, fileOf(eve)).setAside).toEqual([])
    expect(eve.outbox.length).toBe(after)
  })

  test("FILE-3 merged into an edited copy, the later edit of each field stands, whichever copy has it", () => {
    const ana = founded()
    const ben = copyOf(ana, 2)
    ana.now += 10 * MINUTE
    ana.do(patchItems, { items: [TASK], fields: { title: "Ana, early", priority: "high" } })
    ana.do(renameLabel, { id: "L1" as LabelId, name: "Ana's" })
    ben.now += 20 * MINUTE
    ben.do(patchItems, { items: [TASK], fields: { title: "Ben, late" } })
    ana.now += 20 * MINUTE
    ana.do(patchItems, { items: [TASK], fields: { points: 5 } })
    const [fromAna, fromBen] = [fileOf(ana), fileOf(ben)]
    const wanted = { title: "Ben, late", priority: "high", points: 5, conflicts: [] }
    const here = take(ben, fromAna)
    expect(itemOf(ben.snapshot, TASK)).toMatchObject(wanted)
    expect(here.setAside.map(({ field, value, from }) => [field, value, from])).toEqual([
      ["title", "Ana, early", "there"],
    ])
    const there = take(ana, fromBen)
    expect(itemOf(ana.snapshot, TASK)).toMatchObject(wanted)
    expect(there.setAside.map(({ field, value, from }) => [field, value, from])).toEqual([
      ["title", "Ana, early", "here"],
    ])
    expect(canonical(ben.snapshot)).toBe(canonical(ana.snapshot))
  })

  test("FILE-3 an older file takes back neither edits nor removals", () => {
    const ana = founded()
    const old = fileOf(ana)
    ana.now += MINUTE
    ana.do(setItemMember, { items: [TASK], field: "labels", member: "L1", inside: false })
    ana.do(patchItems, { items: [TASK], fields: { title: "Packed" } })
    ana.do(trashItems, { items: [TASK] })
    const before = canonical(ana.snapshot)
    take(ana, old)
    expect(canonical(ana.snapshot)).toBe(before)
    expect(itemOf(ana.snapshot, TASK).labels).toEqual([])
  })

  test("FILE-4 what a file brought never beats a later edit of the replica that wrote it", () => {
    for (const seed of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const ana = founded()
      const text = fileOf(ana)
      const eve = new Person("eve", seed, MORNING)
      ana.now += MINUTE
      ana.do(patchItems, { items: [TASK], fields: { title: "Later" } })
      take(eve, text)
      const [fromAna, fromEve] = [ana.stored(), eve.stored()]
      for (const update of fromAna) eve.receive(update)
      for (const update of fromEve) ana.receive(update)
      expect(itemOf(ana.snapshot, TASK).title).toBe("Later")
      expect(canonical(eve.snapshot)).toBe(canonical(ana.snapshot))
    }
  })

  test("FILE-4 texts of both copies stand", () => {
    const ana = founded()
    const ben = copyOf(ana, 2)
    ben.do(addComment, { id: "C2" as CommentId, item: TASK, text: "In the shed" })
    take(ana, fileOf(ben))
    expect(textsOf(ana)[1]).toEqual([
      ["C1", "Do we have tape?"],
      ["C2", "In the shed"],
    ])
  })

  test("FILE-5 what this build does not know goes into the file and out of it", () => {
    const ana = founded()
    const { doc } = ana.replica.open(`space/${SPACE}`)
    doc.getMap("items").set(`${TASK}.colour.r9`, ["blue", 17])
    doc.getMap("items").set(`${TASK}.followers.ana.r9`, 18)
    const eve = new Person("eve", 9, MORNING)
    take(eve, fileOf(ana))
    const stored = eve.replica.open(`space/${SPACE}`).doc.getMap("items").toJSON() as Record<string, unknown>
    expect(stored[`${TASK}.colour.r9_${eve.replica.name}`]).toEqual(["blue", 17])
    expect(stored[`${TASK}.followers.ana.r9_${eve.replica.name}`]).toBe(18)
    const newer = fileOf(ana).replace('"schema":1', '"schema":2')
    const line = `${JSON.stringify({ document: `space/${SPACE}`, kind: "robots", entries: [["R2", { name: "D2" }]] })}\n`
    take(eve, newer + line)
    expect(eve.replica.open(`space/${SPACE}`).doc.getMap("robots").toJSON()).toEqual({ R2: { name: "D2" } })
    expect(fileOf(eve)).toContain('"robots"')
  })

  test("FILE-5 concurrent values and their authors go along", () => {
    const ana = founded()
    const ben = copyOf(ana, 2)
    ben.outbox = []
    ana.do(patchItems, { items: [TASK], fields: { title: "Ana's" } })
    ben.now += MINUTE
    ben.do(patchItems, { items: [TASK], fields: { title: "Ben's" } })
    for (const update of ben.outbox) ana.receive(update)
    const eve = new Person("eve", 9, MORNING)
    take(eve, fileOf(ana))
    const shown = (person: Person) =>
      itemOf(person.snapshot, TASK).conflicts.map(({ field, values }) => [
        field,
        ...values.map(({ value, by }) => [value, by]),
      ])
    expect(shown(eve)).toEqual([["title", ["Ben's", "ben"], ["Ana's", "ana"]]])
    expect(shown(eve)).toEqual(shown(ana))
  })
})

describe("a file that cannot be taken in", () => {
  const header = JSON.stringify({ weft: 1, workspace: "acme", at: 1, schema: 1 })
  const said = (...lines: unknown[]) => {
    const text = [header, ...lines.map(line => (typeof line === "string" ? line : JSON.stringify(line)))].join("\n")
    const answer = readWorkspaceFile(text) as Refusal
    return `${answer.reason} ${answer.detail["line"]}`
  }
  const entries = (pair: unknown) => ({ document: "space/a", kind: "items", entries: [["ok", {}], pair] })

  test("FILE-6 is refused with the line at fault", () => {
    expect(readWorkspaceFile("")).toMatchObject({ reason: "empty-file" })
    expect(readWorkspaceFile('{"cards":[]}')).toMatchObject({ reason: "not-weft" })
    expect(readWorkspaceFile("weft")).toMatchObject({ reason: "not-weft" })
    expect(readWorkspaceFile('{"weft":2}')).toMatchObject({ reason: "newer-format", detail: { format: 2, known: 1 } })
    expect(readWorkspaceFile('{"weft":1,"workspace":"../x","at":1,"schema":1}')).toMatchObject({ reason: "wrong-line" })
    expect(said("{")).toBe("broken-json 2")
    expect(said({ document: "space/a", kind: "items", entries: [] }, "", [])).toBe("wrong-line 4")
    expect(said({ document: "space/a/b", kind: "items", entries: [] })).toBe("wrong-document 2")
    expect(said({ document: "../etc", kind: "items", entries: [] })).toBe("wrong-document 2")
    expect(said({ document: "people", kind: "items", entries: [] })).toBe("wrong-kind 2")
    expect(said({ document: "space/a", kind: "__proto__", entries: [] })).toBe("wrong-kind 2")
    expect(said({ document: "space/a", kind: "robots", entries: [] })).toBe("wrong-kind 2")
    expect(said({ document: "space/a", kind: "items", entries: {} })).toBe("wrong-line 2")
    for (const key of ["", "a.b", "a.b.c.d.e", "a..c.d", "ä.title.r", ".title.r", `${"a".repeat(301)}`])
      expect(said(entries([key, {}])), key).toBe("wrong-key 2")
    const deep = JSON.parse("[".repeat(40) + "]".repeat(40)) as unknown
    for (const pair of [
      ["a", 7],
      ["a.title.r", "x"],
      ["a.title.r", ["x", -1]],
      ["a..r", ["x", 1]],
      ["a.l.m.r", "1"],
      7,
    ])
      expect(said(entries(pair)), JSON.stringify(pair)).toBe("wrong-entry 2")
    expect(said(entries(["a.title.r", [deep, 1]]))).toBe("wrong-entry 2")
    expect(said({ document: "text/a/b", text: "not base64!" })).toBe("wrong-text 2")
    expect(said({ document: "text/a/b" })).toBe("wrong-text 2")
  })

  test("FILE-6 with a text that is no whole document nothing is written", () => {
    const ana = founded()
    const { doc } = ana.replica.open(`text/${SPACE}/${TASK}`)
    const whole = Y.encodeStateAsUpdate(doc)
    for (const bytes of [whole.slice(0, -3), new Uint8Array([1, 2, 3])]) {
      const eve = new Person("eve", 9, MORNING)
      const documents = [...ana.replica.contents(), { path: `text/${SPACE}/x`, bytes }]
      expect(eve.replica.merge(documents)).toMatchObject({
        reason: "broken-text",
        detail: { document: `text/${SPACE}/x` },
      })
      expect(eve.outbox).toEqual([])
    }
  })

  test("FILE-6 no damage throws", () => {
    const text = fileOf(founded())
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 4 }), (at, length, by) => {
        const file = readWorkspaceFile(text.slice(0, at) + by + text.slice(at + length))
        if (!isRefusal(file)) new Person("eve", 9, MORNING).replica.merge(file.documents)
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
