import {
  arityOf,
  isCombination,
  ITEM_FIELDS,
  kindOfField,
  ME,
  operatorsOf,
  TICKET_FIELDS,
  type Clause,
  type Condition,
  type Filter,
  type FilterField,
  type FilterOperator,
} from "@weft/model/query/filter"
import { namedFieldsOf } from "@weft/model/query/filter-values"
import type { Priority } from "@weft/model/schema/item"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import { relativeDay } from "@weft/model/time/relative-day"
import type { JSX } from "solid-js"
import { boardMenuWords } from "../text/board-menu.ts"
import { t } from "../text/index.ts"
import { readTypedDuration } from "../text/typed-duration.ts"
import { openDatePicker } from "../ui/date-picker.tsx"
import { openMenu, type MenuEntry } from "../ui/menu.tsx"
import type { Anchor } from "../ui/overlays.tsx"
import { openPicker } from "../ui/picker.tsx"
import { Avatar } from "./avatar.tsx"
import { clauseWords, dayWords, nameOfField, valuesOf } from "./filter-words.ts"
import { PriorityGlyph } from "./priority-glyph.tsx"
import { openSmallForm } from "./small-form.tsx"
import { StatusGlyph } from "./status-glyph.tsx"

/** The filter of a bar, and how it is changed. */
export interface FilterEditing {
  readonly filter: () => Filter
  readonly onFilter: (filter: Filter) => void
  readonly setup: () => Snapshot
  readonly today: () => string
  /** What the choice of a value opens beside: it stays, whatever chips come and go. */
  readonly addButton: () => HTMLElement
  /** Goes on to the filter as it is written. */
  readonly write: () => void
}

/** Lets the person choose a field, and what to ask of it. */
export function addCondition(bar: FilterEditing, anchor: Anchor): void {
  const hasTickets = living(bar.setup().itemTypes).some(({ behaviour }) => behaviour === "ticket")
  const fields: readonly FilterField[] = [
    ...ITEM_FIELDS.filter(field => hasTickets || !TICKET_FIELDS.includes(field)),
    ...namedFieldsOf(bar.setup()).map(({ id }): FilterField => `custom-${id}`),
  ]
  openMenu({
    anchor,
    label: t().filters.add,
    entries: () =>
      fields.map(field => ({
        label: nameOfField(field, bar.setup()),
        onSelect: () => askValue(bar, newCondition(field, bar.setup()), bar.filter().length, bar.addButton()),
      })),
  })
}

/** Lets the person change the clause at a place. What several conditions say together is changed where it is written. */
export function editClause(bar: FilterEditing, index: number, anchor: Anchor): void {
  const condition = conditionAt(bar.filter(), index)
  if (condition === undefined) return bar.write()
  openMenu({
    anchor,
    label: nameOfField(condition.field, bar.setup()),
    entries: (): readonly MenuEntry[] => [
      ...operatorsOf(condition.field, bar.setup()).map(operator => ({
        label: operatorWords(operator, condition, bar.setup()),
        checked: operator === condition.operator,
        exclusive: true,
        onSelect: () => chooseOperator(bar, condition, operator, index, anchor),
      })),
      ...(arityOf(condition.operator)[1] === 0
        ? []
        : [
            { kind: "separator" as const },
            { label: boardMenuWords().changeValue, onSelect: () => askValue(bar, condition, index, bar.addButton()) },
          ]),
    ],
  })
}

function chooseOperator(
  bar: FilterEditing,
  condition: Condition,
  operator: FilterOperator,
  index: number,
  anchor: Anchor,
): void {
  const [least, most] = arityOf(operator)
  const asked = { ...condition, operator, values: condition.values.slice(0, most) }
  if (asked.values.length < least) askValue(bar, asked, index, anchor)
  else setAt(bar, index, asked)
}

function setAt({ filter, onFilter }: FilterEditing, index: number, clause: Clause): void {
  onFilter(index < filter().length ? filter().with(index, clause) : [...filter(), clause])
}

/** Lets the person choose what the condition at an index asks for; it stands as soon as there is something chosen. */
function askValue(bar: FilterEditing, condition: Condition, index: number, anchor: Anchor): void {
  const { field, operator } = condition
  if (arityOf(operator)[1] === 0) return setAt(bar, index, { ...condition, values: [] })
  switch (kindOfField(field, bar.setup())) {
    case "day":
      return askDay(bar, condition, index, anchor)
    case "text":
    case "number":
    case "duration":
      return askText(bar, condition, index, anchor)
    default:
      openPicker({
        anchor,
        label: nameOfField(field, bar.setup()),
        multiple: true,
        options: () =>
          valuesOf(field, bar.setup()).map(({ id, name }) => ({
            id,
            label: name,
            glyph: () => drawValue(field, id, bar.setup()),
          })),
        selected: () => conditionAt(bar.filter(), index)?.values ?? [],
        onChange: values => {
          if (values.length > 0) setAt(bar, index, { ...(conditionAt(bar.filter(), index) ?? condition), values })
          else bar.onFilter(bar.filter().filter((_, other) => other !== index))
        },
      })
  }
}
function askText(bar: FilterEditing, condition: Condition, index: number, anchor: Anchor): void {
  openSmallForm({
    anchor,
    label: t().boards.condition(
      nameOfField(condition.field, bar.setup()),
      t().boards.operators(condition.operator, false, kindOfField(condition.field, bar.setup()) !== "text"),
    ),
    value: condition.values.length > 0 ? clauseWords(condition, bar.setup(), bar.today()).value : "",
    done: t().general.apply,
    onDone: text => {
      const value = typedValue(text, condition.field, bar.setup())
      if (value !== null) setAt(bar, index, { ...condition, values: [value] })
      return value !== null
    },
  })
}

function askDay(bar: FilterEditing, condition: Condition, index: number, anchor: Anchor): void {
  const label = nameOfField(condition.field, bar.setup())
  openMenu({
    anchor,
    label,
    entries: () => [
      ...USUAL_DAYS.map(value => ({
        label: dayWords(value, bar.today()),
        checked: condition.values.includes(value),
        exclusive: true,
        onSelect: () => setAt(bar, index, { ...condition, values: [value] }),
      })),
      { kind: "separator" as const },
      {
        label: t().filters.otherDay,
        onSelect: () =>
          void openDatePicker({
            anchor,
            label,
            value: undefined,
            today: bar.today(),
            onPick: date => date !== undefined && setAt(bar, index, { ...condition, values: [date] }),
          }),
      },
    ],
  })
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
