import type { Refusal } from "@weft/model/base/result"
import type { Notice, Program } from "@weft/model/exchange/board/board"
import type { ImportWarning, LeftOut } from "@weft/model/exchange/board/left-out"
import type { ColumnUse } from "@weft/model/exchange/table/mapping"

const AGAIN = "Export it again from its program: JSON from Trello and Deck, CSV from WeKan and TickTick."

/** What is wrong with a file, where, and what to do. */
export function refusalSentence({ reason, detail }: Refusal): string {
  const at = (name: string) => String(detail[name] ?? "")
  switch (reason) {
    case "too-big":
      return `The file is larger than ${at("megabytes")} MB. Archive or split the board and export it again.`
    case "empty-file":
      return `The file is empty. ${AGAIN}`
    case "archive":
      return "This is a packed file. Unpack it and import the file inside."
    case "not-text":
      return `The file is no text in UTF-8 or UTF-16, so it is no export. ${AGAIN}`
    case "web-page":
      return `This is a web page, not an export; perhaps the page to sign in was saved. ${AGAIN}`
    case "broken-json":
      if (detail["line"] === 1 && detail["column"] === 1)
        return `This is no JSON, so it is no export of a board. ${AGAIN}`
      return `The JSON breaks off or is damaged at line ${at("line")}, column ${at("column")}. ${AGAIN}`
    case "not-trello":
      return `This JSON is no export of Trello or Nextcloud Deck; of a Trello board it lacks ${at("missing")}. ${AGAIN}`
    case "wrong-type":
      return `${at("where")} should be ${at("wanted")} and is ${at("found")}. Put it right there, or export again.`
    case "missing":
      return `${at("where")} is missing. Put it in there, or export again.`
    case "too-long":
      return `${at("where")} is longer than ${at("most")} letters. Shorten it there and export again.`
    case "too-many":
      return `${at("where")} holds ${at("found")} entries and ${at("most")} is the most. Split the board and export again.`
    case "wrong-date":
      return `${at("where")} is no date: "${at("found")}". Put it right there, or export again.`
    case "duplicate-id":
      return `${at("where")} holds two records of the id ${at("id")}. ${AGAIN}`
    case "duplicate-row":
      return `Lines ${at("earlier")} and ${at("line")} have the same ${at("column")}: "${at("id")}". Put it right there, or export again.`
    case "missing-columns":
      return `The head in line ${at("line")} lacks the columns ${at("columns")}. ${AGAIN}`
    case "open-quote":
      return `The quotation mark at line ${at("line")}, column ${at("column")} is never closed: the file breaks off or is damaged. ${AGAIN}`
    case "no-rows":
      return `The table has no rows below its head. ${AGAIN}`
    case "no-boards":
      return `The file holds no board. ${AGAIN}`
    case "too-many-rows":
      return `The table has more than ${at("most")} rows. Split it and import the parts.`
    case "too-many-cells":
      return `Line ${at("line")} has more than ${at("most")} cells. Check what parts the cells, or export again.`
    case "no-title-column":
      return "No column of the table holds titles. Name one Title and import it again."
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
  "wrong-values": ["values that cannot be", "They are no date, number or word that the column can hold."],
  recurrences: ["rules of recurrence", "Weft does not repeat items."],
  "done-lists": ["lists of done cards", "Done cards come into the status for done work."],
  "finish-dates": ["dates of completion", "The item is in no status for done work."],
  "times-of-change": ["times of the last change", "Changes are told of from the import on."],
  "comments-not-in-file": ["comments", "The file says only how many there are."],
  "deleted-cards": ["deleted cards", "They lie in the trash of the other program."],
  "card-colours": ["colours of cards", "Cards have no colours of their own in Weft."],
  sharing: ["people and groups with rights", "Who may do what is said in Weft itself."],
  groups: ["assigned groups", "Only people can be assigned."],
  columns: ["values of columns", "No field was named for their column."],
  "unknown-statuses": ["statuses", "The space has none of that name, and none is to be made."],
  "unknown-labels": ["labels", "The space has none of that name, and none is to be made."],
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
  "dates-may-be-swapped": "Day and month could stand either way in all dates; they were read with the month first.",
  "rows-known-by-title": "The file has no ids: a row is known by its title when it is imported again.",
}

export function warningSentence(warning: ImportWarning): string {
  return WARNINGS[warning]
}

const PROGRAMS: Readonly<Record<Program, string>> = {
  trello: "the Trello board",
  deck: "the Deck boards",
  wekan: "the WeKan board",
  ticktick: "the backup of",
  table: "the table",
}

export function programName(program: Program): string {
  return PROGRAMS[program]
}

const NOTICES: Readonly<Record<Notice["what"], string>> = {
  "wrong-date": "is no date",
  "wrong-number": "is no number that fits",
  "wrong-value": "is no value that is known",
  "wrong-width": "cells in the row and in the head",
  "no-title": "the row has no title",
  "unknown-parent": "is no row that this one can lie under",
}

export function noticeSentence({ what, line, column, found }: Notice): string {
  const where = column === "" ? `line ${line}` : `line ${line}, ${column}`
  return found === "" ? `${where}: ${NOTICES[what]}` : `${where}: "${found}" ${NOTICES[what]}`
}

/** What a column of a table was taken for, in words. */
export function useName(use: ColumnUse): string {
  if (use === "ignore") return "left out"
  return use.startsWith("custom-") ? `a custom field (${use.slice(7)})` : use
}
