import type { Filter } from "@weft/model/query/filter"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { createSignal, Index, lazy, onMount, Show, Suspense, type JSX } from "solid-js"
import { useCommands } from "../commands/command-host.ts"
import { t } from "../text/index.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { FilterChip } from "../ui/chip.tsx"
import { Icon } from "../ui/icon.tsx"
import { listFilterIcon, pencilIcon, plusIcon } from "../ui/icons.ts"
import type { Anchor } from "../ui/overlays.tsx"
import { PopoverButton } from "../ui/popover.tsx"
import type { FilterEditing } from "./filter-edit.tsx"
import { clauseWords } from "./filter-words.ts"
import "./filter-bar.css"

/** What chips and the button beside them open; no first view needs it. */
const filterEdit = () => import("./filter-edit.tsx")
const WrittenFilter = lazy(() => import("./filter-field.tsx").then(({ FilterField: Field }) => ({ default: Field })))

export interface FilterBarProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly setup: Snapshot
  readonly today: string
  /** On a phone the conditions fold into one button. */
  readonly narrow: boolean
  /** Display options, at the right. */
  readonly children?: JSX.Element
  /** Hands out how to go to the filter, for a shortcut. */
  readonly opener?: (open: () => void) => void
}

/**
 * The filter of a view in two forms, as chips that read as a sentence and as it is written, and how the view is
 * displayed.
 */
export function FilterBar(props: FilterBarProps): JSX.Element {
  let bar!: HTMLDivElement
  const addButton = () => bar.querySelector<HTMLElement>("[data-add-filter]") ?? bar
  const [isWriting, setWriting] = createSignal(false)
  /** Back to the chips, with the keyboard on the way to the next one. */
  const stopWriting = () => {
    setWriting(false)
    requestAnimationFrame(() => bar.querySelector<HTMLElement>(".filter-write, [data-add-filter]")?.focus())
  }
  const without = (index: number) => props.onFilter(props.filter.filter((_, other) => other !== index))
  const editing: FilterEditing = {
    filter: () => props.filter,
    onFilter: filter => props.onFilter(filter),
    setup: () => props.setup,
    today: () => props.today,
    addButton,
    write: () => void setWriting(true),
  }
  const add = (anchor: Anchor) => void filterEdit().then(({ addCondition }) => addCondition(editing, anchor))
  const edit = (index: number, anchor: Anchor) =>
    void filterEdit().then(({ editClause }) => editClause(editing, index, anchor))
  onMount(() => props.opener?.(() => setWriting(true)))
  useCommands({ filter: { run: () => setWriting(true) } })

  const chips = () => (
    <Index each={props.filter}>
      {(clause, index) => {
        const words = () => clauseWords(clause(), props.setup, props.today)
        return (
          <FilterChip
            words={words().words}
            value={words().value}
            onEdit={event => edit(index, event.currentTarget)}
            onRemove={() => without(index)}
          />
        )
      }}
    </Index>
  )
  /** One button in both forms, so that what it opened stays beside it when the first condition comes. */
  const showsWords = () => props.filter.length === 0 && !props.narrow
  const addChip = () => (
    <Button
      kind="quiet"
      icon={props.filter.length === 0 ? listFilterIcon : plusIcon}
      class={showsWords() ? "" : "icon-button"}
      data-add-filter=""
      data-tooltip={showsWords() ? undefined : t().filters.add}
      aria-label={t().filters.add}
      aria-haspopup="menu"
      onClick={event => add(event.currentTarget)}
    >
      {showsWords() ? t().filters.add : undefined}
    </Button>
  )

  return (
    <div ref={bar} class="filter-bar" role="toolbar" aria-label={t().filters.label}>
      <Show
        when={!isWriting()}
        fallback={
          <Suspense>
            <WrittenFilter filter={props.filter} onFilter={props.onFilter} setup={props.setup} onClose={stopWriting} />
          </Suspense>
        }
      >
        <Show
          when={!props.narrow || props.filter.length === 0}
          fallback={
            <PopoverButton
              icon={listFilterIcon}
              popoverLabel={t().filters.label}
              data-add-filter=""
              content={() => (
                <div class="filter-stack">
                  {chips()}
                  <Button icon={plusIcon} kind="quiet" onClick={event => add(event.currentTarget)}>
                    {t().filters.add}
                  </Button>
                  <Button icon={pencilIcon} kind="quiet" onClick={() => setWriting(true)}>
                    {t().filters.write}
                  </Button>
                  <Button kind="quiet" onClick={() => props.onFilter([])}>
                    {t().filters.clear}
                  </Button>
                </div>
              )}
            >
              {t().filters.count(props.filter.length)}
            </PopoverButton>
          }
        >
          <div class="filter-chips">
            <Show when={props.filter.length > 0}>
              <Icon icon={listFilterIcon} />
            </Show>
            {chips()}
            {addChip()}
            <IconButton
              class="filter-write"
              icon={pencilIcon}
              label={t().filters.write}
              shortcut="/"
              onClick={() => setWriting(true)}
            />
          </div>
        </Show>
      </Show>
      <div class="filter-bar-options">{props.children}</div>
    </div>
  )
}
