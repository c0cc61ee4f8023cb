import { expect } from "vitest"
import { isRefusal } from "@weft/model/base/result"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import { importBoard } from "@weft/model/exchange/board/import"
import { previewBoard, type ImportPreview } from "@weft/model/exchange/board/preview"
import { readTrello } from "@weft/model/exchange/trello/read"
import { boardSpaceId, BoardTarget, type BoardOptions } from "@weft/model/exchange/board/target"
import type { Written } from "@weft/model/replica/workspace-replica"
import type { Item } from "@weft/model/schema/item"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { Person } from "../../support/person.ts"

/** The board that a file or its text says. */
export function boardIn(file: object | string): ForeignBoard {
  const board = readTrello(typeof file === "string" ? file : JSON.stringify(file))
  if (isRefusal(board)) throw new Error(`the file was refused: ${JSON.stringify(board)}`)
  return board
}

/** What somebody sees of the space that a board became. */
export function spaceOf(person: Person, board: ForeignBoard, space: SpaceId = boardSpaceId(board)): Snapshot {
  return person.replica.snapshot(space)
}

export function previewOf(person: Person, file: object | string, options: BoardOptions = {}): ImportPreview {
  const board = boardIn(file)
  return previewBoard(board, spaceOf(person, board), options)
}

/** Imports a file into a space of its own. */
export function bring(person: Person, file: object | string, options: BoardOptions = {}): Written {
  return bringInto(person, boardSpaceId(boardIn(file)), file, options)
}

export function bringInto(person: Person, space: SpaceId, file: object | string, options: BoardOptions = {}): Written {
  const written = person.replica.perform(importBoard, space, { board: boardIn(file), options }, person.me)
  if (isRefusal(written)) throw new Error(`the import was refused: ${written.reason}`)
  return written
}

/** How many rows an action changed, in all documents. */
export function changedRows(written: Written): number {
  return [...written.patches.values()].reduce((sum, patches) => sum + patches.length, 0)
}

/** The item that a card became in the board's own space. */
export function itemFor(person: Person, file: object, number: number): Item {
  const board = boardIn(file)
  const snapshot = spaceOf(person, board)
  const item = snapshot.items.get(itemIdFor(person, file, number))
  expect(item, `the item of card ${number}`).toBeDefined()
  return item!
}

export function itemIdFor(person: Person, file: object, number: number): ItemId {
  const board = boardIn(file)
  const target = new BoardTarget(board, spaceOf(person, board), {})
  return target.item(board.cards.find(card => card.number === number)!.id)
}
