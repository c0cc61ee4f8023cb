import type { ChangeFreezeId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { dayOf, isMoment, type Moment } from "../time/moment.ts"
import { defineAction } from "./define.ts"

export interface CreateChangeFreeze {
  readonly id: ChangeFreezeId
  readonly name: string
  /** The first and the last day. */
  readonly start: Moment
  readonly end: Moment
}

/** Says on which days nothing shall be altered in a service. */
export const createChangeFreeze = defineAction<CreateChangeFreeze>(
  "freeze.create",
  ({ write }, { id, name, start, end }) => {
    if (name.trim() === "") return refuse("name-missing")
    if (!isMoment(start) || !isMoment(end)) return refuse("date-missing")
    if (dayOf(end) < dayOf(start)) return refuse("finish-before-start")
    write.create("changeFreezes", id, { name: name.trim(), start, end })
  },
)

export interface PatchChangeFreeze {
  readonly freeze: ChangeFreezeId
  readonly fields: { readonly name?: string; readonly start?: Moment; readonly end?: Moment }
}

export const patchChangeFreeze = defineAction<PatchChangeFreeze>(
  "freeze.patch",
  ({ snapshot, write }, { freeze, fields }) => {
    const row = snapshot.changeFreezes.get(freeze)
    if (row === undefined || row.deleted !== null) return refuse("not-found")
    if (fields.name !== undefined && fields.name.trim() === "") return refuse("name-missing")
    const [start, end] = [fields.start ?? row.start, fields.end ?? row.end]
    if (start === null || end === null || !isMoment(start) || !isMoment(end)) return refuse("date-missing")
    if (dayOf(end) < dayOf(start)) return refuse("finish-before-start")
    write.patch("changeFreezes", freeze, { ...fields, name: fields.name?.trim() })
  },
)

export const trashChangeFreeze = defineAction<{ readonly freeze: ChangeFreezeId }>(
  "freeze.trash",
  ({ snapshot, write, me }, { freeze }) => {
    if (!snapshot.changeFreezes.has(freeze)) return refuse("not-found")
    write.trash("changeFreezes", freeze, me)
  },
)
