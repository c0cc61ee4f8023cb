import { itemCommandOf, type ItemCommand } from "../../commands/commands.ts"
import { useCommands, type CommandHandler } from "../../commands/command-host.ts"
import { alsoShow, chooseSpace, maySaveTemplates, saveTemplate, trashRows } from "./row-commands.ts"
import type { ListColumn } from "./column.ts"
import { clearCells } from "./clear-cells.ts"
import { HEAD } from "./cursor.ts"
import { chooseField, editCell } from "./edit-cell.tsx"
import type { ListState } from "./list-context.ts"
import { openColumnMenu } from "./list-head.tsx"
import { moveRows } from "./move-rows.ts"

/** The column that a command for items sets for whole rows, as it does on boards. */
const FIELDS: Readonly<Partial<Record<ItemCommand, string>>> = {
  status: "status",
  assignee: "assignees",
  priority: "priority",
  labels: "labels",
  due: "due",
  estimate: "estimate",
}

const PAGE = 20

/**
 * What the keys of a list do. On a whole line they are about the row: letters set fields, arrows walk and fold. In a cell
 * they are a spreadsheet's: typing replaces, arrows and Tab go on, Escape leads back to the line.
 */
export function createListKeys(list: ListState) {
  const { model, cursor, selection, settings, memory } = list

  const place = () => cursor.at()
  const lineIndex = () => {
    const { line } = place()
    return line === null ? -1 : line === HEAD ? -1 : model.indexOf(line)
  }
  const item = (): string | null => {
    const { line } = place()
    return line !== null && model.line(line)?.kind === "item" ? line : null
  }
  const column = (): ListColumn | null => settings.columns().find(({ key }) => key === place().column) ?? null
  const go = (line: string | null, to: string | null, extendsRange = false) => {
    const isPeeking = list.isOpen(item() ?? "")
    cursor.go(line, to, extendsRange)
    if (line !== null && line !== HEAD) list.reveal(line)
    if (isPeeking && item() !== null && !list.isOpen(item()!)) list.peek(item())
  }
  const goToIndex = (index: number, extendsRange = false): void => {
    const lines = model.lines()
    if (index < 0) return cursor.go(HEAD, place().column ?? settings.columns()[0]?.key ?? null)
    const line = lines[Math.min(index, lines.length - 1)]
    if (line === undefined) return
    go(line, model.line(line)?.kind === "item" ? place().column : null, extendsRange)
  }
  /** The next line that is an item, for cells: heads of groups have none. */
  const itemFrom = (index: number, by: 1 | -1): string | null => {
    const lines = model.lines()
    for (let at = index; at >= 0 && at < lines.length; at += by)
      if (model.line(lines[at]!)?.kind === "item") return lines[at]!
    return null
  }
  const step = (by: number, extendsRange: boolean): void => {
    const from = lineIndex()
    if (place().line === null) return goToIndex(by > 0 ? 0 : model.lines().length - 1)
    if (place().column === null) {
      const before = item()
      goToIndex(place().line === HEAD ? 0 : Math.max(by < 0 && from === 0 ? -1 : 0, from + by))
      const now = item()
      if (extendsRange && before !== null && now !== null) selection.add([before, now])
      return
    }
    if (place().line === HEAD) return by > 0 ? goToIndex(0) : undefined
    const direction = by > 0 ? 1 : -1
    const next = itemFrom(Math.max(0, Math.min(from + by, model.lines().length - 1)), direction)
    if (next !== null && next !== place().line) go(next, place().column, extendsRange)
    else if (by < 0 && !extendsRange && itemFrom(from - 1, -1) === null) cursor.go(HEAD, place().column)
  }
  const across = (by: 1 | -1, extendsRange: boolean): void => {
    const columns = settings.columns()
    const next = columns[columns.findIndex(({ key }) => key === place().column) + by]
    if (next !== undefined) go(place().line, next.key, extendsRange)
    else if (by < 0 && !extendsRange && place().line !== HEAD) go(place().line, null)
  }
  /** The next cell as Tab has it: on to the next row after the last one. Answers whether there is one. */
  const tab = (by: 1 | -1): boolean => {
    const columns = settings.columns()
    const next = columns[columns.findIndex(({ key }) => key === place().column) + by]
    if (next !== undefined) {
      go(place().line, next.key)
      return true
    }
    const row = itemFrom(lineIndex() + by, by)
    const edge = by > 0 ? columns[0] : columns.at(-1)
    if (row === null || edge === undefined) return false
    go(row, edge.key)
    return true
  }
  const anchor = () => list.lineElement(place().line ?? "") ?? list.grid()

  const fold = (folded: boolean): boolean => {
    const line = model.line(place().line ?? "")
    if (line?.kind === "group") {
      const key = `${model.groupBy()}.${line.group}`
      if (memory.foldedGroups().has(key) === folded) return false
      memory.foldGroups([key], folded)
      return true
    }
    if (line?.kind !== "item" || line.node.children === 0 || line.node.isFolded === folded) return false
    memory.foldRows([line.key], folded)
    return true
  }

  const onLineKey = (event: KeyboardEvent): boolean => {
    const { key } = event
    const row = item()
    const line = model.line(place().line ?? "")
    switch (key) {
      case "ArrowRight":
        if (!fold(false) && row !== null) go(row, settings.columns()[0]?.key ?? null)
        return true
      case "ArrowLeft": {
        if (fold(true) || row === null) return true
        const parent = model.parentOf(row)
        if (parent !== null) go(parent, null)
        return true
      }
      case "Home":
        goToIndex(0)
        return true
      case "End":
        goToIndex(model.lines().length - 1)
        return true
      case "j":
      case "k":
        step(key === "j" ? 1 : -1, false)
        return true
      case "/":
        list.openFilter()
        return true
      case "Escape":
        if (list.openItem() !== null) list.peek(null)
        else if (selection.selected().size === 0) return false
        else selection.clear()
        return true
    }
    if (event.shiftKey && key.toLowerCase() === "c") {
      if (!list.mayWrite()) return false
      list.setAdding(line === undefined ? addingGroup() : line.kind === "item" ? line.node.group : line.group)
      return true
    }
    if (line?.kind === "group" && (key === "Enter" || key === " ")) return fold(true) || fold(false)
    if (line?.kind === "add" && (key === "Enter" || key === " ")) {
      list.setAdding(line.group)
      return true
    }
    if (row === null) return false
    const command = itemCommandOf(key)
    const field = command === null ? undefined : FIELDS[command]
    if (key === "Enter") list.open(row)
    else if (key === " ") peek(row)
    else if (key === "F2") editTitle(row)
    else if (key === "x") selection.toggle(row)
    else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) list.openMenu(row, anchor())
    else if (!list.mayWrite()) return false
    else if (key === "Delete" || key === "Backspace") trashRows(list, list.together(row))
    else if (field !== undefined) setField(row, field)
    else return false
    return true
  }
  const peek = (row: string): void => list.peek(list.isOpen(row) ? null : row)
  const addingGroup = () => {
    const last = model.items().at(-1)
    return (last === undefined ? undefined : model.groupOf(last)) ?? model.firstGroup()
  }
  const editTitle = (row: string) => {
    const title = settings.columns().find(({ key }) => key === "title")
    if (title === undefined) return
    go(row, "title")
    editCell(list, row, title)
  }
  const setField = (row: string, field: string) => {
    const wanted = list.allColumns().find(({ key }) => key === field)!
    if (wanted.edit !== "line") return chooseField(list, list.together(row), wanted, anchor())
    if (!settings.isShown(field)) settings.show(field, true)
    go(row, field)
    queueMicrotask(() => editCell(list, row, wanted))
  }

  const onCellKey = (event: KeyboardEvent): boolean => {
    const { key } = event
    const [row, here] = [item(), column()]
    const columns = settings.columns()
    if (here === null) return false
    if (place().line === HEAD) return onHeadKey(event, here)
    if (row === null) return false
    switch (key) {
      case "ArrowRight":
      case "ArrowLeft":
        across(key === "ArrowRight" ? 1 : -1, event.shiftKey)
        return true
      case "Home":
        go(row, columns[0]!.key, event.shiftKey)
        return true
      case "End":
        go(row, columns.at(-1)!.key, event.shiftKey)
        return true
      case "Tab":
        return tab(event.shiftKey ? -1 : 1)
      case "Escape":
        if (cursor.hasRange()) cursor.go(row, here.key)
        else go(row, null)
        return true
      case "Enter":
      case "F2":
        if (here.edit === "none" && key === "Enter") list.open(row)
        else editCell(list, row, here)
        return true
      case " ":
        if (here.edit === "flag") editCell(list, row, here)
        else if (event.shiftKey) selection.add(cursor.range()?.items ?? [row])
        else peek(row)
        return true
      case "Delete":
      case "Backspace":
        if (list.mayWrite()) clearCells(list)
        return true
      case "ContextMenu":
        list.openMenu(row, list.cellElement(row, here.key) ?? anchor())
        return true
    }
    if (key === "F10" && event.shiftKey) list.openMenu(row, list.cellElement(row, here.key) ?? anchor())
    else if ([...key].length === 1 && list.mayWrite() && here.edit !== "none" && here.edit !== "flag")
      editCell(list, row, here, key)
    else return false
    return true
  }
  const onHeadKey = (event: KeyboardEvent, here: ListColumn): boolean => {
    switch (event.key) {
      case "ArrowRight":
      case "ArrowLeft":
        across(event.key === "ArrowRight" ? 1 : -1, false)
        return true
      case "Enter":
      case " ":
        settings.sortBy(here.key, event.shiftKey)
        return true
      case "Escape":
        goToIndex(0)
        return true
      case "ContextMenu":
      case "F10":
      case "m":
        openColumnMenu(list, here, list.cellElement(HEAD, here.key) ?? list.grid())
        return true
      default:
        return false
    }
  }

  const onModified = (event: KeyboardEvent): boolean => {
    const row = item()
    if (event.altKey && event.shiftKey && row !== null && !event.ctrlKey && !event.metaKey) {
      const how = MOVES[event.key]
      if (how !== undefined) moveRows(list, row, how)
      return how !== undefined
    }
    if (event.altKey && event.key === "ArrowDown" && place().line === HEAD && column() !== null) {
      openColumnMenu(list, column()!, list.cellElement(HEAD, column()!.key) ?? list.grid())
      return true
    }
    if (event.altKey || !(event.ctrlKey || event.metaKey)) return false
    if (event.key === "a") selection.select(model.items())
    else if (event.key === "Home") goToIndex(0, event.shiftKey)
    else if (event.key === "End") {
      const last = itemFrom(model.lines().length - 1, -1)
      if (last !== null) go(last, place().column, event.shiftKey)
    } else return false
    return true
  }

  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isField(event.target)) return
    const isModified = event.ctrlKey || event.metaKey || event.altKey
    const handled = isModified ? onModified(event) : onPlain(event)
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPlain = (event: KeyboardEvent): boolean => {
    const { key } = event
    if (key === "ArrowDown" || key === "ArrowUp") step(key === "ArrowDown" ? 1 : -1, event.shiftKey)
    else if (key === "PageDown" || key === "PageUp") step(key === "PageDown" ? PAGE : -PAGE, event.shiftKey)
    else return place().column === null ? onLineKey(event) : onCellKey(event)
    return true
  }
  const onRow = (run: (row: string) => void, may: () => boolean = () => true): CommandHandler => ({
    run: () => run(item()!),
    may: () => item() !== null && may(),
  })
  const setting = (field: string) => onRow(row => setField(row, field), list.mayWrite)
  useCommands({
    "next-item": { run: () => step(1, false) },
    "previous-item": { run: () => step(-1, false) },
    "clear-selection": { run: () => selection.clear(), may: () => selection.selected().size > 0 },
    open: onRow(row => list.open(row)),
    peek: onRow(peek),
    select: onRow(row => selection.toggle(row)),
    "edit-title": onRow(row => editTitle(row), list.mayWrite),
    "move-to-space": onRow(row => void chooseSpace(list, list.together(row), anchor()), list.mayWrite),
    "also-show": onRow(row => alsoShow(list, list.together(row), anchor())),
    "save-template": onRow(
      row => saveTemplate(list, row, anchor()),
      () => maySaveTemplates(list),
    ),
    trash: onRow(row => trashRows(list, list.together(row)), list.mayWrite),
    ...Object.fromEntries(
      Object.entries(FIELDS).map(([command, field]): [string, CommandHandler] => [command, setting(field)]),
    ),
  })
  return { onKey, step, tab, goToIndex }
}

const MOVES: Readonly<Record<string, "up" | "down" | "nest" | "unnest">> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "nest",
  ArrowLeft: "unnest",
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], dialog") !== null
}
