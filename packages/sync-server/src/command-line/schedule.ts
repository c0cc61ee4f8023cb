import { isRefusal } from "@weft/model/base/result"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { readPlan } from "@weft/model/exchange/plan-file/read-plan"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { PlanSchedule, ScheduledTask } from "@weft/model/plan/schedule-rows"
import { writeInstant } from "@weft/model/time/instant"
import { errorLine, readFileArguments, sizeName } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"
import { PlanNames, fileWarningSentence, planRefusalSentence, planWarningSentence } from "./plan-sentences.ts"
import { table } from "./table.ts"

const HELP = `pnpm weft schedule FILE... [--json]

Computes each plan from its inputs alone: durations, links, constraints, calendars, assignments, progress. Dates that are
stored in the file are ignored, but for what really happened and what somebody typed for a task scheduled by hand.

Files: the XML of Microsoft Project (MSPDI), GanttProject (.gan), tables of tasks (CSV, see convert --help); also gzip.

  --json  one line of JSON a file:
          { file, start, finish,
            tasks: [{ uid, name, start, finish, earlyStart, earlyFinish, lateStart, lateFinish,
                      totalSlackMinutes, freeSlackMinutes, critical, summary }],
            warnings: [{ code, uid, text }] }
          or { file, error } for one that cannot be read. Dates are YYYY-MM-DDTHH:mm:ss, in the plan's own time.

The exit status is 1 when a file could not be read; the others are done all the same.`

export const scheduleCommand: Command = {
  name: "schedule",
  summary: "computes the dates of plans, their slack and critical tasks",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const named = readFileArguments(args, HELP, world)
  if (typeof named === "number") return named
  let status = DONE
  for (const file of named.files) {
    const plan = await openPlan(file, world)
    if (typeof plan === "string") {
      if (named.isJson) world.print(JSON.stringify({ file, error: plan }))
      world.complain(`${file}: ${plan}`)
      status = FAILED
      continue
    }
    const schedule = schedulePlan(toPlanInput(plan))
    if (named.isJson) world.print(scheduleLine(file, plan, schedule))
    else world.print(scheduleText(file, plan, schedule))
  }
  return status
}

/** The plan of a file, or in words why it has none. */
export async function openPlan(file: string, world: CommandWorld): Promise<PlanFile | string> {
  try {
    const chunks = await world.openFile(file)
    if (typeof chunks === "string") return chunks
    const plan = await readPlan(chunks, {
      progress: bytes => world.progress(`Reading ${file}: ${sizeName(bytes)}`),
    })
    return isRefusal(plan) ? planRefusalSentence(plan) : plan
  } catch (error) {
    return `The file breaks off or is damaged: ${errorLine(error)}. Copy or save it again.`
  } finally {
    world.progress("")
  }
}

/** A schedule as one line of JSON. */
function scheduleLine(file: string, plan: PlanFile, schedule: PlanSchedule): string {
  const names = new Map(plan.tasks.map(({ id, name }) => [id, name]))
  return JSON.stringify({
    file,
    start: writeInstant(schedule.start),
    finish: writeInstant(schedule.finish),
    tasks: schedule.tasks.map(task => ({
      uid: uidOf(task.id),
      name: names.get(task.id) ?? "",
      start: writeInstant(task.start),
      finish: writeInstant(task.finish),
      earlyStart: writeInstant(task.earlyStart),
      earlyFinish: writeInstant(task.earlyFinish),
      lateStart: writeInstant(task.lateStart),
      lateFinish: writeInstant(task.lateFinish),
      totalSlackMinutes: task.totalSlack / 10,
      freeSlackMinutes: task.freeSlack / 10,
      critical: task.isCritical,
      summary: task.isSummary,
    })),
    warnings: warningsOf(plan, schedule),
  })
}

/** Ids of all formats that have numbers are written as numbers. */
function uidOf(id: string): number | string {
  return /^\d{1,15}$/.test(id) ? Number(id) : id
}

/** What the reader and the engine had to say, the reader first. */
function warningsOf(plan: PlanFile, schedule: PlanSchedule) {
  const names = new PlanNames(plan)
  const uid = (task: string | null) => (task === null ? null : uidOf(task))
  return [
    ...plan.warnings.map(warning => ({
      code: warning.code as string,
      uid: uid(warning.task),
      text: fileWarningSentence(warning, names),
    })),
    ...schedule.warnings.map(warning => ({
      code: warning.code as string,
      uid: uid(warning.task),
      text: planWarningSentence(warning, names),
    })),
  ]
}

function scheduleText(file: string, plan: PlanFile, schedule: PlanSchedule): string {
  const depths = depthsOf(plan)
  const names = new Map(plan.tasks.map(({ id, name }) => [id, name]))
  const rows = schedule.tasks.map(task => [
    task.id,
    "  ".repeat(Math.min(MOST_INDENT, depths.get(task.id) ?? 0)) + (names.get(task.id) ?? ""),
    shortDate(task.start),
    shortDate(task.finish),
    slackText(task, plan),
    task.isCritical ? "critical" : "",
  ])
  const notes = warningsOf(plan, schedule).map(({ text }) => [text])
  return [
    `${file}: ${plan.project.name === "" ? "the plan" : `"${plan.project.name}"`} from ${shortDate(schedule.start)} to ${shortDate(schedule.finish)}`,
    table([["UID", "Task", "Start", "Finish", "Slack", ""], ...rows]),
    ...(notes.length === 0 ? [] : ["Note:", table(notes)]),
    "",
  ].join("\n")
}

/** Levels that are shown by indenting; deeper ones would leave no room. */
const MOST_INDENT = 20

function depthsOf({ tasks }: PlanFile): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const { id, parent } of tasks) depths.set(id, parent === null ? 0 : (depths.get(parent) ?? 0) + 1)
  return depths
}

function shortDate(instant: number): string {
  return writeInstant(instant).slice(0, 16).replace("T", " ")
}

function slackText({ totalSlack }: ScheduledTask, { project }: PlanFile): string {
  const days = totalSlack / (project.minutesPerDay * 10)
  return `${Number(days.toFixed(2))}d`
}
