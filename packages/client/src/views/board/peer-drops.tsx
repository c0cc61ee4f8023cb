import { For, Show, type JSX } from "solid-js"
import { ItemCard } from "../../parts/item-card.tsx"
import { hueOf } from "../../parts/person-hue.ts"
import { PresenceFlag } from "../../parts/presence-flag.tsx"
import { t } from "../../text/index.ts"
import { useBoard } from "./board-context.ts"

export interface PeerDropsProps {
  readonly column: string
  readonly lane: string
  /** Where the line before a card stands, px from the list's top. */
  readonly lineAt: (before: string | null) => number
}

/** What others hold over this list: a line where it would go, and the card under their outline and name. */
export function PeerDrops(props: PeerDropsProps): JSX.Element {
  const board = useBoard()
  return (
    <For each={board.peers.hovering(props.column, props.lane)}>
      {peer => {
        const top = () => props.lineAt(peer.drag?.before ?? null)
        const row = () => board.model.space.live.row("items", peer.drag?.items[0] ?? "")
        return (
          <div class="peer-drop" data-hue={hueOf(peer.member)} style={{ transform: `translateY(${top()}px)` }}>
            <div class="drop-line" data-person="" />
            <Show when={row()}>
              {shown => (
                <div class="item-card peer-card presence-outline" aria-hidden="true">
                  <PresenceFlag memberId={peer.member}>
                    {t().people.isMoving(peer.name, board.model.columnName(props.column))}
                  </PresenceFlag>
                  <ItemCard row={shown()} space={board.cards} facts={board.facts()} />
                </div>
              )}
            </Show>
          </div>
        )
      }}
    </For>
  )
}
