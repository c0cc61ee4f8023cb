import { createItem, patchItems, setItemMember, setStatus, trashItems, type ItemPatch } from "../actions/item.ts"
import { addChecks, addComment, createChecklist, patchCheck, react } from "../actions/work.ts"
import { assert } from "../base/assert.ts"
import { newId, type ChecklistId, type CommentId, type ItemId, type MemberId, type StatusId } from "../base/ids.ts"
import { compareRanked } from "../base/rank.ts"
import type { CustomValue } from "../schema/item.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import type { Category } from "../schema/workflow.ts"
import { workflowOf } from "../tasks/workflow.ts"
import { withMentions } from "./mentions.ts"
import { NAMES } from "./names.ts"
import type { CommentStory, ItemStory, SpaceStory } from "./story.ts"
import { requestOf } from "./requesters.ts"
import { tellTalk } from "./service-story.ts"
import type { Cast, Scene } from "./tell-space.ts"

/** The steps of an item and where they lead, in the order in which they come on one day. */
const STEPS = [
  ["ready", "waiting"],
  ["begun", "active"],
  ["paused", "paused"],
  ["resumed", "active"],
  ["done", "done"],
] as const satisfies readonly (readonly [keyof ItemStory, Category])[]

/** Making, the steps and the end each take a part of a day of their own, so that on one day they stay in order. */
const PARTS_OF_DAY = STEPS.length + 2
const LAST_PART = (PARTS_OF_DAY - 1) / PARTS_OF_DAY

/** What comes back is taken up in the morning and done by the afternoon. */
const CAME_BACK = [
  [0.2, "active"],
  [0.7, "done"],
] as const satisfies readonly (readonly [part: number, Category])[]

/** An item of a story, and the how many-th of it. */
interface Placed {
  readonly story: SpaceStory
  readonly index: number
}

/** What the story calls an item that nothing else speaks of is its place. */
export function keyOf({ key }: ItemStory, index: number): string {
  return key ?? String(index)
}

/** Tells how an item was made and what became of it. */
export function tellItem(scene: Scene, cast: Cast, item: ItemStory, placed: Placed): void {
  const { narrator, days, people, random } = scene
  const { space } = cast
  const id = cast.items.get(keyOf(item, placed.index))
  const maker = people[item.by ?? item.owner ?? "ana"]
  const doer = people[item.owner ?? item.by ?? "ana"]
  // On one day they are made in the order of the story, since a parent comes before what is below it.
  const made = days.at(item.made, placed.index / placed.story.items.length / PARTS_OF_DAY)
  const values = firstValues(scene, cast, item, placed.story)
  narrator.noteReading(made, maker, space, ({ read, ...telling }) =>
    telling.do(createItem, { id, status: statusOf(read(), "backlog"), ...values }),
  )
  for (const helper of item.helpers ?? [])
    narrator.note(made, maker, space, setItemMember, {
      items: [id],
      field: "assignees",
      member: people[helper],
      inside: true,
    })
  STEPS.forEach(([step, category], index) => {
    const day = item[step]
    if (day === undefined) return
    narrator.noteReading(days.at(day, (index + 1 + random()) / PARTS_OF_DAY), doer, space, ({ read, ...telling }) =>
      telling.do(setStatus, { items: [id], status: statusOf(read(), category) }),
    )
  })
  if (item.cameBack !== undefined)
    for (const [part, category] of CAME_BACK)
      narrator.noteReading(days.at(item.cameBack, part), doer, space, ({ read, ...telling }) =>
        telling.do(setStatus, { items: [id], status: statusOf(read(), category) }),
      )
  const report = reportOf(item)
  const reported = item.done ?? Math.max(-1, item.begun ?? item.made)
  if (report !== null)
    narrator.note(days.at(reported, LAST_PART), doer, space, patchItems, { items: [id], fields: report })
  tellChecks(scene, cast, id, item, doer)
  tellTalk(scene, cast, id, item, placed.story)
  for (const comment of item.comments ?? []) tellComment(scene, cast, id, comment)
  if (item.trashed !== undefined)
    narrator.note(days.at(item.trashed, LAST_PART), maker, space, trashItems, { items: [id] })
}

