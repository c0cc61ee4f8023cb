import { assert } from "../base/assert.ts"
import { preferencesOf } from "../schema/preference.ts"
import { defineAction } from "./define.ts"

export interface ChooseWeekStart {
  /** 1 for Monday to 7; `null` for the region's. */
  readonly day: number | null
}

/** Says which day one's own weeks begin with. */
export const chooseWeekStart = defineAction<ChooseWeekStart>(
  "preferences.week-start",
  ({ snapshot, write, me }, { day }) => {
    assert(day === null || (Number.isInteger(day) && day >= 1 && day <= 7), "a week begins with one of its seven days")
    const id = preferencesOf(me)
    if (!snapshot.preferences.has(id)) write.create("preferences", id, {}, { member: me })
    write.set("preferences", id, "weekStart", day, { member: me })
  },
)

/** Says whether one is shown what an urgent ticket would displace before one takes it. */
export const choosePreviewUrgent = defineAction<{ readonly isShown: boolean }>(
  "preferences.preview-urgent",
  ({ snapshot, write, me }, { isShown }) => {
    const id = preferencesOf(me)
    if (!snapshot.preferences.has(id)) write.create("preferences", id, {}, { member: me })
    write.set("preferences", id, "previewsUrgent", isShown, { member: me })
  },
)
