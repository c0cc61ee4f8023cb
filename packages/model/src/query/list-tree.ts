/** What rows are ordered by, first things first; nothing stands last, whichever way round. */
export type OrderKey = readonly (string | number | null)[]

/** What a list needs to know of its rows. */
export interface ListTreeOptions<R> {
  readonly shows: (row: R) => boolean
  /** The group that a row stands in. */
  readonly groupOf: (row: R) => string
  readonly parentOf: (row: R) => string | null
  /** As many entries as `isDown` has. Rows with equal ones go by `rankOf`, then by id. */
  readonly orderOf: (row: R) => OrderKey
  readonly isDown: readonly boolean[]
  readonly rankOf: (row: R) => string
}

interface Standing<R> {
  row: R
  readonly id: string
  readonly group: string
  readonly order: OrderKey
  readonly rank: string
}

/** A row where the list has it: below its nearest ancestor that is shown in the same group. */
export interface ListNode {
  readonly id: string
  readonly depth: number
  readonly parent: string | null
  /** How many stand directly below it. */
  readonly children: number
  readonly isFolded: boolean
  readonly group: string
}

/** More changed rows than this at a time are sorted anew, which is cheaper then. */
const MOST_SINGLE_CHANGES = 500

/**
 * The rows of a list in groups, each group a tree, kept so as rows change. A change of one row that moves nothing costs
 * nothing; one that does costs a binary search. What it holds is always what a full sorting would give.
 */
export class ListTree<R extends { readonly id: string }> {
  readonly #options: ListTreeOptions<R>
  readonly #compare: (left: Standing<R>, right: Standing<R>) => number
  readonly #standing = new Map<string, Standing<R>>()
  readonly #parents = new Map<string, string>()
  #sorted: Standing<R>[] = []
  /** The ids directly below a row; made when it is first asked for after a change, as are those at the top of a group. */
  #below: Map<string, string[]> | null = null
  #tops = new Map<string, string[]>()
  #parentShown = new Map<string, string>()

  constructor(options: ListTreeOptions<R>, rows: Iterable<R> = []) {
    this.#options = options
    this.#compare = comparatorOf(options.isDown)
    for (const row of rows) this.#takeIn(row)
    this.#sort()
  }

  get size(): number {
    return this.#sorted.length
  }

  /** The shown row of an id. */
  row(id: string): R | undefined {
    return this.#standing.get(id)?.row
  }

  /** All shown rows with the groups that they stand in, in the order of the list without its groups and trees. */
  rows(): readonly { readonly row: R; readonly group: string }[] {
    return this.#sorted
  }

  /** The group that a shown row stands in. */
  groupOf(id: string): string | undefined {
    return this.#standing.get(id)?.group
  }

  /** Takes in rows that changed, `undefined` for one that is gone; answers whether anything stands elsewhere now. */
  change(rows: Iterable<readonly [id: string, row: R | undefined]>): boolean {
    const changed = [...rows]
    const anew = changed.length > MOST_SINGLE_CHANGES
    let moved = false
    for (const [id, row] of changed) moved = this.#changeOne(id, row, anew) || moved
    if (!moved) return false
    if (anew) this.#sort()
    this.#below = null
    return true
  }

