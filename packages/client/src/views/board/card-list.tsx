import { createMemo, createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js"
import { Portal } from "solid-js/web"
import { t } from "../../text/index.ts"
import { BoardCard } from "./board-card.tsx"
import { useBoard } from "./board-context.ts"
import { PeerDrops } from "./peer-drops.tsx"
import { CARD_GAP, dropIndexAt, offsetsOf, rangeIn, type Range } from "./virtual-list.ts"

/** Cards drawn beyond each edge of what is in view. */
const MORE = 4

export interface CardListProps {
  readonly column: string
  readonly lane: string
  /** The area that takes drops for this list. */
  readonly area: () => HTMLElement
  /** What scrolls the list up and down. */
  readonly scroller: () => HTMLElement
  readonly label: string
}

/** The cards of one cell. Only those in view are drawn, so a thousand cost no more than ten. */
export function CardList(props: CardListProps): JSX.Element {
  const board = useBoard()
  let list!: HTMLDivElement
  const ids = createMemo(() => board.model.cards(props.column, props.lane).map(({ id }) => id as string))
  const heights = new Map<string, number>()
  const [measured, setMeasured] = createSignal(0)
  const offsets = createMemo(() => {
    measured()
    return offsetsOf(ids(), heights)
  })

  /** What is in view, px from the list's top, and where that top is in the area. */
  const [view, setView] = createSignal({ top: 0, bottom: window.innerHeight, listTop: 0 }, { equals: sameView })
  // At first only what is in view: the rest of what scrolling will find is drawn when that has been painted.
  const [more, setMore] = createSignal(0)
  const range = createMemo((): Range => rangeIn(offsets(), view().top, view().bottom, more()), undefined, {
    equals: (left, right) => left.start === right.start && left.end === right.end,
  })
  const drawn = createMemo(() => ids().slice(range().start, range().end))

  const look = () => {
    const scroller = props.scroller()
    const listTop = list.getBoundingClientRect().top
    const top = scroller.getBoundingClientRect().top - listTop
    const areaTop = props.area().getBoundingClientRect().top
    setView({ top, bottom: top + scroller.clientHeight, listTop: listTop - areaTop })
  }
  const cardSizes = new ResizeObserver(entries => {
    let changed = false
    for (const entry of entries) {
      const id = (entry.target as HTMLElement).dataset["card"]!
      const height = entry.borderBoxSize[0]?.blockSize ?? 0
      if (height === 0 || heights.get(id) === height) continue
      heights.set(id, height)
      changed = true
    }
    if (changed) setMeasured(count => count + 1)
  })
  const viewSizes = new ResizeObserver(look)

  onMount(() => {
    const settled = setTimeout(() => setMore(MORE), 100)
    onCleanup(() => clearTimeout(settled))
    const scroller = props.scroller()
    viewSizes.observe(scroller)
    // Lists above in the same scroller may grow and push this one; its own padding changes with them.
    if (board.model.hasLanes()) viewSizes.observe(list)
    scroller.addEventListener("scroll", look, { passive: true })
    onCleanup(() => scroller.removeEventListener("scroll", look))
    onCleanup(
      board.lists.add({
        column: props.column,
        lane: props.lane,
        get area() {
          return props.area()
        },
        scroller,
        cardBelow,
        reveal,
      }),
    )
  })
  onCleanup(() => {
    cardSizes.disconnect()
    viewSizes.disconnect()
  })

  const cardBelow = (clientY: number, isMoved: (id: string) => boolean): string | null => {
    const all = ids()
    const index = dropIndexAt(offsets(), clientY - list.getBoundingClientRect().top)
    for (let below = index; below < all.length; below++) if (!isMoved(all[below]!)) return all[below]!
    return null
  }
  const reveal = (index: number) => {
    const { start, end } = range()
    if (index >= start && index < end) return
    const scroller = props.scroller()
    const top = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    scroller.scrollTop = top + offsets()[index]! - scroller.clientHeight / 3
    look()
  }
  /** Where the line of a drop before a card stands: in the middle of the gap above it. */
  const lineAt = (before: string | null): number => {
    const index = before === null ? -1 : ids().indexOf(before)
    return offsets()[index < 0 ? ids().length : index]! - (CARD_GAP + 4) / 2
  }
  const ownDrop = () => {
    const target = board.drag.target()
    return target !== null && target.column === props.column && target.lane === props.lane ? target : null
  }

  return (
    <div
      ref={list}
      class="card-list"
      role={ids().length > 0 ? "listbox" : undefined}
      aria-multiselectable={ids().length > 0 ? "true" : undefined}
      aria-label={props.label}
      style={{
        "padding-top": `${offsets()[range().start]}px`,
        "padding-bottom": `${offsets()[ids().length]! - offsets()[range().end]!}px`,
      }}
    >
      <For each={drawn()}>
        {(id, index) => (
          <BoardCard id={id} sizes={cardSizes} position={range().start + index() + 1} total={ids().length} />
        )}
      </For>
      <Show when={ids().length === 0}>
        <span class="visually-hidden">{t().board.emptyColumn}</span>
      </Show>
      <Show when={ownDrop()}>
        {target => <div class="drop-line" style={{ top: `${lineAt(target().before)}px` }} />}
      </Show>
      {/* Outside of what scrolls, which would cut the flying card off. */}
      <Portal mount={props.area()}>
        <PeerDrops column={props.column} lane={props.lane} lineAt={before => view().listTop + lineAt(before)} />
      </Portal>
    </div>
  )
}

interface View {
  readonly top: number
  readonly bottom: number
  readonly listTop: number
}

function sameView(left: View, right: View): boolean {
  return left.top === right.top && left.bottom === right.bottom && left.listTop === right.listTop
}
