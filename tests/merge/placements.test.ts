import { expect } from "vitest"
import { moveCards } from "@weft/model/actions/board"
import { createItem, patchItems, restoreItems, setStatus, trashItems } from "@weft/model/actions/item"
import type { ItemId } from "@weft/model/base/ids"
import { placementId } from "@weft/model/schema/placement"
import { living } from "@weft/model/schema/snapshot"
import { columnOfGarden, doInGarden, gardenOf, place, withdraw } from "../support/placing.ts"
import { boardIdOf, SPACE, statusNamed } from "../support/person.ts"
import { CELLAR, GARDEN, movingScenario, type Mover } from "../support/two-spaces.ts"

function makeVan(ana: Mover): ItemId {
  const item = ana.newId<ItemId>()
  ana.do(createItem, { id: item, title: "van" })
  return item
}

function makePlacedVan(ana: Mover): ItemId {
  const item = makeVan(ana)
  place(ana, item)
  return item
}

/** Moves the guest's card on the garden's board. */
function moveInGarden(person: Mover, item: ItemId, column: string): void {
  const garden = gardenOf(person)
  const to = statusNamed(garden, column)
  doInGarden(person, moveCards, { board: boardIdOf(garden), items: [item], column: to, before: null })
}

movingScenario(
  "B16 two people show one item in the same space: it is there once, and taking it off once takes it off",
  {
    given: makeVan,
    ana: (ana, item) => void place(ana, item),
    ben: (ben, item) => void place(ben, item),
    outcome: ({ person }, item) => {
      expect(columnOfGarden(person, "To do")).toEqual(["van"])
      expect(living(person.in(GARDEN).placements)).toHaveLength(1)
      expect(person.in(SPACE).items.get(item)).toMatchObject({ placedIn: [GARDEN], conflicts: [] })
      const undoable = withdraw(person, item)
      expect(columnOfGarden(person, "To do")).toEqual([])
      person.takeBack(undoable)
      person.outbox = []
    },
  },
)

movingScenario(
  "B17 an item is taken off, while its card is moved there: it is off, and comes back where the move put it",
  {
    given: makePlacedVan,
    ana: (ana, item) => void withdraw(ana, item),
    ben: (ben, item) => moveInGarden(ben, item, "Doing"),
    outcome: ({ person }, item) => {
      expect(gardenOf(person).items.has(item)).toBe(false)
      expect(person.in(GARDEN).placements.get(placementId(item))?.deleted).toMatchObject({ by: "ana" })
      expect(person.in(SPACE).items.get(item)).toMatchObject({ title: "van", deleted: null })
      const undoable = place(person, item)
      expect(columnOfGarden(person, "Doing")).toEqual(["van"])
      person.takeBack(undoable)
      person.outbox = []
    },
  },
)

movingScenario("B18 an item is moved on in each of its spaces, and renamed: each has its own column, both the name", {
  given: makePlacedVan,
  ana: (ana, item) => {
    ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "On hold") })
    ana.do(patchItems, { items: [item], fields: { points: 3 } })
  },
  ben: (ben, item) => {
    moveInGarden(ben, item, "Doing")
    doInGarden(ben, patchItems, { items: [item], fields: { title: "white van" } })
  },
  outcome: ({ person }, item) => {
    expect(columnOfGarden(person, "Doing")).toEqual(["white van"])
    const home = person.in(SPACE).items.get(item)!
    expect(home).toMatchObject({ title: "white van", points: 3, conflicts: [] })
    expect(person.in(SPACE).statuses.get(home.status!)?.name).toBe("On hold")
    expect(gardenOf(person).items.get(item)).toMatchObject({ points: 3, conflicts: [] })
  },
})

movingScenario(
  "B18 an item is finished at home, while its card is moved here: it is finished here, until it is taken up again",
  {
    given: makePlacedVan,
    ana: (ana, item) => void ana.do(setStatus, { items: [item], status: statusNamed(ana.snapshot, "Done") }),
    ben: (ben, item) => moveInGarden(ben, item, "Doing"),
    outcome: ({ person }, item) => {
      expect(columnOfGarden(person, "Finished")).toEqual(["van"])
      const undoable = person.do(setStatus, { items: [item], status: statusNamed(person.snapshot, "To do") })
      expect(columnOfGarden(person, "Doing")).toEqual(["van"])
      person.takeBack(undoable)
      person.outbox = []
    },
  },
)

movingScenario(
  "B19 an item is deleted at home, while it is shown elsewhere: it is nowhere, and back in both with its restore",
  {
    given: makeVan,
    ana: (ana, item) => void ana.do(trashItems, { items: [item] }),
    ben: (ben, item) => {
      place(ben, item)
      moveInGarden(ben, item, "Doing")
    },
    outcome: ({ person }, item) => {
      expect(columnOfGarden(person, "Doing")).toEqual([])
      const undoable = person.do(restoreItems, { items: [item] })
      expect(columnOfGarden(person, "Doing")).toEqual(["van"])
      expect(person.placesOf(item)).toEqual([SPACE])
      person.takeBack(undoable)
      person.outbox = []
    },
  },
)

movingScenario(
  "B20 an item is moved to a third space, while its card is moved here: it is shown from there, at the place of the move",
  {
    given: makePlacedVan,
    ana: (ana, item) => void ana.move([item], CELLAR),
    ben: (ben, item) => {
      moveInGarden(ben, item, "Doing")
      doInGarden(ben, patchItems, { items: [item], fields: { title: "white van" } })
    },
    outcome: ({ person }, item) => {
      expect(columnOfGarden(person, "Doing")).toEqual(["white van"])
      expect(person.placesOf(item)).toEqual([CELLAR])
    },
  },
)

movingScenario(
  "B20 an item is moved to the very space that shows it, while its card is moved there: it is there once, as its own",
  {
    given: makePlacedVan,
    ana: (ana, item) => void ana.move([item], GARDEN),
    ben: (ben, item) => moveInGarden(ben, item, "Doing"),
    outcome: ({ person }, item) => {
      expect(columnOfGarden(person, "To do")).toEqual(["van"])
      expect(columnOfGarden(person, "Doing")).toEqual([])
      expect(person.placesOf(item)).toEqual([GARDEN])
    },
  },
)
