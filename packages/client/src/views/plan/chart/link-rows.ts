import type { PlanLink } from "@weft/model/plan/input"
import type { PlanRow } from "../outline/plan-rows.ts"

/** A link between two rows that are shown. */
export interface LinkRow {
  readonly link: PlanLink
  /** The rows of its ends. */
  readonly from: number
  readonly to: number
}

const BLOCK = 32
/** A link over more blocks than this is looked at whatever is in view; there are few of them. */
const MOST_BLOCKS = 24

/** Which links pass the rows in view. Asking costs what is answered, whatever the plan holds. */
export class LinkRows {
  readonly #blocks = new Map<number, LinkRow[]>()
  readonly #long: LinkRow[] = []

  constructor(links: readonly PlanLink[], rows: readonly PlanRow[]) {
    const rowOf = new Map<string, number>()
    rows.forEach(({ id }, row) => rowOf.set(id, row))
    for (const link of links) {
      const [from, to] = [rowOf.get(link.from), rowOf.get(link.to)]
      if (from !== undefined && to !== undefined) this.#add({ link, from, to })
    }
  }

  /** The links that touch or cross the rows from one to before another. */
  between(first: number, end: number): readonly LinkRow[] {
    const found = new Set<LinkRow>()
    const passes = ({ from, to }: LinkRow) => Math.max(from, to) >= first && Math.min(from, to) < end
    for (let block = Math.floor(first / BLOCK); block * BLOCK < end; block += 1)
      for (const row of this.#blocks.get(block) ?? []) if (passes(row)) found.add(row)
    for (const row of this.#long) if (passes(row)) found.add(row)
    return [...found]
  }

  #add(row: LinkRow): void {
    const first = Math.floor(Math.min(row.from, row.to) / BLOCK)
    const last = Math.floor(Math.max(row.from, row.to) / BLOCK)
    if (last - first > MOST_BLOCKS) return void this.#long.push(row)
    for (let block = first; block <= last; block += 1) {
      const standing = this.#blocks.get(block)
      if (standing === undefined) this.#blocks.set(block, [row])
      else standing.push(row)
    }
  }
}
