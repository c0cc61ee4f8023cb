import type { ItemId, SpaceId } from "../base/ids.ts"
import { compareRanked, ranksBetween } from "../base/rank.ts"
import { isRefusal, refuse, type Refusal } from "../base/result.ts"
import type { Change } from "../schema/change.ts"
import { fulfilmentItem, type FulfilmentLink } from "../schema/catalogue.ts"
import { wordsIn, type WordingLanguage } from "../schema/offering-content.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { relationId, type RelationType } from "../schema/work.ts"
import type { PlannedTask } from "../service/fulfilment.ts"
import type { ActionContext } from "./define.ts"
import { createItem } from "./item.ts"
import { ChangeWriter } from "./writer.ts"

export interface MakeTasks {
  readonly ticket: ItemId
  readonly planned: readonly PlannedTask[]
  readonly language: WordingLanguage
  /** The other spaces that tasks are made in, as they are known. */
  readonly others: ReadonlyMap<SpaceId, Snapshot>
}

/**
 * Makes the tasks of a request, each in its space, and says what waits for what; answers where each is. Those of the
 * ticket's own space lie below it, others are related to it. Refused where a space is not here.
 */
export function makeTasks(
  context: ActionContext,
  { ticket, planned, language, others }: MakeTasks,
): Readonly<Record<string, FulfilmentLink>> | Refusal {
  const home = context.snapshot.space
  const links: Record<string, FulfilmentLink> = {}
  for (const [space, tasks] of Map.groupBy(planned, ({ task }) => task.space ?? home)) {
    const snapshot = space === home ? context.snapshot : others.get(space)
    if (snapshot === undefined) return refuse("space-not-here")
    const there = { ...context, snapshot, write: new ChangeWriter(snapshot) }
    const made = makeTasksIn(there, { ticket, language, isHome: space === home }, tasks)
    if (isRefusal(made)) return made
    context.write.adopt(made)
    for (const { task } of tasks) {
      const link = { item: fulfilmentItem(ticket, task.key), space }
      links[task.key] = link
      if (space !== home) relate(context, "relates", { item: ticket, space: home }, link)
    }
  }
  for (const { task, after } of planned)
    for (const key of after) relate(context, "blocks", links[key]!, links[task.key]!)
  return links
}

interface Making {
  readonly ticket: ItemId
  readonly language: WordingLanguage
  readonly isHome: boolean
}

function makeTasksIn(
  context: ActionContext,
  { ticket, language, isHome }: Making,
  tasks: readonly PlannedTask[],
): readonly Change[] | Refusal {
  const { snapshot, write, random } = context
  const type = taskType(snapshot)
  const ranks = ranksBetween(lastRank(snapshot), null, tasks.length, random)
  for (const [place, { task, due }] of tasks.entries()) {
    const id = fulfilmentItem(ticket, task.key)
    const person = task.person !== null && snapshot.members.get(task.person)?.deleted === null ? task.person : null
    const refusal = createItem.decide(context, {
      id,
      title: wordsIn(task.title, language),
      fields: due === null ? {} : { due },
      ...(type === undefined ? {} : { type }),
      ...(person === null ? {} : { owner: person }),
    })
    if (refusal !== undefined) return refusal
    write.always("items", id, "rank", ranks[place])
    if (isHome) write.always("items", id, "parent", ticket)
    if (person === null && task.team !== null) write.always("items", id, "team", task.team)
    const description = wordsIn(task.description, language)
    if (description !== "") write.describe(id, description, `fulfilment ${id}`)
  }
  return write.changes
}

/** What is done for a request is asked for by nobody else, so that no clock of its own runs for it. */
function taskType({ itemTypes }: Snapshot) {
  return living(itemTypes)
    .sort(compareRanked)
    .find(({ behaviour }) => behaviour !== "ticket")?.id
}

function lastRank({ items }: Snapshot): string | null {
  let last: string | null = null
  for (const { rank } of items.values()) if (last === null || rank > last) last = rank
  return last
}

/** Relates two items, in both of their spaces where they lie in two. */
function relate({ write }: ActionContext, type: RelationType, one: FulfilmentLink, other: FulfilmentLink): void {
  const id = relationId(one.item, other.item, type)
  const [from, to] = type === "relates" && other.item < one.item ? [other, one] : [one, other]
  for (const space of new Set([from.space, to.space])) {
    const fromSpace = from.space === space ? null : from.space
    const toSpace = to.space === space ? null : to.space
    write.create("relations", id, { from: from.item, to: to.item, type, fromSpace, toSpace }, { space })
  }
}
