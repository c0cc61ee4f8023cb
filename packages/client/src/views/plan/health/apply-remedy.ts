import { changeLink, linkItems, unlinkItems } from "@weft/model/actions/dependency"
import { rescheduleRest } from "@weft/model/actions/progress"
import { applyLevelling, setConstraint, setDuration, setSchedulingMode } from "@weft/model/actions/schedule-items"
import type { DependencyId, ItemId } from "@weft/model/base/ids"
import type { PlanInput } from "@weft/model/plan/input"
import type { Remedy } from "@weft/model/plan/troubles"
import type { Way } from "@weft/model/plan/ways"
import { unreachable } from "@weft/model/base/assert"
import { planHealthWords } from "../../../text/plan-health.ts"
import type { PlanState } from "../plan-state.ts"

/** What a link says, by the names of its ends. */
export function linkName(state: PlanState, { from, to }: { readonly from: string; readonly to: string }): string {
  return planHealthWords().link(state.titleOf(from), state.titleOf(to))
}

/** Does one step that ends a trouble; it can be taken back. Answers whether it was done. */
export function applyRemedy(state: PlanState, remedy: Remedy): boolean {
  const { steps } = planHealthWords()
  const says = (link: { from: string; to: string }) => steps.link(state.titleOf(link.from), state.titleOf(link.to))
  switch (remedy.remedy) {
    case "unlink":
      return state.act(unlinkItems, { links: [remedy.link.id as DependencyId] }, says(remedy.link))
    case "drop-lag":
      return state.act(changeLink, { link: remedy.link.id as DependencyId, lag: null }, says(remedy.link))
    case "finish-to-start":
      return state.act(changeLink, { link: remedy.link.id as DependencyId, kind: "FS" }, says(remedy.link))
    case "link-to-finish": {
      const link = { from: remedy.task as ItemId, to: remedy.milestone as ItemId }
      return state.act(linkItems, { links: [link] }, says(link))
    }
    case "free":
      return constrain(state, remedy.task, "asap", null)
    case "no-earlier":
      return constrain(state, remedy.task, "snet", remedy.date)
    case "automatic":
      return automate(state, remedy.task)
    case "reschedule":
      return state.act(rescheduleRest, { after: remedy.after }, steps.reschedule)
    default:
      return unreachable(remedy)
  }
}

/** Makes one change by which an activity is done in time. Answers whether it was done. */
export function applyWay(state: PlanState, input: PlanInput, { change }: Way): boolean {
  const { steps } = planHealthWords()
  switch (change.kind) {
    case "shorten": {
      const args = { items: [change.task as ItemId], duration: change.duration }
      return state.act(setDuration, args, steps.length(state.titleOf(change.task)))
    }
    case "drop-link":
    case "drop-lag": {
      const link = input.links.find(({ id }) => id === change.link)
      return (
        link !== undefined && applyRemedy(state, { remedy: change.kind === "drop-link" ? "unlink" : "drop-lag", link })
      )
    }
    case "drop-constraint":
      return constrain(state, change.task, "asap", null)
    case "drop-delay": {
      const delays = new Map([[change.task as ItemId, 0]])
      return state.act(applyLevelling, { delays }, steps.delay(state.titleOf(change.task)))
    }
    case "schedule-automatically":
      return automate(state, change.task)
    default:
      return unreachable(change)
  }
}

function constrain(state: PlanState, task: string, kind: "asap" | "snet", date: number | null): boolean {
  const args = { items: [task as ItemId], kind, date }
  return state.act(setConstraint, args, planHealthWords().steps.constraint(state.titleOf(task)))
}

function automate(state: PlanState, task: string): boolean {
  const args = { items: [task as ItemId], mode: "auto" } as const
  return state.act(setSchedulingMode, args, planHealthWords().steps.mode(state.titleOf(task)))
}
