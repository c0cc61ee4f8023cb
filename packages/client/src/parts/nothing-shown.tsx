import { Match, Show, Switch, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { EmptyState } from "../ui/empty-state.tsx"
import "./nothing-shown.css"

export interface NothingShownProps {
  /** How many items there are, whatever a filter hides. */
  readonly total: number
  /** Whether a filter or a search is what hides them. */
  readonly isFiltered: boolean
  readonly title: string
  readonly body: string
  readonly onClear: () => void
  /** Begins the first item; not given where the person may not write. */
  readonly onAdd: (() => void) | undefined
}

/** What a view without items says: that it is new, or that what is asked hides everything. */
export function NothingShown(props: NothingShownProps): JSX.Element {
  return (
    <Switch>
      <Match when={props.total > 0 && props.isFiltered}>
        <div class="nothing-shown">
          <EmptyState
            title={t().empty.filtered}
            action={<Button onClick={() => props.onClear()}>{t().filters.clear}</Button>}
          >
            {t().empty.filteredBody(props.total)}
          </EmptyState>
        </div>
      </Match>
      <Match when={props.total === 0}>
        <div class="nothing-shown">
          <EmptyState
            title={props.title}
            action={
              <Show when={props.onAdd}>
                {add => (
                  <Button kind="primary" onClick={() => add()()}>
                    {t().board.addItem}
                  </Button>
                )}
              </Show>
            }
          >
            {props.body}
          </EmptyState>
        </div>
      </Match>
    </Switch>
  )
}
