import { showFieldFor } from "@weft/model/actions/workflow"
import { compareRanked } from "@weft/model/base/rank"
import { living } from "@weft/model/schema/snapshot"
import type { CustomField } from "@weft/model/schema/workflow"
import { showsField } from "@weft/model/tasks/custom-value"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { SpaceData } from "../../data/workspace.ts"
import { useAct } from "../../parts/acting.ts"
import { moving } from "../../text/moving.ts"
import { Checkbox } from "../../ui/checkbox.tsx"
import "./field-types.css"

/** Which types of items show a field, where there are several. */
export function FieldTypes(props: { readonly space: SpaceData; readonly field: CustomField }): JSX.Element {
  const act = useAct(() => props.space.id)
  const types = createMemo(() => living(props.space.live.table("itemTypes")).sort(compareRanked))
  const shown = () => types().filter(({ id }) => showsField(props.field, id))
  return (
    <Show when={types().length > 1}>
      <div class="field-types" role="group" aria-label={moving().shownFor(props.field.name)}>
        <span>{moving().shownOn}</span>
        <For each={types()}>
          {type => (
            <Checkbox
              checked={showsField(props.field, type.id)}
              disabled={shown().length === 1 && showsField(props.field, type.id)}
              onChange={isShown =>
                act(
                  showFieldFor,
                  { field: props.field.id, type: type.id, shown: isShown },
                  moving().stepShownFor(props.field.name),
                )
              }
            >
              {type.name}
            </Checkbox>
          )}
        </For>
      </div>
    </Show>
  )
}
