import { expect, test } from "vitest"
import type { PlanInput } from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import {
  levelledPlan,
  levelPlan,
  whyNotLevelled,
  withDelays,
  type LevelledPlan,
} from "@weft/model/levelling/level-plan"
import type { PlanLevellingOptions } from "@weft/model/levelling/levelling-options"
import { overAllocationsOf } from "@weft/model/levelling/over-allocation"
import { whyLeft } from "@weft/model/levelling/why-left"
import { LivePlan } from "@weft/model/plan/live-plan"
import { ResourceProfile } from "@weft/model/levelling/resource-profile"
import { below, seededRandom } from "@weft/model/base/random"
import { overbookedDays } from "../../support/capacity-count.ts"
import { instantOf, instantText, planInput, PlanReading, type PlanOptions } from "../../support/plan-notation.ts"
import { staffedPlan } from "../../support/staffed-plan.ts"

const OPTIONS: PlanLevellingOptions = {
  priorities: new Map(),
  projectPriorities: new Map(),
  units: new Map(),
  order: "standard",
  withinSlack: false,
  frozenUntil: null,
  only: null,
  schedules: 60,
  seed: 1,
}

/** A plan as planners note it, levelled: when each task is worked, and why it was moved. */
function level(text: string, options: Partial<PlanLevellingOptions> = {}, plan: PlanOptions = {}) {
  const input = planInput(text, plan)
  const proposal = levelledPlan(input, { ...OPTIONS, ...options })
  const reading = new PlanReading(withDelays(input, proposal))
  const days = Object.fromEntries(input.tasks.map(({ id }) => [id, reading.when(id)]))
  return { days, proposal, reasons: reasonsOf(proposal), overbooked: overbookedDays(reading.input, reading.schedule) }
}

function reasonsOf({ tasks }: LevelledPlan): Record<string, string> {
  return Object.fromEntries(
    tasks.map(({ task, reason }) => {
      if (reason === null) return [task, "nothing"]
      const until = instantText(reason.until, 17)
      return [
        task,
        reason.because === "frozen"
          ? `frozen until ${until}`
          : `${reason.resource} works on ${reason.waitsFor.join(", ")} until ${until}`,
      ]
    }),
  )
}

const TWO_AT_ONCE = `
  Design 3d by Ana
  Draft 2d by Ana
  Build 5d after Design, by Ben
  Test 2d after Draft, by Ben
`

test("LEVEL-20 delays remove over-allocations, each with the resource, the tasks that it waits for and until when", () => {
  expect(level(TWO_AT_ONCE)).toMatchObject({
    days: {
      Design: "Mon 5 Jan – Wed 7 Jan",
      Draft: "Thu 8 Jan – Fri 9 Jan",
      Build: "Thu 8 Jan – Wed 14 Jan",
      Test: "Thu 15 Jan – Fri 16 Jan",
    },
    reasons: { Draft: "Ana works on Design until Wed 7 Jan", Test: "Ben works on Build until Wed 14 Jan" },
    overbooked: [],
    proposal: {
      overAllocations: [],
      overAllocationsBefore: [{ resource: "Ana", units: 2, tasks: ["Design", "Draft"] }, {}],
    },
  })
})

test("LEVEL-20 people with part of their time do several things at once", () => {
  const { days } = level("Read 2d by Ana 50%\nWrite 2d by Ana 50%\nTalk 1d by Ana 25%\nRest 1d by Ana 200%")
  expect(days).toEqual({
    Read: "Mon 5 Jan – Tue 6 Jan",
    Write: "Mon 5 Jan – Tue 6 Jan",
    Talk: "Wed 7 Jan – Wed 7 Jan",
    Rest: "Thu 8 Jan – Thu 8 Jan",
  })
  const team = level("A 2d by Crew\nB 2d by Crew\nC 2d by Crew", { units: new Map([["Crew", 2]]) })
  expect(team.days).toMatchObject({
    A: "Mon 5 Jan – Tue 6 Jan",
    B: "Mon 5 Jan – Tue 6 Jan",
    C: "Wed 7 Jan – Thu 8 Jan",
  })
})

test("LEVEL-21 no day demands more of anybody than there is, whatever the links, lags, summaries and hours", () => {
  for (const calendars of [false, true])
    for (let seed = 0; seed < 24; seed += 1) {
      const features = { constraints: false, progress: false, manual: false, asLateAsPossible: false, calendars }
      const input = staffedPlan(seed, 30, features)
      const proposal = levelledPlan(input, { ...OPTIONS, schedules: 30, seed })
      const levelled = withDelays(input, proposal)
      expect(overbookedDays(levelled, schedulePlan(levelled)), `seed ${seed}`).toEqual([])
      expect(proposal.overAllocations, `seed ${seed}`).toEqual([])
    }
})

