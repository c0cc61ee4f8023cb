import { refuse, type Refusal } from "../../base/result.ts"
import { BoardBuilder, plainCard } from "../board/board-builder.ts"
import type { ForeignBoard, ForeignCard } from "../board/board.ts"
import { guessCategory } from "../category.ts"
import { Faults, JsonReader } from "../json-reader.ts"
import { oneLine } from "../one-line.ts"
import { colourName } from "./colour.ts"

const MOST = { boards: 1_000, stacks: 5_000, cards: 20_000, labels: 5_000, onCard: 1_000 } as const
const LONG = 1_000_000
const LINE = 20_000

/** Whether JSON is an export of Nextcloud Deck: boards that hold stacks, or one such board. */
export function isDeck(value: unknown): boolean {
  return boardsIn(value) !== null
}

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

/** The field whose boards a file holds: `boards`, or none where it is one board, or boards by their ids. */
function boardsIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isBoard) ? value : null
  if (!isObject(value)) return null
  if (isBoard(value)) return [value]
  const held = value["boards"] ?? value
  const boards = Array.isArray(held) ? held : isObject(held) ? Object.values(held) : []
  return boards.length > 0 && boards.every(isBoard) ? boards : null
}

/** A board without stacks lacks the field in some versions; its title and what else it has show what it is. */
function isBoard(value: unknown): boolean {
  if (!isObject(value) || !Object.hasOwn(value, "title")) return false
  const { stacks } = value
  return (
    (typeof stacks === "object" && stacks !== null) || (!Object.hasOwn(value, "cards") && Object.hasOwn(value, "acl"))
  )
}

/**
 * The boards that an export of Nextcloud Deck says, by any of its ways out: of one board, or of all that somebody has.
 * Refused by the path of the first fault, as a Trello board is.
 */
export function boardsOfDeck(value: unknown): readonly ForeignBoard[] | Refusal {
  const faults = new Faults()
  const isSingle = isBoard(value)
  const boards = isSingle ? [JsonReader.of(value, "", faults)] : readersOf(value, faults)
  const read = boards.filter(board => board.seconds("deletedAt") === null).map(board => readBoard(board, faults))
  const seen = new Set<string>()
  for (const { id } of read) {
    if (seen.has(id)) faults.note("duplicate-id", { where: "boards", id })
    seen.add(id)
  }
  if (faults.first !== null) return faults.first
  return read.length === 0 ? refuse("no-boards") : read
}

function readersOf(value: unknown, faults: Faults): readonly JsonReader[] {
  const whole = JsonReader.of({ boards: isObject(value) ? (value["boards"] ?? value) : value }, "", faults)
  return whole.records("boards", MOST.boards)
}

function readBoard(board: JsonReader, faults: Faults): ForeignBoard {
  const builder = new BoardBuilder()
  const title = board.text("title", LINE)
  for (const label of board.records("labels", MOST.labels)) readLabel(label, builder)
  for (const person of board.records("users", MOST.onCard)) readPerson(person, builder)
  const stacks = board.records("stacks", MOST.stacks).filter(stack => stack.seconds("deletedAt") === null)
  const done = makeLists(stacks, builder)
  const seen = new Set<string>()
  for (const stack of stacks) {
    for (const card of stack.records("cards", MOST.cards)) {
      const id = card.key("id")
      if (seen.has(id)) faults.note("duplicate-id", { where: card.at("id"), id })
      seen.add(id)
      if (card.seconds("deletedAt") !== null) builder.left.add("deleted-cards", card.textOr("title", "", LINE))
      else builder.cards.push(readCard(card, id, stack, done, builder))
    }
  }
  if (builder.cards.length > MOST.cards)
    faults.note("too-many", { where: "cards", found: builder.cards.length, most: MOST.cards })
  for (const shared of board.records("acl", MOST.onCard)) builder.left.add("sharing", nameOf(shared, "participant"))
  return builder.board("deck", `${board.key("id")} ${nameOf(board, "owner")}`, title, { silent: ["source"] })
}

/** Where cards go that are done: the first stack for done work, or one that is made for them. */
interface DoneList {
  readonly id: string
  /** Stacks whose cards are where done cards belong. */
  readonly ids: ReadonlySet<string>
}

