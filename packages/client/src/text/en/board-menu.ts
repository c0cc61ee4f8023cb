import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })

/** Words of what a board opens: its menus, forms and warnings, and the conditions of a filter. */
export const boardMenu = {
  changeValue: "Choose values",
  boards: "Boards",
  newBoard: "New board",
  renameBoard: "Rename board",
  deleteBoard: "Delete board",
  boardName: "Name of the board",
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
    attachments: "Attachments",
    custom: "Custom fields",
  },
  renameColumn: "Rename status",
  columnName: "Name of the status",
  category: "Meaning",
  limitLabel: "Most in this column",
  laneLimitLabel: "Most in this swimlane",
  personLimit: "Limit per person",
  personLimitLabel: "Most in progress per person",
  noLimit: "No limit",
  personOver: (who: string, load: string, limit: string) => `${who} has ${load} of ${limit} in progress`,
  foldLane: "Fold swimlane",
  unfoldLane: "Unfold swimlane",
  limitHintCount: "How many items. Leave it empty for no limit.",
  limitHintEstimate: "Hours of estimate. Leave it empty for no limit.",
  moveLeft: "Move left",
  moveRight: "Move right",
  deleteStatus: "Delete status",
  statusDeleted: (name: string) => `Status ${name} deleted; its items show in the nearest one`,
  cardMenu: (key: string) => `Actions for ${key}`,
  cardsMenu: (amount: number) => `Actions for ${items(amount)}`,
  open: "Open",
  moveToColumn: "Move to…",
  dueDate: "Due date",
  saveTemplate: "Save as a template",
  trash: "Move to trash",
  select: "Select",
  unselect: "Unselect",
}

export type BoardMenuWords = typeof boardMenu
