import { expect, test } from "vitest"
import { perform, type Action } from "@weft/model/actions/define"
import { restoreRecords } from "@weft/model/actions/trash"
import { createView, patchView, restoreView, trashView } from "@weft/model/actions/view"
import type { ViewId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { OwnView } from "@weft/model/schema/view"
import { boardIdOf, foundSpace, MORNING, Person, SPACE } from "../../support/person.ts"

function founder(): Person {
  const ana = new Person("ana", 3, MORNING)
  foundSpace(ana, ["ana", "ben"])
  ana.replica.open("personal/ana")
  return ana
}

/** Does something over the space and what is Ana's own, as a tab does. */
function doAsTab<Args>(ana: Person, action: Action<Args>, args: Args): void {
  const ownViews = ana.replica.document("personal/ana")!.rows("ownViews") as unknown as Snapshot["ownViews"]
  const acting = { me: ana.me, now: ana.now, random: ana.random }
  const changes = perform(action, { ...ana.snapshot, space: SPACE, ownViews }, args, acting)
  if (isRefusal(changes)) throw new Error(changes.reason)
  ana.replica.write(changes, ana.me)
}

function ownView(ana: Person, view: ViewId): OwnView | undefined {
  return ana.replica.document("personal/ana")!.rows("ownViews").get(view) as OwnView | undefined
}

test("VIEW-1 a view keeps the board that it shows, its filter, and whether it is pinned", () => {
  const ana = founder()
  const [shared, own] = [ana.newId<ViewId>(), ana.newId<ViewId>()]
  const board = boardIdOf(ana.snapshot)
  const settings = { board, filter: "assignee.any.me", pinned: true }
  ana.do(createView, { owner: "shared", view: shared, name: "Mine", settings })
  doAsTab(ana, createView, { owner: "own", view: own, name: " Only mine ", settings: {} })
  expect(ana.snapshot.views.get(shared)).toMatchObject({ name: "Mine", ...settings })
  expect(ownView(ana, own)).toMatchObject({ name: "Only mine", board: null, pinned: false, filter: "" })
  ana.do(patchView, { owner: "shared", view: shared, settings: { board: null, pinned: false } })
  expect(ana.snapshot.views.get(shared)).toMatchObject({ board: null, pinned: false, filter: "assignee.any.me" })
})

test("VIEW-2 a deleted view comes back as it was, by itself or out of the trash with others", () => {
  const ana = founder()
  const [shared, own] = [ana.newId<ViewId>(), ana.newId<ViewId>()]
  for (const [owner, view] of [
    ["shared", shared],
    ["own", own],
  ] as const) {
    doAsTab(ana, createView, { owner, view, name: owner, settings: { groupBy: "status", widths: { title: 300 } } })
    doAsTab(ana, trashView, { owner, view })
    doAsTab(ana, restoreView, { owner, view })
    doAsTab(ana, trashView, { owner, view })
  }
  expect(ownView(ana, own)?.deleted).not.toBeNull()
  doAsTab(ana, restoreRecords, {
    records: [
      { kind: "views", id: shared },
      { kind: "ownViews", id: own },
    ],
  })
  expect(ana.snapshot.views.get(shared)).toMatchObject({ deleted: null, groupBy: "status", widths: { title: 300 } })
  expect(ownView(ana, own)).toMatchObject({ deleted: null, groupBy: "status", name: "own" })
  expect(ana.try(restoreView, { owner: "shared", view: "none" as ViewId })).toMatchObject({ reason: "not-found" })
})
