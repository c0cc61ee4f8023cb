import { convertCheck } from "@weft/model/actions/check-to-item"
import { moveCheck, patchCheck, trashCheck } from "@weft/model/actions/work"
import type { CheckId } from "@weft/model/base/ids"
import type { Check } from "@weft/model/schema/work"
import { dayOf } from "@weft/model/time/moment"
import { createSignal, onCleanup, onMount, Show, untrack, type JSX } from "solid-js"
import { createRow } from "../../data/rows-where.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { DueDate } from "../../parts/due-date.tsx"
import { LineInput } from "../../parts/line-input.tsx"
import { openPersonPicker } from "../../parts/people-picker.tsx"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Checkbox } from "../../ui/checkbox.tsx"
import { openDatePicker } from "../../ui/date-picker.tsx"
import {
  arrowDownIcon,
  arrowUpIcon,
  calendarIcon,
  cornerDownRightIcon,
  ellipsisIcon,
  gripVerticalIcon,
  trash2Icon,
  userIcon,
} from "../../ui/icons.ts"
import { Icon } from "../../ui/icon.tsx"
import { announce } from "../../ui/live-region.tsx"
import { IconMenuButton, type MenuEntry } from "../../ui/menu.tsx"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"
import { makeSortable, type SortEdge } from "../../parts/sortable.ts"

export interface CheckRowProps {
  readonly id: CheckId
  /** The rows of the same list, in order. */
  readonly siblings: readonly Check[]
}

/** One row of a checklist: ticked, renamed, given to somebody, moved by its handle or by Alt and the arrow keys. */
export function CheckRow(props: CheckRowProps): JSX.Element {
  const { space, act, today, me, workspace } = useItem()
  const people = createPeople()
  let element!: HTMLLIElement
  let handle!: HTMLButtonElement
  const id = untrack(() => props.id)
  const row = createRow("checks", () => ({ live: space.live, id }))
  const title = () => row()?.read("title") ?? ""
  const assignee = () => row()?.read("assignee") ?? null
  const due = () => row()?.read("due") ?? null
  const [edge, setEdge] = createSignal<SortEdge | null>(null)

  const patch = (fields: Parameters<typeof patchCheck.decide>[1]["fields"]) =>
    act(patchCheck, { check: id, fields }, itemPanel().did.check(title()))
  const index = () => props.siblings.findIndex(check => check.id === id)
  const moveBefore = (before: CheckId | null) => {
    if (before !== id) act(moveCheck, { check: id, before }, itemPanel().did.check(title()))
  }
  const step = (by: 1 | -1) => {
    const target = index() + by
    if (target < 0 || target >= props.siblings.length) return
    const total = props.siblings.length
    moveBefore(props.siblings[by < 0 ? target : target + 1]?.id ?? null)
    announce(itemPanel().checkMoved(title(), target + 1, total))
  }
  const drop = (dragged: string, at: SortEdge) => {
    const place = index() + (at === "below" ? 1 : 0)
    const before = props.siblings[place]?.id ?? null
    if (dragged === id || dragged === before) return
    act(moveCheck, { check: dragged as CheckId, before }, itemPanel().did.check(title()))
  }
  onMount(() =>
    onCleanup(
      makeSortable({
        element,
        handle,
        id,
        kind: "checklist row",
        accepts: other => props.siblings.some(check => check.id === other),
        onEdge: setEdge,
        onDrop: drop,
      }),
    ),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    event.stopPropagation()
    const focused = document.activeElement
    step(event.key === "ArrowUp" ? -1 : 1)
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
  const openAssignee = (anchor: Element) =>
    openPersonPicker({
      anchor,
      label: t().item.assignee,
      members: () => workspace.live.table("members"),
      me,
      selected: () => [assignee() ?? []].flat(),
      onPick: picked => patch({ assignee: picked }),
    })
  const openDue = (anchor: Element) =>
    openDatePicker({
      anchor,
      label: t().item.due,
      value: due() === null ? undefined : dayOf(due() ?? ""),
      today: today(),
      onPick: day => patch({ due: day ?? null }),
    })
  const menu = (): readonly MenuEntry[] => [
    { label: t().item.setAssignee, icon: userIcon, onSelect: () => openAssignee(element) },
    { label: t().item.setDates, icon: calendarIcon, onSelect: () => openDue(element) },
    {
      label: itemPanel().convertCheck,
      icon: cornerDownRightIcon,
      onSelect: () => act(convertCheck, { check: id }, itemPanel().did.subitem(title())),
    },
    { kind: "separator" },
    {
      label: itemPanel().moveUp,
      icon: arrowUpIcon,
      shortcut: "alt+up",
      disabled: index() === 0,
      onSelect: () => step(-1),
    },
    {
      label: itemPanel().moveDown,
      icon: arrowDownIcon,
      shortcut: "alt+down",
      disabled: index() === props.siblings.length - 1,
      onSelect: () => step(1),
    },
    { kind: "separator" },
    {
      label: t().general.delete,
      icon: trash2Icon,
      danger: true,
      onSelect: () => act(trashCheck, { check: id }, itemPanel().did.check(title())),
    },
  ]

  return (
    <li
      ref={element}
      class="check"
      data-done={row()?.read("done") ? "" : undefined}
      data-edge={edge() ?? undefined}
      onKeyDown={onKeyDown}
    >
      <button
        ref={handle}
        type="button"
        class="check-handle"
        aria-label={itemPanel().dragCheck(title())}
        data-tooltip={itemPanel().dragHint}
      >
        <Icon icon={gripVerticalIcon} size={14} />
      </button>
      <Checkbox
        tone="done"
        checked={row()?.read("done") ?? false}
        label={itemPanel().checkDone(title())}
        onChange={done => patch({ done })}
      />
      <LineInput label={itemPanel().checkTitle} value={title()} onSave={text => void patch({ title: text })} />
      <Show when={due()}>
        {date => (
          <button
            type="button"
            class="check-fact"
            aria-haspopup="dialog"
            onClick={event => openDue(event.currentTarget)}
          >
            <span class="visually-hidden">{t().item.due}: </span>
            <DueDate date={dayOf(date())} today={today()} settled={row()?.read("done") ?? false} brief />
          </button>
        )}
      </Show>
      <Show when={assignee() !== null}>
        <button
          type="button"
          class="check-fact"
          aria-haspopup="dialog"
          onClick={event => openAssignee(event.currentTarget)}
        >
          <span class="visually-hidden">{t().item.assignee}: </span>
          <Avatar person={people(assignee()) ?? { id: assignee() ?? "", name: itemPanel().unknown, gone: true }} />
        </button>
      </Show>
      <IconMenuButton
        class="check-menu"
        icon={ellipsisIcon}
        size="small"
        label={itemPanel().checkMenu(title())}
        entries={menu}
        align="end"
      />
    </li>
  )
}
