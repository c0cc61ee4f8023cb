import { newId, type ItemId, type LabelId, type MemberId, type StatusId } from "../base/ids.ts"
import { foldText } from "../base/fold-text.ts"
import { rankBetween, ranksBetween } from "../base/rank.ts"
import { refuse } from "../base/result.ts"
import { calledBy } from "../query/filter-names.ts"
import { namedValuesOf } from "../query/filter-values.ts"
import type { CaptureMeaning } from "../tasks/capture.ts"
import { defineAction, type ActionContext } from "./define.ts"
import { createItem } from "./item.ts"

/** An item that a line became. */
export interface CapturedItem {
  readonly id: ItemId
  readonly title: string
  readonly meanings: readonly CaptureMeaning[]
  /** An item of the same capture that stands before it. */
  readonly parent: ItemId | null
}

export interface CaptureItems {
  readonly items: readonly CapturedItem[]
  /** The state that all of them begin in; else the space's first. */
  readonly status?: StatusId
}

/**
 * Makes items of captured lines at the end of the space, in order, as one step, with the labels that they name and that
 * are not there yet. The first person is accountable, others are assigned.
 */
export const captureItems = defineAction<CaptureItems>("item.capture", (context, { items, status }) => {
  const { snapshot, write, random } = context
  if (items.length === 0) return refuse("title-missing")
  const labelOf = labelMaker(context)
  let last: string | null = null
  for (const { rank } of snapshot.items.values()) if (last === null || rank > last) last = rank
  const ranks = ranksBetween(last, null, items.length, random)
  const made = new Set<ItemId>()
  for (const [index, { id, title, meanings, parent }] of items.entries()) {
    if (parent !== null && !made.has(parent)) return refuse("not-found")
    const people = meanings.flatMap(meaning => (meaning.kind === "person" ? [meaning.member as MemberId] : []))
    const labels = meanings.flatMap(meaning => (meaning.kind === "label" ? [labelOf(meaning)] : []))
    const answer = createItem.decide(context, {
      id,
      title,
      labels,
      fields: fieldsOf(meanings),
      ...(status === undefined ? {} : { status }),
      ...(people[0] === undefined ? {} : { owner: people[0] }),
    })
    if (answer !== undefined) return answer
    made.add(id)
    for (const member of people.slice(1)) write.add("items", id, "assignees", member)
    // Made from one snapshot, they would stand at the end in any order; the one that they were written in is meant.
    write.always("items", id, "rank", ranks[index])
    if (parent !== null) write.always("items", id, "parent", parent)
  }
})

function fieldsOf(meanings: readonly CaptureMeaning[]): NonNullable<Parameters<typeof createItem.decide>[1]["fields"]> {
  return Object.assign(
    {},
    ...meanings.map(meaning => {
      if (meaning.kind === "due") return { due: meaning.due }
      if (meaning.kind === "priority") return { priority: meaning.priority }
      return meaning.kind === "estimate" ? { estimateMinutes: meaning.minutes } : {}
    }),
  )
}

/** Answers the id of a label, and makes one of that name where there is none, once. */
function labelMaker({ snapshot, write, random }: ActionContext) {
  const made = new Map<string, LabelId>()
  const known = namedValuesOf("label", snapshot)
  let last = known.length === 0 ? null : snapshot.labels.get(known.at(-1)!.id)!.rank
  return ({ label, name }: { readonly label: string | null; readonly name: string }): LabelId => {
    const found = label ?? calledBy(name, known)[0]?.id ?? made.get(foldText(name))
    if (found !== undefined) return found as LabelId
    const id = newId<LabelId>(random)
    last = rankBetween(last, null, random)
    write.create("labels", id, { name, rank: last })
    made.set(foldText(name), id)
    return id
  }
}
