import {
  newId,
  type BoardId,
  type CustomFieldId,
  type ItemId,
  type MemberId,
  type OptionId,
  type SpaceId,
  type SpaceTemplateId,
  type StatusId,
  type TransitionId,
} from "../base/ids.ts"
import { compareRanked, rankBetween } from "../base/rank.ts"
import { refuse, type Refusal } from "../base/result.ts"
import { familyField } from "../schema/change.ts"
import type { Mapping } from "../schema/mapping.ts"
import { living, type Snapshot } from "../schema/snapshot.ts"
import { MOST_LETTERS, type TemplateContents } from "../schema/space-template.ts"
import type { Board } from "../schema/work.ts"
import type { Category, Status } from "../schema/workflow.ts"
import { customFieldOf } from "../tasks/board.ts"
import { mappingBetween, sameName } from "../tasks/space-mapping.ts"
import { asSnapshot, beginningOf, boardContentsOf, contentsOf, recordsAnew } from "../tasks/template-contents.ts"
import { workflowOf } from "../tasks/workflow.ts"
import type { CalendarDate } from "../time/calendar-date.ts"
import { defineAction, type ActionContext } from "./define.ts"
import type { Patch } from "./writer.ts"

export interface SaveSpaceTemplate {
  readonly id: SpaceTemplateId
  readonly name: string
  /** Whether its items are kept, with what is below them, their checklists and the links among them. */
  readonly withItems: boolean
}

/** Keeps how a space is set up, and what it holds where that is wanted, for making others like it. */
export const saveSpaceTemplate = defineAction<SaveSpaceTemplate>(
  "space-template.save",
  (context, { id, name, withItems }) => {
    if (!context.snapshot.profiles.has(context.snapshot.space)) return refuse("not-found")
    return keep(context, id, name, "space", contentsOf(context.snapshot, withItems))
  },
)

export interface SaveBoardTemplate {
  readonly id: SpaceTemplateId
  readonly name: string
  readonly board: BoardId
}

/** Keeps what the columns, lanes and cards of a board show and how much they hold. */
export const saveBoardTemplate = defineAction<SaveBoardTemplate>(
  "space-template.save-board",
  (context, { id, name, board }) => {
    if (!context.snapshot.boards.has(board)) return refuse("not-found")
    return keep(context, id, name, "board", boardContentsOf(context.snapshot, board))
  },
)

function keep(
  { snapshot, write, random }: ActionContext,
  id: SpaceTemplateId,
  name: string,
  of: "space" | "board",
  contents: TemplateContents,
): Refusal | void {
  if (name.trim() === "") return refuse("name-missing")
  const letters = JSON.stringify(contents).length
  if (letters > MOST_LETTERS)
    return refuse("template-too-large", { percent: Math.ceil((letters / MOST_LETTERS) * 100) })
  const last = living(snapshot.spaceTemplates).sort(compareRanked).at(-1)?.rank ?? null
  write.create("spaceTemplates", id, { name: name.trim(), of, contents, rank: rankBetween(last, null, random) })
}

export interface CreateSpaceFrom {
  readonly id: SpaceId
  readonly name: string
  readonly prefix: string
  readonly contents: TemplateContents
  /** The day that its days are told from. */
  readonly start: CalendarDate
  /** Who takes the place of whom; whoever is not named has nobody in their place. */
  readonly people: Readonly<Record<string, MemberId | null>>
}

/** Makes a space as a template has it, as one step. Run on a snapshot of the space to be. */
export const createSpaceFrom = defineAction<CreateSpaceFrom>(
  "space-template.make",
  (context, { id, name, prefix, contents, start, people }) => {
    const { snapshot, write, random, now, me } = context
    if (snapshot.places.has(id)) return refuse("exists")
    if (name.trim() === "") return refuse("name-missing")
    const records = recordsAnew(contents, { random, start, people })
    const made = asSnapshot({ records, from: null })
    if (made.statuses.size === 0 || made.itemTypes.size === 0 || made.boards.size === 0) return refuse("not-found")
    const last = living(snapshot.places).sort(compareRanked).at(-1)?.rank ?? null
    write.create("places", id, { rank: rankBetween(last, null, random) })
    for (const { kind, id: record, values } of records) {
      if (kind === "profiles") write.create(kind, id, { ...values, name: name.trim(), prefix })
      else if (kind !== "items") write.create(kind, record, values)
      else {
        const status = (values["status"] ?? beginningOf(made, (values["type"] as string) ?? null)) as StatusId
        write.create(kind, record, { ...values, status, createdAt: now, createdBy: me })
        const transition = newId<TransitionId>(random)
        write.create("transitions", transition, { item: record as ItemId, from: null, to: status, by: me, at: now })
      }
    }
  },
)

export interface ApplyBoardTemplate {
  readonly board: BoardId
  readonly contents: TemplateContents
}

