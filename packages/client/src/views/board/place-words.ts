import { t } from "../../text/index.ts"
import type { BoardModel, CardPlace } from "./board-model.ts"

type Cell = Pick<CardPlace, "column" | "lane">

/** What to do with what lies in a quadrant of urgency × importance, in a word. */
export function quadrantName({ column, lane }: Cell): string {
  const { quadrants } = t().boards.matrix
  if (lane === "high") return column === "high" ? quadrants.now : quadrants.schedule
  return column === "high" ? quadrants.delegate : quadrants.drop
}

/** What a cell of a board is called in a sentence: its column, and its lane where there are lanes. */
export function placeName(model: BoardModel, { column, lane }: Cell): string {
  return model.hasLanes() ? t().general.and(model.columnName(column), model.laneName(lane)) : model.columnName(column)
}
