import type { Filter } from "@weft/model/query/filter"
import { Match, Show, Switch, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { useBoard } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"

/** What a board without cards says: that it is new, or that its filter hides everything. */
export function BoardEmpty(props: { readonly filter: Filter; readonly onClear: () => void }): JSX.Element {
  const board = useBoard()
  const { model } = board
  const isEmpty = () => model.shownTotal() === 0 && board.adding() === null
  return (
    <Switch>
      <Match when={isEmpty() && model.total() > 0 && props.filter.length > 0}>
        <div class="board-empty">
          <EmptyState
            title={t().empty.filtered}
            action={<Button onClick={() => props.onClear()}>{t().filters.clear}</Button>}
          >
            {t().empty.filteredBody(model.total())}
          </EmptyState>
        </div>
      </Match>
      <Match when={isEmpty() && model.total() === 0}>
        <div class="board-empty">
          <EmptyState
            title={t().empty.board}
            action={
              <Show when={board.mayWrite()}>
                <Button
                  kind="primary"
                  onClick={() =>
                    board.setAdding({ column: model.columns()[0] ?? "", lane: model.lanes()[0] ?? NO_LANE })
                  }
                >
                  {t().board.addItem}
                </Button>
              </Show>
            }
          >
            {t().empty.boardBody}
          </EmptyState>
        </div>
      </Match>
    </Switch>
  )
}
