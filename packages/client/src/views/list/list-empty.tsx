import { Match, Show, Switch, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { useList } from "./list-context.ts"

/** What a list without rows says: that it is new, or that what is asked hides everything. */
export function ListEmpty(props: { readonly isFiltered: boolean; readonly onClear: () => void }): JSX.Element {
  const list = useList()
  const { model } = list
  const isEmpty = () => model.shownTotal() === 0 && list.adding() === null
  return (
    <Switch>
      <Match when={isEmpty() && props.isFiltered && model.total() > 0}>
        <div class="list-empty">
          <EmptyState
            title={t().empty.filtered}
            action={<Button onClick={() => props.onClear()}>{t().filters.clear}</Button>}
          >
            {t().empty.filteredBody(model.total())}
          </EmptyState>
        </div>
      </Match>
      <Match when={isEmpty() && model.total() === 0}>
        <div class="list-empty">
          <EmptyState
            title={listWords().empty}
            action={
              <Show when={list.mayWrite()}>
                <Button kind="primary" onClick={() => list.setAdding(model.firstGroup())}>
                  {t().board.addItem}
                </Button>
              </Show>
            }
          >
            {listWords().emptyBody}
          </EmptyState>
        </div>
      </Match>
    </Switch>
  )
}
