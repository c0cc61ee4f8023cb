import type { FilterField, FilterOperator } from "@weft/model/query/filter"
import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })

const FIELDS: Record<FilterField, string> = {
  status: "Status",
  owner: "Owner",
  assignee: "Assignee",
  label: "Label",
  priority: "Priority",
  type: "Type",
  due: "Due",
  text: "Title",
}

/** Words of the board, its filter bar and its cards. */
export const boards = {
  fields: FIELDS,
  attributes: { status: "Status", owner: "Owner", priority: "Priority", type: "Type" } as Record<string, string>,
  /** How a condition asks, by operator and by whether it names several values. */
  operators: (operator: FilterOperator, several: boolean): string =>
    ({
      any: several ? "is any of" : "is",
      none: several ? "is none of" : "is not",
      before: "before",
      after: "after",
      overdue: "is overdue",
      missing: "is empty",
      contains: "contains",
    })[operator],
  condition: (field: string, operator: string) => `${field} ${operator}`,
  changeValue: "Choose values",
  moreValues: (first: string, others: number) => `${first} and ${others} more`,
  gone: "deleted",

  boards: "Boards",
  menu: "Board menu",
  newBoard: "New board",
  renameBoard: "Rename board",
  deleteBoard: "Delete board",
  boardName: "Name of the board",
  noBoard: "This board is not here",
  noBoardBody: "It may have been deleted. The space has other boards.",

  columnsBy: "Columns by",
  lanesBy: "Swimlanes by",
  sort: "Sort",
  sorts: { hand: "by hand", due: "due date", priority: "priority", title: "title", newest: "newest first" },
  sortBy: (name: string) => `Sort: ${name}`,
  display: "Display",
  hideEmpty: "Hide empty columns",
  limitBy: "Limits count",
  limits: { count: "Items", estimate: "Estimate" },
  factsShown: "On cards",
  facts: {
    due: "Due date",
    estimate: "Estimate",
    checks: "Checks",
    labels: "Labels",
    subitems: "Sub-items",
    blocked: "What blocks it",
    custom: "Custom fields",
  },

  renameColumn: "Rename status",
  columnName: "Name of the status",
  category: "Meaning",
  limitLabel: "Most in this column",
  limitHintCount: "How many items. Leave it empty for no limit.",
  limitHintEstimate: "Hours of estimate. Leave it empty for no limit.",
  overLimit: (load: string, limit: string) => `${load} of ${limit}`,
  overLimitSpoken: (load: string, limit: string) => `${load} of ${limit}, over the limit`,
  moveLeft: "Move left",
  moveRight: "Move right",
  deleteStatus: "Delete status",
  statusDeleted: (name: string) => `Status ${name} deleted; its items show in the nearest one`,
  nobody: "Nobody",
  none: "None",
  tabs: "Columns",

  cardMenu: (key: string) => `Actions for ${key}`,
  cardsMenu: (amount: number) => `Actions for ${items(amount)}`,
  open: "Open",
  moveToColumn: "Move to…",
  dueDate: "Due date",
  trash: "Move to trash",
  select: "Select",
  unselect: "Unselect",
  checks: (done: number, total: number) => `${done}/${total}`,
  checksSpoken: (done: number, total: number) => `${done} of ${total} checks done`,
  subitems: (amount: number) => count(amount, { one: "sub-item", other: "sub-items" }),
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
    trash: (what: string) => `${what} moved to trash`,
    column: (name: string) => `column ${name}`,
    limit: (name: string) => `limit of ${name}`,
    board: (name: string) => `board ${name}`,
    display: "display of the board",
  },
}