function firstValues({ days, people, language }: Scene, cast: Cast, item: ItemStory, story: SpaceStory) {
  const { hours, milestone, priority, urgency, importance, impact } = item
  const date = (day: number | undefined) => (day === undefined ? undefined : days.date(day))
  // What waits for something else begins when that is over, as the plan says; a typed start would hold it.
  const waits = item.begun === undefined && story.plan?.dependencies.some(([, , to]) => to === item.key) === true
  const fields: ItemPatch = {
    ...{
      start: waits ? undefined : date(item.start),
      due: date(item.due),
      milestone,
      priority,
      urgency,
      importance,
      impact,
    },
    estimateMinutes: hours === undefined ? undefined : hours * 60,
    ...requestOf(cast, item, story),
  }
  return {
    title: item.title[language],
    fields,
    ...(item.owner !== undefined && { owner: people[item.owner] }),
    ...(item.under !== undefined && { parent: cast.items.get(item.under) }),
    ...(item.type !== undefined && item.type in story.types && { type: cast.types.get(item.type) }),
    ...(item.labels !== undefined && { labels: item.labels.map(label => cast.labels.get(label)) }),
    ...(item.custom !== undefined && { custom: customOf(cast, item.custom, story) }),
    ...(item.about !== undefined && { description: item.about[language] }),
  }
}

function customOf(
  cast: Cast,
  values: NonNullable<ItemStory["custom"]>,
  { fields }: SpaceStory,
): Readonly<Record<string, CustomValue>> {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => {
      const isOption = fields[field]?.options !== undefined
      return [cast.fields.get(field), isOption ? cast.options.get(`${field}.${value}`) : value]
    }),
  )
}

/** How much is left of an item by its last report; nothing where nobody reported. */
function reportOf({ hours, hoursLeft, done }: ItemStory): ItemPatch | null {
  if (hoursLeft !== undefined) return { remainingMinutes: hoursLeft * 60 }
  return hours !== undefined && done !== undefined ? { remainingMinutes: 0 } : null
}

function statusOf(snapshot: Snapshot, category: Category): StatusId {
  const status = workflowOf(snapshot).find(one => one.category === category)
  assert(status !== undefined, "a space of the example has a state of every category that it names")
  return status.id
}

function tellChecks(scene: Scene, { space }: Cast, item: ItemId, story: ItemStory, doer: MemberId): void {
  const { narrator, days, random, language } = scene
  const { checks, made, begun } = story
  if (checks === undefined) return
  const id = newId<ChecklistId>(random)
  const wrote = days.at(made, LAST_PART)
  const titles = checks.rows.map(row => row[language])
  narrator.note(wrote, doer, space, createChecklist, { id, item, name: checks.name[language] })
  narrator.note(wrote, doer, space, addChecks, { item, checklist: id, titles })
  for (let index = 0; index < checks.done; index++) {
    const day = Math.min(-1, Math.max(begun ?? made, index - checks.done))
    narrator.noteReading(days.at(day, LAST_PART + index / 100), doer, space, ({ read, ...telling }) => {
      const rows = living(read().checks).filter(check => check.checklist === id)
      const row = rows.sort(compareRanked)[index]
      assert(row !== undefined, "a checklist has the rows that are done")
      telling.do(patchCheck, { check: row.id, fields: { done: true } })
    })
  }
}

function tellComment(scene: Scene, { space }: Cast, item: ItemId, story: CommentStory): void {
  const { narrator, days, people, random, language } = scene
  const id = newId<CommentId>(random)
  const text = story.text[language]
  const content = withMentions(text, who => ({ id: people[who], name: NAMES[who] }))
  const part = 1 - 1 / PARTS_OF_DAY / (2 + random())
  narrator.note(days.at(story.on, part), people[story.by], space, addComment, {
    ...{ id, item, text },
    ...(content !== undefined && { content }),
  })
  for (const [reaction, who] of story.reactions ?? [])
    narrator.note(days.at(story.on, 1), people[who], space, react, { item, comment: id, reaction, isGiven: true })
}
