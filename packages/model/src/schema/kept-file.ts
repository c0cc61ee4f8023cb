import type { Id } from "../base/ids.ts"
import { count, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

export type KeptFileId = Id<"kept-file">

/** The most letters that a part is read with. */
const MOST_LETTERS = 64_000

const partFields = {
  /** What tells the plan from others, see `keyOfPlan`. */
  key: text(),
  index: count(),
  /** How many parts there are, and of which content. */
  parts: count(),
  digest: text(),
  content: structured<string>("packed", raw => (typeof raw === "string" && raw.length <= MOST_LETTERS ? raw : null)),
  /** Milliseconds since 1970. */
  keptAt: count(),
}

/**
 * A part of the file that a plan was imported from, packed: what Weft understands nothing of goes back with the plan when
 * it is exported. Nothing but that reads it. It says nothing of money, since every member of the space has it. Its id is
 * computed from the space, the plan's key and the place of the part.
 */
export const keptFiles = defineRecord<KeptFileId, typeof partFields>("keptFiles", "space", partFields)
export type KeptFile = Row<KeptFileId, typeof partFields>

/** A part of the same file with all that it says of money, for whoever may read that. Its id is that of the other part. */
const partWithMoneyFields = {
  ...partFields,
  /** The digest of the file without money that it is the whole of. */
  wholeOf: text(),
}
export const keptFilesWithMoney = defineRecord<KeptFileId, typeof partWithMoneyFields>(
  "keptFilesWithMoney",
  "money",
  partWithMoneyFields,
)
export type KeptFileWithMoney = Row<KeptFileId, typeof partWithMoneyFields>
