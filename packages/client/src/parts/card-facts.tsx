import type { CustomFieldId } from "@weft/model/base/ids"
import type { CustomValue, Item } from "@weft/model/schema/item"
import type { CustomField } from "@weft/model/schema/workflow"
import { fits } from "@weft/model/tasks/custom-value"
import { dayOf } from "@weft/model/time/moment"
import { createMemo, For, Show, type JSX } from "solid-js"
import type { LiveRow } from "../data/row.ts"
import { dayNumber } from "@weft/model/time/calendar-date"
import { format, t } from "../text/index.ts"
import { Icon, type IconShape } from "../ui/icon.tsx"
import { clockIcon, gitBranchIcon, listChecksIcon, lockIcon, paperclipIcon, tagIcon } from "../ui/icons.ts"
import type { CardSpace } from "./card-space.ts"
import { DueDate } from "./due-date.tsx"

const MOST_FACTS = 3
const ALL: ReadonlySet<string> = new Set()

export interface CardFactsProps {
  readonly row: LiveRow<Item>
  readonly space: CardSpace
  /** Which facts the board wants, of `CARD_FACTS`; empty for all. */
  readonly wanted?: ReadonlySet<string>
}

/** At most three facts of an item, the most urgent first. */
export function CardFacts(props: CardFactsProps): JSX.Element {
  const facts = createMemo(() => factsOf(props.row, props.space, props.wanted ?? ALL), [], { equals: sameTexts })
  return (
    <Show when={facts().length > 0}>
      <div class="card-facts">
        <For each={facts()}>{fact => drawFact(fact, props.row, props.space)}</For>
      </div>
    </Show>
  )
}

/** The names of the facts to show: those of `CARD_FACTS`, and custom fields as `custom-<id>`. */
function factsOf(row: LiveRow<Item>, space: CardSpace, wanted: ReadonlySet<string>): readonly string[] {
  const id = row.plain.id
  const wants = (fact: string) => wanted.size === 0 || wanted.has(fact)
  const due = row.read("due")
  const presses = due !== null && !space.isSettled(row) && dayNumber(dayOf(due)) - dayNumber(space.today()) <= 1
  const found: string[] = []
  const offer = (fact: string, holds: () => boolean) => {
    if (found.length < MOST_FACTS && wants(fact) && !found.includes(fact) && holds()) found.push(fact)
  }
  offer("due", () => presses)
  offer("blocked", () => !space.isSettled(row) && space.blockers(id).length > 0)
  offer("due", () => due !== null)
  offer("estimate", () => row.read("estimateMinutes") !== null)
  offer("checks", () => space.checks(id).total > 0)
  offer("subitems", () => space.subitems(id) > 0)
  offer("attachments", () => space.attachments(id) > 0)
  offer("labels", () => row.read("labels").length > 0)
  if (!wants("custom")) return found
  for (const field of fieldsOnCards(row, space)) if (found.length < MOST_FACTS) found.push(`custom-${field.id}`)
  return found
}

function fieldsOnCards(row: LiveRow<Item>, space: CardSpace): readonly CustomField[] {
  const values = row.read("custom")
  return (Object.keys(values) as CustomFieldId[]).flatMap(id => {
    const field = space.setup().customFields.get(id)
    return field?.onCards === true && fits(field, values[id]!, space.setup()) ? [field] : []
  })
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function drawFact(fact: string, row: LiveRow<Item>, space: CardSpace): JSX.Element {
  const id = row.plain.id
  switch (fact) {
    case "due":
      return (
        <Show when={row.read("due")}>
          {due => <DueDate date={dayOf(due())} today={space.today()} settled={space.isSettled(row)} />}
        </Show>
      )
    case "blocked":
      return <TextFact icon={lockIcon} text={t().board.blockedBy(space.blockers(id)[0] ?? "")} />
    case "estimate": {
      const duration = () => format().duration(row.read("estimateMinutes") ?? 0)
      return <TextFact icon={clockIcon} text={duration()} spoken={t().boards.estimateSpoken(duration())} />
    }
    case "checks": {
      const checks = () => space.checks(id)
      const spoken = () => t().boards.checksSpoken(checks().done, checks().total)
      return (
        <TextFact icon={listChecksIcon} text={t().boards.checks(checks().done, checks().total)} spoken={spoken()} />
      )
    }
    case "subitems":
      return (
        <TextFact
          icon={gitBranchIcon}
          text={format().number(space.subitems(id))}
          spoken={t().boards.subitems(space.subitems(id))}
        />
      )
    case "attachments":
      return (
        <TextFact
          icon={paperclipIcon}
          text={format().number(space.attachments(id))}
          spoken={t().boards.attachments(space.attachments(id))}
        />
      )
    case "labels":
      return <TextFact icon={tagIcon} text={labelWords(row, space)} />
    default:
      return <CustomFact field={fact.slice("custom-".length) as CustomFieldId} row={row} space={space} />
  }
}

function TextFact(props: { readonly icon: IconShape; readonly text: string; readonly spoken?: string }): JSX.Element {
  return (
    <span class="card-fact" data-tooltip={props.spoken}>
      <Icon icon={props.icon} size={14} />
      <span class="card-fact-text" aria-hidden={props.spoken === undefined ? undefined : "true"}>
        {props.text}
      </span>
      <Show when={props.spoken}>{spoken => <span class="visually-hidden">{spoken()}</span>}</Show>
    </span>
  )
}

function labelWords(row: LiveRow<Item>, space: CardSpace): string {
  const names = row.read("labels").flatMap(label => space.setup().labels.get(label)?.name ?? [])
  return names.length > 1 ? t().boards.moreLabels(names[0]!, names.length - 1) : (names[0] ?? "")
}

function CustomFact(props: {
  readonly field: CustomFieldId
  readonly row: LiveRow<Item>
  readonly space: CardSpace
}): JSX.Element {
  const field = () => props.space.setup().customFields.get(props.field)
  const value = () => {
    const stored = props.row.read("custom")[props.field]
    const definition = field()
    return definition === undefined || stored === undefined ? "" : customWords(definition, stored, props.space)
  }
  return (
    <span class="card-fact" data-tooltip={t().boards.customValue(field()?.name ?? "", value())}>
      <span class="card-fact-text">{value()}</span>
    </span>
  )
}

/** A custom value in words. */
function customWords(field: CustomField, value: CustomValue, space: CardSpace): string {
  const { options, members } = space.setup()
  if (Array.isArray(value)) return format().list(value.map(entry => options.get(entry)?.name ?? ""))
  if (typeof value === "boolean") return value ? t().boards.customValue(field.name, t().boards.yes) : field.name
  if (typeof value === "number")
    return field.type === "money" ? format().quantity(value, field.currency) : format().number(value)
  const text = value as string
  switch (field.type) {
    case "date":
      return format().shortDate(dayOf(text), space.today())
    case "select":
      return options.get(text)?.name ?? ""
    case "person":
      return members.get(text)?.name ?? ""
    case "item":
      return space.titleOf(text)
    default:
      return text
  }
}
