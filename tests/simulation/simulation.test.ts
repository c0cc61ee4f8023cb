import { expect, test } from "vitest"
import { lateEdits } from "@weft/model/plan/closing"
import { gatesOf } from "@weft/model/plan/gates-of-space"
import { scheduleSpace } from "@weft/model/plan/link-health"
import { living, type Snapshot, type Tables } from "@weft/model/schema/snapshot"
import { listOf } from "@weft/model/schema/view"
import { canonical } from "../support/canonical.ts"
import { olderBuild } from "../support/older-build.ts"
import { MORNING, Person, SPACE } from "../support/person.ts"
import {
  expectSameAsOlder,
  expectSoundBoards,
  expectSoundPlan,
  expectSoundSteering,
  expectSoundTree,
  expectTotalRanks,
  expectWholeRows,
} from "./checks.ts"
import { FOUND_SEEDS } from "./found-seeds.ts"
import { some } from "./draw.ts"
import { tablesOf, World } from "./world.ts"
import { seededRandom } from "@weft/model/base/random"

const STEPS = 120
/** There is more to be done where people also steer a project. */
const STEPS_STEERING = 240
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
  storedAttachments: number
  attachmentsInTrash: number
  ownLists: number
  arrangedViews: number
  suspendedLinks: number
  dormantLinks: number
  baselines: number
  gatesApproved: number
  approvalsForOtherWords: number
  lateEdits: number
  votesOnTable: number
  guests: number
}

const met: Record<string, number> = {}

function count(counts: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(counts)) met[name] = (met[name] ?? 0) + value
}

function endsOf(tables: Tables, snapshot: Snapshot): Ends {
  const { items, statuses, attachments, views, ownViews, baselines } = tables
  const links = [...scheduleSpace(snapshot).links.values()]
  const rows = [...items.values()]
  const gates = gatesOf(snapshot)
  const marked = (mark: string) => rows.filter(row => row.marks.some(each => each.mark === mark)).length
  return {
    ringsCut: marked("move-set-aside"),
    deadParents: marked("parent-deleted"),
    conflicts: rows.filter(({ conflicts }) => conflicts.length > 0).length,
    cardsInDeletedStates: living(items).filter(row => row.status !== null && statuses.get(row.status)?.deleted != null)
      .length,
    editedAfterDeletion: rows.filter(row => row.deleted?.editedAfter === true).length,
    storedAttachments: living(attachments).filter(({ stored }) => stored).length,
    attachmentsInTrash: attachments.size - living(attachments).length,
    ownLists: ownViews.has(listOf(SPACE)) ? 1 : 0,
    arrangedViews: [...living(views), ...living(ownViews)].filter(view => Object.keys(view.columns).length > 1).length,
    suspendedLinks: links.filter(({ state }) => state === "suspended").length,
    dormantLinks: links.filter(({ state }) => state === "dormant").length,
    baselines: living(baselines).length,
    gatesApproved: gates.filter(({ isApproved }) => isApproved).length,
    approvalsForOtherWords: gates.reduce((sum, gate) => sum + gate.void.length, 0),
    lateEdits: lateEdits(snapshot).length,
    votesOnTable: living(tables.votes).length,
    guests: living(tables.placements).length,
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
    world.run(world.steers || world.serves ? STEPS_STEERING : STEPS)
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
    const planners = [...world.peers.filter(({ isNew }) => isNew).map(({ person }) => person), reader]
    const snapshots = planners.map(person => person.replica.snapshot(SPACE))
    expectSoundPlan(snapshots)
    expectSoundSteering(snapshots)
    expectTotalRanks(tables)
    expectWholeRows(tables)
    const { done, ...tally } = world.tally
    count({ ...tally, ...done, ...endsOf(tables, reader.replica.snapshot(SPACE)) })
  })
}

test("SIM-2 the seeds met every interesting case", () => {
  for (const name of TO_BE_MET) expect(met[name] ?? 0, name).toBeGreaterThan(0)
  for (const [name, times] of Object.entries(met)) expect(times, name).toBeGreaterThan(0)
})

/** What the simulation exists for: what came of it, and the actions of which it must have done some. */
const TO_BE_MET = [
  "ringsCut",
  "conflicts",
  "addWins",
  "lostWrites",
  "undoLeftAlone",
  "storedAttachments",
  "attachmentsInTrash",
  "ownLists",
  "arrangedViews",
  "attachment.attach",
  "attachment.rename",
  "attachment.restore",
  "attachment.stored",
  "attachment.trash",
  "checklist-template.insert",
  "checklist-template.rename",
  "checklist-template.save",
  "checklist-template.trash",
  "cost.rate",
  "gate.judge",
  "gate.patch",
  "gatesApproved",
  "approvalsForOtherWords",
  "guests",
  "item.claim",
  "item.team",
  "lateEdits",
  "placement.place",
  "placement.withdraw",
  "project.close",
  "project.reopen",
  "risk.link",
  "session.agree",
  "session.decide",
  "session.lay-down",
  "session.reveal",
  "session.vote",
  "space-template.apply-board",
  "space-template.save",
  "votesOnTable",
  "suspendedLinks",
  "dormantLinks",
  "assignment.add",
  "baseline.take",
  "link.add",
  "link.remove",
  "clock.exempt",
  "contact.merge",
  "message.receive",
  "message.reply",
  "request.answer",
  "request.submit",
  "ticket.escalate",
  "ticket.merge",
  "ticket.requested-by-new",
  "plan.progress",
  "view.create",
  "view.patch",
  "view.trash",
]