/**
 * Sets a board up as a template has it. Columns and lanes by types, fields and options go by their namesakes, states also
 * by category; states that are left over are made, and a board by a field that the space lacks is refused.
 */
export const applyBoardTemplate = defineAction<ApplyBoardTemplate>(
  "space-template.apply-board",
  (context, { board: id, contents }) => {
    const { snapshot, write } = context
    const from = asSnapshot(contents)
    const [template] = living(from.boards)
    const board = snapshot.boards.get(id)
    if (template === undefined || board === undefined) return refuse("not-found")
    const mapping = withStatesOf(from, context)
    const columnsBy = groupingIn(template.columnsBy, mapping)
    const lanesBy = groupingIn(template.lanesBy, mapping)
    if (columnsBy === null || lanesBy === null) return refuse("field-missing")
    const { limitBy, hideEmpty, personLimit } = template
    write.patch("boards", id, { columnsBy, lanesBy, limitBy, hideEmpty, personLimit } satisfies Patch<"boards">)
    writeLimits(context, board, "limits", template.limits, mapping)
    writeLimits(context, board, "laneLimits", template.laneLimits, mapping)
    for (const fact of board.cardFacts)
      if (!template.cardFacts.includes(fact)) write.remove("boards", id, "cardFacts", fact)
    for (const fact of template.cardFacts)
      if (!board.cardFacts.includes(fact)) write.add("boards", id, "cardFacts", fact)
  },
)

/**
 * What stands here for what a template names. Its states are the ones here of the same name, else those of the same
 * category, one for one in the order of work; for each that is left over one is made behind the last of its category.
 */
function withStatesOf(from: Snapshot, { snapshot, write, random }: ActionContext): Mapping {
  const all: Record<string, string> = { ...mappingBetween(from, snapshot) }
  const here = [...workflowOf(snapshot)]
  const wanted = workflowOf(from)
  const namesakeOf = (status: Status) =>
    here.find(other => other.category === status.category && sameName(other, status))
  const free = here.filter(status => !wanted.some(other => namesakeOf(other) === status))
  for (const status of wanted) {
    const match = namesakeOf(status) ?? take(free, status.category)
    if (match !== undefined) all[status.id] = match.id
    else {
      const behind = here.findLastIndex(({ category }) => category === status.category)
      const index = behind < 0 ? here.length : behind + 1
      const rank = rankBetween(here[index - 1]?.rank ?? null, here[index]?.rank ?? null, random)
      const made = { ...status, id: newId<StatusId>(random), rank }
      write.create("statuses", made.id, { name: status.name, category: status.category, rank })
      here.splice(index, 0, made)
      all[status.id] = made.id
    }
  }
  return all
}

/** Takes the first of a category out of some states. */
function take(free: Status[], category: Category): Status | undefined {
  const index = free.findIndex(status => status.category === category)
  return index < 0 ? undefined : free.splice(index, 1)[0]
}

/** An attribute as this space calls it; `null` for a field that it lacks. */
function groupingIn(by: string, mapping: Mapping): string | null {
  const field = customFieldOf(by)
  if (field === null) return by
  const here = mapping[field] as CustomFieldId | undefined
  return here === undefined ? null : `custom-${here}`
}

function writeLimits(
  { write }: ActionContext,
  board: Board,
  family: "limits" | "laneLimits",
  limits: Readonly<Record<string, number>>,
  mapping: Mapping,
): void {
  const wanted = new Map(
    Object.entries(limits).map(([key, limit]) => {
      const field = key.startsWith("none-") ? groupingIn(key.slice("none-".length), mapping) : null
      return [field === null ? ((mapping[key] as OptionId | undefined) ?? key) : `none-${field}`, limit] as const
    }),
  )
  for (const key of Object.keys(board[family])) if (!wanted.has(key)) write.put("boards", board.id, family, key, null)
  for (const [key, limit] of wanted) write.set("boards", board.id, familyField(family, key), limit)
}

export interface RenameSpaceTemplate {
  readonly template: SpaceTemplateId
  readonly name: string
}

export const renameSpaceTemplate = defineAction<RenameSpaceTemplate>(
  "space-template.rename",
  ({ snapshot, write }, { template, name }) => {
    if (!snapshot.spaceTemplates.has(template)) return refuse("not-found")
    if (name.trim() === "") return refuse("name-missing")
    write.patch("spaceTemplates", template, { name: name.trim() })
  },
)

/** Deletes a template; what was made of it stays. */
export const trashSpaceTemplate = defineAction<{ readonly template: SpaceTemplateId }>(
  "space-template.trash",
  ({ snapshot, write, me }, { template }) => {
    if (!snapshot.spaceTemplates.has(template)) return refuse("not-found")
    write.trash("spaceTemplates", template, me)
  },
)
