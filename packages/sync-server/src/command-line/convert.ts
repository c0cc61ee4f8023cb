import { outlineLosses, type OutlineLoss } from "@weft/model/exchange/outline/losses"
import { mspdiLosses, type MspdiLoss } from "@weft/model/exchange/mspdi/losses"
import { writeOutline } from "@weft/model/exchange/outline/write"
import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { replaceFile } from "../store/replace-file.ts"
import { errorLine, readArguments } from "./arguments.ts"
import { DONE, FAILED, MISUSED, type Command, type CommandWorld } from "./command.ts"
import { PlanNames, fileWarningSentence } from "./plan-sentences.ts"
import { openPlan } from "./schedule.ts"
import { table } from "./table.ts"

const HELP = `pnpm weft convert IN OUT

Reads a plan, computes its schedule and writes it in the format that OUT ends with:

  .xml  the XML of Microsoft Project (MSPDI). What came from such a file and is not understood is written back as it was.
  .csv  a table of tasks, a row each. What a table cannot hold is told.

IN may be either of these or a GanttProject file (.gan), also packed with gzip. OUT is replaced if it is there, and left
as it was if anything goes wrong.

A table of tasks has these columns, by name and in any order; only WBS or Name must be there:

  WBS           1, 1.1, 1.2 ... a task lies below the one whose code begins its own; 0 is the whole plan
  Name, Notes   text
  Duration      3d, 4h, 30m, 2w, 1mo; 3ed by the clock; 3d? is an estimate
  Start, Finish YYYY-MM-DD or YYYY-MM-DDTHH:mm:ss; computed, unless Mode is manual. In a table without the column
                Constraint a task without predecessors starts no earlier than its Start
  Predecessors  by WBS code, parted by semicolons: 3; 1.2FS+2d; 4SS-50%; 5FF+1ed
  Resources     parted by semicolons: Anna; Ben[50%]; Cleo[50%, 16h]; Paint[3]; Travel[cost]
  Constraint    ASAP, ALAP, MSO, MFO, SNET, SNLT, FNET, FNLT, with its Constraint date;
                or ZFF, as late as successors allow
  and           Deadline, Mode (auto, manual, external), Milestone, Active, Effort, Priority, % Complete, Actual start,
                Actual finish, Actual duration, Remaining duration, Leveling delay, Code, UID, Project start

The exit status is 1 when nothing was written.`

export const convertCommand: Command = {
  name: "convert",
  summary: "writes a plan in another format, with its computed dates",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readArguments(args, { words: { least: 2, most: 2 }, hasTo: false }, HELP, world)
  if (typeof read === "number") return read
  const [from, to] = read.words as readonly [string, string]
  const format = /\.(xml|csv)$/i.exec(to)?.[1]?.toLowerCase()
  if (format === undefined) {
    world.complain(`${to} names no format that can be written: end it with .xml or .csv.\n\n${HELP}`)
    return MISUSED
  }
  const plan = await openPlan(from, world)
  if (typeof plan === "string") {
    world.complain(`${from}: ${plan}`)
    return FAILED
  }
  try {
    replaceFile(to, piecesOf(plan, format === "xml"))
  } catch (error) {
    world.complain(`${to} is not written: ${errorLine(error)}.`)
    return FAILED
  }
  world.print(`${to} has the ${plan.tasks.length} tasks and ${plan.links.length} links of ${from}.`)
  tell(plan, format === "csv", world)
  return DONE
}

function* piecesOf(plan: PlanFile, isXml: boolean): Generator<string> {
  const schedule = schedulePlan(toPlanInput(plan))
  if (isXml) yield* writeMspdi(plan, schedule)
  else yield writeOutline(plan, schedule)
}

/** Says what did not fit on the way in, and what is lost on the way out. */
function tell(plan: PlanFile, isTable: boolean, { print }: CommandWorld): void {
  const names = new PlanNames(plan)
  const notes = plan.warnings.map(warning => [fileWarningSentence(warning, names)])
  if (notes.length > 0) print(`Note:\n${table(notes)}`)
  const losses = isTable ? outlineLosses(plan) : mspdiLosses(plan)
  if (losses.length === 0) return
  print(
    `${isTable ? "A table cannot hold" : "Microsoft Project has no"}:\n${table(losses.map(({ what, count }) => [String(count), LOSSES[what]]))}`,
  )
}

const LOSSES: Readonly<Record<(OutlineLoss | MspdiLoss)["what"], string>> = {
  "zero-free-float": "tasks as late as successors allow; they are written as late as possible, which moves successors",
  calendars: "calendar of the project; a table is read with Monday to Friday, 8 to 12 and 13 to 17",
  "task-calendars": "tasks with a calendar of their own",
  "resource-calendars": "resources with hours of their own",
  baselines: "tasks with baselines",
  "custom-fields": "custom fields",
  splits: "assignments that are split or contoured",
  delays: "assignments that begin later than their task",
  overtime: "assignments with overtime",
  "progress-of-assignments": "assignments with actual work",
  "unassigned-work": "amounts of work that nobody is assigned to",
  "resumed-work": "dates on which interrupted work goes on",
  "schedule-options": "options of the schedule that differ from the usual ones",
  "other-fields": "tasks with costs and other fields of Microsoft Project",
}
