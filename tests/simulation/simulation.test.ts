import { expect, test } from "vitest"
import { living } from "@weft/model/schema/snapshot"
import { canonical } from "../support/canonical.ts"
import { olderBuild } from "../support/older-build.ts"
import { MORNING, Person, SPACE } from "../support/person.ts"
import { expectSameAsOlder, expectSoundBoards, expectSoundTree, expectTotalRanks, expectWholeRows } from "./checks.ts"
import { FOUND_SEEDS } from "./found-seeds.ts"
import { some } from "./draw.ts"
import { tablesOf, World, type Tally } from "./world.ts"
import { seededRandom } from "@weft/model/base/random"

const STEPS = 120
const FIXED_SEEDS = Array.from({ length: 160 }, (_, index) => index + 1)

/** A new part of the space of seeds with every run; a seed that fails here belongs in `found-seeds.ts`. */
const FRESH_SEEDS = Array.from({ length: 40 }, (_, index) => (Date.now() % 1_000_000_000) + index)

const older = await olderBuild()

/** What standing at the end of a simulation shows of what was met. */
interface Ends {
  ringsCut: number
  deadParents: number
  conflicts: number
  cardsInDeletedStates: number
  editedAfterDeletion: number
}

const met: Partial<Record<keyof Tally | keyof Ends, number>> = {}

function count(counts: Partial<Record<keyof Tally | keyof Ends, number>>): void {
  for (const [name, value] of Object.entries(counts) as [keyof Tally, number][]) met[name] = (met[name] ?? 0) + value
}

function endsOf({ items, statuses }: ReturnType<typeof tablesOf>): Ends {
  const rows = [...items.values()]
  const marked = (mark: string) => rows.filter(row => row.marks.some(each => each.mark === mark)).length
  return {
    ringsCut: marked("move-set-aside"),
    deadParents: marked("parent-deleted"),
    conflicts: rows.filter(({ conflicts }) => conflicts.length > 0).length,
    cardsInDeletedStates: living(items).filter(row => row.status !== null && statuses.get(row.status)?.deleted != null)
      .length,
    editedAfterDeletion: rows.filter(row => row.deleted?.editedAfter === true).length,
  }
}

/** Somebody who was never there and gets all updates at the end, in an order of their own. */
function freshReader(world: World, seed: number): Person {
  const reader = new Person("reader", seed, MORNING)
  for (const update of some(world.log, world.log.length * 4, seededRandom(seed))) reader.receive(update)
  for (const update of world.log) reader.receive(update)
  return reader
}

for (const seed of [...FOUND_SEEDS, ...FIXED_SEEDS, ...FRESH_SEEDS]) {
  test(`SIM-1 several replicas end with the same sound space, seed ${seed}`, () => {
    const world = new World(seed, older)
    world.run(STEPS)
    world.quiesce()
    const [first] = world.peers
    const tables = tablesOf(first!.person)
    const expected = canonical(tables)
    const reader = freshReader(world, seed)
    expect(canonical(tablesOf(reader)), "a fresh reader").toBe(expected)
    for (const { person, isNew, mirror } of world.peers) {
      if (isNew) {
        expect(canonical(tablesOf(person)), person.me).toBe(expected)
        expect(canonical(mirror), `what ${person.me} was handed out`).toBe(expected)
      } else expectSameAsOlder(tables, tablesOf(person))
      person.reload()
      if (isNew) expect(canonical(tablesOf(person)), `${person.me} opened anew`).toBe(expected)
    }
    expectSoundTree(tables)
    expectSoundBoards(first!.person.replica.snapshot(SPACE))
    expectTotalRanks(tables)
    expectWholeRows(tables)
    count({ ...world.tally, ...endsOf(tables) })
  })
}

test("SIM-2 the seeds met every interesting case", () => {
  const names = Object.keys(met)
  expect(names).toEqual(expect.arrayContaining(["ringsCut", "conflicts", "addWins", "lostWrites", "undoLeftAlone"]))
  for (const name of names) expect(met[name as keyof typeof met], name).toBeGreaterThan(0)
})
