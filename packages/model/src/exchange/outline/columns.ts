/** The columns of a table of tasks in the order in which they are written, by what they are called. */
export const COLUMNS = {
  wbs: "WBS",
  name: "Name",
  duration: "Duration",
  start: "Start",
  finish: "Finish",
  predecessors: "Predecessors",
  resources: "Resources",
  complete: "% Complete",
  milestone: "Milestone",
  mode: "Mode",
  active: "Active",
  constraint: "Constraint",
  constraintDate: "Constraint date",
  deadline: "Deadline",
  effort: "Effort",
  priority: "Priority",
  actualStart: "Actual start",
  actualFinish: "Actual finish",
  actualDuration: "Actual duration",
  remainingDuration: "Remaining duration",
  levelingDelay: "Leveling delay",
  code: "Code",
  notes: "Notes",
  uid: "UID",
  projectStart: "Project start",
} as const

export type Column = keyof typeof COLUMNS

/** What other programs call the columns. */
const ALIASES: Readonly<Record<string, Column>> = {
  outlinenumber: "wbs",
  wbscode: "wbs",
  taskname: "name",
  task: "name",
  title: "name",
  summary: "name",
  startdate: "start",
  begindate: "start",
  finishdate: "finish",
  enddate: "finish",
  end: "finish",
  predecessor: "predecessors",
  dependson: "predecessors",
  resourcenames: "resources",
  assignedto: "resources",
  percentcomplete: "complete",
  complete: "complete",
  progress: "complete",
  taskmode: "mode",
  constrainttype: "constraint",
  note: "notes",
  uniqueid: "uid",
}

const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "")

const NAMES = new Map<string, Column>([
  ...Object.entries(ALIASES),
  ...(Object.entries(COLUMNS) as [Column, string][]).map(([column, name]) => [bare(name), column] as const),
])

/** The column that a head names, however it is spelled; null for one that is not known. */
export function columnNamed(head: string): Column | null {
  return NAMES.get(bare(head)) ?? null
}
