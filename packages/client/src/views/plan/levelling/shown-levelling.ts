import { createSignal, type Accessor } from "solid-js"
import type { Ghost } from "../chart/ghost.ts"

/** Whether levelling stands beside the chart, and where what it proposes would lie. */
export interface ShownLevelling {
  readonly isShown: Accessor<boolean>
  readonly setShown: (shown: boolean) => void
  /** What the chart draws of the proposal; null where there is none. */
  readonly ghost: Accessor<Pick<Ghost, "moved"> | null>
  readonly setGhost: (ghost: Pick<Ghost, "moved"> | null) => void
}

export function createShownLevelling(): ShownLevelling {
  const [isShown, setShown] = createSignal(false)
  const [ghost, setGhost] = createSignal<Pick<Ghost, "moved"> | null>(null)
  return { isShown, setShown, ghost, setGhost }
}
