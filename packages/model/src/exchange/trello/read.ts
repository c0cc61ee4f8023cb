import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { parseJson, textOf } from "../file-text.ts"
import { Faults, JsonReader } from "../json-reader.ts"
import {
  FIELD_TYPES,
  type ForeignAttachment,
  type ForeignBoard,
  type ForeignCard,
  type ForeignChecklist,
  type ForeignComment,
  type ForeignField,
  type ForeignValue,
  type ForeignLabel,
  type ForeignList,
  type ForeignPerson,
} from "../board/board.ts"

/** A space holds at most 20,000 items; the other bounds are Trello's own, generously. */
const MOST = { cards: 20_000, lists: 5_000, labels: 5_000, checklists: 100_000, rows: 1_000, people: 10_000 } as const
const MOST_FIELDS = 500
const MOST_ACTIONS = 200_000
const MOST_ON_CARD = 1_000
const LONG = 1_000_000
const LINE = 20_000

/**
 * What a Trello board's export says, or why it is none, never a throw. Beside the refusals of `textOf` and `parseJson`:
 * `not-trello` (with `missing`), `wrong-type` (`where`, `wanted`, `found`), `missing` (`where`), `too-long` and `too-many`
 * (`where`, `most`), `wrong-date` (`where`, `found`), `duplicate-id` (`where`, `id`). `where` is a path like `cards[3].name`.
 */
export function readTrello(file: string | Uint8Array): ForeignBoard | Refusal {
  const text = textOf(file)
  if (typeof text !== "string") return text
  const parsed = parseJson(text)
  if (isRefusal(parsed)) return parsed
  return boardOfTrello(parsed.value)
}

/** The board that JSON says, or why it is none, as {@link readTrello} does. */
export function boardOfTrello(value: unknown): ForeignBoard | Refusal {
  const missing = missingOf(value)
  if (missing !== null) return refuse("not-trello", { missing })
  const faults = new Faults()
  const board = readBoard(JsonReader.of(value, "", faults), faults)
  return faults.first ?? board
}

/** What shows that JSON is no Trello board: every export has these, and other programs' have not. */
function missingOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "id, name, lists, cards"
  const missing = ["id", "name", "lists", "cards"].filter(field => !Object.hasOwn(value, field))
  return missing.length === 0 ? null : missing.join(", ")
}

function readBoard(board: JsonReader, faults: Faults): ForeignBoard {
  const facts = readActions(board.objects("actions", MOST_ACTIONS))
  const tables = {
    program: "trello" as const,
    id: board.id("id"),
    name: board.text("name", LINE),
    description: board.textOr("desc", "", LONG),
    url: board.textOr("shortUrl", null, LINE) ?? board.textOr("url", "", LINE),
    lists: board.objects("lists", MOST.lists).map(readList),
    cards: board.objects("cards", MOST.cards).map(card => readCard(card, facts)),
    labels: board.objects("labels", MOST.labels).map(readLabel),
    checklists: board.objects("checklists", MOST.checklists).map(readChecklist),
    customFields: board.objects("customFields", MOST_FIELDS).map(readCustomField),
    comments: facts.comments,
    actions: facts.count,
    otherActions: facts.others,
    powerUps: board.length("pluginData"),
    hasBackground: board.object("prefs").textOr("backgroundImage", null, LINE) !== null,
  }
  const members = board.objects("members", MOST.people).map(readPerson)
  const read = { ...tables, people: everybody(members, facts.people, namedIn(tables)) }
  refuseTwins(read, faults)
  return read
}

/** Two records of one id would become one record in Weft, so such a file is not read at all. */
function refuseTwins(board: ForeignBoard, faults: Faults): void {
  const tables = {
    lists: board.lists,
    cards: board.cards,
    labels: board.labels,
    checklists: board.checklists,
    "checklists[].checkItems": board.checklists.flatMap(list => list.rows),
    customFields: board.customFields,
    "customFields[].options": board.customFields.flatMap(field => field.options),
    actions: board.comments,
  }
  for (const [where, records] of Object.entries(tables)) {
    const seen = new Set<string>()
    for (const { id } of records) {
      if (seen.has(id)) faults.note("duplicate-id", { where, id })
      seen.add(id)
    }
  }
}

function readList(list: JsonReader): ForeignList {
  const limit = list.number("softLimit", 0)
  return {
    id: list.id("id"),
    name: list.text("name", LINE),
    archived: list.flag("closed"),
    position: list.number("pos", 0),
    limit: limit >= 1 ? Math.floor(limit) : null,
  }
}

function readCard(card: JsonReader, facts: ActionFacts): ForeignCard {
  const id = card.id("id")
  const cover = card.object("cover")
  const made = facts.made.get(id)
  return {
    id,
    name: card.text("name", LINE),
    number: card.number("idShort", 0),
    description: card.textOr("desc", "", LONG),
    url: card.textOr("shortUrl", null, LINE) ?? card.textOr("url", "", LINE),
    archived: card.flag("closed"),
    position: card.number("pos", 0),
    list: card.id("idList"),
    labels: card.has("idLabels")
      ? card.texts("idLabels", MOST_ON_CARD)
      : card.objects("labels", MOST_ON_CARD).map(label => label.id("id")),
    people: card.texts("idMembers", MOST_ON_CARD),
    start: card.instant("start"),
    due: card.instant("due"),
    dueComplete: card.flag("dueComplete"),
    createdAt: made?.at ?? instantOfId(id),
    createdBy: made?.person ?? null,
    movedAt: facts.moved.get(id) ?? null,
    custom: card.objects("customFieldItems", MOST_ON_CARD).map(readCustomValue),
    attachments: card.objects("attachments", MOST_ON_CARD).map(readAttachment),
    votes: card.length("idMembersVoted"),
    stickers: card.length("stickers"),
    powerUps: card.length("pluginData"),
    hasCover: ["color", "idAttachment", "idUploadedBackground"].some(field => cover.has(field)),
    hasLocation: card.has("coordinates") || card.has("locationName") || card.has("address"),
    hasReminder: card.number("dueReminder", -1) >= 0,
    isTemplate: card.flag("isTemplate"),
    role: card.textOr("cardRole", null, LINE),
  }
}

