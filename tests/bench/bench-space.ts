import type { SpaceId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import { seededRandom } from "@weft/model/base/random"
import { ranksBetween } from "@weft/model/base/rank"
import type { PlanInput } from "@weft/model/plan/input"
import type { Item } from "@weft/model/schema/item"
import { planId, type Dependency, type Plan } from "@weft/model/schema/planning"
import { blankRow } from "@weft/model/schema/row"
import { emptyTables, type Snapshot } from "@weft/model/schema/snapshot"

const SPACE = "S0" as SpaceId

/** The rows of a space whose plan is as given, but for its calendars. */
export function spaceOf(input: PlanInput): Snapshot {
  const ranks = ranksBetween(null, null, input.tasks.length, seededRandom(1))
  const items = input.tasks.map(({ id, parent, duration, deadline }, place) => ({
    ...(blankRow("items", id) as unknown as Item),
    parent: parent as Item["parent"],
    rank: ranks[place]!,
    durationTenths: duration,
    deadlineAt: deadline,
    createdAt: 1,
  }))
  const links = input.links.map(({ id, from, to, kind, lag }, place) => ({
    ...(blankRow("dependencies", id) as unknown as Dependency),
    from: from as Dependency["from"],
    to: to as Dependency["to"],
    kind,
    lag: lag.amount === 0 ? null : ({ ...lag, unit: "days" } as const),
    madeAt: place + 1,
  }))
  const plan = { ...(blankRow("plans", planId(SPACE)) as unknown as Plan), start: input.project.start }
  return {
    ...emptyTables(),
    space: SPACE,
    items: tableOf(items),
    dependencies: tableOf(links),
    plans: tableOf([plan]),
  }
}

function tableOf<R extends { readonly id: string }>(rows: readonly R[]): PersistentMap<string, R> {
  return PersistentMap.empty<string, R>().withAll(new Map(rows.map(row => [row.id, row])))
}
