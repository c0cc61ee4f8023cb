import type { MemberId, ResourceId } from "@weft/model/base/ids"
import { planOf, planRow } from "@weft/model/plan/plan-of-space"
import type { PlanInput } from "@weft/model/plan/input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import type { PlanSchedule, ScheduledTask } from "@weft/model/plan/schedule-rows"
import { KIND_NAMES } from "@weft/model/schema/kinds"
import type { Plan } from "@weft/model/schema/planning"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { readInstant, type Instant } from "@weft/model/time/instant"
import { createContext, createMemo, createSignal, onCleanup, useContext, type Accessor } from "solid-js"
import { createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { useAct, type Act } from "../../parts/acting.ts"
import { t } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"

/** What the sections of one project share. */
export interface ProjectState {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly act: Act
  /** All of the space, as it is now. Followed. */
  readonly snapshot: Accessor<Snapshot>
  readonly plan: Accessor<Plan>
  readonly input: Accessor<PlanInput>
  readonly schedule: Accessor<PlanSchedule>
  readonly rowOf: (item: string) => ScheduledTask | undefined
  readonly today: Accessor<string>
  /** The data date, else the end of today. */
  readonly asOf: Accessor<Instant>
  /** Whether items, risks and gates may be written; whether the charter; whether money may be seen and written. */
  readonly mayWrite: Accessor<boolean>
  readonly mayManage: Accessor<boolean>
  readonly mayMoney: Accessor<boolean>
  readonly titleOf: (item: string) => string
  readonly nameOf: (who: MemberId | ResourceId | null) => string
}

const ProjectContext = createContext<ProjectState>()

export const ProjectProvider = ProjectContext.Provider

export function useProject(): ProjectState {
  const state = useContext(ProjectContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a project screen")
  return state
}

export function createProjectState(space: SpaceData): ProjectState {
  const workspace = useWorkspace()
  const snapshot = createSnapshot(workspace, space)
  const input = createMemo(() => planOf(snapshot()))
  const schedule = createMemo(() => schedulePlan(input()))
  const rows = createMemo(() => new Map(schedule().tasks.map(row => [row.id, row])))
  const plan = createMemo(() => planRow(snapshot()))
  const today = createToday(() => workspace.now())
  return {
    workspace,
    space,
    act: useAct(() => space.id),
    snapshot,
    plan,
    input,
    schedule,
    rowOf: item => rows().get(item),
    today,
    asOf: () => plan().dataDate ?? readInstant(`${today()}T24:00`) ?? 0,
    mayWrite: () => workspace.mayWrite(`space/${space.id}`),
    mayManage: () => workspace.mayWrite(`setup/${space.id}`),
    mayMoney: () => workspace.right(`money/${space.id}`) === "write",
    titleOf: item => snapshot().items.get(item)?.title || t().item.untitled,
    nameOf: who =>
      who === null
        ? projectWords().nobody
        : (snapshot().members.get(who)?.name ?? snapshot().resources.get(who)?.name ?? projectWords().nobody),
  }
}

/** The rows of a space and its workspace; changes that come together are read once. */
function createSnapshot(workspace: Workspace, space: SpaceData): Accessor<Snapshot> {
  const [snapshot, setSnapshot] = createSignal(workspace.snapshot(space.id))
  let isDue = false
  let isOver = false
  const readAgain = () => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      if (!isOver) setSnapshot(workspace.snapshot(space.id))
    })
  }
  const stops = KIND_NAMES.flatMap(kind => [
    space.live.observe(kind, readAgain),
    workspace.live.observe(kind, readAgain),
  ])
  onCleanup(() => {
    isOver = true
    for (const stop of stops) stop()
  })
  return snapshot
}
