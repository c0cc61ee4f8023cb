import { expect, test } from "vitest"
import type { PastChange, PastStep } from "@weft/model/history/past-change"
import { settled, versionsOf } from "@weft/model/history/versions"

const MINUTE = 60_000

function titled(at: number, by: string, before: string, after: string): PastChange {
  return { did: "set", kind: "items", id: "a", field: "title", at: at * MINUTE, by, before, after }
}

function step(change: PastChange, arrivedAt = change.at): PastStep {
  return { arrivedAt, isThinned: false, changes: [change] }
}

test("HISTORY-3 what a person changes without a long pause is one version, of the first value and the last", () => {
  const versions = versionsOf([
    step(titled(0, "ana", "", "Pa")),
    step(titled(1, "ana", "Pa", "Paint")),
    step(titled(20, "ana", "Paint", "Paint it")),
    step(titled(21, "ben", "Paint it", "Paint it red")),
  ])
  expect(versions).toMatchObject([
    { by: ["ana"], from: 0, until: MINUTE, lastStep: 1, changes: [{ before: "", after: "Paint" }] },
    { by: ["ana"], lastStep: 2, changes: [{ before: "Paint", after: "Paint it" }] },
    { by: ["ben"], lastStep: 3, changes: [{ before: "Paint it", after: "Paint it red" }] },
  ])
})

test("HISTORY-3 what was written offline stands where it arrived, and says when that was", () => {
  const [version] = versionsOf([step(titled(0, "ana", "", "Paint"), 90 * MINUTE)])
  expect(version).toMatchObject({ from: 0, arrivedAt: 90 * MINUTE })
})

test("HISTORY-3 a row that has been thinned names everybody who is in it, and joins no other", () => {
  const both = [titled(0, "ana", "", "Paint"), titled(1, "ben", "Paint", "Paint it")]
  const thinned: PastStep = { arrivedAt: 5 * MINUTE, isThinned: true, changes: both }
  expect(versionsOf([thinned, step(titled(6, "ana", "Paint it", "Paint"))])).toMatchObject([
    { by: ["ana", "ben"], isThinned: true },
    { by: ["ana"], isThinned: false },
  ])
})

test("HISTORY-3 what came back to what it was is no change", () => {
  const members = { did: "members", kind: "items", id: "a", field: "labels", at: 0, by: "ana" } as const
  expect(settled([titled(0, "ana", "A", "B"), titled(1, "ana", "B", "A")])).toEqual([])
  expect(
    settled([
      { ...members, added: ["x", "y"], removed: [] },
      { ...members, added: ["z"], removed: ["x"] },
    ]),
  ).toMatchObject([{ added: ["y", "z"], removed: [] }])
  const text = { did: "wrote", id: "a", at: 0, by: "ana" } as const
  expect(
    settled([
      { ...text, before: "", after: "A" },
      { ...text, before: "A", after: "" },
    ]),
  ).toEqual([])
})

test("HISTORY-3 thousands of steps without a pause are one version, told at once", () => {
  const steps = Array.from({ length: 20_000 }, (_, index) => step(titled(index, "ana", String(index), `${index + 1}`)))
  expect(versionsOf(steps)).toMatchObject([{ lastStep: 19_999, changes: [{ before: "0", after: "20000" }] }])
})
