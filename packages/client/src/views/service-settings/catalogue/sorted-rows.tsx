import { createSignal, For, onCleanup, onMount, type Accessor, type JSX } from "solid-js"
import { makeSortable, type SortEdge } from "../../../parts/sortable.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { Icon } from "../../../ui/icon.tsx"
import { gripVerticalIcon } from "../../../ui/icons.ts"

export interface SortedRowsProps {
  /** What the rows are; a dragged one lands only among its kind. */
  readonly kind: string
  /** The keys of the rows in their order. Followed. */
  readonly keys: readonly string[]
  readonly name: (key: string) => string
  readonly mayMove: boolean
  /** Puts a row before another one, or at the end. */
  readonly onMove: (key: string, before: string | null) => void
  readonly children: (key: string, index: Accessor<number>) => JSX.Element
}

/** Rows whose order a person decides: by their handles, or from a handle with Alt and an arrow. */
export function SortedRows(props: SortedRowsProps): JSX.Element {
  return (
    <ul class="sorted-rows">
      <For each={props.keys}>{(key, index) => <SortedRow {...props} own={key} index={index} />}</For>
    </ul>
  )
}

function SortedRow(props: SortedRowsProps & { readonly own: string; readonly index: Accessor<number> }): JSX.Element {
  let row!: HTMLLIElement
  let handle!: HTMLButtonElement
  const [edge, setEdge] = createSignal<SortEdge | null>(null)
  onMount(() => {
    const { own, kind, onMove } = props
    onCleanup(
      makeSortable({
        element: row,
        handle,
        id: own,
        kind,
        accepts: id => props.mayMove && id !== own,
        onEdge: setEdge,
        onDrop: (id, where) => {
          if (id !== own) onMove(id, where === "above" ? own : (props.keys[props.index() + 1] ?? null))
        },
      }),
    )
  })
  const step = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    const { keys, own, index } = props
    const at = index()
    const before = event.key === "ArrowUp" ? keys[at - 1] : (keys[at + 2] ?? null)
    if (before === undefined || (event.key === "ArrowDown" && at === keys.length - 1)) return
    props.onMove(own, before)
    queueMicrotask(() => handle.focus())
  }
  return (
    <li ref={row} class="sorted-row" data-edge={edge() ?? undefined}>
      <button
        ref={handle}
        type="button"
        class="sorted-handle"
        disabled={!props.mayMove}
        aria-label={catalogueWords().settings.move(props.name(props.own))}
        data-tooltip={catalogueWords().settings.moveHint}
        onKeyDown={step}
      >
        <Icon icon={gripVerticalIcon} />
      </button>
      <div class="sorted-content">{props.children(props.own, props.index)}</div>
    </li>
  )
}
