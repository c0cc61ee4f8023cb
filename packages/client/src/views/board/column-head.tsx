import { Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { format, t } from "../../text/index.ts"
import { IconButton } from "../../ui/button.tsx"
import { ellipsisIcon, plusIcon } from "../../ui/icons.ts"
import { IconMenuButton } from "../../ui/menu.tsx"
import { useBoard } from "./board-context.ts"
import { NO_LANE } from "./board-model.ts"
import { FillCount } from "./fill-count.tsx"
import { GroupPicture } from "../../parts/group-picture.tsx"
import { ColumnMenu } from "./lazy-parts.ts"

/** The head of a column: glyph, name, how many, add, menu. */
export function ColumnHead(props: { readonly column: string }): JSX.Element {
  const board = useBoard()
  const workspace = useWorkspace()
  const name = () => board.model.columnName(props.column)
  return (
    <header class="column-head" data-column-head={props.column}>
      <GroupPicture by={board.model.board().columnsBy} key={props.column} setup={board.model.setup()} />
      <h2 class="column-name" data-tooltip={name()}>
        {name()}
      </h2>
      <ColumnCount column={props.column} />
      <Show when={board.mayWrite()}>
        <span class="column-tools">
          <IconButton
            icon={plusIcon}
            size="small"
            label={t().board.addItemTo(name())}
            onClick={() => board.setAdding({ column: props.column, lane: board.model.lanes()[0] ?? NO_LANE })}
          />
          <IconMenuButton
            icon={ellipsisIcon}
            size="small"
            label={t().board.columnMenu(name())}
            panel={menu => <ColumnMenu {...menu} column={props.column} board={board} workspace={workspace} />}
          />
        </span>
      </Show>
    </header>
  )
}

/** How many cards a column shows; over its limit, how full it is against what it should hold. */
export function ColumnCount(props: { readonly column: string }): JSX.Element {
  const { model } = useBoard()
  return (
    <FillCount model={model} fill={model.columnFill(props.column)}>
      {format().number(model.shownCount(props.column))}
    </FillCount>
  )
}
