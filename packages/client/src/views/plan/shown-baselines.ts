import type { BaselineId } from "@weft/model/base/ids"
import type { BaselineRow } from "@weft/model/plan/baseline"
import { baselineOf, newestBaselines } from "@weft/model/plan/baselines-of-space"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"

/** A baseline with what it says of each task. */
export interface ShownBaseline {
  readonly id: BaselineId
  readonly name: string
  readonly rows: ReadonlyMap<string, BaselineRow>
}

/** Which baselines of a space stand below its bars. */
export interface ShownBaselines {
  /** All that there are, the one taken last first. */
  readonly all: Accessor<readonly { readonly id: BaselineId; readonly name: string }[]>
  /** Those that are shown; the first of them is what variances are told against. */
  readonly shown: Accessor<readonly ShownBaseline[]>
  readonly isShown: (id: BaselineId) => boolean
  /** Shows one, instead of the oldest of those that are shown where there are three already; or puts it away. */
  readonly toggle: (id: BaselineId) => void
}

/** As many fit below a bar. */
export const MOST_BASELINES = 3

/** The last baseline is shown until somebody chooses others. Followed. */
export function createShownBaselines(workspace: Workspace, space: SpaceData): ShownBaselines {
  const [chosen, setChosen] = createSignal<readonly BaselineId[] | null>(null)
  const all = createMemo(() => newestBaselines(space.live.table("baselines")).map(({ id, name }) => ({ id, name })))
  const ids = () => {
    const known = all().map(({ id }) => id)
    return (chosen() ?? known.slice(0, 1)).filter(id => known.includes(id))
  }
  const shown = createMemo(() => {
    space.live.table("baselineParts")
    return ids().map((id): ShownBaseline => {
      const rows = baselineOf(workspace.snapshot(space.id), id)
      const name = all().find(one => one.id === id)?.name ?? ""
      return { id, name, rows: new Map(rows.map(row => [row.task, row])) }
    })
  })
  return {
    all,
    shown,
    isShown: id => ids().includes(id),
    toggle: id => {
      const standing = ids()
      setChosen(standing.includes(id) ? standing.filter(one => one !== id) : [...standing, id].slice(-MOST_BASELINES))
    },
  }
}
