import { patchView, type ViewOwner, type ViewSettings } from "@weft/model/actions/view"
import type { ViewId } from "@weft/model/base/ids"
import { listOf, MOST_SORT_STEPS, type OwnView, type SortStep, type View } from "@weft/model/schema/view"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { SpaceData, Workspace } from "../../data/workspace.ts"
import type { Act } from "../../parts/acting.ts"
import { createColumnArrangement, type ColumnArrangement } from "../../parts/column-arrangement.ts"
import { listWords } from "../../text/list.ts"
import type { ListColumn } from "./column.ts"

/** What a list shows and how, as its view says it. Changes are kept in the view, where the person may write it. */
export interface ListSettings extends ColumnArrangement<ListColumn> {
  readonly id: ViewId
  readonly owner: Accessor<ViewOwner>
  /** Whether it is a saved view and not the member's list of the space. */
  readonly isSaved: boolean
  readonly name: Accessor<string>
  /** As it stands in an address. */
  readonly filter: Accessor<string>
  readonly groupBy: Accessor<string>
  readonly sort: Accessor<readonly SortStep[]>
  readonly change: (settings: ViewSettings) => void
  /** Sorts by a column: up, then down, then not; beside the others, or instead of them. */
  readonly sortBy: (column: string, beside: boolean) => void
  /** All that it says, to save it under a name. */
  readonly all: Accessor<ViewSettings>
}

export interface ListSettingsOptions {
  readonly workspace: Workspace
  readonly space: SpaceData
  /** The saved view that the address names. */
  readonly view: ViewId | undefined
  readonly all: Accessor<readonly ListColumn[]>
  readonly act: Act
}

type Arranged = Pick<View, "name" | "filter" | "groupBy" | "sort" | "columns" | "widths">

const UNARRANGED: Arranged = { name: "", filter: "", groupBy: "", sort: null, columns: {}, widths: {} }

export function createListSettings({ workspace, space, view, all, act }: ListSettingsOptions): ListSettings {
  const id = view ?? listOf(space.id)
  const record = createMemo<View | OwnView | undefined>(
    () => space.live.table("views").get(id) ?? workspace.live.table("ownViews").get(id),
  )
  const owner = (): ViewOwner => (space.live.table("views").has(id) ? "shared" : "own")
  const mayKeep = () => workspace.mayWrite(owner() === "shared" ? `space/${space.id}` : `personal/${workspace.me}`)
  // Whoever may not write the view still arranges it for themselves, until they leave it.
  const [kept, setKept] = createSignal<ViewSettings>({})
  const arranged = createMemo((): Arranged => withSettings(record() ?? UNARRANGED, kept()))

  const change = (settings: ViewSettings): void => {
    if (mayKeep()) act(patchView, { owner: owner(), view: id, settings }, listWords().steps.arrange)
    else setKept(before => mergedSettings(before, settings))
  }
  const arrangement = createColumnArrangement({
    all,
    always: "title",
    places: () => arranged().columns,
    widths: () => arranged().widths,
    change,
    random: workspace.random,
  })
  // The view comes again as others see it, with equal values: nothing is to be sorted anew for that.
  const filter = createMemo(() => arranged().filter)
  const sort = createMemo(
    (): readonly SortStep[] => {
      const known = new Set(all().map(({ key }) => key))
      return (arranged().sort ?? []).filter(({ column }) => known.has(column))
    },
    [],
    { equals: sameSteps },
  )

  return {
    id,
    owner,
    isSaved: view !== undefined,
    name: () => arranged().name,
    filter,
    groupBy: () => arranged().groupBy,
    sort,
    ...arrangement,
    change,
    sortBy: (key, beside) => change({ sort: sortedBy(sort(), key, beside) }),
    all: () => {
      const { groupBy, columns: places, widths, sort: steps } = arranged()
      return { groupBy, columns: places, widths, sort: steps }
    },
  }
}

function sameSteps(before: readonly SortStep[], after: readonly SortStep[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ column, down }, index) => column === after[index]!.column && down === after[index]!.down)
  )
}

function sortedBy(standing: readonly SortStep[], column: string, beside: boolean): readonly SortStep[] | null {
  const own = standing.find(step => step.column === column)
  const next = own === undefined ? { column, down: false } : own.down ? null : { column, down: true }
  if (!beside) return next === null ? null : [next]
  const steps =
    own === undefined
      ? [...standing, next!].slice(-MOST_SORT_STEPS)
      : standing.flatMap(step => (step === own ? (next === null ? [] : [next]) : [step]))
  return steps.length === 0 ? null : steps
}

function mergedSettings(before: ViewSettings, after: ViewSettings): ViewSettings {
  return {
    ...before,
    ...after,
    columns: { ...before.columns, ...after.columns },
    widths: { ...before.widths, ...after.widths },
  }
}

function withSettings(record: Arranged, settings: ViewSettings): Arranged {
  return {
    ...record,
    ...(settings.groupBy === undefined ? {} : { groupBy: settings.groupBy }),
    ...(settings.sort === undefined ? {} : { sort: settings.sort }),
    columns: withEntries(record.columns, settings.columns),
    widths: withEntries(record.widths, settings.widths),
  }
}

function withEntries<V>(
  entries: Readonly<Record<string, V>>,
  changes: Readonly<Record<string, V | null>> = {},
): Readonly<Record<string, V>> {
  const merged: Record<string, V> = { ...entries }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key]
    else merged[key] = value
  }
  return merged
}
