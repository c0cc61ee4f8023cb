/** After so many events the event loop has its turn. */
const EVENTS_A_TURN = 256

interface Event {
  readonly at: number
  readonly order: number
  readonly run: () => void
  isCancelled: boolean
}

/**
 * The only source of order in a simulation: what happens next is the earliest event, and of several at one time the one
 * that was asked for first. Nothing passes while an event runs, and every promise that it settles is noticed before the
 * next one. Times are milliseconds since 1970, with fractions.
 */
export class VirtualTime {
  #now: number
  #orders = 0
  /** Events that have happened. */
  happened = 0
  /** A heap: no event comes before the one at half its place. */
  readonly #events: Event[] = []

  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  /** Runs at a time, or now if that is past, and never before the caller returns. Returns how to cancel it. */
  at(time: number, run: () => void): () => void {
    const event = { at: Math.max(time, this.#now), order: ++this.#orders, run, isCancelled: false }
    this.#push(event)
    return () => {
      event.isCancelled = true
    }
  }

  after(millis: number, run: () => void): () => void {
    return this.at(this.#now + millis, run)
  }

  /** Lets everything happen up to a time, or until something is so, which is asked after every event. */
  async pass(until: number, isOver: () => boolean = () => false): Promise<void> {
    await settled()
    while (!isOver()) {
      const next = this.#events[0]
      if (next === undefined || next.at > until) break
      this.#pop()
      if (next.isCancelled) continue
      this.#now = next.at
      this.happened += 1
      next.run()
      await (this.happened % EVENTS_A_TURN === 0 ? turned() : settled())
    }
    await turned()
    if (!isOver()) this.#now = Math.max(this.#now, until)
  }

  #push(event: Event): void {
    let place = this.#events.push(event) - 1
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (isBefore(this.#events[parent]!, event)) break
      this.#events[place] = this.#events[parent]!
      place = parent
    }
    this.#events[place] = event
  }

  #pop(): void {
    const last = this.#events.pop()!
    const { length } = this.#events
    if (length === 0) return
    let place = 0
    for (let child = 1; child < length; child = 2 * place + 1) {
      if (child + 1 < length && isBefore(this.#events[child + 1]!, this.#events[child]!)) child += 1
      if (isBefore(last, this.#events[child]!)) break
      this.#events[place] = this.#events[child]!
      place = child
    }
    this.#events[place] = last
  }
}

function isBefore(left: Event, right: Event): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order)
}

/**
 * Every promise that can settle without the outside has by then, and whoever waited for it has run: a tick asked for from
 * a promise comes when no promise is left to be noticed. A turn of the whole event loop would do as well, and takes
 * longer.
 */
function settled(): Promise<void> {
  return new Promise(resolve => process.nextTick(resolve))
}

/** A turn of the whole event loop, by which what nobody caught is noticed. */
function turned(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
