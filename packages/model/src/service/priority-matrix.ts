import { LEVELS, type Item, type Level, type Priority } from "../schema/item.ts"
import type { Profile } from "../schema/space.ts"

/** What a service that says nothing else goes by: urgent only what hits many and cannot wait. */
const USUAL: Readonly<Record<Level, Readonly<Record<Level, Priority>>>> = {
  high: { high: "urgent", medium: "high", low: "medium" },
  medium: { high: "high", medium: "medium", low: "low" },
  low: { high: "medium", medium: "low", low: "low" },
}

/** The key of a cell of the matrix in the set-up. */
export function matrixKey(impact: Level, urgency: Level): string {
  return `${impact}_${urgency}`
}

/** The cell that an impact and an urgency meet in, as the space says or as is usual. */
export function cellOf(profile: Pick<Profile, "priorities"> | undefined, impact: Level, urgency: Level): Priority {
  return profile?.priorities[matrixKey(impact, urgency)] ?? USUAL[impact][urgency]
}

/** All cells, row by row of impact, the highest first. */
export function matrixCells(profile: Pick<Profile, "priorities"> | undefined): readonly {
  readonly impact: Level
  readonly urgency: Level
  readonly priority: Priority
  readonly isUsual: boolean
}[] {
  return LEVELS.flatMap(impact =>
    LEVELS.map(urgency => {
      const priority = cellOf(profile, impact, urgency)
      return { impact, urgency, priority, isUsual: priority === USUAL[impact][urgency] }
    }),
  )
}

/**
 * The priority that follows from impact and urgency. As long as one of them is not said it counts as medium; nothing
 * follows where neither is.
 */
export function priorityFor(
  profile: Pick<Profile, "priorities"> | undefined,
  { impact, urgency }: Pick<Item, "impact" | "urgency">,
): Priority | null {
  if (impact === null && urgency === null) return null
  return cellOf(profile, impact ?? "medium", urgency ?? "medium")
}

/** Whether somebody chose another priority than the one that follows from impact and urgency. */
export function isChosenByHand(
  profile: Pick<Profile, "priorities"> | undefined,
  item: Pick<Item, "impact" | "urgency" | "priority">,
): boolean {
  const follows = priorityFor(profile, item)
  return follows !== null && item.priority !== "none" && item.priority !== follows
}
