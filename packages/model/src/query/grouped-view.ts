/** What a grouped view needs to know of its rows. */
export interface GroupedViewOptions<R> {
  /** The groups that a row stands in; none means that the view does not show it. */
  readonly groupsOf: (row: R) => readonly string[]
  /** The order of two rows of one group; must be total. */
  readonly compare: (left: R, right: R, group: string) => number
  /** The same order as a text per row, where there is one: the first sorting of many rows then compares texts only. */
  readonly orderKey?: (row: R, group: string) => string
}

interface Standing<R> {
  readonly row: R
  readonly groups: readonly string[]
}

/**
 * Rows sorted into groups, kept so as rows change: a board's columns, the checks of each item, the children of each
 * parent. A change of one row costs a binary search in the groups that it leaves and enters. What it holds is always what
 * a full sorting would give (checked by the simulation).
 */
export class GroupedView<R extends { readonly id: string }> {
  readonly #options: GroupedViewOptions<R>
  readonly #standing = new Map<string, Standing<R>>()
  readonly #groups = new Map<string, R[]>()

  constructor(options: GroupedViewOptions<R>, rows: Iterable<R> = []) {
    this.#options = options
    for (const row of rows) {
      const groups = options.groupsOf(row)
      if (groups.length === 0) continue
      this.#standing.set(row.id, { row, groups })
      for (const group of groups) this.#members(group).push(row)
    }
    for (const [group, members] of this.#groups) this.#groups.set(group, sorted(members, group, options))
  }

  /** The rows of a group, in order. The array is replaced, never changed, when the group changes. */
  rows(group: string): readonly R[] {
    return this.#groups.get(group) ?? NONE
  }

  /** The groups that have rows. */
  groups(): Iterable<string> {
    return this.#groups.keys()
  }

  /**
   * Takes in rows that changed; `undefined` for one that is gone.
   *
   * @returns the groups whose rows or order changed. A group whose members merely hold new values is not among them.
   */
  change(rows: Iterable<readonly [id: string, row: R | undefined]>): Set<string> {
    const changed = new Set<string>()
    const copied = new Set<string>()
    for (const [id, row] of rows) this.#changeOne(id, row, changed, copied)
    for (const group of changed) if (this.#groups.get(group)?.length === 0) this.#groups.delete(group)
    return changed
  }

  #changeOne(id: string, row: R | undefined, changed: Set<string>, copied: Set<string>): void {
    const before = this.#standing.get(id)
    const groups = row === undefined ? NONE : this.#options.groupsOf(row)
    for (const group of before?.groups ?? NONE) {
      const members = this.#own(group, copied)
      const index = members.indexOf(before!.row)
      if (row !== undefined && groups.includes(group) && this.#keepsPlace(members, index, row, group))
        members[index] = row
      else {
        members.splice(index, 1)
        changed.add(group)
        if (row !== undefined && groups.includes(group)) this.#insert(members, row, group)
      }
    }
    for (const group of groups) {
      if (before?.groups.includes(group)) continue
      this.#insert(this.#own(group, copied), row!, group)
      changed.add(group)
    }
    if (row === undefined || groups.length === 0) this.#standing.delete(id)
    else this.#standing.set(id, { row, groups })
  }

  #keepsPlace(members: readonly R[], index: number, row: R, group: string): boolean {
    const [above, below] = [members[index - 1], members[index + 1]]
    return (
      (above === undefined || this.#options.compare(above, row, group) < 0) &&
      (below === undefined || this.#options.compare(row, below, group) < 0)
    )
  }

  #insert(members: R[], row: R, group: string): void {
    let [low, high] = [0, members.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#options.compare(members[middle]!, row, group) < 0) low = middle + 1
      else high = middle
    }
    members.splice(low, 0, row)
  }

  /** The group's array for writing: copied once a change, so that what was handed out stays as it was. */
  #own(group: string, copied: Set<string>): R[] {
    if (copied.has(group)) return this.#groups.get(group)!
    copied.add(group)
    const members = (this.#groups.get(group) ?? []).slice()
    this.#groups.set(group, members)
    return members
  }

  #members(group: string): R[] {
    const members = this.#groups.get(group) ?? []
    this.#groups.set(group, members)
    return members
  }
}

function sorted<R>(members: R[], group: string, { compare, orderKey }: GroupedViewOptions<R>): R[] {
  if (orderKey === undefined) return members.sort((left, right) => compare(left, right, group))
  const keyed = members.map(row => [orderKey(row, group), row] as const)
  keyed.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return keyed.map(([, row]) => row)
}

const NONE: readonly never[] = Object.freeze([])
