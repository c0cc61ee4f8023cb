import { isComputedId, type SpaceId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import type { Tables } from "@weft/model/schema/snapshot"
import { expectTakenBack, hasMarks } from "../checks.ts"
import { drawDeed } from "../deeds.ts"
import type { Drawing } from "../drawing.ts"
import type { Tab } from "./tab.ts"
import type { Verdict } from "./verdict.ts"

interface UndoAtOnce {
  readonly tab: Tab
  readonly space: SpaceId
  readonly random: Random
  readonly habits: Pick<Drawing, "leaving" | "steers" | "hasMoney">
  readonly verdict: Verdict
}

/**
 * Does something, takes it back and does it again. O7: where nobody else came between, all is as it was, and then as it
 * was written. Where a repair has a hand in it, or a record is made a second time, it need not be.
 */
export function undoAtOnce({ tab, space, random, habits, verdict }: UndoAtOnce): void {
  const before = tab.snapshot(space)
  const deed = drawDeed({ person: tab, snapshot: before, random, isNew: true, ...habits })
  if (deed === null) return
  const start = tab.changes
  const isApart = (after: number) =>
    tab.changes === start + after && !hasMarks(before) && !hasMarks(tab.snapshot(space))
  const compare = (then: Tables, name: string) => {
    try {
      expectTakenBack(then, tab.snapshot(space), name)
      verdict.met("undone at once")
    } catch (error) {
      verdict.fail("O7", error instanceof Error ? error.message : String(error))
    }
  }
  deed.run((action, args) =>
    tab.perform(action, space, args, (entry, changes) => {
      const written = tab.snapshot(space)
      const mayRemake = changes.some(change => change.do === "create" && isComputedId(change.id))
      if (mayRemake || !isApart(1)) return
      tab.undo(entry, undone => {
        if (isApart(2)) compare(before, `${action.name} undone`)
        tab.undo(undone.entry, () => {
          if (isApart(3)) compare(written, `${action.name} redone`)
        })
      })
    }),
  )
}
