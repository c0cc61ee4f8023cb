import { middleOf, barPlace } from "./bar-place.ts"
import { AXIS } from "./chart-view.ts"
import { linkHandles, linkRoute } from "./draw-links.ts"
import { follow } from "./follow.ts"
import { GhostPlan, type Ghost } from "./ghost.ts"
import type { Hit } from "./hit.ts"
import type { LinkHit } from "./link-hit.ts"
import { aimOf, pullBar, pullLink, pullLinkEnd, type LinkAim, type Pull } from "./pulls.ts"
import { choose } from "../plan-choose.ts"
import type { Held } from "../plan-state.ts"
import type { Surface } from "./surface.ts"

/** A press that moves less is a click. */
const LEAST_DRAG = 4

interface Take {
  readonly item: string
  readonly kind: Held["kind"]
  /** Where a link that is pulled begins; null where none is. */
  readonly linkFrom: readonly [x: number, y: number] | null
  readonly pull: (at: { readonly x: number; readonly y: number }, isFree: boolean) => Pull
  /** It was pressed and let go of where it was. */
  readonly click: () => void
}

/** Takes hold of a bar, or of a dot beside it from which links are drawn. */
export function takeBar(surface: Surface, hit: Hit, id: string, down: PointerEvent): void {
  const { state, at } = surface
  const start = at(down)
  const isPlain = !down.ctrlKey && !down.metaKey && !down.shiftKey
  // Whoever takes hold of one of several that are selected means to move them all.
  const isOneOfMany = isPlain && state.selection.isSelected(id) && state.selection.selected().size > 1
  if (isOneOfMany) state.setActive(id)
  else choose(state, id, down)
  const kind = kindOf(hit)
  if (kind === null) return
  const end = hit.part === "start-dot" ? "start" : "finish"
  let aim: LinkAim | null = null
  hold(surface, down, {
    item: id,
    kind,
    linkFrom: kind === "link" ? [end === "start" ? hit.place.left : hit.place.right, middleOf(hit.place) + AXIS] : null,
    pull: ({ x, y }, isFree) => {
      if (kind !== "link") return pullBar(state, kind, id, [start.x, x], isFree)
      const over = surface.hit({ x, y })
      aim = aimOf(over, rowAt(surface, y), aim)
      return pullLink(state, { id, end }, aim, { x, isOverBar: over !== null }, isFree)
    },
    click: () => isOneOfMany && choose(state, id, down),
  })
}

function kindOf({ part, place }: Hit): "move" | "length" | "start" | "progress" | "link" | null {
  if (part === "start-dot" || part === "finish-dot") return "link"
  if (place.kind === "summary") return "move"
  if (part === "progress") return "progress"
  if (part === "finish-edge") return "length"
  if (place.task.actualStart !== null) return null
  return part === "start-edge" ? "start" : "move"
}

/** Takes hold of an end of a link, to put it on another bar. */
export function takeLinkEnd(surface: Surface, { link, end }: LinkHit, down: PointerEvent): void {
  const { state } = surface
  const view = {
    plan: state.plan(),
    rows: state.rows(),
    scale: state.scale(),
    top: state.viewport().top,
    rowHeight: state.rowHeight(),
    isNarrow: state.narrow(),
  }
  const [from, to] = [state.indexOf(link.from), state.indexOf(link.to)]
  const { tail, head } = linkHandles(linkRoute(barPlace(view, from), barPlace(view, to), link.kind, view.rowHeight))
  const fixed = end === "to" ? tail : head
  let aim: LinkAim | null = null
  hold(surface, down, {
    item: end === "to" ? link.from : link.to,
    kind: "link",
    linkFrom: [fixed[0], fixed[1] + AXIS],
    pull: point => {
      aim = aimOf(surface.hit(point), rowAt(surface, point.y), aim)
      return pullLinkEnd(state, link, end, aim)
    },
    click: () => choose(state, link.to, down),
  })
}

const rowAt = ({ state }: Surface, y: number) => Math.floor((y + state.viewport().top) / state.rowHeight())

/** Follows the pointer with something in hand: tries what it would do at each point, and does it where it is let go of. */
function hold({ chart, state, at }: Surface, down: PointerEvent, take: Take): void {
  const plan = state.plan()
  const start = at(down)
  let ghosts: GhostPlan | undefined
  let standing: { readonly pull: Pull; readonly ghost: Ghost } | null = null
  follow(chart, down, {
    move: event => {
      const { x, y } = at(event)
      if (ghosts === undefined && Math.hypot(x - start.x, y - start.y) < LEAST_DRAG) return
      ghosts ??= new GhostPlan(plan)
      const pull = take.pull({ x, y }, event.altKey)
      const ghost = ghosts.try(pull.trial)
      standing = { pull, ghost }
      state.setHeld({
        item: take.item,
        kind: take.kind,
        ghost,
        isHeldBack: take.kind === "move" && pull.trial.tasks.length > 0 && ghost.moved.size === 0,
        x,
        y: y + AXIS,
        percent: pull.percent,
        link: take.linkFrom === null ? null : { link: pull.link, from: take.linkFrom },
        person: null,
      })
    },
    end: isDropped => {
      const last = standing
      state.setHeld(null)
      if (last === null) return void (isDropped && take.click())
      if (isDropped) last.pull.drop()
    },
  })
}
