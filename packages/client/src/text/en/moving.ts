import { createCount } from "../plural.ts"

const count = createCount("en")
const items = (amount: number) => count(amount, { one: "item", other: "items" })

/** Words of moving items to another space, and of the archive. */
export const moving = {
  choose: "Move to space",
  noOther: "There is no other space that you may write in.",
  moved: (amount: number, space: string) => `${items(amount)} moved to ${space}`,
  step: (amount: number, space: string) => `move of ${items(amount)} to ${space}`,
  statuses: (pairs: string) => `Status: ${pairs}`,
  pair: (from: string, to: string) => `${from} → ${to}`,
  labels: (names: string) => `Labels came along: ${names}`,
  fields: (names: string) => `Fields that the space does not have: ${names}. Their values stay with the item.`,
  movedTo: (space: string) => `This item was moved to ${space}.`,
  openThere: "Open it there",
  inSpace: (space: string) => `in ${space}`,

  hidden: (amount: number) => count(amount, { one: "hidden value", other: "hidden values" }),
  hiddenHint: "Items of this type do not show these fields. Their values are kept and come back with the type.",
  shownFor: (field: string) => `Types that show ${field}`,
  shownOn: "Shown on",
  stepShownFor: (field: string) => `types that show ${field}`,

  archive: {
    title: "Archive",
    find: "Find in the archive",
    limit: "Finished items go to the archive",
    never: "only by hand",
    after: (days: number) => `after ${count(days, { one: "day", other: "days" })}`,
    hint: "They stay in search, links and reports, and one press brings them back.",
    step: "limit of the archive",
    empty: "Nothing is in the archive",
    emptyBody: "What has been finished for long enough comes here by itself.",
    none: "Nothing in the archive is called that.",
    quarter: (year: string, quarter: string) => `Quarter ${quarter} of ${year}`,
    unfinished: "Put away by hand",
    bringBack: "Bring back",
    bringBackNamed: (title: string) => `Bring back ${title}`,
    bringBackSelected: (amount: number) => `Bring back ${amount}`,
    broughtBack: (amount: number) => `${items(amount)} out of the archive`,
    loading: "What belongs to it is being fetched from the archive.",
  },
}

export type MovingWords = typeof moving
