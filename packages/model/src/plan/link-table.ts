/** No further slot in a list. */
const NONE = -1
/** In the place of the next drawn slot: this one is not drawn. */
const NOT_DRAWN = -2

/**
 * Links between single tasks as linked lists in arrays, so that one can come or go without touching the others.
 *
 * A slot is a link. A link to a summary has one slot that is only drawn and one for each leaf below that drives it; any
 * other link has a slot that is both. A predecessor may be a summary.
 */
export class LinkTable {
  /** How many slots were ever taken. */
  count = 0
  from: Int32Array
  to: Int32Array
  kind: Uint8Array
  lagKind: Uint8Array
  lag: Int32Array
  /** Which link of the plan a slot stands for. */
  link: Int32Array
  /** Links that drive task i begin with inFirst[i]; -1 ends the list. */
  readonly inFirst: Int32Array
  inNext: Int32Array
  /** Links by which task i drives others. */
  readonly outFirst: Int32Array
  outNext: Int32Array
  /** Links out of task i as they were drawn. */
  readonly drawnFirst: Int32Array
  drawnNext: Int32Array
  readonly #free: number[] = []

  constructor(tasks: number, capacity: number) {
    this.inFirst = new Int32Array(tasks).fill(NONE)
    this.outFirst = new Int32Array(tasks).fill(NONE)
    this.drawnFirst = new Int32Array(tasks).fill(NONE)
    this.from = new Int32Array(capacity)
    this.to = new Int32Array(capacity)
    this.kind = new Uint8Array(capacity)
    this.lagKind = new Uint8Array(capacity)
    this.lag = new Int32Array(capacity)
    this.link = new Int32Array(capacity)
    this.inNext = new Int32Array(capacity)
    this.outNext = new Int32Array(capacity)
    this.drawnNext = new Int32Array(capacity)
  }

  /** Takes a slot, which is in no list yet. */
  take(link: number, from: number, to: number, kind: number, lagKind: number, lag: number): number {
    const slot = this.#free.pop() ?? this.count++
    if (slot === this.from.length) this.#grow()
    this.link[slot] = link
    this.from[slot] = from
    this.to[slot] = to
    this.kind[slot] = kind
    this.lagKind[slot] = lagKind
    this.lag[slot] = lag
    this.drawnNext[slot] = NOT_DRAWN
    return slot
  }

  /** Lets a slot drive its successor; it becomes the first of its lists. */
  drive(slot: number): void {
    const [from, to] = [this.from[slot]!, this.to[slot]!]
    this.inNext[slot] = this.inFirst[to]!
    this.inFirst[to] = slot
    this.outNext[slot] = this.outFirst[from]!
    this.outFirst[from] = slot
  }

  draw(slot: number): void {
    const from = this.from[slot]!
    this.drawnNext[slot] = this.drawnFirst[from]!
    this.drawnFirst[from] = slot
  }

  /** Takes a slot out of every list that it is in. */
  remove(slot: number): void {
    leave(this.inFirst, this.inNext, this.to[slot]!, slot)
    leave(this.outFirst, this.outNext, this.from[slot]!, slot)
    leave(this.drawnFirst, this.drawnNext, this.from[slot]!, slot)
    this.#free.push(slot)
  }

  /** Whether a slot is one of many that stand for a link to a summary. */
  isSpread(slot: number): boolean {
    return this.drawnNext[slot] === NOT_DRAWN
  }

  #grow(): void {
    const capacity = Math.max(16, Math.ceil(this.from.length * 1.25))
    const longer = (array: Int32Array) => {
      const next = new Int32Array(capacity)
      next.set(array)
      return next
    }
    const wider = (array: Uint8Array) => {
      const next = new Uint8Array(capacity)
      next.set(array)
      return next
    }
    this.from = longer(this.from)
    this.to = longer(this.to)
    this.kind = wider(this.kind)
    this.lagKind = wider(this.lagKind)
    this.lag = longer(this.lag)
    this.link = longer(this.link)
    this.inNext = longer(this.inNext)
    this.outNext = longer(this.outNext)
    this.drawnNext = longer(this.drawnNext)
  }
}

function leave(first: Int32Array, next: Int32Array, task: number, slot: number): void {
  if (first[task] === slot) {
    first[task] = next[slot]!
    return
  }
  for (let at = first[task]!; at !== NONE; at = next[at]!)
    if (next[at] === slot) {
      next[at] = next[slot]!
      return
    }
}