test("LEVEL-21 the counter of days finds what is too much", () => {
  const input = planInput(TWO_AT_ONCE)
  expect(overbookedDays(input, schedulePlan(input))).toEqual([
    "Ana on day 15345: 9600 of 4800",
    "Ana on day 15346: 9600 of 4800",
    "Ben on day 15348: 9600 of 4800",
  ])
})

test("LEVEL-22 a proposal says what the engine makes of its delays, for any plan", () => {
  for (let seed = 0; seed < 24; seed += 1) {
    const input = staffedPlan(seed, 30, {})
    const proposal = levelledPlan(input, { ...OPTIONS, schedules: 20, seed })
    const levelled = withDelays(input, proposal)
    const schedule = schedulePlan(levelled)
    const startOf = new Map(schedule.tasks.map(({ id, earlyStart }) => [id, earlyStart]))
    for (const { task, start, delay } of proposal.tasks) {
      expect(startOf.get(task), `seed ${seed}, ${task}`).toBe(start)
      expect(delay).toBeGreaterThanOrEqual(0)
    }
    const overbooked = new Set(overbookedDays(levelled, schedule).map(line => line.split(" ")[0]))
    const told = new Set(proposal.overAllocations.map(({ resource }) => resource))
    for (const person of overbooked) expect([...told], `seed ${seed}`).toContain(person)
  }
})

/** Ids of the tasks whose start is another than before. */
function movedIn(input: PlanInput, levelled: PlanInput): string[] {
  const before = new Map(schedulePlan(input).tasks.map(({ id, start }) => [id, start]))
  return schedulePlan(levelled)
    .tasks.filter(({ id, start, isSummary }) => !isSummary && before.get(id) !== start)
    .map(({ id }) => id)
}

test("LEVEL-23 what has begun, has typed dates, must be on a date, has priority 1000 or is frozen stays", () => {
  for (let seed = 0; seed < 24; seed += 1) {
    const input = staffedPlan(seed, 30, { asLateAsPossible: false, waiting: false })
    const random = seededRandom(seed)
    const vital = input.tasks.filter(() => below(5, random) === 0).map(({ id }) => id)
    const frozenUntil = seed % 2 === 0 ? input.project.start + 5 * 14_400 : null
    const options = { ...OPTIONS, schedules: 20, seed, frozenUntil, priorities: new Map(vital.map(id => [id, 1000])) }
    const moved = new Set(movedIn(input, withDelays(input, levelledPlan(input, options))))
    const startOf = new Map(schedulePlan(input).tasks.map(({ id, start }) => [id, start]))
    const inactive = new Set<string | null>()
    for (const { id, parent, actualStart, mode, constraint, isActive } of input.tasks) {
      // What is inactive takes part in nothing, also not in this.
      if (!isActive || inactive.has(parent)) {
        inactive.add(id)
        continue
      }
      const isFrozen = frozenUntil !== null && startOf.get(id)! < frozenUntil
      const isHard = constraint.kind === "MSO" || constraint.kind === "MFO"
      if (actualStart !== null || mode !== "auto" || isHard || vital.includes(id) || isFrozen)
        expect(moved.has(id), `seed ${seed}, ${id}`).toBe(false)
    }
  }
})

test("LEVEL-23 the rest makes way for what stays", () => {
  const { days } = level("Early 2d by Ana\nFixed 2d must start Tue 6 Jan, by Ana\nTyped 1d manual Mon 5 Jan, by Ana")
  expect(days).toMatchObject({
    Early: "Thu 8 Jan – Fri 9 Jan",
    Fixed: "Tue 6 Jan – Wed 7 Jan",
    Typed: "Mon 5 Jan – Mon 5 Jan",
  })
  const begun = level("Going 3d started Mon 5 Jan, done 1d, by Ana\nNext 1d by Ana")
  expect(begun.days).toMatchObject({ Going: "Mon 5 Jan – Wed 7 Jan", Next: "Thu 8 Jan – Thu 8 Jan" })
})

