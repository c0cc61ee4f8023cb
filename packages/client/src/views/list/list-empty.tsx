import { Show, type JSX } from "solid-js"
import { NothingShown } from "../../parts/nothing-shown.tsx"
import { listWords } from "../../text/list.ts"
import { useList } from "./list-context.ts"

/** What a list without rows says. */
export function ListEmpty(props: { readonly isFiltered: boolean; readonly onClear: () => void }): JSX.Element {
  const list = useList()
  const { model } = list
  return (
    <Show when={model.shownTotal() === 0 && list.adding() === null}>
      <NothingShown
        total={model.total()}
        isFiltered={props.isFiltered}
        title={listWords().empty}
        body={listWords().emptyBody}
        onClear={() => props.onClear()}
        onAdd={list.mayWrite() ? () => list.setAdding(model.firstGroup()) : undefined}
      />
    </Show>
  )
}
