import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("en")(amount, { one: "item", other: "items" })

/** Words of items that are shown in several spaces. */
export const guests = {
  titles: {
    withheld: "An item of a space that you may not open",
    "not-here": "An item that is not on this device yet",
  },
  show: "Also show in …",
  choose: "Also show in",
  noOther: "There is no other space that you may write in.",
  allThere: "It is shown in every space that you may write in.",
  shown: (amount: number, space: string) => `${items(amount)} also shown in ${space}`,
  stepShow: (amount: number, space: string) => `showing ${items(amount)} in ${space}`,
  takeOff: "Take off this space",
  takenOff: (amount: number, space: string) => `${items(amount)} taken off ${space}`,
  stepTakeOff: (amount: number, space: string) => `taking ${items(amount)} off ${space}`,
  alsoIn: "Also in",
  shownIn: "Shown in",
  nowhere: "No other space",
  open: (space: string) => `Open ${space}`,
  takeOffNamed: (space: string) => `Show in ${space} no more`,
  hidden: "A space that you may not open",
}

export type GuestWords = typeof guests
