/** The most rows that are committed in the relay's own thread at once: with more, there is reading to do meanwhile. */
const MOST_ROWS_HERE = 16

/** The most bytes in them. */
const MOST_BYTES_HERE = 64 * 1024

/** A disk that usually takes longer than this, in milliseconds, is not waited for in the relay's own thread. */
const SLOW_MILLIS = 2

/** How much the latest commit counts in what is usual. */
const WEIGHT = 1 / 8

/**
 * Says where rows are committed. Handing a few to another thread and waiting
 * for its answer wakes two threads, which costs half as much as the commit
 * itself; so they are committed in the thread of the relay, which waits for
 * the disk then and reads no socket. Where there are many, or the disk is
 * slow, the relay has something better to do.
 */
export class CommitPlace {
  #usualMillis = 0

  /** Whether rows, of so many bytes in all, are to be committed in the relay's own thread. */
  isHere(rows: number, bytes: number): boolean {
    return rows <= MOST_ROWS_HERE && bytes <= MOST_BYTES_HERE && this.#usualMillis <= SLOW_MILLIS
  }

  /** Takes how long a commit has taken, wherever it was; whole milliseconds will do, and a clock may have stepped back. */
  took(millis: number): void {
    this.#usualMillis += (Math.max(0, millis) - this.#usualMillis) * WEIGHT
  }
}
