import { compareRanked, type Rank } from "@weft/model/base/rank"
import { living, type Snapshot, type Table } from "@weft/model/schema/snapshot"
import type { Deletion } from "@weft/model/schema/record"
import type { TemplateContents } from "@weft/model/schema/space-template"
import { asSnapshot, daysOf } from "@weft/model/tasks/template-contents"
import { For, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { spaceTemplateWords } from "../../text/space-templates.ts"
import "./preview.css"

type NamedRow = { readonly id: string; readonly name: string; readonly rank: Rank; readonly deleted: Deletion | null }

const PARTS = ["statuses", "itemTypes", "customFields", "labels", "boards", "views", "itemTemplates"] as const

/** What a template holds, by name: enough to choose between two of them. */
export function TemplatePreview(props: { readonly contents: TemplateContents }): JSX.Element {
  const words = spaceTemplateWords
  const rows = () => rowsOf(props.contents)
  const description = () => living(asSnapshot(props.contents).profiles)[0]?.description ?? ""
  return (
    <section class="template-preview" aria-label={words().preview}>
      <Show when={description()}>{text => <p>{text()}</p>}</Show>
      <dl>
        <For each={rows()}>
          {row => (
            <div>
              <dt>{row.label}</dt>
              <dd>{row.text}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}

function rowsOf(contents: TemplateContents): readonly { readonly label: string; readonly text: string }[] {
  const words = spaceTemplateWords()
  const space = asSnapshot(contents)
  const named = PARTS.flatMap(part => {
    const rows: Table<NamedRow> = space[part]
    const names = living(rows)
      .sort(compareRanked)
      .map(({ id, name }) => (part === "statuses" ? withLimit(id, name, space) : name))
    return names.length === 0 ? [] : [{ label: words.parts[part], text: format().list(names) }]
  })
  if (space.items.size === 0) return named
  return [...named, { label: words.parts.items, text: words.holds(space.items.size, daysOf(contents)) }]
}

/** A state with what its column should hold at the most, on the first board that says so. */
function withLimit(status: string, name: string, { boards }: Snapshot): string {
  const limit = living(boards).find(board => board.columnsBy === "status" && board.limits[status] !== undefined)
  return limit === undefined ? name : spaceTemplateWords().upTo(name, limit.limits[status]!)
}
