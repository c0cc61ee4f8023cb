import { describe, expect, test } from "vitest"
import * as Y from "yjs"
import { stampTime } from "@weft/model/base/hybrid-clock"
import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { compareRanked } from "@weft/model/base/rank"
import { isRefusal } from "@weft/model/base/result"
import { buildExample, type Example } from "@weft/model/example/build-example"
import { workspaceFileLines } from "@weft/model/exchange/workspace-file"
import { planOf, planRow } from "@weft/model/plan/plan-of-space"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { filterFromText } from "@weft/model/query/filter-address"
import { matcherOf } from "@weft/model/query/matching"
import { readEntry } from "@weft/model/replica/entry"
import { bodiesOf } from "@weft/model/replica/prose"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Comment } from "@weft/model/schema/conversation"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { isReviewDue, registerOf } from "@weft/model/service/evaluation/register"
import { cardsOf, groupsOf, isMatrix, limitKey } from "@weft/model/tasks/board"
import { canonical } from "../../support/canonical.ts"

const WORKSPACE = "example" as WorkspaceId
/** A Monday afternoon, a Sunday, minutes after midnight, and the last day of a year. */
const PRESENTS = [
  Date.UTC(2026, 10, 23, 13),
  Date.UTC(2026, 10, 29, 11),
  Date.UTC(2027, 1, 3, 0, 5),
  Date.UTC(2026, 11, 31, 22, 59),
]
const PRESENT = PRESENTS[0]!
const TODAY = "2026-11-23"

function build(language: "en" | "de", now = PRESENT, seed = 1): Example {
  return buildExample({ workspace: WORKSPACE, language, now, zoneMinutes: 60, random: seededRandom(seed) })
}

const fileOf = ({ documents }: Example) =>
  [...workspaceFileLines({ workspace: WORKSPACE, at: PRESENT }, documents)].join("")

/** A device that had nothing of the example and takes it in from its file. */
function reader({ documents }: Example, now = PRESENT, clientId = 77): WorkspaceReplica {
  const replica = new WorkspaceReplica({ now: () => now, random: seededRandom(clientId), clientId })
  const merged = replica.merge(documents)
  if (isRefusal(merged)) throw new Error(merged.reason)
  expect(merged.setAside).toEqual([])
  return replica
}

function spacesOf(replica: WorkspaceReplica): readonly Snapshot[] {
  const places = living(replica.snapshot("" as SpaceId).places).sort(compareRanked)
  return places.map(({ id }) => replica.snapshot(id))
}

