import {
  type ChecklistId,
  type CheckId,
  type CommentId,
  type CustomFieldId,
  type ItemId,
  type LabelId,
  type MemberId,
  type OptionId,
  type StatusId,
} from "../../base/ids.ts"
import type { Rank } from "../../base/rank.ts"
import { familyField } from "../../schema/change.ts"
import { MAX_TEXT } from "../../schema/fields.ts"
import type { Snapshot } from "../../schema/snapshot.ts"
import type { Moment } from "../../time/moment.ts"
import { baseOf, markOf, type ForeignRecord } from "../three-way.ts"
import type {
  ForeignBoard,
  ForeignTime,
  ForeignCard,
  ForeignChecklist,
  ForeignComment,
  ForeignField,
  ForeignValue,
  ForeignLabel,
  ForeignList,
  ForeignPerson,
} from "./board.ts"
import { rankOfPosition } from "./position.ts"
import { fieldTypeOf, labelName, placeholderId, BoardTarget, type BoardOptions } from "./target.ts"

/** A board's tables by id, and where its records go. */
export interface BoardPlan {
  readonly board: ForeignBoard
  readonly target: BoardTarget
  readonly options: BoardOptions
  readonly snapshot: Snapshot
  readonly lists: ReadonlyMap<string, ForeignList>
  readonly cards: ReadonlyMap<string, ForeignCard>
  readonly labels: ReadonlyMap<string, ForeignLabel>
  readonly fields: ReadonlyMap<string, ForeignField>
  /** Names of lists, by id, and of labels, by `label` and id, that the space has not and that are not to be made. */
  readonly unmade: ReadonlyMap<string, string>
  /** Whom each person of the file is in Weft. */
  readonly members: ReadonlyMap<string, MemberId>
  /** How many records there are to look at. */
  readonly total: number
}

/** A record of the file, and the text that stands beside an item or a long comment. */
export interface PlannedRecord {
  readonly record: ForeignRecord
  readonly card?: ForeignCard
  readonly comment?: ForeignComment
}

export function planOf(board: ForeignBoard, snapshot: Snapshot, options: BoardOptions): BoardPlan {
  const target = new BoardTarget(board, snapshot, options)
  const rows = board.checklists.reduce((sum, list) => sum + list.rows.length, 0)
  const choices = board.customFields.reduce((sum, field) => sum + field.options.length, 0)
  const tables = [board.lists, board.cards, board.labels, board.checklists, board.customFields]
  return {
    board,
    target,
    options,
    snapshot,
    lists: byId(board.lists.filter(list => target.hasStatus(list))),
    cards: byId(board.cards),
    labels: byId(board.labels.filter(label => target.hasLabel(label))),
    unmade: new Map([
      ...board.lists.flatMap(list => (target.hasStatus(list) ? [] : [[list.id, list.name] as const])),
      ...board.labels.flatMap(label =>
        target.hasLabel(label) ? [] : [[`label ${label.id}`, labelName(label)] as const],
      ),
    ]),
    fields: byId(board.customFields.filter(field => field.type !== null)),
    members: new Map(board.people.map(person => [person.id, target.member(person)])),
    total:
      tables.reduce((sum, table) => sum + table.length, rows + choices) + board.people.length + board.comments.length,
  }
}

function byId<R extends { readonly id: string }>(records: readonly R[]): ReadonlyMap<string, R> {
  return new Map(records.map(record => [record.id, record]))
}

/** Every record that a board becomes, one at a time, parents before their parts. */
export function* recordsOf(plan: BoardPlan): Generator<PlannedRecord> {
  const { board, target } = plan
  if (target.isOwn) yield { record: profileRecord(plan) }
  if (target.isOwn) yield { record: typeRecord(plan) }
  for (const person of board.people) yield { record: memberRecord(plan, person) }
  for (const list of keptLists(plan)) yield { record: statusRecord(plan, list) }
  yield { record: boardRecord(plan) }
  for (const [index, label] of [...plan.labels.values()].entries()) yield { record: labelRecord(plan, label, index) }
  for (const field of plan.fields.values()) yield* fieldRecords(plan, field)
  for (const card of board.cards) yield { record: itemRecord(plan, card), card }
  for (const list of board.checklists) if (plan.cards.has(list.card)) yield* checklistRecords(plan, list)
  for (const comment of board.comments)
    if (plan.cards.has(comment.card)) yield { record: commentRecord(plan, comment), comment }
}

