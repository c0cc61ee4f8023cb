import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })

/** Words of templates of spaces and boards, and what the built-in ones consist of. */
export const spaceTemplates = {
  begin: "Begin with",
  empty: "An empty space",
  start: "Its first day",
  startHint: "All other days keep as many working days from it as they have in the template.",
  inPlaceOf: (name: string) => `In place of ${name}`,
  somebody: "somebody who is gone",
  nobody: "Nobody",
  preview: "What is in it",
  parts: {
    statuses: "Statuses",
    itemTypes: "Types",
    customFields: "Fields",
    labels: "Labels",
    boards: "Boards",
    views: "Views",
    itemTemplates: "Templates",
    items: "Items",
  },
  holds: (amount: number, days: number | null) =>
    days === null
      ? items(amount)
      : `${items(amount)} over ${count(days + 1, { one: "working day", other: "working days" })}`,
  upTo: (name: string, limit: number) => `${name} (at most ${limit})`,
  step: (name: string) => `template ${name}`,

  section: "Templates of spaces and boards",
  sectionHint:
    "Everybody in the workspace can read these and begin a space with them. Templates of boards are saved and used at a board.",
  none: "No templates yet.",
  name: "Name of the template",
  rename: (name: string) => `Name of template ${name}`,
  remove: (name: string) => `Delete template ${name}`,
  kinds: { space: "Space", board: "Board" },
  save: "Save as a template",
  saveWithItems: "What is kept",
  withItems: "Set-up and items, for everybody in the workspace to read",
  withoutItems: "The set-up alone",
  saved: (name: string) => `Template ${name} saved`,
  saveBoard: "Save as a template",
  useBoard: "Set up from a template",
  noBoards: "There is no template of a board yet.",
  used: (name: string) => `Set up as ${name}`,

  builtIn: {
    kanban: {
      name: "Software team",
      description: "Work flows through review; each column has a limit.",
      statuses: ["Backlog", "Ready", "In progress", "In review", "Done"],
      types: ["Feature", "Bug", "Chore"],
      labels: ["Front end", "Back end", "Documentation"],
      board: "Flow",
    },
    project: {
      name: "Simple project",
      description: "Four steps from the first meeting to the handover, with days to move.",
      statuses: ["Planned", "In progress", "Waiting for others", "Done"],
      types: ["Activity"],
      labels: ["Risk", "Decision"],
      board: "Board",
      items: ["First meeting", "Plan agreed", "First result shown", "Handed over"],
    },
    desk: {
      name: "Service desk",
      description: "Requests and incidents by how urgent they are.",
      statuses: ["New", "In progress", "Waiting for requester", "Solved", "Withdrawn"],
      types: ["Request", "Incident"],
      labels: ["Hardware", "Software", "Access"],
      board: "Desk",
    },
    list: {
      name: "Personal list",
      description: "What is next, and no more than three things at a time.",
      statuses: ["Someday", "Next", "Doing", "Done"],
      types: ["Task"],
      labels: [] as readonly string[],
      board: "Board",
    },
  },
}

export type SpaceTemplateWords = typeof spaceTemplates
