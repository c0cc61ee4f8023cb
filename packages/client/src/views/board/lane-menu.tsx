import { untrack, type JSX } from "solid-js"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import { circleAlertIcon, minusIcon, plusIcon } from "../../ui/icons.ts"
import type { MenuEntry, OwnMenuProps } from "../../ui/menu.tsx"
import { MenuPanel } from "../../ui/menu-panel.tsx"
import type { Anchor } from "../../ui/overlays.tsx"
import type { BoardState } from "./board-context.ts"
import { openLimitForm } from "./limit-form.ts"

export interface LaneMenuProps extends OwnMenuProps {
  readonly lane: string
  /** Given, since menus stand outside of the board's context. */
  readonly board: BoardState
}

/** What can be done with a lane. */
export function LaneMenu(props: LaneMenuProps): JSX.Element {
  const { board, lane } = untrack(() => ({ board: props.board, lane: props.lane }))
  const { model, memory } = board
  const head = (): Anchor =>
    document.querySelector(`[data-lane-head="${CSS.escape(lane)}"]`) ?? { x: innerWidth / 2, y: innerHeight / 3 }
  const limit = () =>
    openLimitForm({
      board,
      anchor: head(),
      label: boardMenuWords().laneLimitLabel,
      standing: model.laneFill(lane).limit,
      limited: { of: "lane", key: lane },
      says: t().boards.steps.limit(model.laneName(lane)),
    })
  const isFolded = () => memory.foldedLanes().has(lane)
  const entries = (): readonly MenuEntry[] => [
    { label: t().board.setLimit, icon: circleAlertIcon, onSelect: limit },
    {
      label: isFolded() ? boardMenuWords().unfoldLane : boardMenuWords().foldLane,
      icon: isFolded() ? plusIcon : minusIcon,
      onSelect: () => memory.foldLane(lane, !isFolded()),
    },
  ]
  return <MenuPanel label={props.label} entries={entries()} onClose={() => props.onClose()} />
}