/** The lists that become statuses: those in use, and archived ones that cards lie in. */
export function keptLists({ board, lists }: BoardPlan): readonly ForeignList[] {
  const used = new Set(board.cards.map(card => card.list))
  return [...lists.values()].filter(list => !list.archived || used.has(list.id))
}

function profileRecord({ board, target, options }: BoardPlan): ForeignRecord {
  return {
    kind: "profiles",
    id: target.space,
    name: board.name,
    fields: { name: line(board.name), description: line(board.description) },
    first: { kind: options.kind ?? "list", prefix: options.prefix ?? prefixOf(board.name) },
  }
}

/** What the items' keys start with: the first letters of the board's name. */
export function prefixOf(name: string): string {
  const letters = name.toUpperCase().replaceAll(/[^A-Z]/g, "")
  return letters.length < 2 ? "ITEM" : letters.slice(0, 4)
}

function typeRecord({ board, target, options }: BoardPlan): ForeignRecord {
  const name = options.typeName ?? "Task"
  return { kind: "itemTypes", id: target.itemType(board), name, fields: {}, first: { name, rank: rankOfPosition(1) } }
}

function memberRecord({ board, members }: BoardPlan, person: ForeignPerson): ForeignRecord {
  const id = placeholderId(board.program, person.id)
  const used = members.get(person.id)
  return {
    kind: "members",
    id,
    name: person.name,
    fields: { name: line(person.name) },
    first: { placeholder: true, mail: person.mail },
    ...(used === undefined || used === id ? {} : { adopts: used }),
  }
}

/** The record with its rank: the file's in a space of the board's own, after what stands in another or has no order of its own. */
function ranked(
  plan: BoardPlan,
  table: Iterable<{ readonly rank: Rank }>,
  position: number,
): Pick<ForeignRecord, "first"> & { readonly own: { readonly rank?: Rank } } {
  const isOrdered = plan.board.isUnordered !== true
  if (plan.target.isOwn && isOrdered) return { own: { rank: rankOfPosition(position) } }
  let last = ""
  for (const { rank } of table) if (rank > last) last = rank
  return { own: {}, first: { rank: last + rankOfPosition(position) } }
}

function adopting(used: string, id: string): Pick<ForeignRecord, "adopts"> {
  return used === id ? {} : { adopts: used }
}

function statusRecord(plan: BoardPlan, list: ForeignList): ForeignRecord {
  const { target, snapshot } = plan
  const id = target.id<StatusId>("list", list.id)
  const { own, ...rank } = ranked(plan, snapshot.statuses.values(), list.position)
  return {
    kind: "statuses",
    id,
    name: list.name,
    fields: { name: line(list.name), category: target.category(list), ...own },
    ...rank,
    ...(list.archived ? { away: true } : {}),
    ...adopting(target.status(list), id),
  }
}

function boardRecord(plan: BoardPlan): ForeignRecord {
  const { board, target, snapshot } = plan
  const fields: Record<string, unknown> = { name: line(board.name) }
  for (const list of plan.lists.values())
    if (list.limit !== null && !list.archived) fields[familyField("limits", target.status(list))] = list.limit
  const { own, ...rank } = ranked(plan, snapshot.boards.values(), 1)
  const lanes = plan.fields.get(board.lanesBy ?? "")
  const shown = lanes === undefined ? {} : { lanesBy: familyField("custom", target.customField(lanes)) }
  const first = { ...rank.first, ...shown }
  return { kind: "boards", id: target.board(board), name: board.name, fields: { ...fields, ...own }, first }
}

function labelRecord(plan: BoardPlan, label: ForeignLabel, index: number): ForeignRecord {
  const { target, snapshot } = plan
  const id = target.id<LabelId>("label", label.id)
  const { own, first } = ranked(plan, snapshot.labels.values(), index + 1)
  return {
    kind: "labels",
    id,
    name: labelName(label),
    fields: { name: line(labelName(label)), hue: line(label.color ?? "") },
    first: { ...own, ...first },
    ...adopting(target.label(label), id),
  }
}

function* fieldRecords(plan: BoardPlan, field: ForeignField): Generator<PlannedRecord> {
  const { target, snapshot } = plan
  const id = target.id<CustomFieldId>("field", field.id)
  const used = target.customField(field)
  const { own, first } = ranked(plan, snapshot.customFields.values(), field.position)
  yield {
    record: {
      kind: "customFields",
      id,
      name: field.name,
      fields: { name: line(field.name), onCards: field.onCards, ...own },
      first: {
        ...first,
        type: fieldTypeOf(field),
        ...(field.currency === undefined ? {} : { currency: field.currency }),
      },
      ...adopting(used, id),
    },
  }
  for (const option of field.options) {
    const optionId = target.id<OptionId>("option", option.id)
    const place = ranked(plan, snapshot.options.values(), option.position)
    yield {
      record: {
        kind: "options",
        id: optionId,
        name: option.name,
        fields: { name: line(option.name), ...place.own },
        first: { ...place.first, field: used },
        ...adopting(target.option(field, option), optionId),
      },
    }
  }
}

