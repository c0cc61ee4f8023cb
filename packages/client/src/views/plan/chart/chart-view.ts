import type { LivePlan } from "@weft/model/plan/live-plan"
import type { Instant } from "@weft/model/time/instant"
import type { Ghost } from "./ghost.ts"
import type { LinkRows } from "./link-rows.ts"
import type { PlanRow } from "../outline/plan-rows.ts"
import type { Ink } from "./shapes.ts"
import type { Stretches } from "./stretches.ts"
import type { TimeScale } from "./time-scale.ts"

/** Starts and finishes of a baseline, by task. */
export type BaselineDates = ReadonlyMap<string, { readonly start: Instant; readonly finish: Instant }>

/** Everything that a chart is drawn from. The same view gives the same shapes. */
export interface ChartView {
  readonly plan: LivePlan
  readonly rows: readonly PlanRow[]
  readonly links: LinkRows
  readonly scale: TimeScale
  readonly width: number
  readonly height: number
  /** How far it is scrolled down, in pixels. */
  readonly top: number
  readonly rowHeight: number
  /** Whether names stand over the bars, as they do on a phone. */
  readonly isNarrow: boolean
  /** Whether what is critical is marked. */
  readonly marksCritical: boolean
  readonly today: Instant | null
  /** When each task was to begin and end, as somebody took it down; at most three, the one that counts first. */
  readonly baselines: readonly BaselineDates[]
  /** Where work is split. */
  readonly stretches: Stretches
  readonly isSelected: (id: string) => boolean
  /** The row that the keyboard is on. */
  readonly active: string | null
  /** The row under the pointer, whose handles show; none where nothing may be changed. */
  readonly hovered: string | null
  /** The link whose end the pointer is at. */
  readonly hoveredLink: string | null
  /** The colours of others on rows. */
  readonly peerInk: (id: string) => Ink | null
  readonly ghost: Pick<Ghost, "moved"> | null
  /** What others hold in their hands, in their colours. */
  readonly peerDrags: readonly PeerGhost[]
  /** The bar that somebody is dragged on to. */
  readonly dropOn: string | null
  /** A link that is being drawn: from where to where, in pixels. */
  readonly drawnLink: readonly [x1: number, y1: number, x2: number, y2: number] | null
  readonly words: ChartWords
}

/** What of a view comes from who looks at it, where nobody does: on paper, and where charts are measured. */
export const UNATTENDED = {
  isSelected: () => false,
  active: null,
  hovered: null,
  hoveredLink: null,
  peerInk: () => null,
  ghost: null,
  peerDrags: [],
  dropOn: null,
  drawnLink: null,
} as const satisfies Partial<ChartView>

/** What somebody else holds in their hand: their name stands at the bar that it is. */
export interface PeerGhost {
  readonly item: string
  readonly moved: ReadonlyMap<string, { readonly start: Instant; readonly finish: Instant }>
  readonly ink: Ink
  readonly name: string
}

/** What a chart says, in the person's language. */
export interface ChartWords {
  readonly firstDayOfWeek: number
  readonly fieldOf: (unit: string, from: Instant, isUpper: boolean, width: number) => string
  readonly today: string
  /** "+3 d", by whole days. */
  readonly shift: (days: number) => string
}

/** Height of the two levels of the axis. */
export const AXIS_UPPER = 20
export const AXIS = 44

/** Where bars stand in a row, by its height. */
export function barTop(rowHeight: number, isNarrow: boolean): number {
  return isNarrow ? 21 : (rowHeight - 16) / 2
}

/** Below this many pixels a day only the bars themselves are drawn. */
export const LEAST_DETAIL = 3
