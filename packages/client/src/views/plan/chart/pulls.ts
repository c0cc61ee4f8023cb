import type { PlanLink } from "@weft/model/plan/input"
import type { DependencyId, ItemId } from "@weft/model/base/ids"
import { changeLink, linkItems } from "@weft/model/actions/dependency"
import { planWords } from "../../../text/plan.ts"
import { announce } from "../../../ui/live-region.tsx"
import type { PlanState } from "../plan-state.ts"
import { moveTogether, moveTo, setBegin, setLength, setPercent } from "../plan-steps.ts"
import {
  calendarOf,
  durationUntil,
  movedTask,
  movedTogether,
  percentAt,
  pulledTask,
  resizedTask,
  rowOf,
} from "../trials.ts"
import type { Trial } from "./ghost.ts"
import type { Hit } from "./hit.ts"
import { instantAt, stepOf } from "./time-scale.ts"

/** What a drag would do at a point of the chart, and does when it is let go of there. */
export interface Pull {
  readonly trial: Trial
  /** While progress is dragged, per cent. */
  readonly percent: number | null
  /** The link that is drawn or put elsewhere, as it would be. */
  readonly link: PlanLink | null
  readonly drop: () => void
}

export type BarKind = "move" | "length" | "start" | "progress"

const NOTHING: Trial = { tasks: [], link: null }

/** A bar that is pulled from one point to another: moved, pulled at an edge, or reported as done so far. */
export function pullBar(
  state: PlanState,
  kind: BarKind,
  id: string,
  [from, to]: readonly [from: number, to: number],
  isFree: boolean,
): Pull {
  const [plan, scale] = [state.plan(), state.scale()]
  const shown = plan.task(id)
  const step = isFree ? FREE_STEP : stepOf(scale)
  const delta = Math.round((instantAt(scale, to) - instantAt(scale, from)) / step) * step
  const pull = (tasks: Trial["tasks"] | Trial["tasks"][number] | null, drop: () => void): Pull => ({
    trial: delta === 0 || tasks === null ? NOTHING : { tasks: [tasks].flat(), link: null },
    percent: null,
    link: null,
    drop: () => void (delta !== 0 && drop()),
  })
  switch (kind) {
    case "progress": {
      const percent = percentAt(plan, id, instantAt(scale, to))
      return { trial: NOTHING, percent, link: null, drop: () => setPercent(state, id, percent) }
    }
    case "move": {
      const together = heldTogether(state, id)
      if (together !== null)
        return pull(movedTogether(plan, together, delta), () => moveTogether(state, together, delta))
      const start = Math.max(0, shown.start + delta)
      return pull(movedTask(plan, id, start), () => moveTo(state, id, start))
    }
    case "start": {
      const start = Math.max(0, shown.start + delta)
      return pull(pulledTask(plan, id, start), () => setBegin(state, id, start))
    }
    case "length": {
      const duration = durationUntil(plan, id, shown.finish + delta)
      return pull(resizedTask(plan, id, duration), () => setLength(state, id, duration))
    }
  }
}

/** A quarter of an hour, for whoever does not want to be held to days. */
const FREE_STEP = 150

/** What moves with a bar that is taken hold of: all that is selected with it, or what lies below a summary; null for it alone. */
function heldTogether(state: PlanState, id: string): readonly string[] | null {
  const selected = state.selection.selected()
  if (selected.has(id) && selected.size > 1) return state.chosen()
  return rowOf(state.plan(), id).isSummary ? [id] : null
}

/** Where a link is held over a bar: once it was over one, it stays with its row, also beside the bar. */
export interface LinkAim {
  readonly row: number
  readonly end: "start" | "finish"
}

/** What a link that is pulled is over: a body stands for its start; only its last edge and its dot stand for its finish. */
export function aimOf(over: Hit | null, row: number, before: LinkAim | null): LinkAim | null {
  if (over === null) return before?.row === row ? before : null
  const isFinish = over.part === "finish-dot" || over.part === "finish-edge"
  // Whoever comes out of a bar on the right pulls its lag, and does not mean its other end.
  if (before?.row === row && over.part === "finish-dot") return before
  return { row: over.row, end: isFinish ? "finish" : "start" }
}

/** A link from an end of a bar to the bar that it is held over; beside that bar it has the lag that puts it there. */
export function pullLink(
  state: PlanState,
  from: { readonly id: string; readonly end: "start" | "finish" },
  aim: LinkAim | null,
  at: { readonly x: number; readonly isOverBar: boolean },
  isFree: boolean,
): Pull {
  const to = aim === null ? null : state.rows()[aim.row]?.id
  if (aim === null || to == null || to === from.id) return nothing()
  const kind = `${from.end === "finish" ? "F" : "S"}${aim.end === "finish" ? "F" : "S"}` as const
  const lag = at.isOverBar ? 0 : lagTo(state, from, to, at.x, isFree)
  const link: PlanLink = {
    id: `${from.id} ${to} ${kind} ${lag}`,
    from: from.id,
    to,
    kind,
    lag: { kind: "working", amount: lag },
  }
  const stored = lag === 0 ? {} : { lag: { kind: "working", amount: lag, unit: "days" } as const }
  const links = [{ from: from.id as ItemId, to: to as ItemId, kind, ...stored }]
  return {
    trial: { tasks: [], link },
    percent: null,
    link,
    drop: () => {
      if (state.act(linkItems, { links }, planWords().steps.link(2))) announce(planWords().linked(2))
    },
  }
}

/** The working time of the successor from an end of its predecessor to a point of the chart, in whole days or hours. */
function lagTo(
  state: PlanState,
  from: { readonly id: string; readonly end: "start" | "finish" },
  to: string,
  x: number,
  isFree: boolean,
): number {
  const begins = state.plan().task(from.id)[from.end]
  const between = calendarOf(state.plan(), to).between(begins, instantAt(state.scale(), x))
  const step = isFree ? FREE_STEP : stepOf(state.scale()) === HOUR ? HOUR : state.minutesPerDay() * 10
  return Math.round(between / step) * step
}

const HOUR = 600

/** An end of a link that is put on another bar, or another end of the same. */
export function pullLinkEnd(state: PlanState, link: PlanLink, held: "from" | "to", aim: LinkAim | null): Pull {
  const id = aim === null ? null : state.rows()[aim.row]?.id
  if (aim === null || id == null) return nothing()
  const letter = aim.end === "finish" ? "F" : "S"
  const kind = (held === "from" ? letter + link.kind[1]! : link.kind[0]! + letter) as PlanLink["kind"]
  const next = { ...link, [held]: id, kind }
  if (next.from === next.to || (next[held] === link[held] && kind === link.kind)) return nothing()
  const moved: PlanLink = { ...next, id: `${link.id} ${id} ${kind}` }
  return {
    trial: { tasks: [], link: moved, without: link },
    percent: null,
    link: moved,
    drop: () => {
      const args = { link: link.id as DependencyId, from: next.from as ItemId, to: next.to as ItemId, kind }
      if (state.act(changeLink, args, planWords().steps.relink)) announce(planWords().relinked(planWords().kinds[kind]))
    },
  }
}

const nothing = (): Pull => ({ trial: NOTHING, percent: null, link: null, drop: () => undefined })