function itemRecord(plan: BoardPlan, card: ForeignCard): ForeignRecord {
  const { board, target, snapshot } = plan
  const id = target.item(card.id)
  const list = plan.lists.get(card.list)
  const isUnmade = list === undefined && card.list !== "" && !target.isOwn
  const status = list === undefined ? (isUnmade ? target.firstStatus() : null) : target.status(list)
  const owner = card.values?.owner
  // Whoever is accountable is among those who work on it (FEATURES T3).
  const named = owner == null ? card.people : [owner, ...card.people]
  const people = named.flatMap(person => plan.members.get(person) ?? [])
  const { fields, sets, first } = partSilent(board, {
    fields: {
      title: titleOf(card),
      status,
      archived: card.archived || list?.archived === true,
      start: momentOf(card.start),
      due: momentOf(card.due),
      owner: people[0] ?? null,
      ...valuesOf(plan, card),
      source: line(card.url),
      ...(board.silent === undefined ? {} : emptyValues(plan)),
      ...customValues(plan, card),
    },
    sets: {
      assignees: [...new Set(people)],
      labels: [...new Set(card.labels.flatMap(label => labelsUsed(plan, label)))],
    },
  })
  const placed = placeOf(plan, card, status)
  return {
    kind: "items",
    id,
    name: titleOf(card),
    fields: { ...fields, ...placed.fields },
    sets,
    first: {
      ...first,
      ...placed.first,
      type: target.itemType(board),
      createdAt: card.createdAt ?? 0,
      createdBy: card.createdBy === null ? null : (plan.members.get(card.createdBy) ?? null),
    },
    noted: notedDescription(snapshot, id, card),
    keepsEntries: board.silent !== undefined,
  }
}

/** A file with columns says of each of its own fields that it is empty where its cell is; of others it says nothing. */
function emptyValues({ fields, target }: BoardPlan): Readonly<Record<string, null>> {
  return Object.fromEntries([...fields.values()].map(field => [familyField("custom", target.customField(field)), null]))
}

type Said = Pick<ForeignRecord, "fields"> & { readonly sets: Readonly<Record<string, readonly string[]>> }

/** Parts what a file says from what it only begins with, because it says nothing of it. */
function partSilent(
  { silent = [] }: ForeignBoard,
  { fields, sets }: Said,
): Said & Required<Pick<ForeignRecord, "first">> {
  const isSilent = ([field]: readonly [string, unknown]) => silent.some(name => name === field)
  const said = <V>(values: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(values).filter(entry => !isSilent(entry)))
  return { fields: said(fields), sets: said(sets), first: Object.fromEntries(Object.entries(fields).filter(isSilent)) }
}

/** Where an item stands in its list: as the file says, or at first alone where the file has no order that holds. */
function placeOf(
  { board, target }: BoardPlan,
  card: ForeignCard,
  status: StatusId | null,
): Required<Pick<ForeignRecord, "fields" | "first">> {
  const rank = rankOfPosition(card.position)
  const id = target.board(board)
  if (board.isUnordered === true)
    return { fields: {}, first: { rank, ...(status === null ? {} : { place: { [id]: [status, rank] } }) } }
  return { fields: { rank, ...(status === null ? {} : { [familyField("place", id)]: [status, rank] }) }, first: {} }
}

/** What a card says in further fields, with people and cards as they are called in Weft. */
function valuesOf({ cards, members, target }: BoardPlan, card: ForeignCard): Readonly<Record<string, unknown>> {
  const { owner, parent, ...plain } = card.values ?? {}
  return {
    ...plain,
    ...(owner === undefined ? {} : { owner: owner === null ? null : (members.get(owner) ?? null) }),
    ...(parent === undefined ? {} : { parent: parent !== null && cards.has(parent) ? target.item(parent) : null }),
  }
}

function labelsUsed({ labels, target }: BoardPlan, id: string): readonly string[] {
  const label = labels.get(id)
  return label === undefined ? [] : [target.label(label)]
}

