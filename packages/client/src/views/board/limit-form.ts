import { setLimit } from "@weft/model/actions/board"
import { openSmallForm } from "../../parts/small-form.tsx"
import { boardMenuWords } from "../../text/board-menu.ts"
import { t } from "../../text/index.ts"
import type { Anchor } from "../../ui/overlays.tsx"
import type { BoardState } from "./board-context.ts"

const MINUTES_PER_HOUR = 60

export interface LimitFormOptions {
  readonly board: BoardState
  readonly anchor: Anchor
  readonly label: string
  readonly standing: number | null
  readonly limited: { readonly of: "column" | "lane"; readonly key: string } | { readonly of: "person" }
  /** The name of the step, for undo. */
  readonly says: string
}

/** Asks how much a column, a lane or a person should have at the most: items, or hours where the board limits by estimate. */
export function openLimitForm({ board, anchor, label, standing, limited, says }: LimitFormOptions): void {
  const isCount = board.model.board().limitBy === "count"
  const unit = isCount ? 1 : MINUTES_PER_HOUR
  openSmallForm({
    anchor,
    label,
    hint: isCount ? boardMenuWords().limitHintCount : boardMenuWords().limitHintEstimate,
    value: standing === null ? "" : String(standing / unit),
    inputMode: "decimal",
    done: t().general.apply,
    onDone: text => {
      const limit = text === "" ? null : Math.round(Number(text.replace(",", ".")) * unit)
      return board.act(setLimit, { board: board.model.id, limit, ...limited }, says)
    },
  })
}
