import { ITEM_COMMANDS, itemCommandOf, type ItemCommand } from "../../commands/commands.ts"
import { useCommands, type CommandHandler } from "../../commands/command-host.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { BoardState } from "./board-context.ts"
import { NO_LANE, type CardPlace } from "./board-model.ts"
import { cardActions } from "./lazy-parts.ts"
import { inBoardOrder } from "./pointer-drag.ts"

type Step = readonly [across: -1 | 0 | 1, along: -1 | 0 | 1]

const ARROWS: Readonly<Record<string, Step>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
}
/** The same without leaving the letters; `l` is labels, so only `h` goes across by letter, and `L` with Shift. */
const LETTERS: Readonly<Record<string, Step>> = { k: [0, -1], j: [0, 1], h: [-1, 0], L: [1, 0] }

export interface BoardKeysOptions {
  readonly board: BoardState
  readonly workspace: Workspace
  readonly openFilter: () => void
}

/** What the keys of a board do, for a listener. A key that it took is marked as handled. */
export function createBoardKeys({ board, workspace, openFilter }: BoardKeysOptions) {
  const { selection, drag, model, lists, openColumns } = board

  const placeOfFocus = (): CardPlace | undefined => {
    const id = selection.focused()
    return id === null ? undefined : model.placeOf(id)
  }
  const go = (id: string, place: CardPlace): void => {
    selection.setFocused(id)
    lists.focus(id, place)
  }
  const firstCard = (): void => {
    for (const lane of model.lanes())
      for (const column of openColumns()) {
        const card = model.cards(column, lane)[0]
        if (card !== undefined) return go(card.id, { column, lane, index: 0 })
      }
  }

  /** The cell and index that an arrow leads to from a card, over empty cells and lanes. */
  const neighbour = (from: CardPlace, [across, along]: Step): CardPlace | undefined => {
    const { column, lane, index } = from
    if (along !== 0) {
      if (model.cards(column, lane)[index + along] !== undefined) return { column, lane, index: index + along }
      const lanes = model.lanes()
      for (let next = lanes.indexOf(lane) + along; lanes[next] !== undefined; next += along) {
        const cards = model.cards(column, lanes[next]!)
        if (cards.length > 0) return { column, lane: lanes[next]!, index: along > 0 ? 0 : cards.length - 1 }
      }
      return undefined
    }
    const columns = openColumns()
    for (let next = columns.indexOf(column) + across; columns[next] !== undefined; next += across) {
      const cards = model.cards(columns[next]!, lane)
      if (cards.length > 0) return { column: columns[next]!, lane, index: Math.min(index, cards.length - 1) }
    }
    return undefined
  }

  const move = (step: Step, extends_: boolean): void => {
    const from = placeOfFocus()
    if (from === undefined) return firstCard()
    const to = neighbour(from, step)
    const card = to && model.cards(to.column, to.lane)[to.index]
    if (to === undefined || card === undefined) return
    const isPeeking = board.isOpen(selection.focused()!)
    if (extends_) selection.add([selection.focused()!, card.id])
    go(card.id, to)
    if (isPeeking) board.peek(card.id)
  }

  const chosen = (): readonly string[] => {
    const id = selection.focused()
    const selected = selection.selected()
    if (selected.size > 0) return inBoardOrder(board, selected)
    return id === null || model.placeOf(id) === undefined ? [] : [id]
  }
  const anchor = () => {
    const element = lists.element(selection.focused() ?? "") ?? lists.element(chosen()[0] ?? "")
    return element ?? { x: innerWidth / 2, y: innerHeight / 3 }
  }

  const onHeldKey = (key: string): boolean => {
    const step = ARROWS[key] ?? LETTERS[key]
    if (step !== undefined) drag.step(...step)
    else if (key === " " || key === "Enter") drag.drop()
    else if (key === "Escape") drag.putBack()
    else return key !== "Tab"
    const target = drag.target()
    if (target !== null) revealTarget(target.column, target.lane, target.before)
    else board.refocus()
    return true
  }
  const revealTarget = (column: string, lane: string, before: string | null): void => {
    const cards = model.cards(column, lane)
    const index = before === null ? cards.length - 1 : cards.findIndex(({ id }) => id === before)
    const list = lists.at(column, lane)
    list?.reveal(Math.max(0, index))
    list?.area.scrollIntoView({ block: "nearest", inline: "nearest" })
    lists.element(cards[index]?.id ?? "")?.scrollIntoView({ block: "nearest" })
  }

  /** The cards and the place are those of the press, also if what is done with them has to be fetched. */
  const runOnChosen = (command: ItemCommand): void => {
    const [items, at] = [chosen(), anchor()]
    void cardActions().then(({ runCardCommand }) => runCardCommand(command, items, at, board, workspace))
  }
  const moveToSpace = (): void => {
    const [items, at] = [chosen(), anchor()]
    void cardActions().then(({ chooseSpace }) => chooseSpace(items, at, board, workspace))
  }
  const alsoShow = (): void => {
    const [items, at] = [chosen(), anchor()]
    void cardActions().then(({ alsoShow }) => alsoShow(items, at, board, workspace))
  }
  const saveAsTemplate = (): void => {
    const [item, at] = [selection.focused()!, anchor()]
    void cardActions().then(({ saveTemplate }) => saveTemplate(item, at, board, workspace))
  }

  const onFreeKey = (event: KeyboardEvent): boolean => {
    const { key } = event
    const step = ARROWS[key] ?? LETTERS[key]
    const focused = selection.focused()
    if (step !== undefined) move(step, event.shiftKey && key in ARROWS)
    else if (key === "Home" || key === "End") jump(key === "End")
    else if (key === "/") openFilter()
    else if (key === "Escape") {
      if (board.openItem() !== null) board.peek(null)
      else if (selection.selected().size === 0) return false
      else selection.clear()
    } else if (focused === null) return false
    else if (key === "Enter") board.open(focused)
    else if (key === " " && event.shiftKey) pickUp(focused)
    else if (key === " ") peek(focused)
    else if (key === "x") selection.toggle(focused)
    else if (event.shiftKey && key.toLowerCase() === "c") addHere()
    else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) board.openMenu(focused, anchor())
    else {
      const command = itemCommandOf(key)
      if (command === null || !board.mayWrite()) return false
      runOnChosen(command)
    }
    return true
  }
  const jump = (toEnd: boolean): void => {
    const from = placeOfFocus()
    if (from === undefined) return firstCard()
    const cards = model.cards(from.column, from.lane)
    const index = toEnd ? cards.length - 1 : 0
    go(cards[index]!.id, { ...from, index })
  }
  const peek = (focused: string): void => board.peek(board.isOpen(focused) ? null : focused)
  const pickUp = (focused: string): void => {
    if (!board.mayWrite()) return
    const selected = selection.selected()
    drag.pickUp(selected.has(focused) ? inBoardOrder(board, selected) : [focused], "keyboard")
  }
  const addHere = (): void => {
    const place = placeOfFocus()
    board.setAdding({
      column: place?.column ?? openColumns()[0] ?? "",
      lane: place?.lane ?? model.lanes()[0] ?? NO_LANE,
    })
  }

  const isOnCard = () => chosen().length > 0
  const onFocused = (run: (id: string) => void): CommandHandler => ({
    run: () => run(selection.focused()!),
    may: () => selection.focused() !== null,
  })
  useCommands({
    "next-item": { run: () => move([0, 1], false) },
    "previous-item": { run: () => move([0, -1], false) },
    "clear-selection": { run: () => selection.clear(), may: () => selection.selected().size > 0 },
    open: onFocused(id => board.open(id)),
    peek: onFocused(peek),
    select: onFocused(id => selection.toggle(id)),
    "pick-up": { run: () => pickUp(selection.focused()!), may: () => selection.focused() !== null && board.mayWrite() },
    "move-to-space": {
      run: moveToSpace,
      may: () => board.mayWrite() && isOnCard(),
    },
    "also-show": { run: alsoShow, may: isOnCard },
    "save-template": {
      run: saveAsTemplate,
      may: () => selection.focused() !== null && workspace.mayWrite(`setup/${model.space.id}`),
    },
    ...Object.fromEntries(
      ITEM_COMMANDS.map((id): [string, CommandHandler] => [
        id,
        {
          run: () => runOnChosen(id),
          may: () => board.mayWrite() && isOnCard(),
        },
      ]),
    ),
  })

  return (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isField(event.target)) return
    const held = drag.held()
    const isOnControl = event.target instanceof Element && event.target.closest("button, a, [role=menu]") !== null
    // A button keeps its own keys; only while a card is in the hand, everything is about the card.
    if (isOnControl && held === null && /^( |Enter|Escape|Arrow.*|Home|End)$/.test(event.key)) return
    const handled = held === null ? onFreeKey(event) : held.by === "keyboard" && onHeldKey(event.key)
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], dialog") !== null
}
