import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show, type JSX } from "solid-js"
import { Highlight } from "./highlight.tsx"
import { Icon, IconOrGlyph } from "./icon.tsx"
import { checkIcon } from "./icons.ts"
import { Kbd } from "./kbd.tsx"
import type { Option } from "./option.ts"
import "./listbox.css"

export interface ListboxProps<Choice extends Option> {
  /** Its id, for `aria-controls` of the input that drives it. */
  readonly id: string
  readonly label: string
  readonly options: readonly Choice[]
  /** The id of the option that Enter would choose. */
  readonly active: string | undefined
  readonly onActivate: (id: string) => void
  readonly onChoose: (option: Choice) => void
  readonly selected?: ReadonlySet<string>
  readonly multiple?: boolean
  /** What was typed, set off in the names. */
  readonly query?: string
  /** Draws what stands at the right of a row. */
  readonly trailing?: (option: Choice) => JSX.Element
  /** Height of a row in px; 28, or 44 under a finger, unless told. */
  readonly rowHeight?: number
}

type ListRow<Choice> =
  | { readonly kind: "group"; readonly index: number; readonly name: string }
  | { readonly kind: "option"; readonly index: number; readonly option: Choice; readonly position: number }

/** Rows drawn beyond each edge, so that a fast scroll shows no gap. */
const SPARE_ROWS = 6

/** Returns the id of the element of an option, for `aria-activedescendant`. */
export const optionElementId = (listboxId: string, optionId: string): string => `${listboxId}-${optionId}`

/**
 * A list of options of which only the visible rows exist. It never takes the focus: an input keeps it, moves the
 * active option and names it by `aria-activedescendant`.
 */
export function Listbox<Choice extends Option>(props: ListboxProps<Choice>): JSX.Element {
  let scroller!: HTMLDivElement
  const [scrollTop, setScrollTop] = createSignal(0)
  const [height, setHeight] = createSignal(320)
  const isCoarse = matchMedia("(pointer: coarse)").matches
  const rowHeight = () => props.rowHeight ?? (isCoarse ? 44 : 28)

  const rows = createMemo(() => rowsOf(props.options))
  const visible = createMemo(() => {
    const first = Math.max(0, Math.floor(scrollTop() / rowHeight()) - SPARE_ROWS)
    const last = Math.ceil((scrollTop() + height()) / rowHeight()) + SPARE_ROWS
    return rows().slice(first, last)
  })

  const placeOf = (row: ListRow<Choice>): JSX.CSSProperties => ({
    top: `${row.index * rowHeight()}px`,
    height: `${rowHeight()}px`,
  })

  onMount(() => {
    const sizes = new ResizeObserver(() => setHeight(scroller.clientHeight))
    sizes.observe(scroller)
    onCleanup(() => sizes.disconnect())
  })

  createEffect(
    on([() => props.active, rows], () => {
      const index = rows().findIndex(row => row.kind === "option" && row.option.id === props.active)
      if (index < 0) return
      const headed = rows()[index - 1]?.kind === "group" ? 1 : 0
      const top = (index - headed) * rowHeight()
      const bottom = (index + 1) * rowHeight()
      if (top < scroller.scrollTop) scroller.scrollTop = top
      else if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight
      setScrollTop(scroller.scrollTop)
    }),
  )

  return (
    <div
      ref={scroller}
      class="listbox"
      id={props.id}
      role="listbox"
      aria-label={props.label}
      aria-multiselectable={props.multiple || undefined}
      onScroll={() => setScrollTop(scroller.scrollTop)}
      // The focus stays in the input; a press on a row must not take it.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
    >
      <div class="listbox-space" role="presentation" style={{ height: `${rows().length * rowHeight()}px` }}>
        <For each={visible()}>
          {row =>
            row.kind === "group" ? (
              <div class="listbox-group" role="presentation" style={placeOf(row)}>
                {row.name}
              </div>
            ) : (
              <OptionRow list={props} option={row.option} position={row.position} style={placeOf(row)} />
            )
          }
        </For>
      </div>
    </div>
  )
}

interface OptionRowProps<Choice extends Option> {
  readonly list: ListboxProps<Choice>
  readonly option: Choice
  /** Its place among the options, from 1. */
  readonly position: number
  readonly style: JSX.CSSProperties
}

function OptionRow<Choice extends Option>(props: OptionRowProps<Choice>): JSX.Element {
  const isSelected = () => props.list.selected?.has(props.option.id) ?? false
  const isActive = () => props.list.active === props.option.id
  return (
    <div
      class="option"
      role="option"
      id={optionElementId(props.list.id, props.option.id)}
      aria-selected={isSelected()}
      aria-disabled={props.option.disabled || undefined}
      aria-setsize={props.list.options.length}
      aria-posinset={props.position}
      data-active={isActive() ? "" : undefined}
      style={props.style}
      onPointerMove={event => {
        if (event.pointerType === "mouse" && !isActive() && !props.option.disabled)
          props.list.onActivate(props.option.id)
      }}
      onClick={() => {
        if (!props.option.disabled) props.list.onChoose(props.option)
      }}
    >
      <Show when={props.list.multiple}>
        <span class="option-box" data-checked={isSelected() ? "" : undefined} />
      </Show>
      <span class="option-icon">
        <IconOrGlyph icon={props.option.icon} glyph={props.option.glyph} />
      </span>
      <span class="option-label">
        <Highlight text={props.option.label} query={props.list.query ?? ""} />
      </span>
      <Show when={props.option.context}>
        {runs => (
          <span class="option-context">
            <For each={runs()}>
              {run => (
                <Show when={run.isFound} fallback={run.text}>
                  <b class="highlight">{run.text}</b>
                </Show>
              )}
            </For>
          </span>
        )}
      </Show>
      <Show when={props.option.hint}>
        <span class="option-hint">{props.option.hint}</span>
      </Show>
      {props.list.trailing?.(props.option)}
      <Show when={props.option.shortcut}>{shortcut => <Kbd keys={shortcut()} />}</Show>
      <Show when={!props.list.multiple && isSelected()}>
        <Icon icon={checkIcon} class="option-tick" />
      </Show>
    </div>
  )
}

function rowsOf<Choice extends Option>(options: readonly Choice[]): readonly ListRow<Choice>[] {
  const rows: ListRow<Choice>[] = []
  let group: string | undefined
  options.forEach((option, index) => {
    if (option.group !== undefined && option.group !== group)
      rows.push({ kind: "group", index: rows.length, name: option.group })
    group = option.group
    rows.push({ kind: "option", index: rows.length, option, position: index + 1 })
  })
  return rows
}
