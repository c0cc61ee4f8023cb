import { expect } from "vitest"
import { importBoard } from "@weft/model/exchange/board/import"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { patchItems } from "@weft/model/actions/item"
import { living } from "@weft/model/schema/snapshot"
import type { Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"
import { boardIn } from "../unit/exchange/board-files.ts"

const FIRST = boardIn("Id,Title,Due,Status,Tags\n1,Order tiles,2026-03-01,Doing,bath\n2,Paint,,To do,\n")
const NEXT = boardIn(
  'Id,Title,Due,Status,Tags\n1,Order tiles,2026-04-01,Done,"bath,new"\n2,Paint,,To do,\n3,Sweep,,To do,new\n',
)
const LATEST = boardIn("Id,Title,Due,Status,Tags\n1,Order tiles,2026-05-01,Done,bath\n2,Paint,,To do,\n")

const bring = (person: Person, board: typeof FIRST) => person.do(importBoard, { board })

function itemCalled(person: Person, title: string) {
  const items = living(person.snapshot.items).filter(item => item.title === title)
  expect(items, title).toHaveLength(1)
  return items[0]!
}

scenario("P9 a changed file is imported again on two devices, one of which goes on to edit", {
  given: ana => {
    bring(ana, FIRST)
    return itemCalled(ana, "Paint").id
  },
  ana: (ana, paint) => {
    bring(ana, NEXT)
    ana.do(patchItems, { items: [paint], fields: { title: "Paint twice" } })
  },
  ben: ben => bring(ben, NEXT),
  outcome: ({ snapshot, person }) => {
    expect(living(snapshot.items)).toHaveLength(3)
    const tiles = itemCalled(person, "Order tiles")
    expect(tiles.due).toBe("2026-04-01")
    expect(snapshot.statuses.get(tiles.status!)?.name).toBe("Done")
    expect(tiles.labels.map(id => snapshot.labels.get(id)?.name).sort()).toEqual(["bath", "new"])
    expect(living(snapshot.labels).filter(({ name }) => name === "new")).toHaveLength(1)
    expect(itemCalled(person, "Paint twice").due).toBeNull()
    const { states, keptFields } = previewBoard(NEXT, snapshot)
    expect([states.new, states.updated, keptFields]).toEqual([0, 0, 1])
  },
})

scenario("P10 two devices import different versions of one file at the same time", {
  given: ana => bring(ana, FIRST),
  ana: ana => bring(ana, NEXT),
  ben: ben => bring(ben, LATEST),
  outcome: ({ snapshot, person, later }) => {
    expect(itemCalled(person, "Order tiles").due).toBe(later === "ana" ? "2026-04-01" : "2026-05-01")
    expect(living(snapshot.items)).toHaveLength(3)
    itemCalled(person, "Sweep")
  },
  afterwards: ({ ana, ben, eve, share }) => {
    bring(eve, LATEST)
    share()
    for (const person of [ana, ben, eve]) expect(itemCalled(person, "Order tiles").due).toBe("2026-05-01")
  },
})
