import type { Item } from "@weft/model/schema/item"
import { onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import type { Peer } from "../../data/presence.ts"
import type { LiveRow } from "../../data/row.ts"
import { ItemCard } from "../../parts/item-card.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { PresenceFlag } from "../../parts/presence-flag.tsx"
import { useBoard } from "./board-context.ts"

export interface BoardCardProps {
  readonly id: string
  /** Watches how high cards are. */
  readonly sizes: ResizeObserver
  /** The place among all cards of its list, from 1. */
  readonly position: number
  readonly total: number
}

/** A card on the board: an item that can be focused, selected, dragged and opened. The board listens for all of them. */
export function BoardCard(props: BoardCardProps): JSX.Element {
  const board = useBoard()
  return (
    <Show when={board.model.space.live.row("items", props.id)} keyed>
      {row => <LivingCard {...props} row={row} />}
    </Show>
  )
}

function LivingCard(props: BoardCardProps & { readonly row: LiveRow<Item> }): JSX.Element {
  const board = useBoard()
  const { id, sizes } = untrack(() => ({ id: props.id, sizes: props.sizes }))
  let card!: HTMLDivElement
  onMount(() => {
    sizes.observe(card)
    board.keeper.arrived(id, card)
    onCleanup(() => {
      sizes.unobserve(card)
      board.keeper.leaves(card)
    })
  })
  const holder = () => board.peers.holding(id)
  const peer = () => board.peers.on(id)
  return (
    <div
      ref={card}
      class="item-card"
      classList={{ "presence-outline": peer() !== undefined && holder() === undefined }}
      role="option"
      data-card={id}
      data-held={board.drag.isHeld(id) ? "" : undefined}
      data-peer-held={holder() === undefined ? undefined : ""}
      data-hue={hueFor(holder() ?? peer())}
      data-open={board.isOpen(id) ? "" : undefined}
      tabIndex={board.isTabStop(id) ? 0 : -1}
      aria-selected={board.selection.isSelected(id)}
      aria-posinset={props.position}
      aria-setsize={props.total}
    >
      <Show when={holder() === undefined ? peer() : undefined}>
        {shown => <PresenceFlag memberId={shown().member}>{shown().name}</PresenceFlag>}
      </Show>
      <ItemCard row={props.row} space={board.cards} facts={board.facts()} />
    </div>
  )
}

function hueFor(peer: Peer | undefined): number | undefined {
  return peer === undefined ? undefined : hueOf(peer.member)
}
