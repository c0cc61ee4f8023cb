import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { admin } from "../../text/admin.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { Chip } from "../../ui/chip.tsx"
import { triangleAlertIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import type { Trashed } from "./trashed.ts"

export interface RestorableListProps {
  readonly title: string
  readonly rows: readonly Trashed[]
  /** What stands where there are no rows. */
  readonly empty: string
  /** How a row says what it is: an item's key, or the name of its kind. */
  readonly labelOf: (row: Trashed) => string
  /** Who put it there and when, or nothing where nobody knows. */
  readonly sinceOf: (row: Trashed) => string | null
  readonly words: {
    readonly one: string
    readonly oneNamed: (title: string) => string
    readonly several: (amount: number) => string
  }
  readonly onRestore: (rows: readonly Trashed[]) => void
}

/** Rows that are drawn at first, and more at each asking: more would make the page slow to open. */
const SHOWN = 200

/** What lies in the trash or in the archive, to bring back one by one or several at once. */
export function RestorableList(props: RestorableListProps): JSX.Element {
  let list!: HTMLUListElement
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [most, setMost] = createSignal(SHOWN)
  const shown = createMemo(() => props.rows.slice(0, most()))
  const selected = createMemo(() => props.rows.filter(row => chosen().has(keyOf(row))))
  const choose = (rows: readonly Trashed[], inside: boolean) => {
    const next = new Set(chosen())
    for (const row of rows) {
      if (inside) next.add(keyOf(row))
      else next.delete(keyOf(row))
    }
    setChosen(next)
  }
  const restore = (rows: readonly Trashed[]) => {
    const boxes = boxesIn(list)
    const at = boxes.findIndex(box => box === document.activeElement)
    props.onRestore(rows)
    setChosen(new Set<string>())
    // The rows go; the keyboard stays where they were.
    if (at >= 0) queueMicrotask(() => boxesIn(list)[Math.min(at, boxesIn(list).length - 1)]?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLInputElement)) return
    const boxes = boxesIn(list)
    const at = boxes.indexOf(event.target)
    const row = shown()[at]
    if (row === undefined) return
    const key = event.key.toLowerCase()
    if (key === "arrowdown" || key === "j") boxes[at + 1]?.focus()
    else if (key === "arrowup" || key === "k") boxes[at - 1]?.focus()
    else if (key === "x") choose([row], !chosen().has(keyOf(row)))
    else if (key === "enter") restore(selected().length > 0 ? selected() : [row])
    else return
    event.preventDefault()
  }
  return (
    <PageSection
      title={props.title}
      actions={
        <Show when={selected().length > 0}>
          <Button kind="primary" onClick={() => restore(selected())}>
            {props.words.several(selected().length)}
          </Button>
        </Show>
      }
    >
      <Show when={props.rows.length > 0} fallback={<p class="page-empty">{props.empty}</p>}>
        <Show when={props.rows.length > 1}>
          <Checkbox
            checked={selected().length === props.rows.length}
            mixed={selected().length > 0 && selected().length < props.rows.length}
            onChange={inside => choose(props.rows, inside)}
          >
            {admin().trash.selectAll}
          </Checkbox>
        </Show>
        <ul class="page-rows" ref={list} aria-label={props.title} onKeyDown={onKeyDown}>
          <For each={shown()}>
            {row => (
              <li class="page-row trash-row" data-selected={chosen().has(keyOf(row)) ? "" : undefined}>
                <Checkbox
                  checked={chosen().has(keyOf(row))}
                  label={admin().trash.select(row.title)}
                  onChange={inside => choose([row], inside)}
                />
                <span class="trash-key numeric">{props.labelOf(row)}</span>
                <span class="trash-title" data-tooltip={row.title}>
                  {row.title || t().item.untitled}
                </span>
                <Show when={row.below > 0}>
                  <span class="trash-since">{admin().trash.within(row.below)}</span>
                </Show>
                <Show when={row.editedAfter}>
                  <Chip tone="soon" icon={triangleAlertIcon}>
                    {admin().trash.editedAfter}
                  </Chip>
                </Show>
                <Show when={props.sinceOf(row)}>
                  {since => <span class="trash-since trash-when numeric">{since()}</span>}
                </Show>
                <Button size="small" aria-label={props.words.oneNamed(row.title)} onClick={() => restore([row])}>
                  {props.words.one}
                </Button>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.rows.length > shown().length}>
          <Button kind="quiet" onClick={() => setMost(most() + SHOWN)}>
            {admin().trash.showMore(Math.min(SHOWN, props.rows.length - shown().length))}
          </Button>
        </Show>
      </Show>
    </PageSection>
  )
}

const keyOf = ({ kind, id }: Trashed): string => `${kind} ${id}`

function boxesIn(list: HTMLElement): HTMLInputElement[] {
  return [...list.querySelectorAll<HTMLInputElement>("input[type=checkbox]")]
}
