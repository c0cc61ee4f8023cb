import * as fc from "fast-check"
import { expect, test } from "vitest"
import { RecentRows } from "@weft/sync-server/rooms/recent-rows"

type Step = { readonly push: Uint8Array } | { readonly drop: number }

const steps = fc.array(
  fc.oneof(
    fc.record({ push: fc.uint8Array({ maxLength: 700 }) }),
    fc.record({ drop: fc.nat(40) }),
  ) as fc.Arbitrary<Step>,
  { maxLength: 60 },
)

test("recent rows come out as they went in, after any pushes and drops, and what was given out stays as it is", () => {
  fc.assert(
    fc.property(fc.nat(1_000), steps, (before, all) => {
      const rows = new RecentRows(before)
      let kept: { readonly seq: number; readonly bytes: Uint8Array }[] = []
      let last = before
      const given: { readonly view: Uint8Array; readonly copy: Uint8Array }[] = []
      for (const step of all) {
        if ("push" in step) {
          rows.push(step.push)
          kept.push({ seq: ++last, bytes: step.push })
        } else {
          rows.drop(before + step.drop)
          kept = kept.filter(row => row.seq > before + step.drop)
        }
        given.push(...rows.after(rows.before).map(view => ({ view, copy: view.slice() })))
        expect(rows.last).toBe(last)
        for (let seq = rows.before; seq <= last; seq += 1) {
          const wanted = kept.filter(row => row.seq > seq).map(row => row.bytes)
          expect(rows.after(seq)).toEqual(wanted)
          expect(rows.bytesAfter(seq)).toBe(wanted.reduce((sum, bytes) => sum + bytes.length, 0))
        }
      }
      for (const { view, copy } of given) expect(view).toEqual(copy)
    }),
    { numRuns: 100 },
  )
})
