import { MAX_TEXT } from "../../schema/fields.ts"
import type { ForeignBoard, ForeignCard } from "./board.ts"
import { customValue, titleOf, type BoardPlan } from "./records.ts"

/** What of a file does not come over, each for one reason. */
export const LEFT_OUT = [
  /** Uploaded files: an export holds only their addresses, which stand below the item. */
  "attachment-files",
  /** Weft has none of these. */
  "votes",
  "stickers",
  "covers",
  "locations",
  "reminders",
  "backgrounds",
  /** What power-ups keep in Trello means something only to them. */
  "power-ups",
  /** A card marked complete stays in the status of its list; the list says whether the work is done. */
  "complete-marks",
  /** Templates, mirrors, separators and links come over as plain items. */
  "special-cards",
  /** The board's history, except comments. */
  "history",
  /** Comments on cards that the file does not hold. */
  "comments-without-card",
  "checklists-without-card",
  /** References to lists, labels, people and fields that the file does not hold. */
  "references",
  /** Values that do not fit their field, and fields of a type that is not known. */
  "custom-values",
  "custom-fields",
  /** Archived lists without cards. */
  "empty-archived-lists",
  /** The rest of names longer than 10,000 letters. */
  "long-names",
  /** Cells that say what cannot be: a day that does not exist, a word where a number stands. */
  "wrong-values",
  /** Rules by which a task comes again. */
  "recurrences",
  /** The list of a card that is done: done cards come into the state for done work. */
  "done-lists",
  /** When something ended that is in no state for done work. */
  "finish-dates",
  "times-of-change",
  /** Comments of which the file says only how many there are. */
  "comments-not-in-file",
  "deleted-cards",
  "card-colours",
  /** Whom a board is shared with: rights are Weft's own. */
  "sharing",
  /** Groups among those who work on a card. */
  "groups",
  /** Columns of a table that were chosen to be left out. */
  "columns",
  /** Names of states and labels that the space has not and that were chosen not to be made. */
  "unknown-statuses",
  "unknown-labels",
] as const

export interface LeftOut {
  readonly what: (typeof LEFT_OUT)[number]
  readonly count: number
  /** A few of them by name, or addresses. */
  readonly examples: readonly string[]
}

export type ImportWarning =
  /** An export has at most 1,000 actions, so that older comments may be missing from the file. */
  | "older-comments-may-be-missing"
  /** Rules and buttons of Trello's automation are never part of an export. */
  | "automation-is-not-exported"
  /** The board was closed or has no cards. */
  | "no-cards"
  /** Day and month could stand either way in all dates of the file. */
  | "dates-may-be-swapped"
  /** A table without identities of its own: its rows are known by their titles. */
  | "rows-known-by-title"

const MOST_ACTIONS_EXPORTED = 1_000
const MOST_EXAMPLES = 3

/** Counts what is left out, with a few examples. */
export class LeftOutTally {
  readonly #counts = new Map<LeftOut["what"], { count: number; examples: string[] }>()

  add(what: LeftOut["what"], example: string, count = 1): void {
    if (count <= 0) return
    const entry = this.#counts.get(what) ?? { count: 0, examples: [] }
    this.#counts.set(what, entry)
    entry.count += count
    if (entry.examples.length < MOST_EXAMPLES && !entry.examples.includes(example))
      entry.examples.push(example.slice(0, 200))
  }

  get all(): LeftOut[] {
    return LEFT_OUT.flatMap(what => {
      const entry = this.#counts.get(what)
      return entry === undefined ? [] : [{ what, ...entry }]
    })
  }
}

/** What of a board's file is left out, counted, with examples; in a fixed order. */
export function leftOutOf(plan: BoardPlan): readonly LeftOut[] {
  const { board } = plan
  const tally = new LeftOutTally()
  for (const card of board.cards) {
    tallyCard(tally, card)
    tallyReferences(tally, plan, card)
  }
  tallyBoard(tally, plan)
  tallyNames(tally, board)
  for (const { what, count, examples } of board.leftOut ?? [])
    for (const [index, example] of examples.entries())
      tally.add(what, example, index === 0 ? count - examples.length + 1 : 1)
  return tally.all
}

function tallyCard(tally: LeftOutTally, card: ForeignCard): void {
  const title = titleOf(card)
  for (const { isUpload, name, url } of card.attachments) if (isUpload) tally.add("attachment-files", url || name)
  tally.add("votes", title, card.votes)
  tally.add("stickers", title, card.stickers)
  tally.add("power-ups", title, card.powerUps)
  if (card.hasCover) tally.add("covers", title)
  if (card.hasLocation) tally.add("locations", title)
  if (card.hasReminder) tally.add("reminders", title)
  if (card.dueComplete) tally.add("complete-marks", title)
  if (card.isTemplate || card.role !== null) tally.add("special-cards", title)
}

function tallyReferences(tally: LeftOutTally, plan: BoardPlan, card: ForeignCard): void {
  const title = titleOf(card)
  const unmade = plan.unmade.get(card.list)
  if (unmade !== undefined) tally.add("unknown-statuses", unmade)
  else if (card.list !== "" && !plan.lists.has(card.list)) tally.add("references", title)
  const list = plan.lists.get(card.list)
  if (card.doneAt != null && (list === undefined || plan.target.category(list) !== "done"))
    tally.add("finish-dates", title)
  tally.add(
    "references",
    title,
    card.labels.filter(label => !plan.labels.has(label) && !plan.unmade.has(`label ${label}`)).length,
  )
  for (const label of card.labels) {
    const name = plan.unmade.get(`label ${label}`)
    if (name !== undefined) tally.add("unknown-labels", name)
  }
  tally.add("references", title, card.people.filter(person => !plan.members.has(person)).length)
  for (const value of card.custom) {
    const field = plan.fields.get(value.field)
    if (field === undefined) tally.add("references", title)
    else if (customValue(plan.target, field, value) === null) tally.add("custom-values", `${title}: ${field.name}`)
  }
}

function tallyBoard(tally: LeftOutTally, { board, cards }: BoardPlan): void {
  tally.add("power-ups", board.name, board.powerUps)
  if (board.hasBackground) tally.add("backgrounds", board.name)
  for (const [type, count] of Object.entries(board.otherActions)) tally.add("history", type, count)
  for (const { card, text } of board.comments) if (!cards.has(card)) tally.add("comments-without-card", text)
  for (const { card, name } of board.checklists) if (!cards.has(card)) tally.add("checklists-without-card", name)
  for (const { type, name } of board.customFields) if (type === null) tally.add("custom-fields", name)
  const used = new Set(board.cards.map(card => card.list))
  for (const { archived, id, name } of board.lists)
    if (archived && !used.has(id)) tally.add("empty-archived-lists", name)
}

function tallyNames(tally: LeftOutTally, board: ForeignBoard): void {
  const rows = board.checklists.flatMap(list => list.rows)
  const named = [board, ...board.lists, ...board.cards, ...board.labels, ...board.checklists, ...rows]
  for (const { name } of [...named, ...board.people, ...board.customFields])
    if (name.length > MAX_TEXT) tally.add("long-names", name)
}

export function warningsOf(board: ForeignBoard): readonly ImportWarning[] {
  const warnings: ImportWarning[] = [...(board.warnings ?? [])]
  if (board.program === "trello") warnings.unshift("automation-is-not-exported")
  if (board.actions >= MOST_ACTIONS_EXPORTED) warnings.unshift("older-comments-may-be-missing")
  if (board.cards.length === 0) warnings.unshift("no-cards")
  return warnings
}
