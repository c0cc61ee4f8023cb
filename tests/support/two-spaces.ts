import { describe, expect, test } from "vitest"
import { perform, type Action } from "@weft/model/actions/define"
import { moveToSpace } from "@weft/model/actions/move-to-space"
import { createSpace } from "@weft/model/actions/space"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import type { Undoable, Written } from "@weft/model/replica/workspace-replica"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { mapSpace } from "@weft/model/tasks/space-mapping"
import { canonical } from "./canonical.ts"
import { foundSpace, MINUTE, MORNING, Person, SPACE } from "./person.ts"

/** The spaces beside the first one. */
export const GARDEN = "S1" as SpaceId
export const CELLAR = "S2" as SpaceId
const SPACES = [SPACE, GARDEN, CELLAR]

/** Somebody over three spaces; what a replica does by itself about moved items happens when the test says so. */
export class Mover extends Person {
  constructor(name: string, seed: number) {
    super(name, seed, MORNING)
    for (const space of SPACES) for (const kind of ["space", "setup"]) this.replica.open(`${kind}/${space}`)
  }

  in(space: SpaceId): Snapshot {
    return this.replica.snapshot(space)
  }

  doIn<Args>(space: SpaceId, action: Action<Args>, args: Args): Written {
    const acting = { me: this.me, now: this.now, random: this.random }
    const changes = perform(action, this.in(space), args, acting)
    if (isRefusal(changes)) throw new Error(`${action.name} was refused: ${changes.reason}`)
    return this.replica.write(changes, this.me)
  }

  move(items: readonly ItemId[], to: SpaceId, from = SPACE): Written {
    const { mapping, labels } = mapSpace(this.in(from), this.in(to), new Set<string>(items))
    const written = this.doIn(from, moveToSpace, { items, to, mapping, labels })
    this.carry()
    return written
  }

  takeBack(written: Undoable): void {
    this.undo(written)
    this.carry()
  }

  carry(): void {
    for (const [index, first] of SPACES.entries())
      for (const second of SPACES.slice(index + 1)) this.replica.carryMoved(first, second)
    for (const space of SPACES) this.replica.settleArchive(space)
  }

  /** The names of the spaces in which an item is among the living. */
  placesOf(item: ItemId): string[] {
    return SPACES.filter(space => this.in(space).items.get(item)?.deleted === null)
  }
}

export interface TwoMovers<Given> {
  readonly given: (ana: Mover) => Given
  readonly ana: (ana: Mover, given: Given) => void
  readonly ben: (ben: Mover, given: Given) => void
  readonly outcome: (seen: { readonly person: Mover; readonly later: "ana" | "ben" }, given: Given) => void
}

/**
 * Two people over three spaces who are offline at the same time: with either of them later, and their work delivered in
 * either order. Then each of them does what replicas do by themselves, until nobody has anything more to say.
 */
export function movingScenario<Given>(name: string, told: TwoMovers<Given>): void {
  describe(name, () => {
    for (const later of ["ana", "ben"] as const)
      for (const isBackwards of [false, true])
        test(`${later} later, ${isBackwards ? "delivered backwards" : "delivered in order"}`, () =>
          play(told, later, isBackwards))
  })
}

function play<Given>(told: TwoMovers<Given>, later: "ana" | "ben", isBackwards: boolean): void {
  const [ana, ben, eve] = [new Mover("ana", 1), new Mover("ben", 2), new Mover("eve", 3)] as const
  foundSpaces(ana)
  const given = told.given(ana)
  const everybody = [ana, ben, eve]
  share(everybody, false)
  ana.now += (later === "ana" ? 20 : 10) * MINUTE
  ben.now += (later === "ben" ? 20 : 10) * MINUTE
  told.ana(ana, given)
  told.ben(ben, given)
  share(everybody, isBackwards)
  // All at once at first, which is the worst that can happen: everybody brings everything.
  for (const person of everybody) person.carry()
  for (let round = 0; everybody.some(({ outbox }) => outbox.length > 0); round++) {
    expect(round, "they come to rest").toBeLessThan(10)
    share(everybody, isBackwards)
    for (const person of everybody) person.carry()
  }
  for (const person of [ben, eve])
    for (const space of SPACES) expect(canonical(person.in(space)), space).toBe(canonical(ana.in(space)))
  for (const person of everybody) told.outcome({ person, later }, given)
}

function foundSpaces(ana: Mover): void {
  foundSpace(ana, ["ana", "ben", "eve"])
  foundGarden(ana)
  foundAnother(ana, CELLAR, "Done")
}

/** The second space, whose last state has a name of its own. */
export function foundGarden(ana: Mover): void {
  foundAnother(ana, GARDEN, "Finished")
}

function foundAnother(ana: Mover, id: SpaceId, done: string): void {
  ana.doIn(id, createSpace, {
    id,
    name: id,
    kind: "list",
    prefix: "G",
    words: {
      board: "Board",
      type: "Task",
      statuses: { backlog: "Ideas", waiting: "To do", active: "Doing", paused: "On hold", done },
    },
  })
}

function share(everybody: readonly Mover[], isBackwards: boolean): void {
  const written = everybody.flatMap(writer => writer.outbox.map(update => ({ writer, update })))
  for (const person of everybody) person.outbox = []
  for (const { writer, update } of isBackwards ? written.toReversed() : written)
    for (const other of everybody) if (other !== writer) other.receive(update)
}
