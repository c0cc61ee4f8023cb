import { restoreRecords } from "@weft/model/actions/trash"
import { createMemo, Show, type JSX } from "solid-js"
import type { LiveTables } from "../../data/tables.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { DeletedRows } from "../../parts/deleted-rows.tsx"
import { admin } from "../../text/admin.ts"

/** What was deleted from a list of the settings, folded, with the way back. */
export function FoldedDeletedRows(props: {
  readonly space: SpaceData
  readonly kind:
    "statuses" | "itemTypes" | "labels" | "customFields" | "checklistTemplates" | "itemTemplates" | "spaceTemplates"
  /** Where they lie, if not in the space. */
  readonly live?: LiveTables
}): JSX.Element {
  const act = useAct(() => props.space.id)
  const rows = createMemo(() => {
    const found: { readonly id: string; readonly name: string }[] = []
    for (const row of (props.live ?? props.space.live).table(props.kind).values())
      if (row.deleted !== null) found.push(row)
    return found
  })
  const restore = (id: string, name: string) => {
    const says = `${admin().trash.kinds[props.kind]} ${name}`
    act(restoreRecords, { records: [{ kind: props.kind, id }] }, says)
  }
  return (
    <Show when={rows().length > 0}>
      <details class="settings-details">
        <summary>
          {admin().settings.deleted} <span class="settings-note numeric">{rows().length}</span>
        </summary>
        <DeletedRows
          rows={rows()}
          nameOf={({ name }) => name}
          words={admin().trash}
          onRestore={({ id, name }) => restore(id, name)}
        />
      </details>
    </Show>
  )
}
