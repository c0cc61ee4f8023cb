import { createBoard, patchBoard, setLimit } from "../actions/board.ts"
import { saveItemTemplate } from "../actions/item-template.ts"
import { createSpace, patchSpace } from "../actions/space.ts"
import { createView } from "../actions/view.ts"
import { createLabel, relateItems } from "../actions/work.ts"
import { createCustomField, createItemType, createOption } from "../actions/workflow.ts"
import { assert } from "../base/assert.ts"
import {
  newId,
  type BoardId,
  type CustomFieldId,
  type Id,
  type ItemId,
  type ItemTemplateId,
  type ItemTypeId,
  type LabelId,
  type MemberId,
  type OptionId,
  type SpaceId,
  type TicketCategoryId,
  type ViewId,
} from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import { ME, type Condition } from "../query/filter.ts"
import { filterToText } from "../query/filter-address.ts"
import { GROUPINGS } from "../schema/work.ts"
import { tellAssignment } from "./assignment-story.ts"
import { tellCatalogue } from "./catalogue-story.ts"
import type { Days } from "./days.ts"
import { tellImprovements } from "./improvement-story.ts"
import type { Narrator, Telling } from "./narrator.ts"
import { tellRequesters } from "./requesters.ts"
import { tellTerms } from "./service-story.ts"
import { tellStructures } from "./structure-story.ts"
import { TEAM, type ConditionStory, type Said, type SpaceStory, type StoryLanguage, type Teammate } from "./story.ts"
import { tellItem } from "./tell-item.ts"
import { tellTalk } from "./talk-story.ts"
import { tellPlan } from "./tell-plan.ts"

/** Whom a story is told of, to whom and when. */
export interface Scene {
  readonly language: StoryLanguage
  readonly days: Days
  readonly random: Random
  readonly narrator: Narrator
  readonly people: Readonly<Record<Teammate, MemberId>>
}

/** What a story calls the records of its space. */
export interface Cast {
  readonly space: SpaceId
  readonly items: Names<ItemId>
  readonly types: Names<ItemTypeId>
  readonly labels: Names<LabelId>
  readonly fields: Names<CustomFieldId>
  /** By field and option, `field.option`. */
  readonly options: Names<OptionId>
  readonly categories: Names<TicketCategoryId>
}

/** Ids by the key that a story uses; a new one where it uses a key for the first time. */
export class Names<I extends Id<string>> {
  readonly #random: Random
  readonly #ids = new Map<string, I>()

  constructor(random: Random) {
    this.#random = random
  }

  get(key: string): I {
    const id = this.#ids.get(key) ?? newId<I>(this.#random)
    this.#ids.set(key, id)
    return id
  }
}

/** How the space is set up takes up the first of these, before anything is done in it. */
const FOUNDED = { day: -45, part: 0.2 }

/** Tells how a space was made and all that was done in it. */
export function tellSpace(scene: Scene, story: SpaceStory): SpaceId {
  const { random, narrator, people, days } = scene
  const cast: Cast = {
    space: newId<SpaceId>(random),
    items: new Names(random),
    types: new Names(random),
    labels: new Names(random),
    fields: new Names(random),
    options: new Names(random),
    categories: new Names(random),
  }
  narrator.noteReading(days.at(FOUNDED.day, FOUNDED.part), people.ana, cast.space, telling =>
    setUp(scene, story, cast, telling),
  )
  story.items.forEach((item, index) => tellItem(scene, cast, item, { story, index }))
  if (story.plan !== undefined) tellPlan(scene, cast, story, story.plan)
  const related = days.at(-2, 0.9)
  for (const [from, type, to] of story.relations)
    narrator.note(related, people.ana, cast.space, relateItems, {
      from: cast.items.get(from),
      to: cast.items.get(to),
      type,
    })
  if (story.structures !== undefined) tellStructures(scene, cast, story.structures)
  for (const [item, name] of Object.entries(story.templates))
    narrator.note(related, people.ana, cast.space, saveItemTemplate, {
      id: newId<ItemTemplateId>(random),
      item: cast.items.get(item),
      name: name[scene.language],
    })
  if (story.improvements !== undefined) tellImprovements(scene, cast, story.improvements)
  if (story.catalogue !== undefined) tellCatalogue(scene, cast, story.catalogue)
  return cast.space
}

