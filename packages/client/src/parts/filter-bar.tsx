import {
  arityOf,
  isCombination,
  ITEM_FIELDS,
  kindOfField,
  ME,
  operatorsOf,
  type Clause,
  type Condition,
  type Filter,
  type FilterField,
  type FilterOperator,
} from "@weft/model/query/filter"
import { namedFieldsOf } from "@weft/model/query/filter-names"
import type { Priority } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { relativeDay } from "@weft/model/time/relative-day"
import { createSignal, Index, lazy, onMount, Show, Suspense, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { readTypedDuration } from "../text/typed-duration.ts"
import { Button, IconButton } from "../ui/button.tsx"
import { FilterChip } from "../ui/chip.tsx"
import { openDatePicker } from "../ui/date-picker.tsx"
import { Icon } from "../ui/icon.tsx"
import { listFilterIcon, pencilIcon, plusIcon } from "../ui/icons.ts"
import { openMenu, type MenuEntry } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { PopoverButton } from "../ui/popover.tsx"
import { Avatar } from "./avatar.tsx"
import { clauseWords, dayWords, nameOfField, valuesOf } from "./filter-words.ts"
import { PriorityGlyph } from "./priority-glyph.tsx"
import { openSmallForm } from "./small-form.tsx"
import { StatusGlyph } from "./status-glyph.tsx"
import "./filter-bar.css"

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
  const setAt = (index: number, clause: Clause) =>
    props.onFilter(index < props.filter.length ? props.filter.with(index, clause) : [...props.filter, clause])
  const without = (index: number) => props.onFilter(props.filter.filter((_, other) => other !== index))
  const fields = (): readonly FilterField[] => [
    ...ITEM_FIELDS,
    ...namedFieldsOf(props.setup).map(({ id }): FilterField => `custom-${id}`),
  ]
  const add = (anchor: Anchor) =>
    openMenu({
      anchor,
      label: t().filters.add,
      entries: () =>
        fields().map(field => ({
          label: nameOfField(field, props.setup),
          onSelect: () => askValue(newCondition(field, props.setup), props.filter.length, addButton()),
        })),
    })
  onMount(() => props.opener?.(() => setWriting(true)))

  /** Lets the person choose what the condition at an index asks for; it stands as soon as there is something chosen. */
  const askValue = (condition: Condition, index: number, anchor: Anchor): void => {
    const { field, operator } = condition
    if (arityOf(operator)[1] === 0) return setAt(index, { ...condition, values: [] })
    switch (kindOfField(field, props.setup)) {
      case "day":
        return askDay(condition, index, anchor)
      case "text":
      case "number":
      case "duration":
        return askText(condition, index, anchor)
      default:
        openPicker({
          anchor,
          label: nameOfField(field, props.setup),
          multiple: true,
          options: () =>
            valuesOf(field, props.setup).map(({ id, name }) => ({
              id,
              label: name,
              glyph: () => drawValue(field, id, props.setup),
            })),
          selected: () => conditionAt(props.filter, index)?.values ?? [],
          onChange: values => {
            if (values.length > 0) setAt(index, { ...(conditionAt(props.filter, index) ?? condition), values })
            else without(index)
          },
        })
    }
  }
  const askText = (condition: Condition, index: number, anchor: Anchor) =>
    openSmallForm({
      anchor,
      label: t().boards.condition(
        nameOfField(condition.field, props.setup),
        t().boards.operators(condition.operator, false, kindOfField(condition.field, props.setup) !== "text"),
      ),
      value: condition.values.length > 0 ? clauseWords(condition, props.setup, props.today).value : "",
      done: t().general.apply,
      onDone: text => {
        const value = typedValue(text, condition.field, props.setup)
        if (value !== null) setAt(index, { ...condition, values: [value] })
        return value !== null
      },
    })
  const askDay = (condition: Condition, index: number, anchor: Anchor) => {
    const label = nameOfField(condition.field, props.setup)
    openMenu({
      anchor,
      label,
      entries: () => [
        ...USUAL_DAYS.map(value => ({
          label: dayWords(value, props.today),
          checked: condition.values.includes(value),
          exclusive: true,
          onSelect: () => setAt(index, { ...condition, values: [value] }),
        })),
        { kind: "separator" as const },
        {
          label: t().filters.otherDay,
          onSelect: () =>
            void openDatePicker({
              anchor,
              label,
              value: undefined,
              today: props.today,
              onPick: date => date !== undefined && setAt(index, { ...condition, values: [date] }),
            }),
        },
      ],
    })
  }

  const edit = (index: number, anchor: Anchor) => {
    const condition = conditionAt(props.filter, index)
    // What several conditions say together is changed where it is written.
    if (condition === undefined) return void setWriting(true)
    openMenu({
      anchor,
      label: nameOfField(condition.field, props.setup),
      entries: (): readonly MenuEntry[] => [
        ...operatorsOf(condition.field, props.setup).map(operator => ({
          label: operatorWords(operator, condition, props.setup),
          checked: operator === condition.operator,
          exclusive: true,
          onSelect: () => chooseOperator(condition, operator, index, anchor),
        })),
        ...(arityOf(condition.operator)[1] === 0
          ? []
          : [
              { kind: "separator" as const },
              { label: t().boards.changeValue, onSelect: () => askValue(condition, index, addButton()) },
            ]),
      ],
    })
  }
  const chooseOperator = (condition: Condition, operator: FilterOperator, index: number, anchor: Anchor) => {
    const [least, most] = arityOf(operator)
    const asked = { ...condition, operator, values: condition.values.slice(0, most) }
    if (asked.values.length < least) askValue(asked, index, anchor)
    else setAt(index, asked)
  }

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
  const addChip = () => (
    <Button
      kind="quiet"
      icon={props.filter.length === 0 ? listFilterIcon : plusIcon}
      class={props.filter.length === 0 ? "" : "icon-button"}
      data-add-filter=""
      data-tooltip={props.filter.length === 0 ? undefined : t().filters.add}
      aria-label={t().filters.add}
      aria-haspopup="menu"
      onClick={event => add(event.currentTarget)}
    >
      {props.filter.length === 0 ? t().filters.add : undefined}
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

/** What people mostly mean by a day; others are picked. */
const USUAL_DAYS = [
  relativeDay("day", 0),
  relativeDay("day", 1),
  relativeDay("day", 7),
  relativeDay("week", 0),
  relativeDay("week", 1),
  relativeDay("month", 0),
  relativeDay("month", 1),
]

function newCondition(field: FilterField, setup: Snapshot): Condition {
  return { field, operator: operatorsOf(field, setup)[0]!, values: [] }
}

function conditionAt(filter: Filter, index: number): Condition | undefined {
  const clause = filter[index]
  return clause === undefined || isCombination(clause) ? undefined : clause
}

function operatorWords(operator: FilterOperator, { field, values }: Condition, setup: Snapshot): string {
  const kind = kindOfField(field, setup)
  return t().boards.operators(operator, values.length > 1, kind === "number" || kind === "duration")
}

/** The value that somebody wrote for a field; `null` where it is none. */
function typedValue(text: string, field: FilterField, setup: Snapshot): string | null {
  if (text === "") return null
  switch (kindOfField(field, setup)) {
    case "duration": {
      const minutes = readTypedDuration(text)
      return minutes === undefined ? null : String(minutes)
    }
    case "number": {
      const number = Number(text.replace(",", "."))
      return Number.isFinite(number) ? String(number) : null
    }
    default:
      return text
  }
}

function drawValue(field: FilterField, value: string, setup: Snapshot): JSX.Element {
  if (field === "status") return <StatusGlyph category={setup.statuses.get(value)?.category ?? "waiting"} />
  if (field === "priority") return <PriorityGlyph priority={value as Priority} decorative />
  if (kindOfField(field, setup) !== "person" || value === ME) return undefined
  const member = setup.members.get(value)
  return <Avatar person={member && { id: member.id, name: member.name }} decorative />
}
