import type { MemberId } from "@weft/model/base/ids"
import type { Item } from "@weft/model/schema/item"
import { customFieldOf } from "@weft/model/tasks/board"
import { fits } from "@weft/model/tasks/custom-value"
import { isNearlyDone, shownStatus, workflowOf } from "@weft/model/tasks/workflow"
import { dayOf } from "@weft/model/time/moment"
import { For, Show, type JSX } from "solid-js"
import { memberNamed } from "../../data/context.ts"
import type { LiveRow } from "../../data/row.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { CardMarks } from "../../parts/card-marks.tsx"
import { DueDate } from "../../parts/due-date.tsx"
import { PriorityGlyph } from "../../parts/priority-glyph.tsx"
import { ProgressMeter } from "../../parts/progress-meter.tsx"
import { StatusGlyph } from "../../parts/status-glyph.tsx"
import { itemPanel } from "../../text/item-panel.ts"
import { format, t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { AvatarStack } from "../../ui/avatar-stack.tsx"
import { Icon } from "../../ui/icon.tsx"
import { checkIcon, tagIcon } from "../../ui/icons.ts"
import type { ListColumn } from "./column.ts"
import type { ListState } from "./list-context.ts"

/** Columns narrower than this show a picture without its word. */
const ROOM_FOR_WORDS = 72

/** The inside of a cell. Only what is read of the row is followed, field by field. */
export function drawCell(column: ListColumn, row: LiveRow<Item>, state: ListState): JSX.Element {
  const { cards, model, settings } = state
  const id = row.plain.id
  const isWide = () => settings.widthOf(column) >= ROOM_FOR_WORDS
  switch (column.key) {
    case "title":
      return <TitleText row={row} state={state} />
    case "key":
      return <span class="list-key">{cards.key(row)}</span>
    case "status":
      return <StatusOf row={row} state={state} words={isWide()} />
    case "priority":
      return (
        <>
          <PriorityGlyph priority={row.read("priority")} decorative={isWide()} />
          <Show when={isWide() && row.read("priority") !== "none"}>
            <span class="list-text">{t().priorities[row.read("priority")]}</span>
          </Show>
        </>
      )
    case "type":
      return <Text of={model.setup().itemTypes.get(row.read("type") ?? "")?.name} />
    case "owner":
      return <Person id={row.read("owner")} state={state} words={isWide()} />
    case "createdBy":
      return <Person id={row.read("createdBy")} state={state} words={isWide()} />
    case "assignees":
      return (
        <Show when={cards.people(row).length > 0}>
          <AvatarStack people={cards.people(row)}>{person => <Avatar person={person} />}</AvatarStack>
        </Show>
      )
    case "labels":
      return <Labels row={row} state={state} />
    case "parent":
      return <Text of={cards.parentTitle(row)} />
    case "due":
      return (
        <Show when={row.read("due")}>
          {due => <DueDate date={dayOf(due())} today={cards.today()} settled={cards.isSettled(row)} brief />}
        </Show>
      )
    case "start":
      return <Day of={row.read("start")} state={state} />
    case "estimate":
      return <Text of={durationWords(row.read("estimateMinutes"))} />
    case "remaining":
      return <Text of={durationWords(row.read("remainingMinutes"))} />
    case "points":
      return <Text of={numberWords(row.read("points"))} />
    case "topic":
    case "service":
    case "channel": {
      const field = column.key === "topic" ? "category" : column.key
      return <Text of={column.text({ ...row.plain, [field]: row.read(field) })} />
    }
    case "importance":
    case "urgency":
    case "impact": {
      const key = column.key
      const level = () => row.read(key)
      return <Text of={level() === null ? undefined : listWords().levels[level()!]} />
    }
    case "checks":
      return (
        <Show when={cards.checks(id).total > 0}>
          <ProgressMeter
            done={cards.checks(id).done}
            total={cards.checks(id).total}
            label={listWords().columns.checks}
            tone="good"
          />
          <span class="list-text" aria-hidden="true">
            {t().boards.checks(cards.checks(id).done, cards.checks(id).total)}
          </span>
        </Show>
      )
    case "subitems":
      return <Text of={numberWords(cards.subitems(id) || null)} />
    case "attachments":
      return <Text of={numberWords(cards.attachments(id) || null)} />
    case "created":
      return <Text of={column.text(row.plain) && format().shortDate(column.text(row.plain), cards.today())} />
    default:
      return <CustomCell column={column} row={row} state={state} />
  }
}

const durationWords = (minutes: number | null) => (minutes === null ? undefined : format().duration(minutes))
const numberWords = (value: number | null) => (value === null ? undefined : format().number(value))

function Text(props: { readonly of: string | undefined }): JSX.Element {
  return <span class="list-text">{props.of}</span>
}

interface Drawn {
  readonly row: LiveRow<Item>
  readonly state: ListState
}

function TitleText(props: Drawn): JSX.Element {
  const isQuiet = () => props.state.cards.isSettled(props.row) || !props.state.cards.isKnown(props.row.plain.id)
  return (
    <>
      <span class="list-title" data-settled={isQuiet() ? "" : undefined}>
        {props.row.read("title") || t().item.untitled}
      </span>
      <Show when={props.state.cards.homeName(props.row.plain.id)}>
        {home => <span class="list-home">{home()}</span>}
      </Show>
      <CardMarks row={props.row} space={props.state.cards} />
    </>
  )
}

function StatusOf(props: Drawn & { readonly words: boolean }): JSX.Element {
  const setup = () => props.state.model.setup()
  const status = () => shownStatus({ status: props.row.read("status") }, setup())
  return (
    <Show when={status()}>
      {shown => (
        <>
          <StatusGlyph
            category={shown().category}
            nearlyDone={isNearlyDone(shown().id, workflowOf(setup()))}
            {...(props.words ? {} : { label: shown().name })}
          />
          <Show when={props.words}>
            <span class="list-text">{shown().name}</span>
          </Show>
        </>
      )}
    </Show>
  )
}

function Person(props: {
  readonly id: MemberId | null
  readonly state: ListState
  readonly words: boolean
}): JSX.Element {
  const person = () => memberNamed(props.state.workspace.live, props.id)
  return (
    <Show when={person()}>
      {shown => (
        <>
          <Avatar person={shown()} decorative={props.words} />
          <Show when={props.words}>
            <span class="list-text">{shown().name}</span>
          </Show>
        </>
      )}
    </Show>
  )
}

function Labels(props: Drawn): JSX.Element {
  const labels = () => props.row.read("labels").flatMap(id => props.state.model.setup().labels.get(id) ?? [])
  return (
    <Show when={labels().length > 0}>
      <Icon icon={tagIcon} size={14} class="list-quiet" />
      <span class="list-text">
        <For each={labels()}>
          {(label, index) => (
            <>
              <Show when={index() > 0}>, </Show>
              <span data-deleted={label.deleted === null ? undefined : ""}>{label.name}</span>
            </>
          )}
        </For>
      </span>
    </Show>
  )
}

function Day(props: { readonly of: string | null; readonly state: ListState }): JSX.Element {
  return <Text of={props.of === null ? undefined : format().shortDate(dayOf(props.of), props.state.cards.today())} />
}

function CustomCell(props: Drawn & { readonly column: ListColumn }): JSX.Element {
  const field = () => {
    const id = customFieldOf(props.column.key)
    return id === null ? undefined : props.state.model.setup().customFields.get(id)
  }
  const value = () => {
    const id = customFieldOf(props.column.key)
    return id === null ? undefined : props.row.read("custom")[id]
  }
  const isFit = () => {
    const standing = value()
    return standing === undefined || fits(field(), standing, props.state.workspace.snapshot(props.state.model.space.id))
  }
  const words = () => {
    const standing = value()
    const definition = field()
    if (standing === undefined || definition === undefined) return ""
    if (definition.type === "date" && typeof standing === "string" && isFit())
      return format().shortDate(dayOf(standing), props.state.cards.today())
    if (definition.type === "item" && typeof standing === "string" && isFit())
      return props.state.cards.titleOf(standing)
    if (typeof standing === "number")
      return definition.type === "money" ? format().quantity(standing, definition.currency) : format().number(standing)
    return props.column.text(props.row.plain)
  }
  return (
    <Show
      when={field()?.type === "flag" && isFit()}
      fallback={
        <span
          class="list-text"
          data-deleted={isFit() ? undefined : ""}
          data-tooltip={isFit() ? undefined : itemPanel().doesNotFitHint}
        >
          {words()}
        </span>
      }
    >
      <span
        class="list-flag"
        role="img"
        aria-label={value() === true ? listWords().yes : listWords().no}
        data-on={value() === true ? "" : undefined}
      >
        <Show when={value() === true}>
          <Icon icon={checkIcon} size={14} />
        </Show>
      </span>
    </Show>
  )
}
