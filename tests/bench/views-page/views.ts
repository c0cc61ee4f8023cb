import { seededRandom } from "@weft/model/base/random"
import { newId } from "@weft/model/base/ids"
import { ranksBetween } from "@weft/model/base/rank"
import { PRIORITIES } from "@weft/model/schema/item"
import type { RowPatch } from "@weft/model/schema/patch"
import { batch, createEffect, createRoot } from "solid-js"
import { LiveGroups } from "../../../packages/client/src/data/live-groups.ts"
import { LiveTables } from "../../../packages/client/src/data/tables.ts"

const ITEMS = 10_000
const VIEWS = 20
const SHOWN = 60

/** Changes one field of one of 10,000 items, followed by 20 grouped views and 60 rows on the screen; returns milliseconds a change. */
function measure(changes: number): number[] {
  const random = seededRandom(3)
  const live = new LiveTables()
  const ranks = ranksBetween(null, null, ITEMS, random)
  const ids = ranks.map(() => newId(random) as string)
  live.patch(
    ids.map((id, index): RowPatch => {
      const set = {
        title: `Item ${index}`,
        status: `s${index % 5}`,
        priority: PRIORITIES[index % 5],
        rank: ranks[index],
      }
      return { kind: "items", id, set }
    }),
  )
  return createRoot(dispose => {
    for (let view = 0; view < VIEWS; view++) follow(live, view)
    for (const id of ids.slice(0, SHOWN)) show(live, id)
    const spent: number[] = []
    for (let change = 0; change < changes; change++) {
      const id = ids[(change * 7919) % ITEMS]!
      const set = { status: `s${change % 5}`, title: `Changed ${change}` }
      const start = performance.now()
      batch(() => live.patch([{ kind: "items", id, set }]))
      spent.push(performance.now() - start)
    }
    dispose()
    return spent
  })
}

/** A view of its own grouping and order, of which the screen shows the first rows of each group. */
function follow(live: LiveTables, view: number): void {
  const fields = ["status", "priority"] as const
  const field = fields[view % 2]!
  const groups = new LiveGroups(live, "items", {
    groupsOf: item => (view % 3 === 0 && item.priority === "none" ? [] : [String(item[field])]),
    compare: (left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : left.id < right.id ? -1 : 1),
    orderKey: item => `${item.rank} ${item.id}`,
  })
  for (const group of ["s0", "s1", "s2", "s3", "s4", ...PRIORITIES]) createEffect(() => void groups.rows(group).length)
}

function show(live: LiveTables, id: string): void {
  const element = document.createElement("p")
  document.body.append(element)
  createEffect(() => {
    element.textContent = live.row("items", id)?.read("title") ?? ""
  })
}

Object.assign(window, { measureViews: measure })
