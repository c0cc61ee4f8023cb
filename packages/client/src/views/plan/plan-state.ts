import type { ItemId } from "@weft/model/base/ids"
import type { PlanLink } from "@weft/model/plan/input"
import type { GateState } from "@weft/model/plan/gates-of-space"
import type { LivePlan } from "@weft/model/plan/live-plan"
import { planRow } from "@weft/model/plan/plan-of-space"
import { readInstant, type Instant } from "@weft/model/time/instant"
import { createContext, createMemo, createSelector, createSignal, useContext, type Accessor } from "solid-js"
import { createToday, useWorkspace } from "../../data/context.ts"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import { useAct, type Act } from "../../parts/acting.ts"
import { createNarrow } from "../../parts/narrow.ts"
import { createSelection, type Selection } from "../../parts/selection.ts"
import { t } from "../../text/index.ts"
import type { Ghost } from "./chart/ghost.ts"
import { LinkRows } from "./chart/link-rows.ts"
import { createFarPredecessors, type FarPredecessors } from "./far-predecessors.ts"
import { createPlanData } from "./plan-data.ts"
import { createPlanAudit, type PlanAudit } from "./health/plan-audit.ts"
import { createShownLevelling, type ShownLevelling } from "./levelling/shown-levelling.ts"
import { createOpenGates } from "./open-gates.ts"
import { createPlanPeers, type PlanPeers } from "./plan-peers.ts"
import { createPlanStrips, type PlanStrips } from "./plan-strips.ts"
import { createShownBaselines, type ShownBaselines } from "./shown-baselines.ts"
import { planRows, type PlanRow } from "./outline/plan-rows.ts"
import { createSheet, type OpenSheet } from "./outline/sheet.ts"
import { fitted, revealed, xOf, zoomedAt, type TimeScale } from "./chart/time-scale.ts"

/** What is shown of the chart: how large it is, and how far down. */
export interface Viewport {
  readonly top: number
  /** The width of outline and chart together. */
  readonly room: number
  readonly width: number
  readonly height: number
}

/** What somebody holds in their hand, and what it would do. */
export interface Held {
  readonly item: string
  readonly kind: "move" | "length" | "start" | "progress" | "link" | "assign"
  readonly ghost: Ghost
  /** Whether it was pulled somewhere, and its links leave it where it is. */
  readonly isHeldBack: boolean
  /** The pointer, from the top left of the chart. */
  readonly x: number
  readonly y: number
  /** While progress is dragged, per cent. */
  readonly percent: number | null
  /** While a link is drawn or put elsewhere: what it would be, once it is over a bar, and where it begins. */
  readonly link: { readonly link: PlanLink | null; readonly from: readonly [number, number] } | null
  /** Who is dragged on to a bar. */
  readonly person: string | null
}

