import type { Refusal } from "@weft/model/base/result"
import type { ImportWarning, LeftOut } from "@weft/model/exchange/board/left-out"

const AGAIN = 'Export the board again in Trello: "Print, export, and share", "Export as JSON".'

/** What is wrong with a file, where, and what to do. */
export function refusalSentence({ reason, detail }: Refusal): string {
  const at = (name: string) => String(detail[name] ?? "")
  switch (reason) {
    case "too-big":
      return `The file is larger than ${at("megabytes")} MB. Archive or split the board in Trello and export it again.`
    case "empty-file":
      return `The file is empty. ${AGAIN}`
    case "archive":
      return "This is a packed file. Unpack it and import the JSON file inside."
    case "not-text":
      return `The file is no text in UTF-8, so it is no export. ${AGAIN}`
    case "web-page":
      return `This is a web page, not an export; perhaps the page to sign in was saved. ${AGAIN}`
    case "broken-json":
      if (detail["line"] === 1 && detail["column"] === 1)
        return `This is no JSON, so it is no export of a Trello board. ${AGAIN}`
      return `The JSON breaks off or is damaged at line ${at("line")}, column ${at("column")}. ${AGAIN}`
    case "not-trello":
      return `This JSON is no export of a Trello board; it lacks ${at("missing")}. ${AGAIN}`
    case "wrong-type":
      return `${at("where")} should be ${at("wanted")} and is ${at("found")}. Put it right there, or export again.`
    case "missing":
      return `${at("where")} is missing. Put it in there, or export again.`
    case "too-long":
      return `${at("where")} is longer than ${at("most")} letters. Shorten it in Trello and export again.`
    case "too-many":
      return `${at("where")} holds ${at("found")} entries and ${at("most")} is the most. Split the board and export again.`
    case "wrong-date":
      return `${at("where")} is no date: "${at("found")}". Put it right there, or export again.`
    case "duplicate-id":
      return `${at("where")} holds two records of the id ${at("id")}. ${AGAIN}`
    default:
      return `The file cannot be read (${reason}). ${AGAIN}`
  }
}

const COUNTS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  spaces: ["space", "spaces"],
  boards: ["board", "boards"],
  statuses: ["status", "statuses"],
  items: ["item", "items"],
  archivedItems: ["of them in the archive", "of them in the archive"],
  descriptions: ["description", "descriptions"],
  labels: ["label", "labels"],
  checklists: ["checklist", "checklists"],
  checks: ["row of a checklist", "rows of checklists"],
  customFields: ["custom field", "custom fields"],
  options: ["option of a field", "options of fields"],
  comments: ["comment", "comments"],
  members: ["placeholder for a person", "placeholders for people"],
}

/** The word for a count of something that an import makes. */
export function countName(kind: string, count: number): string {
  return COUNTS[kind]?.[count === 1 ? 0 : 1] ?? kind
}

const LEFT_OUT: Readonly<Record<LeftOut["what"], readonly [name: string, reason: string]>> = {
  "attachment-files": [
    "files of attachments",
    "An export holds only their addresses, which stand at the end of the description.",
  ],
  votes: ["votes", "Weft has no votes."],
  stickers: ["stickers", "Weft has no stickers."],
  covers: ["covers", "Cards have no covers in Weft."],
  locations: ["locations", "Items have no place on a map in Weft."],
  reminders: ["reminders", "Reminders are each person's own in Weft."],
  backgrounds: ["backgrounds", "Boards have no background in Weft."],
  "power-ups": ["records of power-ups", "What a power-up keeps in Trello means something only to it."],
  "complete-marks": ["marks of completion", "Whether work is done is said by its status, which comes from its list."],
  "special-cards": ["special roles of cards", "Templates, mirrors, separators and links become plain items."],
  history: ["entries of history", "Only comments come over from a board's history."],
  "comments-without-card": ["comments", "The file does not hold their cards."],
  "checklists-without-card": ["checklists", "The file does not hold their cards."],
  references: ["references", "The file does not hold the list, label, person or field that they name."],
  "custom-values": ["values of custom fields", "They do not fit the type of their field."],
  "custom-fields": ["custom fields", "Their type is not known."],
  "empty-archived-lists": ["archived lists", "No card lies in them."],
  "long-names": ["ends of long names", "A name has at most 10,000 letters."],
}

export function leftOutName(what: LeftOut["what"]): string {
  return LEFT_OUT[what][0]
}

export function leftOutReason(what: LeftOut["what"]): string {
  return LEFT_OUT[what][1]
}

const WARNINGS: Readonly<Record<ImportWarning, string>> = {
  "older-comments-may-be-missing": "An export holds at most 1,000 actions, so older comments may be missing from it.",
  "automation-is-not-exported": "Rules and buttons of Trello's automation are never part of an export.",
  "no-cards": "The board has no cards.",
}

export function warningSentence(warning: ImportWarning): string {
  return WARNINGS[warning]
}
