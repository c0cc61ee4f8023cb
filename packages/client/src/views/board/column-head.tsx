import { Show, type JSX } from "solid-js"
import { format, t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { Chip } from "../../ui/chip.tsx"
import { ellipsisIcon, plusIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { IconMenuButton } from "../../ui/menu.tsx"
import { useBoard } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"
import { useColumnMenu } from "./column-menu.tsx"
import { GroupPicture } from "./group-picture.tsx"

/** The head of a column: glyph, name, how many, add, menu. */
export function ColumnHead(props: { readonly column: string }): JSX.Element {
  const board = useBoard()
  const entries = useColumnMenu(() => props.column)
  const name = () => board.model.columnName(props.column)
  return (
    <header class="column-head" data-column-head={props.column}>
      <GroupPicture by={board.model.board().columnsBy} key={props.column} board={board} />
      <h2 class="column-name" data-tooltip={name()}>
        {name()}
      </h2>
      <ColumnCount column={props.column} />
      <span class="column-tools">
        <IconButton
          icon={plusIcon}
          size="small"
          label={t().board.addItemTo(name())}
          onClick={() => board.setAdding({ column: props.column, lane: board.model.lanes()[0] ?? NO_LANE })}
        />
        <IconMenuButton icon={ellipsisIcon} size="small" label={t().board.columnMenu(name())} entries={entries} />
      </span>
    </header>
  )
}

/** How many cards a column shows; over its limit, how full it is against what it should hold. */
export function ColumnCount(props: { readonly column: string }): JSX.Element {
  const { model } = useBoard()
  const over = () => {
    const limit = model.limit(props.column)
    return limit !== null && model.load(props.column) > limit ? limit : undefined
  }
  const amount = (value: number) =>
    model.board().limitBy === "count" ? format().number(value) : format().duration(value)
  return (
    <Show when={over()} fallback={<span class="column-count">{format().number(model.shownCount(props.column))}</span>}>
      {limit => (
        <Chip tone="soon" icon={triangleAlertIcon}>
          <span aria-hidden="true">{t().boards.overLimit(amount(model.load(props.column)), amount(limit()))}</span>
          <span class="visually-hidden">
            {t().boards.overLimitSpoken(amount(model.load(props.column)), amount(limit()))}
          </span>
        </Chip>
      )}
    </Show>
  )
}