/** What the parts of one plan share. */
export interface PlanState {
  readonly workspace: Workspace
  readonly space: SpaceData
  readonly act: Act
  readonly mayWrite: Accessor<boolean>
  /** The plan as the engine has it; read reactively, it is the same plan after every change. */
  readonly plan: Accessor<LivePlan>
  readonly rows: Accessor<readonly PlanRow[]>
  readonly indexOf: (id: string) => number
  readonly links: Accessor<LinkRows>
  readonly fold: (id: string, folded: boolean) => void
  readonly scale: Accessor<TimeScale>
  readonly setScale: (scale: TimeScale) => void
  readonly viewport: Accessor<Viewport>
  readonly setViewport: (viewport: Viewport) => void
  readonly narrow: Accessor<boolean>
  readonly rowHeight: Accessor<number>
  readonly today: Accessor<string>
  readonly todayInstant: Accessor<Instant | null>
  readonly minutesPerDay: Accessor<number>
  readonly selection: Selection
  /** The row that the keyboard is on. */
  readonly active: Accessor<string | null>
  readonly isActive: (id: string) => boolean
  readonly setActive: (id: string | null) => void
  /** The items that a command is about: those that are selected, else the active one, from top to bottom. */
  readonly chosen: () => readonly ItemId[]
  /** The outline as a sheet: its columns, and which of its cells is written. */
  readonly sheet: OpenSheet
  readonly held: Accessor<Held | null>
  readonly setHeld: (held: Held | null) => void
  readonly marksCritical: Accessor<boolean>
  readonly setMarksCritical: (marks: boolean) => void
  readonly baselines: ShownBaselines
  readonly showsWhy: Accessor<boolean>
  readonly setShowsWhy: (shows: boolean) => void
  /** Whether the form for the active activity stands beside the chart. */
  readonly showsDetails: Accessor<boolean>
  readonly setShowsDetails: (shows: boolean) => void
  readonly strips: PlanStrips
  /** What does not hold in the plan. */
  readonly health: PlanAudit
  readonly levelling: ShownLevelling
  readonly peers: PlanPeers
  /** What activities wait for in other spaces. */
  readonly far: FarPredecessors
  /** The gates without approval. */
  readonly openGates: Accessor<readonly GateState[]>
  readonly openItem: Accessor<string | null>
  readonly open: (id: string) => void
  readonly titleOf: (id: string) => string
  readonly fit: () => void
  readonly fitSelection: () => void
  readonly showToday: () => void
  /** Zooms about the active activity while it is in view, and about the middle of the view else. */
  readonly zoom: (factor: number) => void
  /** Brings a row, and its bar, into view. */
  readonly reveal: (id: string) => void
  /** Brings a cell of the active row into view, where the outline is scrolled sideways. */
  readonly revealColumn: (key: string) => void
  readonly grid: () => HTMLElement
}

/** Height of rows: names and bars beside each other, or above each other on a phone. */
const ROW = 28
const NARROW_ROW = 44
const FIRST_SCALE: TimeScale = { origin: 0, perDay: 24 }

export interface PlanStateOptions {
  readonly space: SpaceData
  readonly openItem: Accessor<string | null>
  readonly onOpenItem: (id: string) => void
  readonly grid: () => HTMLElement
}

