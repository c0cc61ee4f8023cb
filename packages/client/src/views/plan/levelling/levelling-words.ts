import { unreachable } from "@weft/model/base/assert"
import type { LevelledTask } from "@weft/model/levelling/level-plan"
import type { LeftBecause } from "@weft/model/levelling/why-left"
import { TENTHS_PER_DAY, type Instant, type Tenths } from "@weft/model/time/instant"
import { format } from "../../../text/index.ts"
import { planLevellingWords } from "../../../text/plan-levelling.ts"
import { finishDay, lengthWords, shiftWords, startDay } from "../instant-words.ts"
import type { PlanState } from "../plan-state.ts"
import { calendarOf } from "../trials.ts"

/** As many names stand in one sentence. */
const MOST_NAMED = 2

/** How somebody, or something, that a plan needs is called. */
export function resourceName(state: PlanState, id: string): string {
  const { members } = state.workspace.live.plain
  const { resources } = state.space.live.plain
  return members.get(id)?.name || resources.get(id)?.name || planLevellingWords().unnamed
}

/** Why a move is proposed. */
export function reasonWords(state: PlanState, { reason }: LevelledTask): string {
  const words = planLevellingWords()
  if (reason === null) return words.free
  if (reason.because === "frozen") return words.frozen(startDay(reason.until, state.today()))
  const titles = titlesOf(state, reason.waitsFor)
  return words.busy(resourceName(state, reason.resource), titles, finishDay(reason.until, state.today()))
}

/** Why somebody still has too much with so many activities at once. */
export function leftWords(state: PlanState, why: LeftBecause, all: number): string {
  const words = planLevellingWords()
  switch (why.because) {
    case "alone":
      return words.why.alone(words.quote(state.titleOf(why.task)))
    case "left-out":
      return words.why["left-out"](titlesOf(state, why.tasks))
    case "obstacles":
      return [...Map.groupBy(why.tasks, ({ obstacle }) => obstacle)]
        .map(([obstacle, tasks]) => {
          const titles =
            tasks.length === all
              ? ""
              : titlesOf(
                  state,
                  tasks.map(({ task }) => task),
                )
          return words.why.obstacles(titles, words.obstacles[obstacle])
        })
        .join(". ")
    case "slack":
    case "drives":
      return words.why[why.because]
    default:
      return unreachable(why)
  }
}

function titlesOf(state: PlanState, tasks: readonly string[]): string {
  const words = planLevellingWords()
  const titles = tasks.map(task => words.quote(state.titleOf(task)))
  if (titles.length <= MOST_NAMED) return format().list(titles)
  return words.andMore(titles.slice(0, MOST_NAMED).join(", "), titles.length - MOST_NAMED)
}

/** By how much working time something moves: "+2 d". */
export function workingShift(state: PlanState, task: string, from: Instant, to: Instant): string {
  const calendar = calendarOf(state.plan(), task)
  const length: Tenths = calendar.between(Math.min(from, to), Math.max(from, to))
  return `${to < from ? "−" : "+"}${lengthWords(length, state.minutesPerDay())}`
}

/** When the plan ends, and by how many days that moves. */
export function endWords(state: PlanState, before: Instant, after: Instant): { text: string; shift: string } {
  const words = planLevellingWords()
  const [ends, ended] = [finishDay(after, state.today()), finishDay(before, state.today())]
  const days = Math.round((after - before) / TENTHS_PER_DAY)
  if (ends === ended) return { text: words.endStays(ends), shift: "" }
  return { text: words.ends(ends, ended), shift: days === 0 ? "" : shiftWords(days) }
}