describe.for(["en", "de"] as const)("the example in %s", language => {
  test("EXAMPLE-1 the same arguments give the same bytes, and other ids where chance is another", () => {
    expect(fileOf(build(language))).toBe(fileOf(build(language)))
    const [one, other] = [build(language), build(language, PRESENT, 2)]
    expect(one.me).not.toBe(other.me)
    expect(fileOf(one)).not.toBe(fileOf(other))
  })

  test.for(PRESENTS)("EXAMPLE-2 it is told from any present day, and nothing of it is later (%i)", now => {
    const example = build(language, now)
    const replica = reader(example, now)
    for (const { items, transitions } of spacesOf(replica)) {
      for (const { createdAt } of items.values()) expect(createdAt).toBeLessThanOrEqual(now)
      for (const { at } of transitions.values()) expect(at).toBeLessThanOrEqual(now)
    }
    for (const contents of example.documents) {
      if ("bytes" in contents) continue
      for (const { key, stored } of contents.entries) {
        const stamp = readEntry(key, stored)?.stamp ?? 0
        expect(stampTime(stamp)).toBeLessThanOrEqual(now)
      }
    }
  })

  test("EXAMPLE-3 it is a team of six with a project, a service and a list, and enough work", () => {
    const spaces = spacesOf(reader(build(language)))
    expect(spaces.map(space => space.profiles.get(space.space)!.kind)).toEqual(["project", "service", "list"])
    expect(living(spaces[0]!.members)).toHaveLength(6)
    const items = spaces.reduce((sum, space) => sum + living(space.items).length, 0)
    expect(items).toBeGreaterThanOrEqual(120)
    expect(items).toBeLessThanOrEqual(200)
  })

  test("EXAMPLE-4 every view has something true to show", () => {
    const example = build(language)
    const spaces = spacesOf(reader(example))
    const [project, service, list] = spaces as [Snapshot, Snapshot, Snapshot]
    for (const space of spaces) {
      const [board] = living(space.boards).sort(compareRanked)
      for (const { key } of groupsOf("status", space)) expect(cardsOf(space, board!, key, null)).not.toEqual([])
      for (const { name, filter } of [...living(space.views), ...living(space.ownViews)]) {
        const asks = { me: example.me, zone: "Europe/Berlin", today: TODAY, firstDayOfWeek: 1 }
        const matches = matcherOf(filterFromText(filter), space, asks)
        expect(living(space.items).filter(matches), name).not.toEqual([])
      }
    }
    expect(overLimit(project)).toBe(true)
    expect(overLimit(service)).toBe(true)
    const matrix = living(list.boards).find(isMatrix)
    for (const column of ["high", "low"])
      for (const lane of ["high", "low"]) expect(cardsOf(list, matrix!, column, lane)).not.toEqual([])
    for (const space of [project, service]) {
      expect(living(space.relations)).not.toEqual([])
      expect(living(space.itemTemplates)).not.toEqual([])
    }
    expect([...project.items.values()].some(({ deleted }) => deleted !== null)).toBe(true)
    const improvements = registerOf(service)
    expect(improvements.map(({ state }) => state)).toEqual(["trying", "idea", "kept"])
    expect(improvements.filter(one => isReviewDue(one, TODAY))).toHaveLength(1)
    for (const { title, baseline } of improvements) expect(baseline?.value, title).toBeGreaterThan(0)
  })

  test("EXAMPLE-5 its plan is sound: all links drive, and what is late shows what comes of it", () => {
    const [project] = spacesOf(reader(build(language)))
    const plan = schedulePlan(planOf(project!))
    expect(plan.warnings).toEqual([])
    expect(living(project!.dependencies).map(({ kind }) => kind)).toEqual(expect.arrayContaining(["FS", "SS", "FF"]))
    expect(living(project!.assignments).length).toBeGreaterThan(30)
    expect(living(project!.baselines)).toHaveLength(1)
    expect(living(project!.absences).length).toBeGreaterThan(2)
    const late = plan.tasks.filter(({ totalSlack, isSummary }) => !isSummary && totalSlack < 0)
    expect(late).not.toEqual([])
    // What is finished is finished, and nothing that is left lies in the past.
    const dataDate = planRow(project!).dataDate!
    for (const task of plan.tasks) {
      const item = project!.items.get(task.id)!
      if (!task.isSummary && item.finishedAt === null) expect(task.finish, item.title).toBeGreaterThan(dataDate)
    }
  })

  test("EXAMPLE-6 the second device sees what the first one sees, with everybody's work under their name", () => {
    const example = build(language)
    const [one, other] = [reader(example), reader(example, PRESENT, 78)]
    for (const path of one.paths) other.receive(path, Y.encodeStateAsUpdate(one.open(path).doc))
    for (const path of other.paths) one.receive(path, Y.encodeStateAsUpdate(other.open(path).doc))
    for (const space of spacesOf(one)) expect(canonical(other.snapshot(space.space))).toBe(canonical(space))
    const project = one.document(`space/${example.space}`)!
    const authors = new Set(
      [...project.rows("items").keys()].flatMap(id =>
        project.entriesOf("items", id).map(({ replica }) => project.authorOf(replica)),
      ),
    )
    expect([...authors].sort()).toEqual([...one.snapshot(example.space).members.keys()].sort())
  })

  test("EXAMPLE-7 people talk: comments have bodies, mention each other and react", () => {
    const replica = reader(build(language))
    const paths = [...replica.paths].filter(path => path.startsWith("comments/"))
    const comments = paths.flatMap(
      path => [...replica.document(path)!.rows("comments").values()] as unknown as Comment[],
    )
    expect(comments.length).toBeGreaterThan(20)
    expect(comments.some(({ reactions }) => reactions.length > 0)).toBe(true)
    for (const path of paths) {
      const document = replica.document(path)!
      const bodies = bodiesOf(document.doc)
      for (const id of document.rows("comments").keys()) expect(bodies.get(id)).not.toBe("")
    }
  })
})

/** Whether a column of the first board holds more than it should. */
function overLimit(space: Snapshot): boolean {
  const [board] = living(space.boards).sort(compareRanked)
  return groupsOf("status", space).some(({ key }) => {
    const limit = board!.limits[limitKey("status", key)]
    return limit !== undefined && cardsOf(space, board!, key, null).length > limit
  })
}