  /** How many rows each group has, at any depth; groups without rows are left out. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const { group } of this.#sorted) counts.set(group, (counts.get(group) ?? 0) + 1)
    return counts
  }

  /** The rows of a group from top to bottom, without what lies below a folded one. */
  nodes(group: string, isFolded: (id: string) => boolean): ListNode[] {
    const below = this.#tree()
    const nodes: ListNode[] = []
    // Not by recursion: nothing bounds how deep a tree is that comes from outside.
    const waiting = [{ ids: this.#tops.get(group) ?? NONE, next: 0, parent: null as string | null }]
    while (waiting.length > 0) {
      const level = waiting.at(-1)!
      const id = level.ids[level.next++]
      if (id === undefined) {
        waiting.pop()
        continue
      }
      const own = below.get(id)
      const folded = own !== undefined && isFolded(id)
      const [depth, parent] = [waiting.length - 1, level.parent]
      nodes.push({ id, depth, parent, children: own?.length ?? 0, isFolded: folded, group })
      if (own !== undefined && !folded) waiting.push({ ids: own, next: 0, parent: id })
    }
    return nodes
  }

  /** The row that a shown row stands below. */
  parentOf(id: string): string | null {
    this.#tree()
    return this.#parentShown.get(id) ?? null
  }

  /** The ids directly below a row, in order; `null` asks for the top of a group. */
  siblings(parent: string | null, group: string): readonly string[] {
    const below = this.#tree()
    return (parent === null ? this.#tops.get(group) : below.get(parent)) ?? NONE
  }

  #takeIn(row: R): void {
    const parent = this.#options.parentOf(row)
    if (parent !== null) this.#parents.set(row.id, parent)
    const standing = this.#standingOf(row)
    if (standing !== null) this.#standing.set(row.id, standing)
  }

  #standingOf(row: R): Standing<R> | null {
    const { shows, groupOf, orderOf, rankOf } = this.#options
    if (!shows(row)) return null
    return { row, id: row.id, group: groupOf(row), order: orderOf(row), rank: rankOf(row) }
  }

  #changeOne(id: string, row: R | undefined, anew: boolean): boolean {
    const [before, parentBefore] = [this.#standing.get(id), this.#parents.get(id)]
    const after = row === undefined ? null : this.#standingOf(row)
    const parent = row === undefined ? undefined : (this.#options.parentOf(row) ?? undefined)
    if (parent === undefined) this.#parents.delete(id)
    else this.#parents.set(id, parent)
    const parentMoved = parent !== parentBefore
    if (before !== undefined && after !== null && isSamePlace(before, after)) {
      before.row = after.row
      return parentMoved
    }
    if (before === undefined && after === null) return parentMoved
    if (before !== undefined && !anew) this.#sorted.splice(this.#indexOf(before), 1)
    if (after === null) this.#standing.delete(id)
    else {
      this.#standing.set(id, after)
      if (!anew) this.#sorted.splice(this.#indexOf(after), 0, after)
    }
    return true
  }

  #sort(): void {
    this.#sorted = [...this.#standing.values()].sort(this.#compare)
    this.#below = null
  }

  /** Where a row stands, or would stand, among the sorted. */
  #indexOf(wanted: Standing<R>): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#compare(this.#sorted[middle]!, wanted) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #tree(): Map<string, string[]> {
    if (this.#below !== null) return this.#below
    const below = new Map<string, string[]>()
    this.#tops = new Map()
    this.#parentShown = new Map()
    for (const { id, group } of this.#sorted) {
      const parent = this.#shownAncestor(id, group)
      if (parent === null) append(this.#tops, group, id)
      else {
        this.#parentShown.set(id, parent)
        append(below, parent, id)
      }
    }
    this.#below = below
    return below
  }

  /** The nearest ancestor that stands in a group. Repaired rows have no rings; one that is read before its repair ends here. */
  #shownAncestor(id: string, group: string): string | null {
    let parent = this.#parents.get(id)
    for (let steps = 0; parent !== undefined && steps < MOST_STEPS; steps++) {
      if (parent === id) return null
      if (this.#standing.get(parent)?.group === group) return parent
      parent = this.#parents.get(parent)
    }
    return null
  }
}

/** The order of two rows, step by step, then by hand. Made once: a first sorting asks it a hundred thousand times. */
function comparatorOf<R>(isDown: readonly boolean[]): (left: Standing<R>, right: Standing<R>) => number {
  const byHand = (left: Standing<R>, right: Standing<R>): number => {
    if (left.rank !== right.rank) return left.rank < right.rank ? -1 : 1
    return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
  }
  if (isDown.length === 0) return byHand
  return (left, right) => {
    for (let step = 0; step < isDown.length; step++) {
      const a = left.order[step]!
      const b = right.order[step]!
      if (a === b) continue
      if (a === null) return 1
      if (b === null) return -1
      return a < b === isDown[step] ? 1 : -1
    }
    return byHand(left, right)
  }
}

/** As many hidden ancestors are climbed over; a row whose next shown one is further off stands at the top. */
const MOST_STEPS = 1000

const NONE: readonly never[] = Object.freeze([])

function append(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [id])
  else list.push(id)
}

function isSamePlace<R>(before: Standing<R>, after: Standing<R>): boolean {
  return (
    before.group === after.group &&
    before.rank === after.rank &&
    before.order.length === after.order.length &&
    before.order.every((key, index) => key === after.order[index])
  )
}
