import type { Id } from "../base/ids.ts"
import { count, structured, text } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

export type KeptFileId = Id<"kept-file">

/** The most letters that a part is read with. */
const MOST_LETTERS = 64_000

/**
 * A part of the file that a plan was imported from, packed: what Weft understands nothing of goes back with the plan when
 * it is exported. Nothing but that reads it. Its id is computed from the space, the plan's key and the place of the part.
 */
const keptFileFields = {
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
export const keptFiles = defineRecord<KeptFileId, typeof keptFileFields>("keptFiles", "space", keptFileFields)
export type KeptFile = Row<KeptFileId, typeof keptFileFields>
