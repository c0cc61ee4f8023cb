import { describe, expect, test } from "vitest"
import { perform } from "@weft/model/actions/define"
import { createItem, patchItems, trashItems } from "@weft/model/actions/item"
import { assign, unassign } from "@weft/model/actions/assignment"
import { changeLink } from "@weft/model/actions/dependency"
import { setDuration } from "@weft/model/actions/schedule-items"
import type { ItemId, MemberId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { FollowedPlan, OWN_PLAN_KINDS, SHARED_PLAN_KINDS, type Followed } from "@weft/model/plan/followed-plan"
import { planOf } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { KindName } from "@weft/model/schema/kinds"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { assignmentId, dependencyId } from "@weft/model/schema/planning"
import { drawPlanDeed } from "../../simulation/plan-deeds.ts"
import { foundSpace, MORNING, Person } from "../../support/person.ts"
import { DAY, days, link, makePlan } from "../../support/planned-space.ts"

/** The rows that are others in one snapshot than in another, found by looking at all of them. */
function changedRows(before: Snapshot, after: Snapshot): Map<KindName, Set<string>> {
  const changed = new Map<KindName, Set<string>>()
  for (const kind of [...OWN_PLAN_KINDS, ...SHARED_PLAN_KINDS]) {
    const ids = new Set<string>([...before[kind].keys(), ...after[kind].keys()])
    const others = [...ids].filter(id => before[kind].get(id as never) !== after[kind].get(id as never))
    if (others.length > 0) changed.set(kind, new Set(others))
  }
  return changed
}

class Following {
  readonly person = new Person("ana", 1, MORNING)
  readonly plan: FollowedPlan
  #seen: Snapshot

  constructor(build: (person: Person) => void) {
    foundSpace(this.person, ["ana", "ben"])
    build(this.person)
    this.#seen = this.person.snapshot
    this.plan = new FollowedPlan(this.#seen)
  }

  follow(): Followed {
    const before = this.#seen
    this.#seen = this.person.snapshot
    return this.plan.follow(this.#seen, changedRows(before, this.#seen))
  }

  expectInStep(says: string): void {
    const { warnings, ...rest } = this.plan.live.schedule()
    const full = schedulePlan(planOf(this.#seen))
    expect(rest, says).toEqual({ start: full.start, finish: full.finish, tasks: full.tasks })
    expect(new Set(warnings.map(({ code, about }) => `${code} ${about}`)), says).toEqual(
      new Set(full.warnings.map(({ code, about }) => `${code} ${about}`)),
    )
  }
}

describe("a plan of a space that is followed row by row", () => {
  test("PLAN-4 after whatever planners do it is what a full reading gives", () => {
    for (let seed = 1; seed <= 16; seed += 1) {
      const random = seededRandom(seed)
      const following = new Following(person => void makePlan(person, { A: 2, B: 3, C: 1, D: 2, E: 4, F: 1, G: 2 }))
      let byRow = 0
      for (let step = 0; step < 40; step += 1) {
        const { person } = following
        const deed = drawPlanDeed({ person, snapshot: person.snapshot, random })
        if (deed === null || isRefusal(deed.run((action, args) => person.try(action, args)))) continue
        // Sometimes several steps come at once.
        if (random() < 0.3) continue
        const { values, outline } = following.follow()
        if (values && !outline) byRow += 1
        following.expectInStep(`seed ${seed}, step ${step}`)
      }
      expect(byRow, `seed ${seed}`).toBeGreaterThan(0)
    }
  })

  test("PLAN-5 who acts on a plan that is followed decides what they would without it, and leaves it as it is", () => {
    let decided = 0
    for (let seed = 101; seed <= 110; seed += 1) {
      const random = seededRandom(seed)
      const following = new Following(person => void makePlan(person, { A: 2, B: 3, C: 1, D: 2, E: 4, F: 1, G: 2 }))
      const { person, plan } = following
      for (let step = 0; step < 30; step += 1) {
        const { snapshot } = person
        const deed = drawPlanDeed({ person, snapshot, random })
        if (deed === null) continue
        deed.run((action, args) => {
          const decide = () =>
            perform(action, snapshot, args, { me: person.me, now: person.now, random: seededRandom(1) })
          expect(plan.knownDuring(snapshot, decide), `seed ${seed}, step ${step}, ${action.name}`).toEqual(decide())
          return person.try(action, args)
        })
        following.expectInStep(`seed ${seed}, step ${step}`)
        following.follow()
        decided += 1
      }
    }
    expect(decided).toBeGreaterThan(200)
  })

  test("PLAN-4 it says whether values, links or the outline are others", () => {
    let [paint, move] = ["", ""] as ItemId[]
    const following = new Following(ana => {
      const made = makePlan(ana, { Paint: 2, Move: 1 })
      ;[paint, move] = [made.Paint, made.Move]
    })
    const { person } = following
    const after = (act: () => void) => {
      act()
      const followed = following.follow()
      following.expectInStep(act.toString())
      return Object.entries(followed).flatMap(([what, is]) => (is ? [what] : []))
    }
    expect(after(() => person.do(patchItems, { items: [paint!], fields: { title: "Other" } }))).toEqual([])
    expect(after(() => person.do(setDuration, { items: [paint!], duration: 3 * DAY }))).toEqual(["values"])
    expect(after(() => link(person, paint!, move!))).toEqual(["values", "links"])
    const made = dependencyId(paint!, move!, "FS")
    expect(after(() => person.do(changeLink, { link: made, lag: days(2) }))).toEqual(["values", "links"])
    const ben = "ben" as MemberId
    expect(after(() => person.do(assign, { item: paint!, resource: ben, units: 0.5 }))).toEqual([
      "values",
      "links",
      "outline",
    ])
    expect(after(() => person.do(assign, { item: move!, resource: ben, units: 1 }))).toEqual(["values"])
    expect(after(() => person.do(unassign, { assignment: assignmentId(move!, ben) }))).toEqual(["values"])
    expect(after(() => person.do(patchItems, { items: [paint!], fields: { wbs: "X" } }))).toEqual(["outline"])
    expect(after(() => person.do(createItem, { id: person.newId<ItemId>(), title: "New" }))).toContain("outline")
    expect(after(() => person.do(trashItems, { items: [move!] }))).toContain("outline")
  })
})
