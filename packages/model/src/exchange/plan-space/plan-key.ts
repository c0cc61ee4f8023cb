import { computedId, type ItemId, type SpaceId } from "../../base/ids.ts"
import type { Snapshot } from "../../schema/snapshot.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"

/** What tells a plan's file from others: the id that its program gave it, else its name. Part of every id (MERGE P3). */
export function keyOfPlan({ project }: PlanFile): string {
  return project.guid ?? project.name
}

/** The space that a plan becomes when it gets one of its own; the same on every device. */
export function planSpaceId(file: PlanFile): SpaceId {
  return computedId<SpaceId>("plan", "space", keyOfPlan(file))
}

/** The item of a task that has no other in the space; ids hold the space, for a plan may be imported into two. */
export function planItemId(space: SpaceId, key: string, task: string): ItemId {
  return computedId<ItemId>("plan", space, key, "item", task)
}

/** What the bases of one plan's import are marked with, so that what the file has no more can be told. */
export function sourceOfPlan(key: string): string {
  return `${PREFIX}${key}`
}

const PREFIX = "plan "

/**
 * The key under which a file was imported into the space before. Where its program gives it no id of its own and it is
 * called otherwise now, it is the earlier plan that has at least half of its tasks.
 */
export function keyHere(file: PlanFile, snapshot: Snapshot): string {
  const own = keyOfPlan(file)
  if (file.project.guid != null) return own
  const keys = new Set<string>()
  for (const { source } of snapshot.importBases.values())
    if (source.startsWith(PREFIX)) keys.add(source.slice(PREFIX.length))
  if (keys.has(own)) return own
  let [best, most] = [own, file.tasks.length / 2]
  for (const key of [...keys].sort()) {
    const known = file.tasks.filter(({ id, name }) => {
      const item = snapshot.items.get(planItemId(snapshot.space, key, id))
      return item !== undefined && item.title === name
    }).length
    if (known >= most) [best, most] = [key, known + 1]
  }
  return best
}