export function createPlanState({ space, openItem, onOpenItem, grid }: PlanStateOptions): PlanState {
  const workspace = useWorkspace()
  const { plan, outline, linked } = createPlanData(workspace, space)
  const [folded, setFolded] = createSignal<ReadonlySet<string>>(new Set<string>())
  const rows = createMemo(() =>
    planRows(outline().computed.net.input, folded(), id => space.live.plain.items.get(id)?.wbs ?? ""),
  )
  const places = createMemo(() => new Map(rows().map(({ id }, index) => [id, index])))
  const links = createMemo(() => new LinkRows(linked().computed.net.input.links, rows()))
  const [scale, setScale] = createSignal(FIRST_SCALE)
  const [viewport, setViewport] = createSignal<Viewport>(
    { top: 0, room: 0, width: 0, height: 0 },
    {
      equals: (one, other) =>
        one.top === other.top && one.room === other.room && one.width === other.width && one.height === other.height,
    },
  )
  const narrow = createNarrow()
  const today = createToday(() => workspace.now())
  const selection = createSelection()
  const [active, setActive] = createSignal<string | null>(null)
  const [held, setHeld] = createSignal<Held | null>(null)
  const [marksCritical, setMarksCritical] = createSignal(true)
  const [showsWhy, setShowsWhy] = createSignal(false)
  const [showsDetails, setShowsDetails] = createSignal(false)
  const act = useAct(() => space.id)
  const titleOf = (id: string) => space.live.plain.items.get(id)?.title || t().item.untitled
  const minutesPerDay = () => (plan(), planRow(workspace.snapshot(space.id)).minutesPerDay)
  const baselines = createShownBaselines(workspace, space)
  const far = createFarPredecessors(workspace, space)
  const sheet = createSheet({
    workspace,
    space,
    act,
    plan,
    outline,
    linked,
    titleOf,
    today,
    minutesPerDay,
    baselines,
    far,
  })
  const openGates = createOpenGates(workspace, space, plan)
  const health = createPlanAudit(plan, () => [...(baselines.shown()[0]?.rows.values() ?? [])], openGates)
  const levelling = createShownLevelling()
  /** One panel stands beside the chart at a time. */
  const putAside = () => {
    setShowsWhy(false)
    setShowsDetails(false)
    health.setShown(false)
    levelling.setShown(false)
  }
  const rowHeight = () => (narrow() ? NARROW_ROW : ROW)
  const indexOf = (id: string) => places().get(id) ?? -1
  const fitRows = (ids: readonly string[]) => {
    if (ids.length === 0) return
    const dates = ids.map(id => plan().task(id))
    const from = Math.min(...dates.map(({ start }) => start))
    const to = Math.max(...dates.map(({ finish }) => finish))
    setScale(fitted(from, to, viewport().width))
  }
  const chosen = () => {
    const selected = selection.selected()
    if (selected.size === 0) return active() === null ? [] : [active() as ItemId]
    return rows()
      .filter(({ id }) => selected.has(id))
      .map(({ id }) => id as ItemId)
  }
  return {
    workspace,
    space,
    act,
    mayWrite: () => workspace.mayWrite(`space/${space.id}`),
    plan,
    rows,
    indexOf,
    links,
    fold: (id, isFolded) =>
      setFolded(before => {
        const next = new Set(before)
        if (isFolded) next.add(id)
        else next.delete(id)
        return next
      }),
    scale,
    setScale,
    viewport,
    setViewport,
    narrow,
    rowHeight,
    today,
    todayInstant: () => readInstant(today()),
    minutesPerDay,
    selection,
    active,
    isActive: createSelector(active),
    setActive,
    chosen,
    sheet,
    held,
    setHeld,
    marksCritical,
    setMarksCritical,
    baselines,
    showsWhy,
    setShowsWhy: shows => {
      if (shows) putAside()
      setShowsWhy(shows)
    },
    showsDetails,
    setShowsDetails: shows => {
      if (shows) putAside()
      setShowsDetails(shows)
    },
    health: {
      ...health,
      setShown: shown => {
        if (shown) putAside()
        health.setShown(shown)
      },
    },
    levelling: {
      ...levelling,
      setShown: shown => {
        if (shown) putAside()
        levelling.setShown(shown)
      },
    },
    strips: createPlanStrips(),
    peers: createPlanPeers(workspace, space.id),
    far,
    openGates,
    openItem,
    open: onOpenItem,
    titleOf,
    fit: () => {
      const { dates, net } = plan().computed
      if (net.count === 0)
        return setScale(fitted(readInstant(today()) ?? 0, (readInstant(today()) ?? 0) + 14_400 * 28, viewport().width))
      setScale(
        fitted(
          Math.min(
            ...rows()
              .filter(({ depth }) => depth === 0)
              .map(({ id }) => plan().task(id).start),
          ),
          dates.finish,
          viewport().width,
        ),
      )
    },
    fitSelection: () => fitRows(chosen()),
    showToday: () => {
      const at = readInstant(today())
      if (at !== null) setScale({ ...scale(), origin: at - ((viewport().width / 3) * 14_400) / scale().perDay })
    },
    zoom: factor => {
      const { width } = viewport()
      const on = active()
      const at = on === null || indexOf(on) < 0 ? -1 : xOf(scale(), plan().task(on).start)
      setScale(zoomedAt(scale(), at < 0 || at > width ? width / 2 : at, factor))
    },
    reveal: id => {
      const index = indexOf(id)
      const element = grid()
      if (index < 0) return
      const [top, room] = [index * rowHeight(), viewport().height - 44]
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight() > element.scrollTop + room) element.scrollTop = top + rowHeight() - room
      setViewport({ ...viewport(), top: element.scrollTop })
      setScale(revealed(scale(), plan().task(id).start, viewport().width))
    },
    revealColumn: key =>
      grid()
        .querySelector(`.plan-row[data-active] > [data-column="${key}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    grid,
  }
}

const PlanContext = createContext<PlanState>()

export const PlanProvider = PlanContext.Provider

export function usePlan(): PlanState {
  const state = useContext(PlanContext)
  if (state === undefined) throw new Error("Broken invariant: this part stands outside a plan")
  return state
}
