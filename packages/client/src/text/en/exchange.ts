import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })

type Detail = Readonly<Record<string, string | number>>

/** What JSON can hold, as a person calls it. */
const TYPES: Readonly<Record<string, string>> = {
  object: "an object",
  list: "a list",
  text: "a text",
  number: "a number",
  truth: "yes or no",
  nothing: "nothing",
}
const named = (type: string | number | undefined) => TYPES[String(type)] ?? String(type)
/** Where in the file, as its keys say it: `cards[3].name`. */
const at = ({ where }: Detail) => (where === "(the whole file)" ? "In the whole file" : `At ${where}`)

/** Words of importing: what a file becomes, what is left out and why, and what happens when it is imported again. */
export const exchange = {
  title: "Import a Trello board",
  choose: "Choose a file",
  chooseOther: "Choose another file",
  drop: "Drop a Trello export here",
  dropBody: "In Trello: Show menu, Print, export and share, Export as JSON. Nothing leaves this device.",
  reading: (file: string) => `Reading ${file}`,
  nothingChanged: "Nothing was changed.",
  exportAgain: "Export the board from Trello again and choose that file.",

  /** Why a file cannot be read: what, where. */
  problems: {
    "too-big": (detail: Detail) => `The file is larger than ${detail["megabytes"]} MB.`,
    "empty-file": "The file is empty.",
    archive: "The file is a packed archive. Unpack it and choose the JSON file inside.",
    "not-text": "The file holds no text.",
    "web-page": "The file is a web page, probably Trello's page to sign in. Sign in to Trello and export again.",
    "broken-json": (detail: Detail) =>
      `The file stops being JSON in line ${detail["line"]}, column ${detail["column"]}. It may have been cut off or edited.`,
    "not-trello": (detail: Detail) => `This is no export of a Trello board: it lacks ${detail["missing"]}.`,
    "wrong-type": (detail: Detail) =>
      `${at(detail)} there is ${named(detail["found"])} instead of ${named(detail["wanted"])}.`,
    missing: (detail: Detail) => `${at(detail)} the file has nothing where something must be.`,
    "too-long": (detail: Detail) => `${at(detail)} the text is longer than ${detail["most"]} letters.`,
    "too-many": (detail: Detail) => `${at(detail)} the file has more than ${detail["most"]} entries.`,
    "wrong-date": (detail: Detail) => `${at(detail)} “${detail["found"]}” is no date.`,
    "duplicate-id": (detail: Detail) => `${at(detail)} the id ${detail["id"]} stands twice.`,
    "not-found": "The space to import into is not here any more.",
    "space-in-trash": "The space lies in the trash.",
    "not-readable": "The file could not be opened. It may have been moved or deleted.",
    "not-written": "The changes could not be written.",
  },

  target: "Into",
  newSpace: (name: string) => `New space “${name}”`,
  earlierSpace: (name: string) => `${name}, from an earlier import`,
  spaceInTrash: (name: string) => `The space ${name}, which an earlier import made, lies in the trash.`,
  restoreSpace: "Take it and what the file has out of the trash",
  restoreTrashed: (amount: number) =>
    amount === 1 ? "Take it out of the trash" : `Take these ${amount} out of the trash`,

  becomes: "What becomes what",
  kind: "In the file",
  amount: "Number",
  states: {
    new: "New",
    updated: "Updated",
    restored: "Restored",
    unchanged: "Unchanged",
    adopted: "Shared",
    trashed: "In the trash",
  },
  kinds: {
    items: "Cards, as items",
    statuses: "Lists, as statuses",
    boards: "Board",
    labels: "Labels",
    checklists: "Checklists",
    checks: "Rows of checklists, as checks",
    customFields: "Custom fields",
    options: "Options of custom fields",
    comments: "Comments",
    members: "People",
  },
  archivedOf: (amount: number) => `${items(amount)} of these are archived and stay archived.`,
  descriptions: (amount: number) =>
    count(amount, { one: "description is written.", other: "descriptions are written." }),
  warnings: {
    "older-comments-may-be-missing":
      "An export holds at most 1,000 actions, and this one is full: older comments may be missing from it.",
    "automation-is-not-exported": "Rules and buttons of Trello's automation are never part of an export.",
    "no-cards": "The board has no cards.",
  },

  lists: "What the lists mean",
  listsHint: "Reports and colours go by the meaning, not by the name.",
  meaningOf: (list: string) => `Meaning of ${list}`,
  archivedList: "archived",
  sharedList: "uses the status of the same name",

  people: "People",
  peopleHint: "Placeholders can join later; their work stays with them.",
  personIs: (name: string) => `Who ${name} is`,
  placeholder: "Placeholder",

  leftOut: "What is left out",
  nothingLeftOut: "Nothing that the file holds is left out.",
  reason: "Why",
  what: "What",
  leftOutWhat: {
    "attachment-files": "Uploaded files",
    votes: "Votes",
    stickers: "Stickers",
    covers: "Covers",
    locations: "Locations",
    reminders: "Reminders",
    backgrounds: "Backgrounds",
    "power-ups": "Data of power-ups",
    "complete-marks": "Marks “complete” at due dates",
    "special-cards": "Kinds of special cards",
    history: "History of the board",
    "comments-without-card": "Comments without a card",
    "checklists-without-card": "Checklists without a card",
    references: "References that lead nowhere",
    "custom-values": "Values of custom fields",
    "custom-fields": "Custom fields of unknown types",
    "empty-archived-lists": "Empty archived lists",
    "long-names": "The end of long names",
  },
  leftOutWhy: {
    "attachment-files": "The file holds only their addresses; these stand below the item.",
    votes: "Weft has no votes.",
    stickers: "Weft has no stickers.",
    covers: "Weft has no covers.",
    locations: "Weft has no locations.",
    reminders: "Weft has no reminders at due dates.",
    backgrounds: "Weft has no backgrounds.",
    "power-ups": "Only the power-up understands it.",
    "complete-marks": "The list says whether work is done.",
    "special-cards": "Templates, mirrors and separators come over as plain items.",
    history: "Only comments and dates come over; an export holds at most 1,000 actions.",
    "comments-without-card": "The file does not hold their card.",
    "checklists-without-card": "The file does not hold their card.",
    references: "The file does not hold what they lead to.",
    "custom-values": "They do not fit their field.",
    "custom-fields": "Weft does not know the type.",
    "empty-archived-lists": "No card lies in them.",
    "long-names": "A name holds at most 10,000 letters.",
  },
  examples: (names: string) => `For example: ${names}`,

  again: "Imported before",
  sameAsBefore: "The file says what it said at the last import. Importing it changes nothing.",
  updatedRows: (amount: number) =>
    count(amount, { one: "is updated, because the file changed", other: "are updated, because the file changed" }),
  restoredRows: (amount: number) =>
    count(amount, { one: "comes back out of the trash", other: "come back out of the trash" }),
  keptRows: (amount: number) =>
    count(amount, { one: "stays as it was changed in Weft", other: "stay as they were changed in Weft" }),
  trashedRows: (amount: number) =>
    count(amount, { one: "in the trash, where it stays", other: "in the trash, where they stay" }),
  goneRows: (amount: number) =>
    count(amount, { one: "is no longer in the file and stays", other: "are no longer in the file and stay" }),
  fromTo: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
  keptValue: (field: string, ours: string, theirs: string) => `${field}: ${ours} stands, the file has ${theirs}`,
  otherDescription: "Description: the one in Weft stands, the file has another",
  andMore: (amount: string) => `and ${amount} more`,
  nothing: "nothing",
  yes: "yes",
  no: "no",
  fields: {
    name: "Name",
    title: "Title",
    status: "Status",
    archived: "Archived",
    rank: "Place",
    place: "Place on the board",
    start: "Start",
    due: "Due",
    owner: "Assignee",
    assignees: "Assignees",
    labels: "Labels",
    source: "Address",
    category: "Meaning",
    hue: "Colour",
    onCards: "On cards",
    limits: "Limit",
    done: "Done",
    assignee: "Assignee",
    checklist: "Checklist",
    item: "Item",
    text: "Text",
    author: "Author",
    description: "Description",
    away: "In the archive",
    prefix: "Keys start with",
    other: "Value",
  },

  start: "Import",
  importing: (name: string) => `Importing ${name}`,
  writing: "Writing",
  progress: (done: string, total: string) => `${done} of ${total}`,
  cancel: "Cancel import",
  step: (name: string) => `import of ${name}`,
  done: (name: string) => `${name} is imported`,
  doneNothing: "The file changed nothing",
  cancelled: "The import is cancelled. Nothing was changed.",
}

/** What every language must say of files of other programs. */
export type ExchangeWords = typeof exchange
