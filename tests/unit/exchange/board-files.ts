import { expect } from "vitest"
import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { SpaceId } from "@weft/model/base/ids"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import { importBoard } from "@weft/model/exchange/board/import"
import { previewBoard, type ImportPreview } from "@weft/model/exchange/board/preview"
import { readBoardFile } from "@weft/model/exchange/board/read-board-file"
import { boardSpaceId, type BoardOptions } from "@weft/model/exchange/board/target"
import { boardOfTable } from "@weft/model/exchange/table/board-of-table"
import { guessMapping, type TableMapping } from "@weft/model/exchange/table/mapping"
import type { Table } from "@weft/model/exchange/table/table"
import type { Written } from "@weft/model/replica/workspace-replica"
import type { Item } from "@weft/model/schema/item"
import { living, type Snapshot } from "@weft/model/schema/snapshot"
import type { Person } from "../../support/person.ts"

const READING = { name: "House.csv", zone: "Europe/Berlin" } as const

/** The boards that a file says; a table's as its columns are guessed, or as is said. */
export function boardsIn(
  file: string | Uint8Array,
  said: Partial<TableMapping> = {},
): readonly ForeignBoard[] | Refusal {
  const read = readBoardFile(file, READING)
  if (isRefusal(read)) return read
  if (read.kind === "boards") return read.boards
  const board = boardOfTable(read.table, { ...guessed(read.table), ...said }, READING)
  return isRefusal(board) ? board : [board]
}

export function guessed(table: Table) {
  return guessMapping(table, { order: "dmy", decimal: "." })
}

export function boardIn(file: string | Uint8Array, said: Partial<TableMapping> = {}): ForeignBoard {
  const boards = boardsIn(file, said)
  if (isRefusal(boards)) throw new Error(`the file was refused: ${JSON.stringify(boards)}`)
  return boards[0]!
}

/** The table that a file is. */
export function tableIn(file: string | Uint8Array): Table {
  const read = readBoardFile(file, READING)
  if (isRefusal(read) || read.kind !== "table") throw new Error("the file is no table")
  return read.table
}

/** Why a file is refused, with all that is told of it. */
export function refusalOf(file: string | Uint8Array): string {
  const boards = boardsIn(file)
  if (!isRefusal(boards)) return "read"
  return [boards.reason, ...Object.entries(boards.detail).map(([name, value]) => `${name} ${value}`)].join(", ")
}

export function previewIn(
  person: Person,
  board: ForeignBoard,
  options: BoardOptions = {},
  space?: SpaceId,
): ImportPreview {
  return previewBoard(board, person.replica.snapshot(space ?? boardSpaceId(board)), options)
}

export function bringBoard(person: Person, board: ForeignBoard, options: BoardOptions = {}, space?: SpaceId): Written {
  const into = space ?? boardSpaceId(board)
  const written = person.replica.perform(importBoard, into, { board, options }, person.me)
  if (isRefusal(written)) throw new Error(`the import was refused: ${written.reason}`)
  return written
}

/** What somebody sees of the space that a board became. */
export function seenOf(person: Person, board: ForeignBoard): Snapshot {
  return person.replica.snapshot(boardSpaceId(board))
}

/** An item with the names of what it leads to. */
export function itemCalled(person: Person, board: ForeignBoard, title: string) {
  const snapshot = seenOf(person, board)
  const item = living(snapshot.items).find(one => one.title === title)
  expect(item, `the item ${title}`).toBeDefined()
  return named(snapshot, item!)
}

function named(snapshot: Snapshot, item: Item) {
  const nameOf = (id: string | null) => (id === null ? null : (snapshot.members.get(id)?.name ?? id))
  const custom = Object.entries(item.custom).map(([field, value]) => [
    snapshot.customFields.get(field)?.name ?? field,
    snapshot.options.get(value as never)?.name ?? value,
  ])
  const status = item.status === null ? undefined : snapshot.statuses.get(item.status)
  return {
    id: item.id,
    status: status?.name ?? null,
    category: status?.category ?? null,
    labels: item.labels.map(id => snapshot.labels.get(id)!.name).sort(),
    owner: nameOf(item.owner),
    assignees: item.assignees.map(nameOf).sort(),
    createdBy: nameOf(item.createdBy),
    start: item.start,
    due: item.due,
    priority: item.priority,
    estimate: item.estimateMinutes,
    archived: item.archived,
    parent: item.parent === null ? null : (snapshot.items.get(item.parent)?.title ?? null),
    custom: Object.fromEntries(custom) as Record<string, unknown>,
    item,
  }
}
