import type { SpaceWords } from "@weft/model/actions/space"
import { t } from "../text/index.ts"

/** What a new space calls what it starts with, in the chosen language. */
export function newSpaceWords(): SpaceWords {
  const { firstBoard, firstType, ticketTypes } = t().shell
  return { board: firstBoard, type: firstType, ticketTypes, statuses: t().statusCategories }
}

/** The prefix that a space's name suggests: its initials, or its first letters. */
export function suggestedPrefix(name: string): string {
  const words = name
    .normalize("NFKD")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(word => word !== "")
  const initials = words.map(word => word[0]).join("")
  return (initials.length >= 2 ? initials : (words[0] ?? "ITEM")).slice(0, 4)
}