function setUp(scene: Scene, story: SpaceStory, cast: Cast, telling: Telling): void {
  const { language, random } = scene
  const word = (said: Said) => said[language]
  const words = {
    board: word(story.board),
    type: word(story.type),
    statuses: mapped(story.statuses, word),
  }
  telling.do(createSpace, { id: cast.space, name: word(story.name), kind: story.kind, prefix: story.prefix, words })
  telling.do(patchSpace, { description: word(story.about) })
  if (story.categories !== undefined) tellRequesters(scene, story.categories, cast, telling)
  for (const [key, { name, ...type }] of Object.entries(story.types))
    telling.do(createItemType, { id: cast.types.get(key), name: word(name), ...type })
  for (const [key, name] of Object.entries(story.labels))
    telling.do(createLabel, { id: cast.labels.get(key), name: word(name) })
  for (const [key, { name, type, onCards, options }] of Object.entries(story.fields)) {
    const field = cast.fields.get(key)
    telling.do(createCustomField, { id: field, name: word(name), type, ...(onCards && { onCards }) })
    for (const [option, said] of Object.entries(options ?? {}))
      telling.do(createOption, { id: cast.options.get(`${key}.${option}`), field, name: word(said) })
  }
  if (story.service !== undefined) tellTerms(scene, story.service, telling)
  if (story.talk !== undefined) tellTalk(scene, story.talk, cast, telling)
  if (story.assignment !== undefined) tellAssignment(scene, story.assignment, cast, telling)
  setUpBoards(scene, story, cast, telling)
  for (const { name, isOwn, isPinned, isQueue, groupBy, conditions } of story.views) {
    const filter = filterToText(conditions.map(condition => conditionOf(scene, cast, condition)))
    telling.do(createView, {
      owner: isOwn ? "own" : "shared",
      view: newId<ViewId>(random),
      name: word(name),
      settings: {
        filter,
        ...(isPinned && { pinned: true }),
        ...(isQueue && { queue: true }),
        ...(groupBy !== undefined && { groupBy: grouping(cast, groupBy) }),
      },
    })
  }
}

function setUpBoards({ language, random }: Scene, story: SpaceStory, cast: Cast, telling: Telling): void {
  // Read after the space was made, which made its first board and its states.
  const { boards, statuses } = telling.read()
  const [first] = boards.values()
  assert(first !== undefined, "a space has a board")
  for (const { id, category } of statuses.values()) {
    const limit = story.limits[category]
    if (limit !== undefined) telling.do(setLimit, { board: first.id, of: "column", key: id, limit })
  }
  const { personLimit } = story
  if (personLimit !== undefined) telling.do(setLimit, { board: first.id, of: "person", limit: personLimit })
  for (const { name, columnsBy, lanesBy } of story.boards) {
    const board = newId<BoardId>(random)
    telling.do(createBoard, { id: board, name: name[language], columnsBy: grouping(cast, columnsBy) })
    if (lanesBy !== undefined) telling.do(patchBoard, { board, fields: { lanesBy: grouping(cast, lanesBy) } })
  }
}

function grouping(cast: Cast, by: string): string {
  return (GROUPINGS as readonly string[]).includes(by) ? by : `custom-${cast.fields.get(by)}`
}

function conditionOf({ people }: Scene, cast: Cast, { field, operator, values }: ConditionStory): Condition {
  const idOf = (value: string): string => {
    if (field === "label") return cast.labels.get(value)
    if (field !== "owner" || value === ME) return value
    return TEAM.includes(value as Teammate) ? people[value as Teammate] : value
  }
  return { field, operator, values: values.map(idOf) } as Condition
}

function mapped<K extends string>(
  said: Readonly<Record<K, Said>>,
  word: (said: Said) => string,
): Readonly<Record<K, string>> {
  return Object.fromEntries(Object.entries<Said>(said).map(([key, value]) => [key, word(value)])) as Record<K, string>
}