test("LEVEL-24 nothing is moved into the frozen time", () => {
  const text = "First 1d by Ana\nSecond 2d delayed 7ed, by Ana"
  const { days, reasons } = level(text, { frozenUntil: instantOf("Wed 7 Jan", 0) })
  expect(days).toEqual({ First: "Mon 5 Jan – Mon 5 Jan", Second: "Wed 7 Jan – Thu 8 Jan" })
  expect(reasons).toEqual({ Second: "frozen until Wed 7 Jan 00:00" })
})

test("LEVEL-25 within slack the project, deadlines and slack stay as they are", () => {
  const text = `
    Long 5d by Ben
    Short 2d by Ana
    Other 2d by Ana
    Third 2d by Ana
    Due 1d by Ana, deadline Tue 6 Jan
  `
  const { days, proposal } = level(text, { withinSlack: true })
  expect(proposal.finish).toBe(proposal.finishBefore)
  expect(days["Due"]).toBe("Mon 5 Jan – Mon 5 Jan")
  expect(Object.values(days).filter(day => day.startsWith("Mon 5 Jan"))).toHaveLength(3)
  expect(new Set(proposal.overAllocations.map(({ resource }) => resource))).toEqual(new Set(["Ana"]))
  for (let seed = 0; seed < 24; seed += 1) {
    const input = staffedPlan(seed, 30, { constraints: false, progress: false, manual: false, asLateAsPossible: false })
    const levelled = levelledPlan(input, { ...OPTIONS, withinSlack: true, schedules: 20, seed })
    expect(levelled.finish, `seed ${seed}`).toBeLessThanOrEqual(levelled.finishBefore)
  }
})

test("LEVEL-26 the first schedule follows the standard key, or puts priority before all else", () => {
  const text = "Big 1d by Ana\nSmall 3d by Ana, deadline Wed 7 Jan\nOwn 1d no earlier than Mon 5 Jan, by Ana"
  const once = { schedules: 1 }
  const orderOf = (options: Partial<PlanLevellingOptions>) => {
    const input = planInput(text)
    const levelled = withDelays(input, levelledPlan(input, { ...OPTIONS, ...once, ...options }))
    return schedulePlan(levelled)
      .tasks.toSorted((one, other) => one.start - other.start)
      .map(({ id }) => id)
      .join(", ")
  }
  expect(orderOf({})).toBe("Own, Small, Big")
  expect(orderOf({ priorities: new Map([["Big", 900]]) })).toBe("Own, Small, Big")
  expect(orderOf({ priorities: new Map([["Big", 900]]), order: "priority-first" })).toBe("Big, Own, Small")
})

test("LEVEL-27 the priority of a project goes before that of its tasks, and one of 1000 stays as a whole", () => {
  const text = `
    One:
      A 2d by Ana
      B 2d by Ana
    Two:
      C 2d by Ana
  `
  const startsOf = (projects: Record<string, number>) => {
    const { days } = level(text, {
      projectPriorities: new Map(Object.entries(projects)),
      order: "priority-first",
      schedules: 1,
    })
    return [days["A"], days["B"], days["C"]].map(day => day!.split(" – ")[0])
  }
  expect(startsOf({})).toEqual(["Mon 5 Jan", "Wed 7 Jan", "Fri 9 Jan"])
  expect(startsOf({ Two: 700 })).toEqual(["Wed 7 Jan", "Fri 9 Jan", "Mon 5 Jan"])
  expect(startsOf({ One: 1000 })).toEqual(["Mon 5 Jan", "Mon 5 Jan", "Wed 7 Jan"])
})

test("LEVEL-28 a search ends no later than the standard key does, and the same seed proposes the same", () => {
  let earlier = 0
  for (let seed = 0; seed < 15; seed += 1) {
    const input = staffedPlan(seed, 40, { constraints: false, progress: false, manual: false, asLateAsPossible: false })
    const key = levelledPlan(input, { ...OPTIONS, schedules: 1, seed })
    const searched = levelledPlan(input, { ...OPTIONS, schedules: 150, seed })
    expect(searched.finish, `seed ${seed}`).toBeLessThanOrEqual(key.finish)
    if (searched.finish < key.finish) earlier += 1
    expect(levelledPlan(input, { ...OPTIONS, schedules: 150, seed })).toEqual(searched)
  }
  expect(earlier).toBeGreaterThan(5)
})

test("LEVEL-29 levelling may be stopped at any step, with what it has then", () => {
  const input = staffedPlan(3, 40, { constraints: false, progress: false, manual: false, asLateAsPossible: false })
  const steps: number[] = []
  for (const step of levelPlan(input, { ...OPTIONS, schedules: 2000 })) {
    steps.push(step.finish)
    expect(step.proposal()).toMatchObject({ finish: step.finish, overAllocations: [] })
    if (steps.length === 4) break
  }
  expect(steps).toEqual(steps.toSorted((one, other) => other - one))
  expect(steps).toHaveLength(4)
})

