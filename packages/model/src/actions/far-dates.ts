import type { DependencyId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import type { FarDates } from "../plan/far-dates.ts"
import { sameValue } from "../schema/row.ts"
import { writeDay } from "../time/instant.ts"
import { defineAction } from "./define.ts"

const MILLISECONDS_PER_DAY = 86_400_000
/** Days from 1970-01-01 to 1984-01-01, where instants count from. */
const FIRST_DAY = Date.UTC(1984, 0, 1) / MILLISECONDS_PER_DAY

/**
 * Notes when predecessors in other spaces lie, so that whoever has only this space plans with what was seen last
 * (MERGE S9). What is noted already is left alone.
 */
export const noteFarDates = defineAction<{ readonly dates: ReadonlyMap<DependencyId, FarDates> }>(
  "plan.note-far",
  ({ snapshot, write, now }, { dates }) => {
    const on = writeDay(Math.floor(now / MILLISECONDS_PER_DAY) - FIRST_DAY)
    for (const [id, { start, finish, duration }] of dates) {
      const row = snapshot.dependencies.get(id)
      if (row === undefined) return refuse("not-found")
      const seen = { start, finish, duration, on }
      if (row.deleted === null && !sameValue({ ...row.seen, on }, seen)) write.patch("dependencies", id, { seen })
    }
  },
)
