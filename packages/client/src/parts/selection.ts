import { createSelector, createSignal, type Accessor } from "solid-js"

/** Which cards or rows are selected, and which one the keyboard is on. */
export interface Selection {
  readonly selected: Accessor<ReadonlySet<string>>
  readonly isSelected: (id: string) => boolean
  readonly select: (ids: Iterable<string>) => void
  readonly add: (ids: Iterable<string>) => void
  readonly toggle: (id: string) => void
  readonly clear: () => void
  readonly focused: Accessor<string | null>
  readonly isFocused: (id: string) => boolean
  readonly setFocused: (id: string | null) => void
}

const NOTHING: ReadonlySet<string> = new Set()

export function createSelection(): Selection {
  const [selected, setSelected] = createSignal(NOTHING)
  const [focused, setFocused] = createSignal<string | null>(null)
  return {
    selected,
    isSelected: createSelector(selected, (id: string, ids) => ids.has(id)),
    select: ids => void setSelected(new Set(ids)),
    add: ids => void setSelected(before => new Set([...before, ...ids])),
    toggle: id => void setSelected(before => (before.has(id) ? without(before, id) : new Set([...before, id]))),
    clear: () => void setSelected(before => (before.size === 0 ? before : NOTHING)),
    focused,
    isFocused: createSelector(focused),
    setFocused: id => void setFocused(id),
  }
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = new Set(ids)
  others.delete(id)
  return others
}
