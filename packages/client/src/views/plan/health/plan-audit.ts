import type { BaselineRow } from "@weft/model/plan/baseline"
import type { PlanInput } from "@weft/model/plan/input"
import type { GateState } from "@weft/model/plan/gates-of-space"
import type { LivePlan } from "@weft/model/plan/live-plan"
import type { PlanSchedule } from "@weft/model/plan/schedule-rows"
import { troublesOf, type Troubles } from "@weft/model/plan/troubles"
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js"

/** What was found when a plan was last looked over, and the plan as it was then. */
export interface Audit {
  readonly input: PlanInput
  readonly schedule: PlanSchedule
  readonly troubles: readonly Troubles[]
  readonly baseline: readonly BaselineRow[]
  /** The gates without approval for which something waits. */
  readonly gates: readonly GateState[]
}

/** Whether the health of a plan is shown, and what was found last. */
export interface PlanAudit {
  readonly isShown: Accessor<boolean>
  readonly setShown: (shown: boolean) => void
  /** Null until the plan was looked over for the first time. */
  readonly audit: Accessor<Audit | null>
  /** How many things do not hold; null where nobody looked. */
  readonly amount: Accessor<number | null>
  /** Looks now, as after a step that ended something. */
  readonly look: () => void
}

/** How long a plan has to rest before it is looked over: nobody waits for it, and a drag goes on meanwhile. */
const REST_MILLIS = 300
/** A plan of more tasks is looked over only while somebody looks at what was found. */
const MOST_UNASKED = 20_000

/** Looks a plan over after it changed, once it rests. */
export function createPlanAudit(
  plan: Accessor<LivePlan>,
  baseline: () => readonly BaselineRow[],
  gates: () => readonly GateState[],
): PlanAudit {
  const [isShown, setShown] = createSignal(false)
  const [audit, setAudit] = createSignal<Audit | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    clearTimeout(waiting)
    const live = plan()
    const { input } = live
    const schedule = live.schedule()
    const open = untrack(gates).filter(({ holds, passed }) => holds.length + passed.length > 0)
    setAudit({ input, schedule, troubles: troublesOf(input, schedule, open), baseline: baseline(), gates: open })
  }
  createEffect(
    on([plan, isShown, baseline, gates], ([live, shown]) => {
      clearTimeout(waiting)
      if (!shown && live.size > MOST_UNASKED) setAudit(null)
      else waiting = setTimeout(look, shown && audit() === null ? 0 : REST_MILLIS)
    }),
  )
  onCleanup(() => clearTimeout(waiting))
  return {
    isShown,
    setShown,
    audit,
    amount: () => audit()?.troubles.reduce((sum, { found }) => sum + found.length, 0) ?? null,
    look,
  }
}