/** Trello's own ids start with the second in which the record was made, in hexadecimal. */
function instantOfId(id: string): number | null {
  return /^[0-9a-f]{24}$/.test(id) ? Number.parseInt(id.slice(0, 8), 16) * 1000 : null
}

function readCustomValue(item: JsonReader): ForeignValue {
  const value = item.object("value")
  return {
    field: item.id("idCustomField"),
    option: item.textOr("idValue", null, LINE),
    text: value.textOr("text", null, LONG),
    number: value.textOr("number", null, LINE),
    checked: value.textOr("checked", null, LINE),
    date: value.instant("date"),
  }
}

function readAttachment(attachment: JsonReader): ForeignAttachment {
  return {
    name: attachment.textOr("name", "", LINE),
    url: attachment.textOr("url", "", LINE),
    isUpload: attachment.flag("isUpload"),
  }
}

function readLabel(label: JsonReader): ForeignLabel {
  return { id: label.id("id"), name: label.textOr("name", "", LINE), color: label.textOr("color", null, LINE) }
}

function readChecklist(list: JsonReader): ForeignChecklist {
  return {
    id: list.id("id"),
    name: list.textOr("name", "", LINE),
    card: list.id("idCard"),
    position: list.number("pos", 0),
    rows: list.objects("checkItems", MOST.rows).map(row => ({
      id: row.id("id"),
      name: row.text("name", LINE),
      done: row.textOr("state", "", LINE) === "complete",
      position: row.number("pos", 0),
      person: row.textOr("idMember", null, LINE),
      due: row.instant("due"),
    })),
  }
}

function readPerson(person: JsonReader): ForeignPerson {
  const username = person.textOr("username", "", LINE)
  return {
    id: person.id("id"),
    name: person.textOr("fullName", "", LINE) || username,
    username,
    mail: person.textOr("email", "", LINE),
  }
}

function readCustomField(field: JsonReader): ForeignField {
  const type = field.text("type", LINE)
  return {
    id: field.id("id"),
    name: field.text("name", LINE),
    type: FIELD_TYPES.find(name => name === type && name !== "money") ?? null,
    position: field.number("pos", 0),
    onCards: field.object("display").flag("cardFront"),
    options: field.objects("options", MOST_ON_CARD).map(option => ({
      id: option.id("id"),
      name: option.object("value").textOr("text", "", LINE),
      position: option.number("pos", 0),
    })),
  }
}

/** What the board's history tells that its tables do not. */
interface ActionFacts {
  readonly count: number
  readonly comments: readonly ForeignComment[]
  readonly others: Readonly<Record<string, number>>
  readonly people: readonly ForeignPerson[]
  readonly made: ReadonlyMap<string, { readonly at: number | null; readonly person: string | null }>
  readonly moved: ReadonlyMap<string, number>
}

const COMMENTS: readonly string[] = ["commentCard", "copyCommentCard"]
const BIRTHS: readonly string[] = ["createCard", "copyCard", "emailCard", "convertToCardFromCheckItem"]

function readActions(actions: readonly JsonReader[]): ActionFacts {
  const comments: ForeignComment[] = []
  const others = new Map<string, number>()
  const people: ForeignPerson[] = []
  const made = new Map<string, { at: number | null; person: string | null }>()
  const moved = new Map<string, number>()
  for (const action of actions) {
    const type = action.text("type", LINE)
    const data = action.object("data")
    const card = data.object("card").textOr("id", "", LINE)
    const at = action.instant("date")
    const person = action.textOr("idMemberCreator", null, LINE)
    if (action.has("memberCreator")) people.push(readPerson(action.object("memberCreator")))
    if (COMMENTS.includes(type) && data.has("text")) {
      comments.push({ id: action.id("id"), card, text: data.text("text", LONG), at: at ?? 0, person })
      continue
    }
    others.set(type, (others.get(type) ?? 0) + 1)
    if (BIRTHS.includes(type)) made.set(card, { at, person })
    const isMove = type === "updateCard" && data.has("listAfter")
    if (isMove && at !== null) moved.set(card, Math.max(at, moved.get(card) ?? 0))
  }
  return { count: actions.length, comments, others: Object.fromEntries(others), people, made, moved }
}

/** Whom cards, rows and comments name: their people, their makers, their authors. */
function namedIn({ cards, checklists, comments }: Omit<ForeignBoard, "people">): ReadonlySet<string | null> {
  return new Set([
    ...cards.flatMap(card => [...card.people, card.createdBy]),
    ...checklists.flatMap(list => list.rows.map(row => row.person)),
    ...comments.map(comment => comment.person),
  ])
}

/** The board's members, and of those who once acted on it whom it still names; each once. */
function everybody(
  members: readonly ForeignPerson[],
  actors: readonly ForeignPerson[],
  named: ReadonlySet<string | null>,
): ForeignPerson[] {
  const byId = new Map<string, ForeignPerson>()
  for (const person of [...members, ...actors.filter(({ id }) => named.has(id))])
    if (!byId.has(person.id)) byId.set(person.id, person)
  return [...byId.values()].filter(person => person.name !== "")
}
