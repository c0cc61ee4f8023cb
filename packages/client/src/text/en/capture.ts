import { createCount } from "../plural.ts"

const items = (amount: number) => createCount("en")(amount, { one: "item", other: "items" })

/** Words of quick capture. */
export const capture = {
  hint: "tomorrow 3pm · #label · @person · !high · ~2h · ^space. Many lines become many items.",
  space: "Space",
  status: "Status",
  understood: "Understood",
  newLabel: (name: string) => `new label ${name}`,
  inSpace: (name: string) => `in ${name}`,
  preview: (amount: number) => `${items(amount)} will be made`,
  create: (amount: number) => (amount > 1 ? `Create ${items(amount)}` : "Create item"),
  made: (amount: number, space: string) => `${items(amount)} made in ${space}`,
  open: "Open",
  noSpace: "There is no space that you may write in",
}

export type CaptureWords = typeof capture
