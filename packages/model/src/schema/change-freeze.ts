import type { ChangeFreezeId } from "../base/ids.ts"
import { text, moment } from "./fields.ts"
import { defineRecord, type Row } from "./record.ts"

/** Days on which nothing shall be altered in a service, such as the close of a year. It lies where only managers write. */
const changeFreezeFields = {
  name: text(),
  /** The first and the last day. */
  start: moment(),
  end: moment(),
}
export const changeFreezes = defineRecord<ChangeFreezeId, typeof changeFreezeFields>(
  "changeFreezes",
  "setup",
  changeFreezeFields,
)
export type ChangeFreeze = Row<ChangeFreezeId, typeof changeFreezeFields>