/** A card's title; one without a name gets its number, since an item cannot be without a title. */
export function titleOf(card: ForeignCard): string {
  return line(card.name.trim()) || `#${card.number}`
}

/** Letters that one line holds at the most. */
function line(text: string): string {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
}

/**
 * A time of the file as a moment. Of an instant the zone is UTC, the same for everybody, and the minute is exact; a screen
 * shows it in the zone of whoever looks. A bare date would be a day off for half of the world.
 */
function momentOf(instant: ForeignTime | null): Moment | null {
  if (instant === null || typeof instant === "string") return instant
  const text = new Date(instant).toISOString()
  return text.length === 24 ? `${text.slice(0, 16)}[UTC]` : null
}

/** What stands below an item: the card's text, then the addresses of its attachments, one a line. */
export function descriptionOf(card: ForeignCard): string {
  const addresses = card.attachments.filter(({ url }) => url !== "")
  const lines = addresses.map(({ name, url }) => (name === "" || name === url ? url : `${name}: ${url}`))
  return [card.description.trimEnd(), lines.join("\n")].filter(part => part !== "").join("\n\n")
}

/** A text's mark in the base: enough to see that the file has another one now. Empty for no text. */
function markOfText(text: string): string {
  return text === "" ? "" : markOf(text)
}

/**
 * What the base says of the description. A text that stood in the file already is not written again, since nobody here
 * can tell whether it was edited in Weft; its old mark stays, so that the difference is listed until somebody settles it.
 */
function notedDescription(snapshot: Snapshot, item: ItemId, card: ForeignCard): { readonly description?: string } {
  const before = describedBefore(snapshot, item)
  const mark = before ?? markOfText(descriptionOf(card))
  return mark === "" ? {} : { description: mark }
}

/** The mark of the text that was imported for an item, or `null` where there was none. */
export function describedBefore(snapshot: Snapshot, item: ItemId): string | null {
  const before = baseOf(snapshot, item)?.["description"]
  return typeof before === "string" && before !== "" ? before : null
}

/** Whether the file's description is another one than was imported. */
export function hasOtherDescription(snapshot: Snapshot, item: ItemId, card: ForeignCard): boolean {
  const before = describedBefore(snapshot, item)
  return before !== null && before !== markOfText(descriptionOf(card))
}

function customValues(plan: BoardPlan, card: ForeignCard): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const value of card.custom) {
    const field = plan.fields.get(value.field)
    if (field === undefined) continue
    const read = customValue(plan.target, field, value)
    if (read !== null) values[familyField("custom", plan.target.customField(field))] = read
  }
  return values
}

/** A custom value as Weft keeps it, or `null` where it does not fit its field. */
export function customValue(
  target: BoardTarget,
  field: ForeignField,
  value: ForeignValue,
): string | number | boolean | null {
  switch (field.type) {
    case "checkbox":
      return value.checked === null ? null : value.checked === "true"
    case "date":
      return momentOf(value.date)
    case "money":
    case "number": {
      const number = value.number === null || value.number.trim() === "" ? Number.NaN : Number(value.number)
      return Number.isFinite(number) ? number : null
    }
    case "list": {
      const option = field.options.find(({ id }) => id === value.option)
      return option === undefined ? null : target.option(field, option)
    }
    default:
      return value.text
  }
}

function* checklistRecords(plan: BoardPlan, list: ForeignChecklist): Generator<PlannedRecord> {
  const { target, members } = plan
  const item = target.item(list.card)
  const checklist = target.id<ChecklistId>("checklist", list.id)
  const name = line(list.name)
  const fields = { item, name, rank: rankOfPosition(list.position) }
  yield { record: { kind: "checklists", id: checklist, name, fields, partOf: item } }
  for (const row of list.rows) {
    yield {
      record: {
        kind: "checks",
        id: target.id<CheckId>("check", row.id),
        name: row.name,
        fields: {
          item,
          checklist,
          title: line(row.name),
          done: row.done,
          rank: rankOfPosition(row.position),
          assignee: row.person === null ? null : (members.get(row.person) ?? null),
          due: momentOf(row.due),
        },
        partOf: item,
      },
    }
  }
}

function commentRecord({ target, members }: BoardPlan, comment: ForeignComment): ForeignRecord {
  const item = target.item(comment.card)
  return {
    kind: "comments",
    id: target.id<CommentId>("comment", comment.id),
    name: line(comment.text),
    fields: {
      text: line(comment.text),
      author: comment.person === null ? null : (members.get(comment.person) ?? null),
    },
    first: { at: comment.at },
    where: { item },
    partOf: item,
  }
}
