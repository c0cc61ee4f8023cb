import type { RowReport } from "@weft/model/exchange/board/preview"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { exchange } from "../../text/exchange.ts"
import { format } from "../../text/index.ts"
import { Checkbox } from "../../ui/checkbox.tsx"
import type { Choices, Previewed } from "./create-import.ts"
import { Part } from "./part.tsx"
import { fieldWords, isPlace, valueWords } from "./value-words.ts"

/** Rows that are written out; the others are a number. */
const SHOWN = 50

/** What an import into a space that is there changes, what stands, and what lies in the trash. */
export function EarlierImport(props: {
  readonly previewed: Previewed
  readonly onChoose: (choices: Partial<Choices>) => void
}): JSX.Element {
  const workspace = useWorkspace()
  const words = () => exchange()
  const preview = () => props.previewed.preview
  const snapshot = createMemo(() => workspace.snapshot(preview().space.id))
  const updated = createMemo(() => preview().rows.filter(row => row.state === "updated"))
  const kept = createMemo(() => preview().rows.filter(row => row.kept.length > 0 || row.hasOtherDescription))
  const restored = createMemo(() => preview().rows.filter(row => row.state === "restored"))
  const trashed = createMemo(() => preview().rows.filter(row => row.state === "trashed"))
  const isSame = () => {
    const { new: fresh, updated, restored } = preview().states
    return fresh + updated + restored + trashed().length === 0
  }

  const updatesOf = (row: RowReport): string[] => {
    const fields = row.updated.map(({ field, from, to }) => {
      const name = fieldWords(field, snapshot())
      return isPlace(field) ? name : words().fromTo(name, valueWords(from, snapshot()), valueWords(to, snapshot()))
    })
    const sets = new Set([...row.adds, ...row.removes].map(([field]) => fieldWords(field, snapshot())))
    return [...new Set([...fields, ...sets])]
  }
  const keptOf = (row: RowReport): string[] => {
    const fields = row.kept.map(({ field, ours, theirs }) => {
      const name = fieldWords(field, snapshot())
      return isPlace(field)
        ? name
        : words().keptValue(name, valueWords(ours, snapshot()), valueWords(theirs, snapshot()))
    })
    return [...new Set(fields), ...(row.hasOtherDescription ? [words().otherDescription] : [])]
  }

  return (
    <Part title={words().again}>
      <Show when={isSame()}>
        <p>{words().sameAsBefore}</p>
      </Show>
      <Rows title={words().updatedRows(updated().length)} rows={updated()} detailsOf={updatesOf} />
      <Rows title={words().keptRows(kept().length)} rows={kept()} detailsOf={keptOf} />
      <Rows title={words().restoredRows(restored().length)} rows={restored()} detailsOf={() => []} />
      <Rows title={words().trashedRows(trashed().length)} rows={trashed()} detailsOf={() => []} />
      <Show when={preview().space.state !== "trashed" && (trashed().length > 0 || props.previewed.choices.restore)}>
        <Checkbox checked={props.previewed.choices.restore} onChange={restore => props.onChoose({ restore })}>
          {words().restoreTrashed(trashed().length || preview().states.restored)}
        </Checkbox>
      </Show>
      <Rows title={words().goneRows(preview().gone.length)} rows={preview().gone} detailsOf={() => []} />
    </Part>
  )
}

type Named = { readonly id: string; readonly name: string }

function Rows<R extends Named>(props: {
  readonly title: string
  readonly rows: readonly R[]
  readonly detailsOf: (row: R) => readonly string[]
}): JSX.Element {
  return (
    <Show when={props.rows.length > 0}>
      <details class="import-details">
        <summary>{props.title}</summary>
        <ul>
          <For each={props.rows.slice(0, SHOWN)}>
            {row => (
              <li>
                {row.name}
                <For each={props.detailsOf(row)}>{detail => <span class="import-examples">{detail}</span>}</For>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.rows.length > SHOWN}>
          <p class="import-hint">{exchange().andMore(format().number(props.rows.length - SHOWN))}</p>
        </Show>
      </details>
    </Show>
  )
}
