import {
  FILTER_FIELDS,
  OPERATORS_OF,
  type Condition,
  type Filter,
  type FilterField,
  type FilterOperator,
} from "@weft/model/query/filter"
import type { Priority } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { Index, onMount, Show, type JSX } from "solid-js"
import { t } from "../text/index.ts"
import { Button } from "../ui/button.tsx"
import { FilterChip } from "../ui/chip.tsx"
import { openDatePicker } from "../ui/date-picker.tsx"
import { Icon } from "../ui/icon.tsx"
import { listFilterIcon, plusIcon } from "../ui/icons.ts"
import { openMenu, type MenuEntry } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { PopoverButton } from "../ui/popover.tsx"
import { Avatar } from "./avatar.tsx"
import { conditionWords, valuesOf } from "./filter-words.ts"
import { PriorityGlyph } from "./priority-glyph.tsx"
import { openSmallForm } from "./small-form.tsx"
import { StatusGlyph } from "./status-glyph.tsx"
import "./filter-bar.css"

export interface FilterBarProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly setup: Snapshot
  readonly today: string
  /** On a phone the conditions fold into one button. */
  readonly narrow: boolean
  /** Display options, at the right. */
  readonly children?: JSX.Element
  /** Hands out how to open the choice of a new condition, for a shortcut. */
  readonly opener?: (open: () => void) => void
}

/** The conditions of a view as chips that read as a sentence, and how the view is displayed. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  let bar!: HTMLDivElement
  const addButton = () => bar.querySelector<HTMLElement>("[data-add-filter]") ?? bar
  const setAt = (index: number, condition: Condition) =>
    props.onFilter(index < props.filter.length ? props.filter.with(index, condition) : [...props.filter, condition])
  const add = (anchor: Anchor) =>
    openMenu({
      anchor,
      label: t().filters.add,
      entries: () =>
        FILTER_FIELDS.map(field => ({
          label: t().boards.fields[field],
          onSelect: () => askValue(newCondition(field), props.filter.length, addButton()),
        })),
    })
  onMount(() => props.opener?.(() => add(addButton())))

  /** Lets the person choose what the condition at an index asks for; it stands as soon as there is something chosen. */
  const askValue = (condition: Condition, index: number, anchor: Anchor): void => {
    const { field, operator } = condition
    if (operator === "overdue" || operator === "missing") return setAt(index, { ...condition, values: [] })
    if (field === "text")
      return openSmallForm({
        anchor,
        label: t().boards.condition(t().boards.fields.text, t().filters.contains),
        value: condition.values[0] ?? "",
        done: t().general.apply,
        onDone: text => {
          if (text !== "") setAt(index, { ...condition, values: [text] })
          return text !== ""
        },
      })
    if (field === "due")
      return void openDatePicker({
        anchor,
        label: t().boards.fields.due,
        value: condition.values[0],
        today: props.today,
        onPick: date => date !== undefined && setAt(index, { ...condition, values: [date] }),
      })
    openPicker({
      anchor,
      label: t().boards.fields[field],
      multiple: true,
      options: () =>
        valuesOf(field, props.setup).map(({ id, name }) => ({
          id,
          label: name,
          glyph: () => drawValue(field, id, props.setup),
        })),
      selected: () => props.filter[index]?.values ?? [],
      onChange: values => {
        if (values.length > 0) setAt(index, { ...(props.filter[index] ?? condition), values })
        else props.onFilter(props.filter.filter((_, other) => other !== index))
      },
    })
  }

  const edit = (index: number, anchor: Anchor) => {
    const condition = props.filter[index]!
    openMenu({
      anchor,
      label: t().boards.fields[condition.field],
      entries: (): readonly MenuEntry[] => [
        ...OPERATORS_OF[condition.field].map(operator => ({
          label: t().boards.operators(operator, condition.values.length > 1),
          checked: operator === condition.operator,
          exclusive: true,
          onSelect: () => chooseOperator(condition, operator, index, anchor),
        })),
        ...(condition.operator === "overdue" || condition.operator === "missing"
          ? []
          : [
              { kind: "separator" as const },
              { label: t().boards.changeValue, onSelect: () => askValue(condition, index, addButton()) },
            ]),
      ],
    })
  }
  const chooseOperator = (condition: Condition, operator: FilterOperator, index: number, anchor: Anchor) => {
    const asked = { ...condition, operator }
    const needsValue = operator !== "overdue" && operator !== "missing"
    if (needsValue && condition.values.length === 0) askValue(asked, index, anchor)
    else setAt(index, needsValue ? asked : { ...asked, values: [] })
  }

  const chips = () => (
    <Index each={props.filter}>
      {(condition, index) => {
        const words = () => conditionWords(condition(), props.setup, props.today)
        return (
          <FilterChip
            words={words().words}
            value={words().value}
            onEdit={event => edit(index, event.currentTarget)}
            onRemove={() => props.onFilter(props.filter.filter((_, other) => other !== index))}
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
      data-tooltip-shortcut="/"
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
        </div>
      </Show>
      <div class="filter-bar-options">{props.children}</div>
    </div>
  )
}

function newCondition(field: FilterField): Condition {
  return { field, operator: OPERATORS_OF[field][0]!, values: [] }
}

function drawValue(field: FilterField, value: string, setup: Snapshot): JSX.Element {
  switch (field) {
    case "status":
      return <StatusGlyph category={setup.statuses.get(value)?.category ?? "waiting"} />
    case "priority":
      return <PriorityGlyph priority={value as Priority} decorative />
    case "owner":
    case "assignee": {
      const member = setup.members.get(value)
      return <Avatar person={member && { id: member.id, name: member.name }} decorative />
    }
    default:
      return undefined
  }
}
