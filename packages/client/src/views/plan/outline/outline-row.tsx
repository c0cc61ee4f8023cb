import { createMemo, For, Show, untrack, type JSX } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import { Avatar } from "../../../parts/avatar.tsx"
import { hueOf } from "../../../parts/person-hue.ts"
import { format } from "../../../text/index.ts"
import { planWords } from "../../../text/plan.ts"
import { Icon } from "../../../ui/icon.tsx"
import { chevronDownIcon, chevronRightIcon } from "../../../ui/icons.ts"
import { choose } from "../plan-choose.ts"
import { usePlan } from "../plan-state.ts"
import { percentOf } from "../trials.ts"
import { CellField } from "./cell-field.tsx"
import { cellElementId, rowElementId } from "./outline-ids.ts"
import type { PlanColumn, PlannedRow } from "./plan-column.ts"
import { isMilestone } from "./plan-columns.ts"
import type { PlanRow } from "./plan-rows.ts"
import { openRowMenu } from "./row-menu.ts"
import { writeCell } from "./sheet.ts"

/** One activity: its cells, and in words what its bar says by colour and place. */
export function OutlineRow(props: { readonly id: string }): JSX.Element {
  const state = usePlan()
  const { sheet } = state
  const words = planWords
  const index = () => state.indexOf(props.id)
  // While a row goes, what is drawn of it stands for the last time.
  const row = createMemo<PlanRow>(
    before => state.rows()[index()] ?? before,
    untrack(() => state.rows()[index()]!),
  )
  const item = () => state.space.live.row("items", props.id)
  const title = () => item()?.read("title") || state.titleOf(props.id)
  const planned = createMemo<PlannedRow>(
    before => {
      const now = sheet.rowAt(props.id)
      return now === undefined ? before : { ...now, title: title() }
    },
    untrack(() => sheet.rowAt(props.id)!),
  )
  /** While something is dragged, the dates that it would have. */
  const shown = createMemo<PlannedRow>(() => {
    const moved = state.held()?.ghost.moved.get(props.id)
    return moved === undefined ? planned() : { ...planned(), dates: { ...planned().dates, ...moved } }
  })
  const peer = () => state.peers.on(props.id)
  const peerCell = () => state.peers.cellOf(props.id)
  const marks = () => {
    const { task, dates } = planned()
    const percent = percentOf(state.plan(), props.id)
    return [
      isMilestone(planned()) ? words().milestone : "",
      task.actualFinish !== null
        ? words().done
        : percent > 0
          ? words().percentDone(format().percent(percent / 100))
          : "",
      dates.isCritical && task.actualFinish === null ? words().critical : "",
    ].filter(text => text !== "")
  }
  const isMoved = (column: string) =>
    (column === "start" || column === "finish") && shown().dates[column] !== planned().dates[column]
  const columnOf = (event: MouseEvent) =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-column]")?.dataset["column"] : undefined
  const isWriting = (column: string) => sheet.isWriting(cellElementId(props.id, column))
  return (
    <div
      id={rowElementId(props.id)}
      class="plan-row"
      role="row"
      aria-level={row().depth + 1}
      aria-rowindex={index() + 2}
      aria-expanded={row().isSummary ? !row().isFolded : undefined}
      aria-selected={state.selection.isSelected(props.id)}
      data-active={state.isActive(props.id) ? "" : undefined}
      data-in-cell={state.isActive(props.id) && sheet.column() !== null ? "" : undefined}
      data-writing={sheet.writing()?.item === props.id ? "" : undefined}
      data-summary={row().isSummary ? "" : undefined}
      data-peer={peer() === undefined ? undefined : ""}
      data-hue={peer() === undefined ? undefined : hueOf(peer()!.member)}
      data-drop={state.held()?.kind === "assign" && state.held()?.item === props.id ? "" : undefined}
      style={{ transform: `translateY(${index() * state.rowHeight()}px)` }}
      onClick={event => {
        if (event.target instanceof Element && event.target.closest(".plan-fold, .plan-field") !== null) return
        const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey
        const column = isPlain && state.isActive(props.id) && !state.narrow() ? (columnOf(event) ?? null) : null
        choose(state, props.id, event)
        sheet.setColumn(column)
      }}
      onDblClick={event => {
        const column = columnOf(event)
        if (column === undefined) return
        sheet.setColumn(column)
        writeCell(state, props.id, column)
      }}
      onContextMenu={event => {
        event.preventDefault()
        if (!state.selection.isSelected(props.id)) choose(state, props.id, event)
        openRowMenu(state, props.id, { x: event.clientX, y: event.clientY })
      }}
    >
      <For each={sheet.columns()}>
        {column => (
          <span
            id={cellElementId(props.id, column.key)}
            class="plan-cell"
            role="gridcell"
            data-column={column.key}
            data-numeric={column.isNumeric ? "" : undefined}
            data-moved={isMoved(column.key) ? "" : undefined}
            data-active={state.isActive(props.id) && sheet.column() === column ? "" : undefined}
            data-writing={isWriting(column.key) ? "" : undefined}
            data-hue={peerCell()?.column === column.key ? hueOf(peerCell()!.peer.member) : undefined}
            style={column.key === "name" ? { "padding-inline-start": `${indent()}px` } : undefined}
          >
            {column.key === "name" ? <NameCell /> : inside(column)}
          </span>
        )}
      </For>
    </div>
  )

  /** What stands in a cell: few things, since many cells come with every turn of the wheel. */
  function inside(column: PlanColumn): JSX.Element {
    const drawn = () => {
      if (isWriting(column.key)) return <CellField cell={untrack(() => sheet.writing()!)} />
      return column.key === "who" ? <WhoCell column={column} /> : text(column)
    }
    return <>{drawn()}</>
  }

  function indent(): number {
    return (state.narrow() ? 8 : 16) * row().depth
  }

  function text(column: PlanColumn): string {
    return column.shown(shown())
  }

  function NameCell(): JSX.Element {
    return (
      <>
        <Show when={row().isSummary} fallback={<span class="plan-fold-room" />}>
          <button
            type="button"
            class="plan-fold"
            tabIndex={-1}
            aria-label={row().isFolded ? words().unfold(title()) : words().fold(title())}
            onClick={() => state.fold(props.id, !row().isFolded)}
          >
            <Icon icon={row().isFolded ? chevronRightIcon : chevronDownIcon} size={14} />
          </button>
        </Show>
        <Show when={isMilestone(planned())}>
          <span class="plan-diamond" data-critical={planned().dates.isCritical ? "" : undefined} />
        </Show>
        <Show
          when={isWriting("name")}
          fallback={
            <span class="plan-name" title={title()}>
              {title()}
            </span>
          }
        >
          <CellField cell={sheet.writing()!} />
        </Show>
        <span class="visually-hidden">{marks().join(", ")}</span>
        <Show when={peer()}>{other => <span class="plan-flag">{other().name}</span>}</Show>
      </>
    )
  }

  /** A face where there is room for one, else names with their shares. */
  function WhoCell(own: { readonly column: PlanColumn }): JSX.Element {
    const first = () => {
      const [assignee] = item()?.read("assignees") ?? []
      return assignee === undefined ? undefined : memberNamed(state.workspace.live, assignee)
    }
    return (
      <Show
        when={sheet.widthOf(own.column) >= ROOM_FOR_NAMES}
        fallback={<Show when={first()}>{person => <Avatar person={person()} />}</Show>}
      >
        <span class="plan-who-names">{text(own.column)}</span>
      </Show>
    )
  }
}

const ROOM_FOR_NAMES = 64
