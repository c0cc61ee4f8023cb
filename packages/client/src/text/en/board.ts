import type { FilterOperator, ItemField } from "@weft/model/query/filter"
import { createCount } from "../plural.ts"

const count = createCount("en")

const FIELDS: Record<ItemField, string> = {
  status: "Status",
  owner: "Owner",
  assignee: "Assignee",
  label: "Label",
  priority: "Priority",
  type: "Type",
  due: "Due",
  text: "Title",
  category: "Category",
  start: "Start",
  created: "Created",
  creator: "Creator",
  watcher: "Watcher",
  team: "Team",
  estimate: "Estimate",
  remaining: "Remaining",
  points: "Points",
  importance: "Importance",
  urgency: "Urgency",
}

/** Words of the board, its filter bar and its cards. */
export const boards = {
  fields: FIELDS,
  attributes: {
    status: "Status",
    owner: "Owner",
    priority: "Priority",
    type: "Type",
    urgency: "Urgency",
    importance: "Importance",
  } as Record<string, string>,
  /** How a condition asks, by operator, by whether it names several values, and by whether these are numbers. */
  operators: (operator: FilterOperator, several: boolean, isNumber = false): string =>
    ({
      any: several ? "is any of" : "is",
      none: several ? "is none of" : "is not",
      before: isNumber ? "below" : "before",
      after: isNumber ? "above" : "after",
      until: isNumber ? "at most" : "until",
      since: isNumber ? "at least" : "since",
      within: several ? "between" : isNumber ? "is" : "in",
      outside: several ? "not between" : isNumber ? "is not" : "not in",
      overdue: "is overdue",
      missing: "is empty",
      present: "is set",
      contains: "contains",
      lacks: "does not contain",
    })[operator],
  and: "and",
  or: "or",
  not: "not",
  range: (from: string, to: string) => `${from} and ${to}`,
  condition: (field: string, operator: string) => `${field} ${operator}`,
  moreValues: (first: string, others: number) => `${first} and ${others} more`,
  gone: "deleted",

  menu: "Board menu",
  noBoard: "This board is not here",
  noBoardBody: "It may have been deleted. The space has other boards.",

  columnsBy: "Columns by",
  lanesBy: "Swimlanes by",
  /** Urgency × importance, after Eisenhower. */
  matrix: {
    name: "Urgency × importance",
    urgency: { high: "Urgent", low: "Not urgent" },
    importance: { high: "Important", low: "Not important" },
    quadrants: { now: "Do now", schedule: "Schedule", delegate: "Delegate", drop: "Drop" },
  },
  sort: "Sort",
  sorts: { hand: "by hand", due: "due date", priority: "priority", title: "title", newest: "newest first" },
  sortBy: (name: string) => `Sort: ${name}`,
  display: "Display",
  inProgress: "in progress",
  overLimit: (load: string, limit: string) => `${load} of ${limit}`,
  overLimitSpoken: (load: string, limit: string) => `${load} of ${limit}, over the limit`,
  nobody: "Nobody",
  none: "None",
  tabs: "Columns",

  checks: (done: number, total: number) => `${done}/${total}`,
  checksSpoken: (done: number, total: number) => `${done} of ${total} checks done`,
  subitems: (amount: number) => count(amount, { one: "sub-item", other: "sub-items" }),
  attachments: (amount: number) => count(amount, { one: "attachment", other: "attachments" }),
  estimateSpoken: (duration: string) => `Estimate ${duration}`,
  moreLabels: (first: string, others: number) => `${first} +${others}`,
  customValue: (field: string, value: string) => `${field}: ${value}`,
  yes: "yes",

  marks: {
    columnDeleted: (status: string) => `Shown here because the status ${status} was deleted`,
    editedAfterDeletion: "Edited after it was put in the trash",
    setTwice: (fields: string) => `Set twice at the same time: ${fields}`,
    parentDeleted: "Its parent is in the trash",
    moveSetAside: "A move was set aside because it would have closed a ring",
  },

  /** The names of steps, as undo says them. */
  steps: {
    move: (what: string, column: string) => `${what} moved to ${column}`,
    add: (what: string) => `new ${what}`,
    status: (what: string) => `status of ${what}`,
    assignee: (what: string) => `assignees of ${what}`,
    priority: (what: string) => `priority of ${what}`,
    labels: (what: string) => `labels of ${what}`,
    due: (what: string) => `due date of ${what}`,
    estimate: (what: string) => `estimate of ${what}`,
    trash: (what: string) => `${what} moved to trash`,
    column: (name: string) => `column ${name}`,
    limit: (name: string) => `limit of ${name}`,
    personLimit: "limit per person",
    board: (name: string) => `board ${name}`,
    display: "display of the board",
  },
}
