import { restoreRecords } from "@weft/model/actions/trash"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { LiveTables } from "../../data/tables.ts"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { admin } from "../../text/admin.ts"
import { Button } from "../../ui/button.tsx"

/** What was deleted from a list of the settings, folded, with the way back. */
export function DeletedRows(props: {
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
        <ul class="page-rows">
          <For each={rows()}>
            {row => (
              <li class="page-row">
                <span class="settings-deleted">{row.name}</span>
                <Button
                  size="small"
                  aria-label={admin().trash.restoreNamed(row.name)}
                  onClick={() => restore(row.id, row.name)}
                >
                  {admin().trash.restore}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