function makeLists(stacks: readonly JsonReader[], builder: BoardBuilder): DoneList {
  const ids = new Set<string>()
  for (const stack of stacks) {
    const id = stack.key("id")
    const name = stack.text("title", LINE)
    const isDone = stack.flag("isDoneColumn")
    if (isDone || guessCategory(name) === "done") ids.add(id)
    const position = orderOf(stack, id)
    builder.list(name, { id, position, ...(isDone ? { category: "done" as const } : {}) })
  }
  const hasDone = stacks.some(stack => stack.records("cards", MOST.cards).some(card => card.instant("done") !== null))
  const [first] = ids
  if (first !== undefined || !hasDone) return { id: first ?? "", ids }
  return { id: builder.list("Done", { id: " done", position: 1e12, category: "done" }), ids }
}

/** Where something stands: Deck gives many the same order and then goes by their ids. */
function orderOf(record: JsonReader, id: string): number {
  const number = Number(id)
  return record.number("order", 0) + (Number.isFinite(number) ? Math.min(number, 1e9) / 1e10 : 0)
}

function readLabel(label: JsonReader, builder: BoardBuilder): string {
  const colour = label.textOr("color", "", LINE)
  return builder.label(label.textOr("title", "", LINE), colourName(colour), label.key("id"))
}

/** Somebody as Deck names them, by their account; groups and circles are no people. */
function readPerson(person: JsonReader, builder: BoardBuilder): string | null {
  const uid = person.textOr("uid", null, LINE) ?? person.textOr("primaryKey", "", LINE)
  const name = person.textOr("displayname", "", LINE) || uid
  if (uid === "") return null
  if (person.number("type", 0) !== 0) return (builder.left.add("groups", name), null)
  return builder.person(name, { id: uid, username: uid })
}

/** A field that holds somebody, or their account alone. */
function nameOf(record: JsonReader, field: string): string {
  if (record.isText(field)) return record.textOr(field, "", LINE)
  const person = record.object(field)
  return person.textOr("uid", null, LINE) ?? person.textOr("primaryKey", "", LINE)
}

function somebody(record: JsonReader, field: string, builder: BoardBuilder): string | null {
  if (!record.has(field)) return null
  if (!record.isText(field)) return readPerson(record.object(field), builder)
  const uid = record.textOr(field, "", LINE)
  return uid === "" ? null : builder.person(uid, { id: uid, username: uid })
}

function readCard(card: JsonReader, id: string, stack: JsonReader, done: DoneList, builder: BoardBuilder): ForeignCard {
  const name = oneLine(card.text("title", LINE))
  const stackId = stack.key("id")
  const doneAt = card.instant("done")
  const isMoved = doneAt !== null && !done.ids.has(stackId)
  if (isMoved) builder.left.add("done-lists", `${name}: ${stack.textOr("title", "", LINE)}`)
  if (card.textOr("color", "", LINE) !== "") builder.left.add("card-colours", name)
  const comments = readComments(card, id, builder)
  builder.left.add("comments-not-in-file", name, card.number("commentsCount", 0) - comments)
  const attachments = card.records("attachments", MOST.onCard).filter(one => one.seconds("deletedAt") === null)
  builder.left.add("attachment-files", name, card.number("attachmentCount", 0) - attachments.length)
  const people = card.records("assignedUsers", MOST.onCard).flatMap(assigned => {
    const person =
      assigned.isText("participant") || !assigned.has("participant") ? assigned : assigned.object("participant")
    if (assigned.number("type", 0) !== 0) return (builder.left.add("groups", nameOf(assigned, "participant")), [])
    const isBare = assigned.isText("participant")
    return (isBare ? somebody(assigned, "participant", builder) : readPerson(person, builder)) ?? []
  })
  return {
    ...plainCard(id, name),
    number: Number(id) || 0,
    description: card.textOr("description", "", LONG),
    archived: card.flag("archived"),
    position: orderOf(card, id),
    list: isMoved ? done.id : stackId,
    labels: card.records("labels", MOST.onCard).map(label => readLabel(label, builder)),
    people: [...new Set(people)],
    start: card.instant("startdate"),
    due: card.instant("duedate"),
    doneAt,
    createdAt: card.seconds("createdAt"),
    createdBy: somebody(card, "owner", builder),
    attachments: attachments.map(one => ({
      name: one.textOr("data", "", LONG).slice(0, 1_000),
      url: "",
      isUpload: true,
    })),
  }
}

/** Comments, where the export holds them; answers how many. */
function readComments(card: JsonReader, id: string, builder: BoardBuilder): number {
  const comments = card.records("comments", MOST.onCard)
  for (const comment of comments) {
    const person = somebody(comment, "actorId", builder)
    const text = comment.textOr("message", "", LONG)
    const at = comment.instant("creationDateTime") ?? 0
    builder.comments.push({ id: comment.key("id"), card: id, text, at, person })
  }
  return comments.length
}
