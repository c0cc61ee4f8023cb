import type { Filter } from "@weft/model/query/filter"
import { Show, type JSX } from "solid-js"
import { NothingShown } from "../../parts/nothing-shown.tsx"
import { t } from "../../text/index.ts"
import { useBoard } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"

/** What a board without cards says. */
export function BoardEmpty(props: { readonly filter: Filter; readonly onClear: () => void }): JSX.Element {
  const board = useBoard()
  const { model } = board
  const add = () => board.setAdding({ column: model.columns()[0] ?? "", lane: model.lanes()[0] ?? NO_LANE })
  return (
    <Show when={model.shownTotal() === 0 && board.adding() === null}>
      <NothingShown
        total={model.total()}
        isFiltered={props.filter.length > 0}
        title={t().empty.board}
        body={t().empty.boardBody}
        onClear={() => props.onClear()}
        onAdd={board.mayWrite() ? add : undefined}
      />
    </Show>
  )
}