test("LEVEL-30 a plan that is scheduled from its finish is not levelled", () => {
  expect(whyNotLevelled(planInput("A 1d", { finish: "Fri 30 Jan" }))).toMatchObject({ reason: "scheduled-from-finish" })
  expect(whyNotLevelled(planInput("A 1d"))).toBeNull()
})

test("LEVEL-31 what is taken of a resource over time is what a list of times says", () => {
  for (let seed = 0; seed < 24; seed += 1) {
    const random = seededRandom(seed)
    const profile = new ResourceProfile(10)
    const taken = Array.from({ length: 120 }, () => 0)
    for (let step = 0; step < 25; step += 1) {
      const [from, units] = [below(100, random), 1 + below(5, random)]
      const to = from + below(20, random)
      profile.take(from, to, units)
      for (let time = from; time < to; time += 1) taken[time]! += units
      const [begin, wanted] = [below(100, random), 1 + below(10, random)]
      const end = begin + 1 + below(20, random)
      const last = taken.slice(0, end).findLastIndex((units, time) => time >= begin && units + wanted > 10)
      const until = profile.blockedUntil(begin, end, wanted)
      if (last < 0) expect(until, `seed ${seed}`).toBe(begin)
      else {
        expect(until, `seed ${seed}`).toBeGreaterThan(last)
        expect(taken.slice(last, until).every(units => units + wanted > 10)).toBe(true)
      }
    }
  }
})

test("LEVEL-32 where only some tasks may be delayed, the rest stays where it is", () => {
  const text = "First 2d by Ana\nSecond 2d by Ana\nThird 2d by Ana"
  const { days, proposal } = level(text, { only: new Set(["First"]) })
  expect(days).toEqual({
    First: "Wed 7 Jan – Thu 8 Jan",
    Second: "Mon 5 Jan – Tue 6 Jan",
    Third: "Mon 5 Jan – Tue 6 Jan",
  })
  expect(proposal.overAllocations).toMatchObject([{ resource: "Ana", tasks: ["Second", "Third"] }])
})

/** Why over-allocations are left when a plan is levelled but for some of its delays. */
function leftOf(text: string, options: Partial<PlanLevellingOptions> = {}, leftOut: readonly string[] = []) {
  const [input, all] = [planInput(text), { ...OPTIONS, ...options }]
  const { tasks, overAllocations: unavoidable } = levelledPlan(input, all)
  const taken = tasks.filter(({ task }) => !leftOut.includes(task))
  const before = { ...new LivePlan(input).computed, options: all, leftOut: new Set(leftOut), unavoidable }
  const after = new LivePlan(withDelays(input, { tasks: taken })).computed
  return overAllocationsOf(after, resource => all.units.get(resource) ?? 1).map(over => whyLeft(over, before))
}

test("LEVEL-33 what delays leave over-allocated is told with its reason", () => {
  expect(leftOf("Lift 2d by Ana 200%")).toEqual([{ because: "alone", task: "Lift" }])
  expect(leftOf("Fixed 2d must start Mon 5 Jan, by Ana\nGoing 3d started Mon 5 Jan, done 1d, by Ana")).toEqual([
    {
      because: "obstacles",
      tasks: [
        { task: "Fixed", obstacle: "must-be-on-date" },
        { task: "Going", obstacle: "begun" },
      ],
    },
  ])
  expect(leftOf("A 2d by Ana\nB 2d by Ana", {}, ["B"])).toEqual([{ because: "left-out", tasks: ["B"] }])
  expect(leftOf("A 2d by Ana\nB 2d by Ana", { withinSlack: true })).toEqual([{ because: "slack" }])
  expect(leftOf("A 2d by Ana\nB 2d by Ana\nC 1d must start Wed 7 Jan, after A, B")).toEqual([{ because: "drives" }])
  expect(leftOf("A 2d by Ana\nB 2d by Ana")).toEqual([])
  // Without its delay B ends sooner, so that C, which follows it, meets D.
  const follows = `
    A 2d must start Mon 5 Jan, by Ana
    B 2d by Ana
    C 1d after B, by Ben
    D 2d must start Wed 7 Jan, by Ben
  `
  const spared = { because: "left-out", tasks: ["B"] }
  expect(leftOf(follows, {}, ["B"])).toEqual([spared, spared])
})
