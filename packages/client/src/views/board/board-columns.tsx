import { createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { format, t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { chevronDownIcon, chevronRightIcon, ellipsisIcon, plusIcon } from "../../ui/icons.ts"
import { IconMenuButton } from "../../ui/menu.tsx"
import { useBoard } from "./board-context.ts"
import { NO_LANE, type Fill } from "./board-model.ts"
import { CardList } from "./card-list.tsx"
import { ColumnHead } from "./column-head.tsx"
import { FillCount } from "./fill-count.tsx"
import { GroupPicture } from "../../parts/group-picture.tsx"
import { columnForm, LaneMenu } from "./lazy-parts.ts"
import { placeName, quadrantName } from "./place-words.ts"
import { QuickAdd } from "./quick-add.tsx"

/** The columns side by side, each scrolling by itself. */
export function BoardColumns(): JSX.Element {
  const board = useBoard()
  return (
    <div class="board-columns">
      <For each={board.model.columns()}>
        {column => (
          <Show when={!isFolded(board, column)} fallback={<FoldedColumn column={column} />}>
            <Column column={column} />
          </Show>
        )}
      </For>
      <AddColumn />
    </div>
  )
}

/** Folding is for wide windows: a phone shows one column at a time anyway. */
function isFolded(board: ReturnType<typeof useBoard>, column: string): boolean {
  return !board.narrow() && board.memory.foldedColumns().has(column)
}

function Column(props: { readonly column: string }): JSX.Element {
  const board = useBoard()
  let area!: HTMLElement
  let scroller!: HTMLDivElement
  const label = () => t().board.columnCount(board.model.columnName(props.column), board.model.shownCount(props.column))
  return (
    <section ref={area} class="board-column" data-column={props.column} aria-label={label()}>
      <ColumnHead column={props.column} />
      <div ref={scroller} class="column-scroll">
        <CardList
          column={props.column}
          lane={NO_LANE}
          area={() => area}
          scroller={() => scroller}
          label={board.model.columnName(props.column)}
        />
      </div>
      <QuickAdd column={props.column} lane={NO_LANE} />
    </section>
  )
}

/** A column as a strip: its picture, how many, its name upright. */
function FoldedColumn(props: { readonly column: string }): JSX.Element {
  const board = useBoard()
  let strip!: HTMLButtonElement
  onMount(() => {
    const { column } = props
    const lane = board.model.lanes()[0] ?? NO_LANE
    const list = { column, lane, area: strip, scroller: strip, cardBelow: () => null, reveal: () => {} }
    onCleanup(board.lists.add(list))
  })
  const name = () => board.model.columnName(props.column)
  const count = () => board.model.shownCount(props.column)
  const isTarget = () => board.drag.target()?.column === props.column
  return (
    <button
      ref={strip}
      type="button"
      class="folded-column"
      data-drop={isTarget() ? "" : undefined}
      data-column={props.column}
      aria-label={t().board.folded(name(), count())}
      data-tooltip={t().board.unfoldColumn}
      onClick={() => board.memory.foldColumn(props.column, false)}
    >
      <GroupPicture by={board.model.board().columnsBy} key={props.column} setup={board.model.setup()} />
      <span class="column-count">{format().number(count())}</span>
      <span class="folded-name">{name()}</span>
    </button>
  )
}

function AddColumn(): JSX.Element {
  const board = useBoard()
  const workspace = useWorkspace()
  return (
    <Show when={board.model.board().columnsBy === "status" && !board.narrow()}>
      <Button
        class="add-column"
        kind="quiet"
        icon={plusIcon}
        onClick={event => {
          const anchor = event.currentTarget
          void columnForm().then(open => open(board, workspace.random, anchor, null))
        }}
      >
        {t().board.addColumn}
      </Button>
    </Show>
  )
}

/** The columns cut by a second attribute: one row of cells a lane, all scrolling together below the heads. */
export function BoardLanes(props: { readonly scroller: () => HTMLElement }): JSX.Element {
  const board = useBoard()
  const open = () => board.model.columns().filter(column => !isFolded(board, column))
  return (
    <div class="board-lanes">
      <div class="lane-heads">
        <For each={board.model.columns()}>
          {column => (
            <Show when={!isFolded(board, column)} fallback={<FoldedColumn column={column} />}>
              <ColumnHead column={column} />
            </Show>
          )}
        </For>
      </div>
      <For each={board.model.lanes()}>
        {lane => <Lane lane={lane} columns={board.model.columns()} open={open()} scroller={props.scroller} />}
      </For>
    </div>
  )
}

interface LaneProps {
  readonly lane: string
  readonly columns: readonly string[]
  /** The columns that are not folded. */
  readonly open: readonly string[]
  readonly scroller: () => HTMLElement
}

function Lane(props: LaneProps): JSX.Element {
  const board = useBoard()
  const name = () => board.model.laneName(props.lane)
  const isFoldedLane = () => board.memory.foldedLanes().has(props.lane)
  const count = () => {
    let sum = 0
    for (const column of props.columns) sum += board.model.cards(column, props.lane).length
    return sum
  }
  return (
    <section class="lane" aria-label={t().board.columnCount(name(), count())}>
      <div class="lane-head" data-lane-head={props.lane}>
        <h3>
          <button
            type="button"
            class="lane-toggle"
            aria-expanded={!isFoldedLane()}
            onClick={() => board.memory.foldLane(props.lane, !isFoldedLane())}
          >
            <Icon icon={isFoldedLane() ? chevronRightIcon : chevronDownIcon} size={14} />
            <GroupPicture by={board.model.board().lanesBy} key={props.lane} setup={board.model.setup()} />
            <span class="lane-name">{name()}</span>
            <LaneCount lane={props.lane} count={count()} />
          </button>
        </h3>
        <IconMenuButton
          icon={ellipsisIcon}
          size="small"
          label={t().board.columnMenu(name())}
          panel={menu => <LaneMenu {...menu} lane={props.lane} board={board} />}
        />
      </div>
      <Show when={!isFoldedLane()}>
        <div class="lane-cells">
          <For each={props.columns}>
            {column => (
              <Show when={props.open.includes(column)} fallback={<div class="lane-gap" />}>
                <Cell column={column} lane={props.lane} scroller={props.scroller} />
              </Show>
            )}
          </For>
        </div>
      </Show>
    </section>
  )
}

/** How many cards a lane shows, against its limit where it has one; of a person, how much of it is in progress as well. */
function LaneCount(props: { readonly lane: string; readonly count: number }): JSX.Element {
  const { model } = useBoard()
  const against = ({ load, limit }: Fill) => {
    const amount = model.board().limitBy === "count" ? format().number : format().duration
    return limit === null ? format().number(props.count) : t().boards.overLimit(amount(load), amount(limit))
  }
  return (
    <>
      <FillCount model={model} fill={model.laneFill(props.lane)}>
        {against(model.laneFill(props.lane))}
      </FillCount>
      <Show when={model.personFill(props.lane)}>
        {fill => (
          <FillCount model={model} fill={fill()} of={t().boards.inProgress}>
            {against(fill())} {t().boards.inProgress}
          </FillCount>
        )}
      </Show>
    </>
  )
}

function Cell(props: {
  readonly column: string
  readonly lane: string
  readonly scroller: () => HTMLElement
}): JSX.Element {
  const board = useBoard()
  const [area, setArea] = createSignal<HTMLElement>()
  const label = () => placeName(board.model, props)
  return (
    <div ref={setArea} class="lane-cell" data-column={props.column}>
      <Show when={board.model.isMatrix()}>
        <p class="quadrant-name">{quadrantName(props)}</p>
      </Show>
      <CardList
        column={props.column}
        lane={props.lane}
        area={() => area()!}
        scroller={props.scroller}
        label={label()}
      />
      <QuickAdd column={props.column} lane={props.lane} />
    </div>
  )
}
