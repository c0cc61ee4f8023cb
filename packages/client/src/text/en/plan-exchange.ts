import { createCount } from "../plural.ts"

const count = createCount("en")
const tasks = (amount: number) => count(amount, { one: "task", other: "tasks" })

type Detail = Readonly<Record<string, string | number>>
const place = ({ line, column }: Detail) => `line ${line}, column ${column}`

/** What is called how in a file of Microsoft Project. */
const RECORDS: Readonly<Record<string, string>> = {
  Task: "task",
  Calendar: "calendar",
  Resource: "resource",
  task: "task",
}
const record = ({ what }: Detail) => RECORDS[String(what)] ?? "record"

/** Words of importing and exporting plans. They come with these screens. */
export const planExchange = {
  programs: {
    "microsoft-project": "Plan of Microsoft Project",
    "gantt-project": "Plan of GanttProject",
    table: "Table of tasks",
  },
  noPlan: "This is a list, not a plan",
  into: "Into",
  newSpace: (name: string) => `New space “${name}”`,
  earlierSpace: (name: string) => `${name}, from an earlier import`,
  spaceInTrash: "The space that an earlier import made lies in the trash.",
  restoreSpace: "Take it and what the file has out of the trash",

  holds: "What the file holds",
  span: (start: string, finish: string) => `${start} to ${finish}, as computed here`,
  kinds: {
    items: "Tasks",
    dependencies: "Links",
    resources: "People and resources",
    assignments: "Assignments",
    calendars: "Calendars",
    calendarWeeks: "Dated weeks",
    calendarExceptions: "Exceptions of calendars",
    baselines: "Baselines",
  },

  moved: (amount: number) =>
    count(amount, { one: "task lies elsewhere than in the file", other: "tasks lie elsewhere than in the file" }),
  notMoved: "All dates are those of the file.",
  noStart: "The file has no dates: the plan begins today.",
  movedHint: "Dates are computed from durations, links, calendars and constraints; the file was computed otherwise.",
  movedRow: (name: string, stored: string, computed: string) => `${name}: ${stored} in the file, ${computed} here`,
  keepsDates: (amount: number) =>
    `Hold ${tasks(amount)} where the file has ${amount === 1 ? "it" : "them"}: nothing else would, and ${amount === 1 ? "it" : "they"} would move to an earlier date`,
  because: {
    "project-start": "nothing holds it: it begins with the plan",
    links: "that is when what it waits for lets it begin",
    constraint: "its constraint says so",
    calendar: "nobody works before",
    "leveling-delay": "it is delayed by levelling",
    "actual-start": "it really began then",
    "actual-finish": "it was really finished then",
    resume: "work goes on then",
    "data-date": "what has not begun lies after the status date",
    manual: "its dates are typed by hand",
    external: "it has the dates of another plan",
    "far-link": "what it waits for in another space lets it begin then",
    "as-late-as-possible": "it lies as late as possible",
    "as-late-as-successors-allow": "it lies as late as what follows allows",
    below: "it has the dates of what is below it",
    duration: "that is how long it takes",
    assignments: "that is how long whoever is assigned needs",
  },

  people: "People of the file",
  peopleHint: "Placeholders can join later. A resource belongs to the space alone.",
  peopleRows: (amount: number, members: number) =>
    `${count(amount, { one: "person or resource is new", other: "people and resources are new" })}; ${members === 0 ? "nobody is a member" : count(members, { one: "is a member", other: "are members" })}`,
  personIs: (name: string) => `Who ${name} is`,
  resource: "Resource only",
  placeholder: "Placeholder",

  notes: "What to know",
  keptUnknown:
    "What Weft has no field for is kept with the space, and goes back into the file when the plan is exported.",
  tooLarge: "The file is too large to be kept: what Weft has no field for does not go back when the plan is exported.",
  money: {
    comes: "Its costs and rates come along, for whoever manages the space. Nobody else gets a figure.",
    "left-out": "Its costs and rates stay behind: only whoever manages the space may bring them in.",
  },
  customValues: (amount: number) =>
    count(amount, {
      one: "value of a custom field does not come over: Weft has no field for it.",
      other: "values of custom fields do not come over: Weft has no field for them.",
    }),
  unread: (columns: string) => `These columns are no part of a plan and are left out: ${columns}.`,
  knownByName:
    "The table has no UIDs. Imported again, a row is known by code and name, else by its title and those above.",
  guessed: (amount: number) =>
    count(amount, {
      one: "row is taken for what has the same title: its code is another",
      other: "rows are taken for what has the same title: their codes are others",
    }),
  warnings: (amount: number) => count(amount, { one: "thing does not fit", other: "things do not fit" }),
  warningAt: (line: number, column: number) => `Line ${line}, column ${column}: `,
  warning: {
    "unknown-calendar": (found: string, of: string) =>
      `the calendar ${found}${of} is not in the file; the usual one is used`,
    "link-to-nowhere": (found: string, of: string) => `the predecessor ${found}${of} is not in the file`,
    "link-to-other-file": (found: string, of: string) => `the predecessor ${found}${of} is in another file`,
    "assignment-to-nowhere": (found: string, of: string) =>
      `an assignment${of} names ${found}, which is not in the file`,
    "impossible-date": (found: string, of: string) => `“${found}”${of} is no date from 1984 to 2149`,
    "impossible-value": (found: string, of: string) => `“${found}”${of} cannot be`,
    "impossible-hours": (found: string, of: string) => `working hours “${found}”${of} cannot be`,
    "missing-start": (found: string) => `the file does not say when the plan begins${found}; its earliest date is used`,
    "left-out": (found: string, of: string) => `${found}${of} is left out`,
  },
  ofTask: (name: string) => ` of ${name}`,

  again: "Imported before",
  same: "The file says what the plan says. Importing it changes nothing.",
  newRows: (amount: number) => count(amount, { one: "is new in the file", other: "are new in the file" }),
  updatedRows: (amount: number) =>
    count(amount, { one: "is updated, because the file changed", other: "are updated, because the file changed" }),
  conflicts: (amount: number) =>
    count(amount, { one: "field was changed on both sides", other: "fields were changed on both sides" }),
  conflictsHint:
    "What stands here stays unless you take the file’s; of links the later change is chosen. Progress is never taken.",
  ours: (value: string) => `Here: ${value}`,
  theirs: (value: string) => `File: ${value}`,
  choiceOf: (field: string, name: string) => `${field} of ${name}`,
  allOurs: "All as they are here",
  allTheirs: "All as in the file",
  keptRows: (amount: number) =>
    count(amount, { one: "field stays as it was changed here", other: "fields stay as they were changed here" }),
  otherNotes: (amount: number) =>
    count(amount, {
      one: "has other notes in the file than at the last import; the description here stays",
      other: "have other notes in the file than at the last import; the descriptions here stay",
    }),
  goneRows: (amount: number) => count(amount, { one: "is no longer in the file", other: "are no longer in the file" }),
  goneHint: "Checked ones go to the trash. Links that nobody changed here go with the file.",
  goneKinds: { items: "Task", dependencies: "Link", assignments: "Assignment" },
  trashedRows: (amount: number) =>
    count(amount, { one: "lies in the trash, where it stays", other: "lie in the trash, where they stay" }),
  restoreTrashed: "Take what the file has out of the trash",
  andMore: (amount: string) => `and ${amount} more`,
  fromTo: (field: string, from: string, to: string) => `${field}: ${from} → ${to}`,
  fields: {
    name: "Name",
    title: "Title",
    parent: "Place in the outline",
    wbs: "Code",
    durationTenths: "Duration",
    durationElapsed: "Elapsed time",
    durationUnit: "Unit of the duration",
    durationEstimated: "Estimated",
    schedulingMode: "Scheduling",
    plannedStart: "Typed start",
    plannedFinish: "Typed finish",
    milestone: "Milestone",
    inactive: "Inactive",
    constraint: "Constraint",
    constraintAt: "Date of the constraint",
    deadlineAt: "Deadline",
    calendar: "Calendar",
    ignoresResourceCalendars: "Ignores hours of people",
    effort: "Effort",
    effortDriven: "Effort-driven",
    levellingDelay: "Delay of levelling",
    levellingPriority: "Priority",
    segments: "Splits",
    lag: "Lag",
    units: "Units",
    workTenths: "Work",
    overtimeTenths: "Overtime",
    delayTenths: "Delay",
    start: "Start of the plan",
    finish: "Finish of the plan",
    dataDate: "Status date",
    maxUnits: "Most units",
    mail: "Mail",
    group: "Group",
    initials: "Initials",
    notes: "Notes",
    kind: "Kind",
    rank: "Order",
    other: "Setting",
  },
  values: { auto: "automatic", manual: "by hand", none: "nothing", yes: "yes", no: "no", other: "another value" },
  work: (hours: string) => `${hours} h`,

  start: "Import the plan",
  importing: (name: string) => `Importing ${name}`,
  writing: "Writing",
  progress: (done: string, total: string) => `${done} of ${total}`,
  step: (name: string) => `import of the plan ${name}`,
  done: (name: string) => `The plan ${name} is imported`,
  doneNothing: "The file changed nothing",

  problems: {
    "broken-xml": (detail: Detail) => `The XML breaks off or is damaged at ${place(detail)}: ${detail["what"]}.`,
    "not-xml": (detail: Detail) => `No plan begins at ${place(detail)}.`,
    doctype: (detail: Detail) =>
      `The file brings a document type of its own at ${place(detail)}, which plans have no use for.`,
    "too-deep": (detail: Detail) =>
      `Elements lie more than ${detail["levels"]} deep at ${place(detail)}. No plan does that.`,
    "too-big": (detail: Detail) =>
      detail["elements"] === undefined
        ? `The file is larger than ${detail["megabytes"]} MB. Split the plan into smaller ones.`
        : `The file has more than ${detail["elements"]} elements. Split the plan into smaller ones.`,
    "empty-file": "The file is empty.",
    archive: "The file is a packed archive. Unpack it and choose the file inside; gzip needs no unpacking.",
    "damaged-archive": "The packed file breaks off or is damaged.",
    "binary-plan":
      "This is a plan in the binary format of Microsoft Project. Open it there and choose “Save as”, type XML.",
    "web-page": "The file is a web page, not a plan.",
    "unknown-encoding": (detail: Detail) =>
      `The file is written in “${detail["name"]}”, which is not known here. Save it in UTF-8.`,
    "not-text": (detail: Detail) => `The letters of the file are damaged near line ${detail["line"]}.`,
    "not-plan": (detail: Detail) =>
      `This XML is no plan that is known here; it begins with <${detail["found"]}>. Known are the XML of Microsoft Project and GanttProject.`,
    "not-plan-table": "The first line names neither a column “WBS” nor a column “Name”.",
    "unclosed-quote": (detail: Detail) => `The quotation mark that begins in line ${detail["line"]} is never closed.`,
    "duplicate-code": (detail: Detail) =>
      `Two tasks have the code ${detail["code"]}; the second stands in line ${detail["line"]}. Give it one of its own.`,
    "missing-id": (detail: Detail) => `The ${record(detail)} at ${place(detail)} has no UID.`,
    "duplicate-id": (detail: Detail) =>
      `Two of the kind ${record(detail)} have the UID ${detail["id"]}; the second stands at ${place(detail)}.`,
    "missing-start":
      "The file does not say when the plan begins, and no task has a date. Give the project a start date.",
    "not-readable": "The file could not be opened. It may have been moved or deleted.",
  },
  saveAgain: "Save the plan again in its program and choose that file.",

  exporting: {
    title: (name: string) => `Export the plan ${name}`,
    format: "As",
    formats: { mspdi: "XML of Microsoft Project", csv: "Table of tasks (CSV)" },
    hints: {
      mspdi:
        "Microsoft Project, ProjectLibre and most planning programs open it. Imported here again it changes nothing.",
      csv: "A row a task, for spreadsheets. Imported here again a row is known by its UID.",
    },
    holds: (tasks: string, links: string) => `${tasks} tasks, ${links} links`,
    written: "The file that the plan came from is written anew: what nobody here understands stays in it.",
    fresh: "Nothing of an earlier file is kept with this space; the file is made anew.",
    leftOut: "What is left out",
    nothing: "Nothing of the plan is left out.",
    losses: {
      calendars: "the calendar of the plan; a table is read with Monday to Friday, 8 to 12 and 13 to 17",
      "task-calendars": "tasks with a calendar of their own",
      "resource-calendars": "people with hours of their own",
      baselines: "tasks with baselines",
      "custom-fields": "custom fields",
      splits: "assignments that are split",
      delays: "assignments that begin later than their task",
      overtime: "assignments with overtime",
      "progress-of-assignments": "assignments with actual work",
      "unassigned-work": "amounts of work that nobody is assigned to",
      "resumed-work": "dates on which interrupted work goes on",
      "schedule-options": "settings of the plan that differ from the usual ones",
      "other-fields": "tasks with costs and other fields of Microsoft Project",
      texts: "Comments, and descriptions that are not on this device",
      "more-baselines": "baselines beyond eleven",
    },
    save: "Save the file",
    working: "Looking at the plan",
    saved: (file: string) => `${file} is saved`,
    failed: "The file could not be written.",
  },
}

/** What every language must say of files of plans. */
export type PlanExchangeWords = typeof planExchange
