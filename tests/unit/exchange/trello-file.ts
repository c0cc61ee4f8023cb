/** A Trello export as tests write it: whatever they leave out is as Trello would write it for an empty board. */
export interface TrelloFile {
  readonly [field: string]: unknown
  readonly id: string
  readonly name: string
  readonly lists: readonly Fields[]
  readonly cards: readonly Fields[]
}

export type Fields = Readonly<Record<string, unknown>>

/** Ids as Trello makes them: the second of their making in hexadecimal, and a number. */
export function trelloId(number: number): string {
  return `5fcbec03${number.toString(16).padStart(16, "0")}`
}

export const TODO = trelloId(1)
export const DOING = trelloId(2)
export const ANA = trelloId(11)
export const BEN = trelloId(12)
export const RED = trelloId(21)
export const BLUE = trelloId(22)

/** A board of two lists, two people and two labels, with the cards and whatever else is given. */
export function trelloFile(cards: readonly Fields[], more: Fields = {}): TrelloFile {
  return {
    id: trelloId(0),
    name: "House",
    desc: "",
    lists: [
      { id: TODO, name: "To do", closed: false, pos: 1000 },
      { id: DOING, name: "Doing", closed: false, pos: 2000 },
    ],
    labels: [
      { id: RED, name: "Urgent", color: "red" },
      { id: BLUE, name: "", color: "blue_dark" },
    ],
    members: [
      { id: ANA, fullName: "Ana", username: "ana" },
      { id: BEN, fullName: "Ben", username: "ben" },
    ],
    checklists: [],
    customFields: [],
    actions: [],
    pluginData: [],
    prefs: {},
    cards,
    ...more,
  }
}

/** A card in the first list; cards are told apart by number. */
export function card(number: number, fields: Fields = {}): Fields {
  return {
    id: trelloId(100 + number),
    idShort: number,
    name: `Card ${number}`,
    desc: "",
    closed: false,
    idList: TODO,
    idLabels: [],
    idMembers: [],
    pos: number * 1024,
    due: null,
    start: null,
    dueComplete: false,
    ...fields,
  }
}

export function comment(number: number, on: Fields, text: string, by = ANA): Fields {
  return {
    id: trelloId(5_000 + number),
    type: "commentCard",
    date: "2021-03-04T05:06:07.000Z",
    idMemberCreator: by,
    memberCreator: { id: by, fullName: by === ANA ? "Ana" : "Ben", username: "x" },
    data: { text, card: { id: on["id"] } },
  }
}

export function checklist(number: number, on: Fields, rows: readonly string[]): Fields {
  return {
    id: trelloId(10_000 + number),
    name: `Checklist ${number}`,
    idCard: on["id"],
    pos: number,
    checkItems: rows.map((name, index) => ({
      id: trelloId(100_000 + number * 100 + index),
      name,
      state: index % 2 === 0 ? "complete" : "incomplete",
      pos: index + 1,
    })),
  }
}

/** A board as large as a busy team's: descriptions, labels, people, dates, two rows a card, comments. */
export function largeBoard(count: number): TrelloFile {
  const cards = Array.from({ length: count }, (_, index) =>
    card(index + 1, {
      idList: index % 2 === 0 ? TODO : DOING,
      desc: `What has to be done for card ${index}.\nAnd a second line.`,
      idLabels: index % 3 === 0 ? [RED, BLUE] : [],
      idMembers: index % 2 === 0 ? [ANA, BEN] : [BEN],
      due: "2021-05-06T07:08:00.000Z",
    }),
  )
  return trelloFile(cards, {
    checklists: cards.map((on, index) => checklist(index + 1, on, ["Measure", "Cut"])),
    actions: cards.slice(0, 1000).map((on, index) => comment(index, on, `Comment ${index}`)),
  })
}
