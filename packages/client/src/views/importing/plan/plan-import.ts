import type { MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { ImportProgress } from "@weft/model/exchange/board/import"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import type { ImportPlan, PlanPreview } from "@weft/model/exchange/plan-space/import-plan"
import type { OpenedPlan } from "@weft/model/exchange/plan-space/opened-plan"
import { readInstant, type Instant } from "@weft/model/time/instant"
import { untrack } from "solid-js"
import { todayOf } from "../../../data/world.ts"
import type { KindName } from "@weft/model/schema/kinds"
import { spaceReady } from "../../../data/space-ready.ts"
import type { Workspace } from "../../../data/workspace.ts"
import { t } from "../../../text/index.ts"
import { planExchange } from "../../../text/plan-exchange.ts"

/** What a person chose before a plan is imported; everything has a sound default. */
export interface PlanImportChoices {
  /** The space to import into; `null` is the plan's own. */
  readonly target: SpaceId | null
  readonly people: Readonly<Record<string, MemberId | "placeholder" | null>>
  readonly restore: boolean
  /** Fields that were changed here and are taken from the file, by record. */
  readonly takes: Readonly<Record<string, readonly string[]>>
  /** Of what the file has no more, what goes and what stays. */
  readonly removes: Readonly<Record<string, boolean>>
  /** Whether tasks that nothing here holds are held where the file has them. */
  readonly keepsDates: boolean
}

const NO_PLAN_CHOICES: PlanImportChoices = {
  target: null,
  people: {},
  restore: false,
  takes: {},
  removes: {},
  keepsDates: true,
}

/** A plan's file as it is shown before it is imported. */
export interface PreviewedPlan {
  readonly file: string
  readonly plan: OpenedPlan
  readonly choices: PlanImportChoices
  readonly space: SpaceId
  readonly preview: PlanPreview
  /** Whom each person of the file is taken for unless somebody says otherwise. */
  readonly people: Readonly<Record<string, MemberId>>
}

type Pause = () => Promise<void>

/** The space that a plan came into before, where its file is kept: a plan that is imported again goes there. */
async function spaceWith(workspace: Workspace, plan: OpenedPlan): Promise<SpaceId | null> {
  const { keyOfPlan, keptKeys, planSpaceId } = await import("./plan-steps.ts")
  const key = keyOfPlan(plan.file)
  const own = planSpaceId(plan.file)
  const here = workspace.spaces().filter(space => workspace.space(space).ready())
  const found = here.filter(space => keptKeys(workspace.snapshot(space)).includes(key))
  return found.includes(own) ? null : (found[0] ?? null)
}

/** What a plan is imported with before anybody has chosen. */
export async function usualChoices(
  workspace: Workspace,
  plan: OpenedPlan,
  into: SpaceId | null,
): Promise<PlanImportChoices> {
  return { ...NO_PLAN_CHOICES, target: into ?? (await spaceWith(workspace, plan)) }
}

/** Looks what a plan would do in the space that is chosen; nothing when it was asked for no more. */
export async function previewOfPlan(
  workspace: Workspace,
  { file, plan, choices }: Pick<PreviewedPlan, "file" | "plan" | "choices">,
  pause: Pause,
  signal: AbortSignal,
): Promise<PreviewedPlan | null> {
  const { memberOf, planSpaceId, preparePlanPreview, withPins } = await import("./plan-steps.ts")
  const space = choices.target ?? planSpaceId(plan.file)
  await spaceReady(workspace.withMoney(space))
  const pace = { pause, cancelled: () => signal.aborted }
  const args = argumentsOf(plan, choices, withPins, mayWriteCosts(workspace, space))
  const preview = await preparePlanPreview(workspace.snapshot(space), args, pace)
  if (isRefusal(preview)) return null
  const later = await laterLinks(workspace, space, plan, choices, preview)
  if (Object.keys(later).length > 0) {
    const decided = { ...choices, takes: { ...later, ...choices.takes } }
    return previewOfPlan(workspace, { file, plan, choices: decided }, pause, signal)
  }
  const snapshot = workspace.snapshot(space)
  const people: Record<string, MemberId> = {}
  for (const resource of plan.file.resources) {
    const member = memberOf(snapshot, resource)
    if (member !== null) people[resource.id] = member
  }
  return { file, plan, choices, space, preview, people }
}

/** Imports a plan as one step; answers whether anything was written, or why not. */
export async function runPlanImport(
  workspace: Workspace,
  { plan, choices, space, preview }: PreviewedPlan,
  pace: { readonly pause: Pause; readonly onProgress: (progress: ImportProgress) => void },
  signal: AbortSignal,
): Promise<{ readonly unchanged: boolean } | Refusal> {
  const { preparePlanImport, withPins } = await import("./plan-steps.ts")
  const changes = await preparePlanImport(
    workspace.snapshot(space),
    argumentsOf(plan, choices, withPins, mayWriteCosts(workspace, space)),
    { me: workspace.me, now: workspace.now(), random: workspace.random },
    { ...pace, cancelled: () => signal.aborted },
  )
  if (signal.aborted) return refuse("cancelled")
  if (isRefusal(changes)) return changes
  // That a file is kept anew, and what it said, nobody sees: that is no step to take back.
  const unchanged = changes.every(change => change.do !== "prose" && UNSEEN.has(change.kind))
  try {
    await workspace.write(space, changes, unchanged ? "" : planExchange().step(preview.name))
  } catch {
    return refuse("not-written")
  }
  return { unchanged }
}

const UNSEEN: ReadonlySet<KindName> = new Set(["keptFiles", "keptFilesWithMoney", "importBases"])

/** What a space costs is for whoever manages it; of a plan that others import it stays behind. */
function mayWriteCosts(workspace: Workspace, space: SpaceId): boolean {
  return untrack(() => workspace.right(`money/${space}`)) === "write"
}

/** Of links that both sides changed and of which nobody has chosen, what the later change says. */
async function laterLinks(
  workspace: Workspace,
  space: SpaceId,
  plan: OpenedPlan,
  { takes }: PlanImportChoices,
  { rows }: PlanPreview,
): Promise<PlanImportChoices["takes"]> {
  const { linksChangedInBoth, takesOfLater } = await import("./plan-steps.ts")
  const links = linksChangedInBoth(rows).filter(({ id }) => takes[id] === undefined)
  if (links.length === 0) return {}
  const times = await workspace.whenLinked(
    space,
    links.map(({ id }) => id),
  )
  return takesOfLater(
    links,
    plan.file.project.savedAt ?? null,
    times.map(at => (at === null ? null : instantOf(at))),
  )
}

/** A time of this device as its wall clock shows it. */
function instantOf(milliseconds: number): Instant | null {
  const date = new Date(milliseconds)
  const two = (value: number) => String(value).padStart(2, "0")
  return readInstant(`${todayOf(milliseconds)}T${two(date.getHours())}:${two(date.getMinutes())}`)
}

type WithPins = (file: PlanFile, pins: OpenedPlan["pins"]) => PlanFile

function argumentsOf(plan: OpenedPlan, choices: PlanImportChoices, withPins: WithPins, withCosts: boolean): ImportPlan {
  const { packed } = plan
  const { people, restore, takes, removes, keepsDates } = choices
  const words = { board: t().shell.firstBoard, type: t().shell.firstType, statuses: t().statusCategories }
  const file = keepsDates ? withPins(plan.file, plan.pins) : plan.file
  return { file, packed, withCosts, people, restore, takes, removes, words }
}
